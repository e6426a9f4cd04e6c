"""A small dense network that is taught to agree with the teacher, and its int8 file."""

import numpy as np
import torch
from numpy.typing import NDArray
from torch import nn

from edge.exercise.judge.learned import WIDEST
from edge.form_model import INPUT_SCALE, OUTPUT
from tools.train.form_teacher import Teacher
from tools.train.tflite import Convolution, Dense, Network, Scales, write

Array = NDArray[np.float64]
Floats = NDArray[np.float32]

HIDDEN = 48
SAMPLES = 24_000
STEPS = 2_500
BATCH = 256
RATE = 3e-3
MIXING = 0.4  # both parameters of the beta distribution: most samples lie near a real window
NOISE = 0.15  # of a feature's spread


class FormNet(nn.Module):  # type: ignore[misc]
    """Features (N, F) to the logits of right and wrong (N, 2)."""

    def __init__(self, count: int) -> None:
        super().__init__()
        self.hidden = nn.Linear(count, HIDDEN)
        self.last = nn.Linear(HIDDEN, 2)

    def forward(self, told: torch.Tensor) -> torch.Tensor:
        """The logits."""
        logits: torch.Tensor = self.last(torch.relu(self.hidden(told)))
        return logits

    def probabilities(self, told: Floats) -> Floats:
        """(N, F) to the probability (N,) of a fault."""
        with torch.no_grad():
            found: Floats = torch.softmax(self(torch.from_numpy(told)), dim=1)[:, 1].numpy()
        return found


def learn(teacher: Teacher, told: Floats, seed: int) -> FormNet:
    """A network that agrees with the teacher on windows (N, F), between them and around them."""
    rng = np.random.default_rng(seed)
    torch.manual_seed(seed)
    mixed = _mixed(told, teacher.spread, rng)
    target = torch.from_numpy(teacher(mixed.astype(np.float64)).astype(np.float32))
    samples = torch.from_numpy(mixed)
    net = FormNet(told.shape[1])
    optimiser = torch.optim.AdamW(net.parameters(), RATE, weight_decay=1e-4)
    schedule = torch.optim.lr_scheduler.CosineAnnealingLR(optimiser, STEPS)
    for _ in range(STEPS):
        chosen = torch.from_numpy(rng.integers(len(samples), size=BATCH))
        log_odds = net(samples[chosen])
        wrong = torch.softmax(log_odds, dim=1)[:, 1]
        loss = nn.functional.binary_cross_entropy(wrong, target[chosen])
        optimiser.zero_grad()
        loss.backward()
        optimiser.step()
        schedule.step()
    return net


def model_bytes(net: FormNet, told: Floats, *, quantised: bool) -> bytes:
    """The TFLite file; the scales of int8 are measured on windows (N, F)."""
    hidden = Convolution(_numpy(net.hidden.weight)[:, None, :], _numpy(net.hidden.bias), 1)
    last = Dense(_numpy(net.last.weight), _numpy(net.last.bias))
    network = Network(frames=1, convolutions=(hidden,), dense=last, output=OUTPUT)
    return write(network, _scales(net, told) if quantised else None)


def _mixed(told: Floats, spread: Array, rng: np.random.Generator) -> Floats:
    first, second = rng.integers(len(told), size=(2, SAMPLES))
    share = rng.beta(MIXING, MIXING, size=(SAMPLES, 1))
    noise = rng.normal(size=(SAMPLES, told.shape[1])) * spread * NOISE
    mixed = share * told[first] + (1.0 - share) * told[second] + noise
    limited: Floats = np.clip(mixed, -WIDEST, WIDEST).astype(np.float32)
    return limited


def _scales(net: FormNet, told: Floats) -> Scales:
    with torch.no_grad():
        hidden = torch.relu(net.hidden(torch.from_numpy(told)))
        logits = net.last(hidden)
    return Scales((INPUT_SCALE, 0), (_affine(hidden.numpy()),), _affine(logits.numpy()))


def _affine(values: Floats) -> tuple[float, int]:
    low, high = min(float(values.min()), 0.0), max(float(values.max()), 1e-6)
    scale = (high - low) / 255.0
    return scale, round(-128.0 - low / scale)


def _numpy(tensor: torch.Tensor) -> Floats:
    values: Floats = tensor.detach().numpy()
    return values
