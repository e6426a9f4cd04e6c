"""Constant offsets of linear activations moved into biases.

BlazePose's linear bottlenecks carry large offsets that differ from channel to channel: the int8
range of the tensor is spent on them. Subtracting an offset from every channel costs nothing where
the readers are 1x1 convolutions (their bias takes the weights' share of it back) or linear
additions, so the float function stays the same. It is the exact form of "bias absorption" in Nagel
et al., "Data-Free Quantization Through Weight Equalization and Bias Correction", ICCV 2019.

A wider convolution sees zeros around the picture, which an offset would change. Such readers are
first given a copy, made by a 1x1 depthwise convolution, whose bias then takes the offset back.
"""

from collections.abc import Mapping
from copy import deepcopy
from typing import Any

import numpy as np

from tools.derive.graph import (
    CONVOLUTIONS,
    Array,
    add_tensor,
    convolution_parameters,
    operator_name,
    set_constant,
    tensor_name,
)


def center(model: Any, middle: Mapping[str, Array]) -> None:
    """Centre in place every linear tensor that allows it.

    `middle` holds the middle (channels,) of the values seen in each activation tensor.
    """
    graph = model.subgraphs[0]
    movable = _movable(model)
    offsets: dict[int, Array] = {}
    for operator in graph.operators:
        out = int(operator.outputs[0])
        if operator_name(model, operator) == "ADD":
            if out in movable:
                offsets[out] = np.sum(
                    [offsets[index] for index in operator.inputs.tolist()], axis=0, dtype=np.float32
                )
            continue
        if operator_name(model, operator) not in CONVOLUTIONS:
            continue
        weights, bias = convolution_parameters(model, operator)
        source = int(operator.inputs[0])
        if source in offsets:
            bias = bias + _share(model, operator, weights, offsets[source])
        if out in movable:
            offsets[out] = middle[tensor_name(model, out)].astype(np.float32)
            bias = bias - offsets[out]
        set_constant(model, operator.inputs[2], bias.astype(np.float32))


def detach_wide_readers(model: Any) -> None:
    """Let wider depthwise convolutions read copies of the linear tensors that others read, too."""
    graph = model.subgraphs[0]
    movable = _movable(model, wide_readers=True)
    operators: list[Any] = []
    for operator in graph.operators:
        source = int(operator.inputs[0])
        if (
            operator_name(model, operator) == "DEPTHWISE_CONV_2D"
            and not _is_pointwise(model, operator)
            and source in movable
        ):
            operators.append(_copy_for(model, operator))
        operators.append(operator)
    graph.operators = operators


def _copy_for(model: Any, reader: Any) -> Any:
    """A 1x1 depthwise convolution that copies what `reader` reads; `reader` then reads the copy."""
    graph = model.subgraphs[0]
    source = int(reader.inputs[0])
    name = tensor_name(model, reader.outputs[0])
    shape = [int(size) for size in graph.tensors[source].shape]
    channels = shape[-1]
    weights = add_tensor(model, f"{name}/copy_weights", (1, 1, 1, channels))
    set_constant(model, weights, np.ones((1, 1, 1, channels), np.float32))
    bias = add_tensor(model, f"{name}/copy_bias", (channels,))
    set_constant(model, bias, np.zeros(channels, np.float32))
    target = add_tensor(model, f"{name}/copy", tuple(shape))
    copy = deepcopy(reader)
    copy.inputs, copy.outputs = (
        np.array([source, weights, bias], np.int32),
        np.array([target], np.int32),
    )
    copy.builtinOptions.strideH = copy.builtinOptions.strideW = 1
    copy.builtinOptions.fusedActivationFunction = 0
    reader.inputs = np.array([target, *reader.inputs.tolist()[1:]], np.int32)
    return copy


def _share(model: Any, operator: Any, weights: Array, offset: Array) -> Array:
    """What a constant `offset` (channels,) of its input adds to a 1x1 convolution's output."""
    if operator_name(model, operator) == "DEPTHWISE_CONV_2D":
        return weights.reshape(-1) * offset
    share: Array = weights.sum((1, 2)) @ offset
    return share


def _movable(model: Any, *, wide_readers: bool = False) -> set[int]:
    """Tensors made by linear layers and read only by 1x1 convolutions and linear additions.

    wide_readers: pass over wider depthwise convolutions among the readers.
    """
    graph = model.subgraphs[0]
    fixed = {*graph.inputs.tolist(), *graph.outputs.tolist()}
    movable = {int(op.outputs[0]) for op in graph.operators if _is_linear(model, op)} - fixed
    while True:
        refused = set()
        for operator in graph.operators:
            out, sources = int(operator.outputs[0]), set(operator.inputs.tolist())
            if operator_name(model, operator) == "ADD" and _is_linear(model, operator):
                if out not in movable or not sources <= movable:
                    refused |= (sources | {out}) & movable
            elif wide_readers and operator_name(model, operator) == "DEPTHWISE_CONV_2D":
                continue
            elif not _is_pointwise(model, operator):
                refused |= sources & movable
        if not refused:
            return movable
        movable -= refused


def _is_linear(model: Any, operator: Any) -> bool:
    return (
        operator_name(model, operator) in ("CONV_2D", "ADD")
        and operator.builtinOptions.fusedActivationFunction == 0
    )


def _is_pointwise(model: Any, operator: Any) -> bool:
    if operator_name(model, operator) not in CONVOLUTIONS:
        return False
    return tuple(model.subgraphs[0].tensors[operator.inputs[1]].shape[1:3]) == (1, 1)
