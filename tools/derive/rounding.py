"""Weights rounded to the int8 grid so that a layer's output, not each weight, stays close.

The squared output error of a layer is e' C e, with e the rounding errors of one output channel and
C the covariance of its inputs; the mean of the inputs is taken care of by the bias. It is lowered
by coordinate descent over the integers, as in Behdin et al., "QuantEase: Optimization-based
Quantization for Language Models", 2023. The result is stored as float weights that lie on the grid,
so that any later min-max quantisation finds exactly these integers.
"""

from collections.abc import Mapping
from typing import Any

import numpy as np
import numpy.typing as npt

from tools.derive.graph import convolution_parameters, operator_name, set_constant
from tools.derive.moments import Moments

Doubles = npt.NDArray[np.float64]

_LARGEST = 127
_SWEEPS = 6
_RIDGE = 0.01


def round_weights(model: Any, moments: Mapping[int, Moments]) -> None:
    """Round in place the weights of the convolutions whose input moments are given."""
    for order, seen in moments.items():
        operator = model.subgraphs[0].operators[order]
        weights, bias = convolution_parameters(model, operator)
        depthwise = operator_name(model, operator) == "DEPTHWISE_CONV_2D"
        # Rows are (groups, output channels of a group, inputs of a channel).
        rows = np.moveaxis(weights, 3, 0)[:, None] if depthwise else weights[None]
        rows = rows.reshape(*rows.shape[:2], -1)
        mean, covariance = seen.mean_and_covariance()
        rounded = round_rows(rows.astype(np.float64), covariance)
        shift = np.einsum("gon,gn->go", rows - rounded, mean).reshape(-1)
        if depthwise:
            rounded = np.moveaxis(rounded.reshape(weights.shape[3], *weights.shape[:3]), 0, 3)
        set_constant(model, operator.inputs[1], rounded.reshape(weights.shape).astype(np.float32))
        set_constant(model, operator.inputs[2], (bias + shift).astype(np.float32))


def round_rows(rows: Doubles, covariance: Doubles) -> Doubles:
    """Each row on a symmetric int8 grid of its own.

    rows: (groups, outputs, n). covariance: (groups, n, n) of the inputs.
    """
    scale = np.abs(rows).max(2, keepdims=True) / _LARGEST
    scale[scale == 0] = 1.0
    ridge = _RIDGE * np.einsum("gnn->g", covariance) / covariance.shape[1]
    ridge = np.maximum(ridge, np.finfo(np.float64).tiny)
    covariance = covariance + ridge[:, None, None] * np.eye(covariance.shape[1])
    integers = np.round(rows / scale)
    pinned = np.abs(integers) == _LARGEST  # they carry the scale
    rounded: Doubles = integers * scale
    gradient = np.matmul(rounded - rows, covariance)
    for _ in range(_SWEEPS):
        for column in range(rows.shape[2]):
            current = rounded[:, :, column]
            best = current - gradient[:, :, column] / covariance[:, None, column, column]
            best = np.clip(np.round(best / scale[..., 0]), -_LARGEST, _LARGEST) * scale[..., 0]
            best = np.where(pinned[:, :, column], current, best)
            gradient += (best - current)[:, :, None] * covariance[:, None, column]
            rounded[:, :, column] = best
    return rounded
