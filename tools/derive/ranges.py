"""The range of values that each int8 activation covers."""

from collections.abc import Mapping
from typing import Any

import numpy as np
import numpy.typing as npt

from tools.derive.graph import RELU6, RELU6_LIMIT, operator_name
from tools.derive.moments import Activation

_LEVELS = 255
_SHARES = np.linspace(1.0, 0.4, 25)

Range = tuple[float, float]


def choose_ranges(model: Any, activations: Mapping[str, Activation]) -> dict[str, Range]:
    """Lowest and highest value by tensor name; 0 is always inside."""
    ranges = {name: _least_error(item) for name, item in activations.items()}
    _clamp_before_relu6(model, ranges)
    return ranges


def _least_error(activation: Activation) -> Range:
    """The share of the full range whose rounding and clipping errors together are least."""
    low = min(float(np.min(activation.lowest)), 0.0)
    high = max(float(np.max(activation.highest)), 0.0)
    values = np.concatenate(activation.sample)
    return min(
        ((low * share, high * share) for share in _SHARES),
        key=lambda limits: _error(values, *limits),
    )


def _error(values: npt.NDArray[np.float32], low: float, high: float) -> float:
    if high <= low:
        return 0.0
    step = (high - low) / _LEVELS
    zero = round(-low / step)
    restored = (np.clip(np.round(values / step) + zero, 0, _LEVELS) - zero) * step
    return float(np.square(restored - values).mean())


def _clamp_before_relu6(model: Any, ranges: dict[str, Range]) -> None:
    """Spend no level on what a sum with ReLU6 clips anyway, whatever the other summand is."""
    graph = model.subgraphs[0]
    for operator in graph.operators:
        if operator_name(model, operator) != "ADD":
            continue
        if operator.builtinOptions.fusedActivationFunction != RELU6:
            continue
        first, second = (graph.tensors[index].name.decode() for index in operator.inputs)
        for summand, other in ((first, second), (second, first)):
            low, high = ranges[summand]
            lowest, highest = -ranges[other][1], RELU6_LIMIT - ranges[other][0]
            ranges[summand] = (max(low, lowest), min(high, highest))
