"""The recogniser's network in torch, and its training."""

import copy
import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

from tools.train.tflite import Convolution, Dense, Network

Floats = NDArray[np.float32]

CHANNELS = (64, 64, 96)
WIDTHS = (5, 5, 3)
STRIDES = (2, 2, 1)


class TemporalNet(nn.Module):  # type: ignore[misc]
    """Convolutions over time, the mean over time, one dense layer."""

    def __init__(self, features: int, classes: int, dropout: float) -> None:
        super().__init__()
        sizes = zip((features, *CHANNELS), CHANNELS, WIDTHS, STRIDES, strict=False)
        self.convolutions = nn.ModuleList(
            nn.Conv1d(before, after, width, stride) for before, after, width, stride in sizes
        )
        self.dropout = nn.Dropout(dropout)
        self.dense = nn.Linear(CHANNELS[-1], classes)

    def forward(self, windows: Tensor) -> Tensor:
        """Logits (N, classes) of windows (N, frames, features)."""
        return self.stages(windows)[-1]

    def stages(self, windows: Tensor) -> list[Tensor]:
        """Every activation: input, each convolution's, the logits."""
        found = [windows.transpose(1, 2)]
        for layer in self.convolutions:
            assert isinstance(layer, nn.Conv1d)  # noqa: S101
            found.append(torch.relu(layer(nn.functional.pad(found[-1], _same(layer, found[-1])))))
        pooled: Tensor = self.dropout(found[-1].mean(2))
        return [*found, self.dense(pooled)]


def _same(layer: nn.Conv1d, values: Tensor) -> tuple[int, int]:
    """TFLite's SAME padding: the odd frame goes to the end."""
    width, stride, length = layer.kernel_size[0], layer.stride[0], values.shape[2]
    total = max((-(-length // stride) - 1) * stride + width - length, 0)
    return total // 2, total - total // 2


@dataclass(frozen=True, slots=True, eq=False)
class Source:
    """Windows to draw batches from.

    features (W, frames, F) float16, labels (W,), weights (W,) how often each is drawn. share: of
    each batch.
    """

    features: NDArray[np.float16]
    labels: NDArray[np.int64]
    weights: NDArray[np.float64]
    share: float


@dataclass(frozen=True, slots=True)
class Settings:
    """How to train: AdamW with one cycle of the learning rate, on windows drawn from all sources.

    noise: standard deviation added to features. feature_dropout: share of a window's features that
    are set to zero. smoothing: of the labels.
    """

    steps: int = 8000
    batch: int = 128
    rate: float = 2e-3
    decay: float = 2e-2
    dropout: float = 0.25
    noise: float = 0.08
    feature_dropout: float = 0.05
    smoothing: float = 0.05
    seed: int = 0


def train(
    sources: Sequence[Source], classes: int, settings: Settings, begun: TemporalNet | None = None
) -> TemporalNet:
    """Train one network; the same seed gives the same weights on the same machine.

    begun: a trained network to go on from; it stays as it is.
    """
    torch.set_num_threads(1)  # sums in another order would give other weights
    torch.manual_seed(settings.seed)
    net = TemporalNet(sources[0].features.shape[2], classes, settings.dropout)
    if begun is not None:
        net.load_state_dict(begun.state_dict())
    optimiser = torch.optim.AdamW(net.parameters(), settings.rate, weight_decay=settings.decay)
    cycle = torch.optim.lr_scheduler.OneCycleLR(
        optimiser, settings.rate, total_steps=settings.steps
    )
    tensors = [
        (torch.from_numpy(s.features), torch.from_numpy(s.labels), torch.from_numpy(s.weights))
        for s in sources
    ]
    net.train()
    for _ in range(settings.steps):
        drawn = [
            torch.multinomial(weights, round(settings.batch * source.share), replacement=True)
            for source, (_, _, weights) in zip(sources, tensors, strict=True)
        ]
        parts = list(zip(tensors, drawn, strict=True))
        windows = torch.cat([features[rows] for (features, _, _), rows in parts]).float()
        labels = torch.cat([labels[rows] for (_, labels, _), rows in parts])
        loss = nn.functional.cross_entropy(
            net(_disturbed(windows, settings)), labels, label_smoothing=settings.smoothing
        )
        optimiser.zero_grad()
        loss.backward()
        optimiser.step()
        cycle.step()
    net.eval()
    return net


def shifted(net: TemporalNet, label: int, odds: float) -> TemporalNet:
    """The same network, but for a class that is `odds` times as likely before any evidence."""
    moved = copy.deepcopy(net)
    with torch.no_grad():
        moved.dense.bias[label] += math.log(odds)
    return moved


def _disturbed(windows: Tensor, settings: Settings) -> Tensor:
    noisy = windows + settings.noise * torch.randn_like(windows)
    kept = torch.rand(len(windows), 1, windows.shape[2]) > settings.feature_dropout
    return noisy * kept


def probabilities(net: TemporalNet, windows: Floats) -> Floats:
    """(N, classes) of windows (N, frames, features)."""
    with torch.no_grad():
        result: Floats = net(torch.from_numpy(windows)).softmax(1).numpy()
    return result


def exported(net: TemporalNet, frames: int, output: str) -> Network:
    """The trained weights as `tflite` writes them."""
    layers = []
    for layer in net.convolutions:
        assert isinstance(layer, nn.Conv1d)  # noqa: S101
        assert layer.bias is not None  # noqa: S101
        weights = layer.weight.detach().numpy().transpose(0, 2, 1)
        layers.append(Convolution(weights, layer.bias.detach().numpy(), layer.stride[0]))
    dense = Dense(net.dense.weight.detach().numpy(), net.dense.bias.detach().numpy())
    return Network(frames, tuple(layers), dense, output)
