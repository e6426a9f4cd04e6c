"""The files that the writer makes compute what the network says."""

import numpy as np
import pytest
from ai_edge_litert.interpreter import Interpreter

from tools.train.tflite import Convolution, Dense, Network, Scales, write

FRAMES, FEATURES, CLASSES = 16, 5, 4


@pytest.fixture
def network() -> Network:
    rng = np.random.default_rng(3)

    def numbers(*shape: int) -> np.ndarray:
        return rng.normal(0.0, 0.5, shape).astype(np.float32)

    return Network(
        FRAMES,
        (
            Convolution(numbers(6, 5, FEATURES), numbers(6), 2),
            Convolution(numbers(8, 3, 6), numbers(8), 1),
        ),
        Dense(numbers(CLASSES, 8), numbers(CLASSES)),
        "probabilities:a,b,c,other",
    )


@pytest.fixture
def windows() -> np.ndarray:
    rng = np.random.default_rng(4)
    return rng.uniform(-1.5, 1.5, (50, FRAMES, FEATURES)).astype(np.float32)


def convolved(values: np.ndarray, layer: Convolution) -> np.ndarray:
    """One window (T, in) by hand, padded as SAME, with ReLU."""
    width, steps = layer.weights.shape[1], -(-len(values) // layer.stride)
    total = max((steps - 1) * layer.stride + width - len(values), 0)
    padded = np.pad(values, ((total // 2, total - total // 2), (0, 0)))
    found = [
        np.einsum("owi,wi->o", layer.weights, padded[at * layer.stride :][:width]) + layer.bias
        for at in range(steps)
    ]
    return np.maximum(found, 0.0)


def stages(network: Network, window: np.ndarray) -> list[np.ndarray]:
    found = [window]
    for layer in network.convolutions:
        found.append(convolved(found[-1], layer))
    return [*found, network.dense.weights @ found[-1].mean(0) + network.dense.bias]


def expected(network: Network, window: np.ndarray) -> np.ndarray:
    logits = stages(network, window)[-1]
    odds = np.exp(logits - logits.max())
    return odds / odds.sum()


def ran(model: bytes, window: np.ndarray) -> np.ndarray:
    interpreter = Interpreter(model_content=model, num_threads=1)
    interpreter.allocate_tensors()
    (first,), (last,) = interpreter.get_input_details(), interpreter.get_output_details()
    interpreter.set_tensor(first["index"], window[None, :, None, :])
    interpreter.invoke()
    return interpreter.get_tensor(last["index"])[0]


def scales_of(network: Network, windows: np.ndarray) -> Scales:
    every = [stages(network, window) for window in windows]

    def affine(at: int) -> tuple[float, int]:
        values = np.stack([stage[at] for stage in every])
        low, high = min(values.min(), 0.0), values.max()
        scale = float(high - low) / 255.0
        return scale, round(-128.0 - low / scale)

    return Scales((1.0 / 64.0, 0), (affine(1), affine(2)), affine(3))


def test_the_float_file_computes_the_network(network: Network, windows: np.ndarray) -> None:
    model = write(network)
    for window in windows[:5]:
        assert ran(model, window) == pytest.approx(expected(network, window), abs=1e-5)


def test_the_int8_file_is_close_to_it(network: Network, windows: np.ndarray) -> None:
    model = write(network, scales_of(network, windows))
    errors = [
        np.abs(
            (ran(model, np.rint(window * 64.0).astype(np.int8)).astype(float) + 128.0) / 256.0
            - expected(network, window)
        ).max()
        for window in windows
    ]
    assert np.median(errors) < 0.015
    assert max(errors) < 0.05


def test_the_int8_file_holds_no_float(network: Network, windows: np.ndarray) -> None:
    interpreter = Interpreter(model_content=write(network, scales_of(network, windows)))
    types = {detail["dtype"] for detail in interpreter.get_tensor_details()}
    assert types == {np.int8, np.int32}


def test_the_output_carries_the_classes(network: Network) -> None:
    (output,) = Interpreter(model_content=write(network)).get_output_details()
    assert output["name"] == "probabilities:a,b,c,other"
