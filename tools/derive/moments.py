"""What the calibration images look like to each layer: activation ranges and input moments.

The float graph runs with all tensors preserved; images are seen one by one, so memory stays flat.
"""

import warnings
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import numpy.typing as npt
from ai_edge_litert.interpreter import Interpreter

from tools.derive.graph import CONVOLUTIONS, Array, constant, graph_bytes, operator_name

_SAME = 0
_SAMPLES = 400
_POSITIONS = 128
_BATCH = 1024


@dataclass
class Activation:
    """One tensor: lowest and highest values by image (images, channels), and a sample of values."""

    lowest: list[Array] = field(default_factory=list)
    highest: list[Array] = field(default_factory=list)
    sample: list[Array] = field(default_factory=list)


@dataclass
class Moments:
    """Sums over sampled input patches of a convolution.

    first: (groups, n). second: (groups, n, n). A depthwise convolution has a group per channel.
    """

    count: int = 0
    first: npt.NDArray[np.float64] | float = 0.0
    second: npt.NDArray[np.float64] | float = 0.0
    _pending: list[Array] = field(default_factory=list)

    def add(self, patches: Array) -> None:
        """Add patches (groups, count, n)."""
        self._pending.append(patches)
        if sum(item.shape[1] for item in self._pending) >= _BATCH:
            self._settle()

    def mean_and_covariance(self) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]]:
        """Mean (groups, n) and covariance (groups, n, n)."""
        self._settle()
        mean = np.asarray(self.first) / self.count
        return mean, np.asarray(self.second) / self.count - mean[:, :, None] * mean[:, None, :]

    def _settle(self) -> None:
        """Many patches at once: the products are large, and adding them up costs as much."""
        if not self._pending:
            return
        patches = np.concatenate(self._pending, axis=1)
        self._pending.clear()
        self.count += patches.shape[1]
        self.first = self.first + patches.sum(1, dtype=np.float64)
        self.second = self.second + np.matmul(patches.transpose(0, 2, 1), patches)


@dataclass
class Calibration:
    """Activation statistics by tensor name and convolution input moments by operator index."""

    activations: dict[str, Activation]
    moments: dict[int, Moments]

    def highest_magnitude(self) -> dict[str, Array]:
        """Largest absolute value (channels,) of each activation tensor."""
        return {
            name: np.maximum(np.max(item.highest, 0), -np.min(item.lowest, 0))
            for name, item in self.activations.items()
        }

    def middle(self) -> dict[str, Array]:
        """Middle (channels,) of the typical image's range of each activation tensor."""
        return {
            name: (np.mean(item.highest, 0) + np.mean(item.lowest, 0)) / 2
            for name, item in self.activations.items()
        }


def calibrate(
    model: Any,
    images: Iterable[Array],
    *,
    moments_of: Callable[[str], bool] = lambda _: False,
    seed: int = 0,
) -> Calibration:
    """Run `images`, each shaped as the model's input, through the float model.

    moments_of: whether the convolution that makes the tensor of this name gets input moments.
    """
    graph = model.subgraphs[0]
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", "Warning: Enabling `experimental_preserve")  # it is meant
        interpreter = Interpreter(
            model_content=graph_bytes(model), num_threads=1, experimental_preserve_all_tensors=True
        )
    interpreter.allocate_tensors()
    rng = np.random.default_rng(seed)
    indices = [index for index in range(len(graph.tensors)) if constant(model, index) is None]
    found = Calibration({graph.tensors[index].name.decode(): Activation() for index in indices}, {})
    read = [
        order
        for order, operator in enumerate(graph.operators)
        if operator_name(model, operator) in CONVOLUTIONS
        and moments_of(graph.tensors[operator.outputs[0]].name.decode())
    ]
    found.moments.update({order: Moments() for order in read})
    for image in images:
        interpreter.set_tensor(int(graph.inputs[0]), image)
        interpreter.invoke()
        for index in indices:
            _note(
                found.activations[graph.tensors[index].name.decode()],
                interpreter.get_tensor(index),
                rng,
            )
        for order in read:
            operator = graph.operators[order]
            source = interpreter.get_tensor(int(operator.inputs[0]))
            found.moments[order].add(_patches(model, operator, source, rng))
    return found


def _note(activation: Activation, value: Array, rng: np.random.Generator) -> None:
    channels = value.reshape(-1, value.shape[-1])
    activation.lowest.append(channels.min(0))
    activation.highest.append(channels.max(0))
    activation.sample.append(
        rng.choice(channels.ravel(), min(_SAMPLES, channels.size), replace=False)
    )


def _patches(model: Any, operator: Any, source: Array, rng: np.random.Generator) -> Array:
    """Input patches (groups, count, n) at random places, n in the order of the weights."""
    height, width = (
        int(size) for size in model.subgraphs[0].tensors[operator.inputs[1]].shape[1:3]
    )
    options = operator.builtinOptions
    image = source[0]
    if options.padding == _SAME:
        image = _pad_same(image, (height, width), (options.strideH, options.strideW))
    windows = np.lib.stride_tricks.sliding_window_view(image, (height, width), axis=(0, 1))
    windows = windows[:: options.strideH, :: options.strideW]
    places = rng.permutation(windows.shape[0] * windows.shape[1])[:_POSITIONS]
    rows, columns = np.divmod(places, windows.shape[1])
    picked = windows[rows, columns]  # (count, channels, height, width)
    if operator_name(model, operator) == "DEPTHWISE_CONV_2D":
        return np.ascontiguousarray(picked.transpose(1, 0, 2, 3)).reshape(
            picked.shape[1], len(picked), -1
        )
    return np.ascontiguousarray(picked.transpose(0, 2, 3, 1)).reshape(1, len(picked), -1)


def _pad_same(image: Array, kernel: tuple[int, int], stride: tuple[int, int]) -> Array:
    """TFLite's SAME padding: the odd row or column goes to the end."""
    pads = []
    for size, window, step in zip(image.shape[:2], kernel, stride, strict=True):
        total = max((-(-size // step) - 1) * step + window - size, 0)
        pads.append((total // 2, total - total // 2))
    return np.pad(image, [*pads, (0, 0)])
