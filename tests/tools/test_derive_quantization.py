"""Centring and equalising keep the function; rounding and ranges lower the error."""

import numpy as np

from tests.tools.derive_graphs import bottleneck, images, outputs
from tools.derive.center import center, detach_wide_readers
from tools.derive.equalize import equalize
from tools.derive.graph import convolution_parameters, operator_name, set_constant
from tools.derive.moments import calibrate
from tools.derive.ranges import choose_ranges
from tools.derive.rounding import round_rows, round_weights
from tools.derive.spec import DETECTOR, LANDMARKS


def everything(_: str) -> bool:
    return True


def spread(middle: dict[str, np.ndarray], name: str) -> float:
    return float(np.abs(middle[name]).max())


def test_centring_removes_offsets_and_keeps_the_function() -> None:
    model = bottleneck()
    before = [outputs(model, image) for image in images(3)]
    middle = calibrate(model, images()).middle()
    detach_wide_readers(model)
    center(model, middle | calibrate(model, images()).middle())
    after = calibrate(model, images()).middle()
    linear = [name for name in ("001_conv_2d", "005_add") if spread(middle, name) > 1]
    assert linear
    for name in linear:
        assert spread(after, name) < 0.3 * spread(middle, name)
    for image, expected in zip(images(3), before, strict=True):
        for old, new in zip(expected, outputs(model, image), strict=True):
            np.testing.assert_allclose(new, old, atol=1e-3)


def test_only_shared_linear_tensors_get_a_copy_for_wide_readers() -> None:
    model = bottleneck()
    count = len(model.subgraphs[0].operators)
    detach_wide_readers(model)
    graph = model.subgraphs[0]
    assert len(graph.operators) == count + 1  # the reader of the sum; the other reads a ReLU6
    (copy,) = (op for op in graph.operators if b"/copy" in graph.tensors[op.outputs[0]].name)
    assert operator_name(model, copy) == "DEPTHWISE_CONV_2D"


def test_equalising_evens_out_channels_and_keeps_the_function() -> None:
    model = bottleneck()
    operator = model.subgraphs[0].operators[1]
    weights, bias = convolution_parameters(model, operator)
    uneven = np.array([0.02, 1, 1, 30], np.float32)
    set_constant(model, operator.inputs[1], weights * uneven[:, None, None, None])
    set_constant(model, operator.inputs[2], bias * uneven)
    before = [outputs(model, image) for image in images(3)]
    highest = calibrate(model, images()).highest_magnitude()
    equalize(model, highest, everything)
    after = calibrate(model, images()).highest_magnitude()
    name = "001_conv_2d"
    assert after[name].min() / after[name].max() > 3 * highest[name].min() / highest[name].max()
    for image, expected in zip(images(3), before, strict=True):
        for old, new in zip(expected, outputs(model, image), strict=True):
            np.testing.assert_allclose(new, old, atol=1e-3)


def test_rounding_beats_the_nearest_integers() -> None:
    rng = np.random.default_rng(0)
    inputs = rng.normal(0, 1, (500, 6)) @ rng.normal(0, 1, (6, 6))
    covariance = np.cov(inputs.T)[None]
    rows = rng.normal(0, 1, (1, 20, 6))
    rounded = round_rows(rows, covariance)
    scale = np.abs(rows).max(2, keepdims=True) / 127
    integers = rounded / scale
    np.testing.assert_allclose(integers, np.round(integers), atol=1e-9)
    assert np.abs(integers).max() <= 127.0001

    def error(candidate: np.ndarray) -> float:
        off = candidate - rows
        return float(np.einsum("gon,gnm,gom->", off, covariance, off))

    assert error(rounded) < 0.7 * error(np.round(rows / scale) * scale)


def test_rounding_survives_dead_channels() -> None:
    rows = np.zeros((2, 3, 4))
    assert np.array_equal(round_rows(rows, np.zeros((2, 4, 4))), rows)


def test_rounding_keeps_the_mean_of_each_output() -> None:
    model = bottleneck()
    calibration = calibrate(model, images(40), moments_of=everything)
    before = np.mean([outputs(model, image)[0] for image in images(40)], axis=(0, 1, 2, 3))
    round_weights(model, calibration.moments)
    after = np.mean([outputs(model, image)[0] for image in images(40)], axis=(0, 1, 2, 3))
    np.testing.assert_allclose(after, before, rtol=0.02, atol=0.02)


def test_ranges_hold_zero_and_stop_at_what_relu6_clips() -> None:
    model = bottleneck()
    graph = model.subgraphs[0]
    add = next(op for op in graph.operators if operator_name(model, op) == "ADD")
    activations = calibrate(model, images()).activations
    free = choose_ranges(model, activations)
    assert all(low <= 0 <= high for low, high in free.values())
    add.builtinOptions.fusedActivationFunction = 3
    clamped = choose_ranges(model, activations)
    names = [graph.tensors[index].name.decode() for index in add.inputs]
    assert clamped[names[0]][1] <= free[names[0]][1]
    assert clamped[names[0]][1] <= 6 - min(free[names[1]][0], clamped[names[1]][0])


def test_specs_say_which_operators_are_int8() -> None:
    assert LANDMARKS.is_int8(f"{LANDMARKS.first_int8:03d}_conv_2d")
    assert LANDMARKS.is_int8(f"{LANDMARKS.last_int8:03d}_conv_2d/copy")
    assert not LANDMARKS.is_int8(f"{LANDMARKS.last_int8 + 1:03d}_conv_2d")
    assert not LANDMARKS.is_int8("world")
    assert not DETECTOR.is_int8("scores")
