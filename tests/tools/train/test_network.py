"""Training in torch, where it is installed (the `train` extra)."""

import numpy as np
import pytest

torch = pytest.importorskip("torch", reason="torch is part of the `train` extra only")

from tools.train.network import (  # noqa: E402
    Settings,
    Source,
    exported,
    probabilities,
    shifted,
    train,
)
from tools.train.quantise import activation_scales, output_name  # noqa: E402
from tools.train.score import ModelClassifier  # noqa: E402
from tools.train.tflite import write  # noqa: E402

FRAMES, FEATURES = 32, 6


@pytest.fixture(scope="module")
def source() -> Source:
    """Slow and quick waves, told apart by nothing else."""
    rng = np.random.default_rng(0)
    labels = rng.integers(0, 2, 400)
    at = np.arange(FRAMES)[None, :, None]
    phase = rng.uniform(0.0, 6.3, (400, 1, FEATURES))
    waves = np.sin(at * (0.25 + 0.6 * labels[:, None, None]) + phase)
    return Source(waves.astype(np.float16), labels, np.ones(400) / 400.0, 1.0)


@pytest.fixture(scope="module")
def net(source: Source) -> object:
    return train([source], 2, Settings(steps=150, batch=64))


def test_it_learns(net: object, source: Source) -> None:
    said = probabilities(net, source.features.astype(np.float32)).argmax(1)
    assert (said == source.labels).mean() > 0.97


def test_the_same_seed_gives_the_same_weights(net: object, source: Source) -> None:
    again = train([source], 2, Settings(steps=150, batch=64))
    assert torch.equal(net.dense.weight, again.dense.weight)


def test_the_files_say_what_the_network_says(net: object, source: Source) -> None:
    windows = source.features.astype(np.float32)
    network = exported(net, FRAMES, output_name(("slow", "other")))
    expected = probabilities(net, windows[:20])
    floating = ModelClassifier(write(network))
    quantised = ModelClassifier(write(network, activation_scales(net, windows)))
    for window, wanted in zip(windows[:20], expected, strict=True):
        assert floating(window) == pytest.approx(wanted, abs=1e-5)
        assert quantised(window) == pytest.approx(wanted, abs=0.04)


def test_training_goes_on_from_a_network_and_leaves_it_as_it_is(
    net: object, source: Source
) -> None:
    before = net.dense.weight.clone()
    later = train([source], 2, Settings(steps=1, batch=8, rate=1e-6), begun=net)
    assert torch.allclose(later.dense.weight, before, atol=1e-4)
    assert torch.equal(net.dense.weight, before)


def test_a_class_made_less_likely_loses_just_that(net: object, source: Source) -> None:
    windows = source.features[:50].astype(np.float32)
    before, after = (probabilities(n, windows) for n in (net, shifted(net, 1, 0.5)))
    odds = (after[:, 1] / after[:, 0]) / (before[:, 1] / before[:, 0])
    assert odds == pytest.approx(np.full(50, 0.5), rel=1e-3)
