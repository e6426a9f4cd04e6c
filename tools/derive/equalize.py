"""Cross-layer equalisation: channels scaled so that each fills the int8 range of its tensor.

A positive factor on channel c of an activation can be moved into the weights that make it and taken
out of the weights that read it; the float function stays the same. After Nagel et al., "Data-Free
Quantization Through Weight Equalization and Bias Correction", ICCV 2019, with measured activation
ranges in place of weight ranges, because int8 weights here have a scale per output channel and only
activations share one.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from tools.derive.graph import (
    CONVOLUTIONS,
    RELU6,
    RELU6_LIMIT,
    Array,
    constant,
    convolution_parameters,
    operator_name,
    set_constant,
    tensor_name,
)

_PASS_THROUGH = frozenset({"ADD", "PAD", "RESIZE_BILINEAR", "MAX_POOL_2D"})
# Channels that never rise above this carry nothing; scaling them would overflow int8's scales.
_DEAD = 1e-4
_LARGEST_FACTOR = 1000.0
# Room above the highest value seen, where a ReLU6 would newly clip.
_MARGIN = 1.05
# 1 fills the range wholly, 0 does nothing. Wholly filled, the readers' weights get too wide a range
# for int8: of 0, 0.5, 0.75 and 1, 0.5 had the least error of the landmarks.
_STRENGTH = 0.5


@dataclass
class _Group:
    """Activation tensors that must carry the same factors."""

    tensors: set[int] = field(default_factory=set)
    makers: list[Any] = field(default_factory=list)
    readers: list[Any] = field(default_factory=list)
    clipped: set[int] = field(default_factory=set)
    fixed: bool = False


def equalize(model: Any, highest: Mapping[str, Array], chosen: Callable[[str], bool]) -> None:
    """Equalise in place the tensors whose name is `chosen`.

    highest: the largest absolute value (channels,) seen in each activation tensor.
    """
    for group in _groups(model):
        names = {index: tensor_name(model, index) for index in group.tensors}
        if group.fixed or not group.makers or not all(map(chosen, names.values())):
            continue
        peaks = np.max([highest[name] for name in names.values()], axis=0)
        room = peaks.max()
        if group.clipped:  # a channel may grow up to the limit
            peaks = _MARGIN * np.max([highest[names[index]] for index in group.clipped], axis=0)
            room = RELU6_LIMIT
        factors = np.clip(room / np.maximum(peaks, _DEAD), 1.0, _LARGEST_FACTOR)
        factors = np.where(peaks > _DEAD, factors**_STRENGTH, 1.0).astype(np.float32)
        for operator in group.makers:
            _scale_outputs(model, operator, factors)
        for operator in group.readers:
            _scale_inputs(model, operator, factors)


def _groups(model: Any) -> list[_Group]:
    graph = model.subgraphs[0]
    touched = [_activations(model, operator) for operator in graph.operators]
    leaders = _leaders(model, touched)
    groups: dict[int, _Group] = {}
    for operator, indices in zip(graph.operators, touched, strict=True):
        for index in indices:
            group = groups.setdefault(leaders[index], _Group())
            group.tensors.add(index)
            _note(model, operator, index, group)
    for index in [*graph.inputs.tolist(), *graph.outputs.tolist()]:
        groups[leaders[index]].fixed = True
    return list(groups.values())


def _note(model: Any, operator: Any, index: int, group: _Group) -> None:
    """What `operator` does with tensor `index` of the group."""
    name = operator_name(model, operator)
    made = index in operator.outputs.tolist()
    if name in CONVOLUTIONS:
        (group.makers if made else group.readers).append(operator)
    elif name not in _PASS_THROUGH:
        group.fixed = True
    if made and getattr(operator.builtinOptions, "fusedActivationFunction", 0) == RELU6:
        group.clipped.add(index)


def _activations(model: Any, operator: Any) -> list[int]:
    indices = [*operator.inputs.tolist(), *operator.outputs.tolist()]
    return [index for index in indices if index >= 0 and constant(model, index) is None]


def _leaders(model: Any, touched: list[list[int]]) -> list[int]:
    """For each tensor, one tensor that stands for all that operators bind together."""
    graph = model.subgraphs[0]
    leaders = list(range(len(graph.tensors)))
    for operator, indices in zip(graph.operators, touched, strict=True):
        if operator_name(model, operator) in _PASS_THROUGH:
            bound = {leaders[index] for index in indices}
            leaders = [min(bound) if leader in bound else leader for leader in leaders]
    return leaders


def _scale_outputs(model: Any, operator: Any, factors: Array) -> None:
    weights, bias = convolution_parameters(model, operator)
    depthwise = operator_name(model, operator) == "DEPTHWISE_CONV_2D"
    by_output = factors if depthwise else factors[:, None, None, None]
    set_constant(model, operator.inputs[1], weights * by_output)
    set_constant(model, operator.inputs[2], bias * factors)


def _scale_inputs(model: Any, operator: Any, factors: Array) -> None:
    weights, _ = convolution_parameters(model, operator)
    set_constant(model, operator.inputs[1], weights / factors)
