"""Scales of the recogniser's activations, measured on training windows."""

from collections.abc import Sequence

import numpy as np
import torch
from numpy.typing import NDArray

from edge.classifier import INPUT_SCALE, PREFIX
from tools.train.network import TemporalNet
from tools.train.tflite import Scales

BEYOND = 1e-5  # share of values that may be clipped at each end


def activation_scales(net: TemporalNet, windows: NDArray[np.float32]) -> Scales:
    """Scale and zero point of every tensor, from the values that windows (N, T, F) cause."""
    with torch.no_grad():
        stages = [stage.numpy() for stage in net.stages(torch.from_numpy(windows))]
    return Scales(
        input=(INPUT_SCALE, 0),
        convolutions=tuple(_affine(stage) for stage in stages[1:-1]),
        dense=_affine(stages[-1]),
    )


def output_name(classes: Sequence[str]) -> str:
    """The output tensor's name, which carries the classes into the file."""
    return PREFIX + ",".join(classes)


def _affine(values: NDArray[np.float32]) -> tuple[float, int]:
    """Scale and zero point of int8 numbers that cover the values, 0 among them."""
    low, high = np.quantile(values, [BEYOND, 1.0 - BEYOND])
    low, high = min(float(low), 0.0), max(float(high), 1e-6)
    scale = (high - low) / 255.0
    return scale, round(-128.0 - low / scale)
