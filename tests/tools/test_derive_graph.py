"""Folding, pruning and the compact form on disk."""

from pathlib import Path

import numpy as np
import pytest

from edge.errors import ModelError
from tests.tools.derive_graphs import Builder, bottleneck, images, outputs, run
from tools.derive.graph import (
    constant,
    convolution_parameters,
    graph_bytes,
    operator_name,
    parse_graph,
    prune,
    read_graph,
    set_constant,
    unshare_constants,
)
from tools.derive.twin import derive_float, store_float16


def test_a_graph_survives_a_round_trip() -> None:
    model = bottleneck()
    before = outputs(model, images()[0])
    again = parse_graph(graph_bytes(model))
    assert all(map(np.array_equal, before, outputs(again, images()[0])))


def test_pruning_keeps_only_what_an_output_needs() -> None:
    model = bottleneck()
    both = outputs(model, images()[0])
    last = model.subgraphs[0].tensors[model.subgraphs[0].outputs[0]].name.decode()
    operators, size = len(model.subgraphs[0].operators), len(graph_bytes(model))
    model = parse_graph(graph_bytes(model))
    model.signatureDefs = None
    prune(model, [last])
    assert len(model.subgraphs[0].operators) == operators - 2
    assert len(graph_bytes(model)) < size
    (kept,) = outputs(model, images()[0])
    assert np.array_equal(kept, both[0])


def test_a_constant_read_twice_can_change_alone() -> None:
    model = bottleneck()
    first, second = (
        operator
        for operator in model.subgraphs[0].operators
        if constant(model, operator.inputs[1]) is not None
        and tuple(model.subgraphs[0].tensors[operator.inputs[1]].shape) == (2, 1, 1, 4)
    )
    second.inputs = np.array([second.inputs[0], *first.inputs[1:]], np.int32)
    unshare_constants(model)
    kept, _ = convolution_parameters(model, first)
    set_constant(model, second.inputs[1], kept + 1)
    assert np.array_equal(convolution_parameters(model, first)[0], kept)
    assert np.array_equal(convolution_parameters(model, second)[0], kept + 1)


def test_float16_storage_loses_nothing() -> None:
    model = bottleneck()
    for operator in model.subgraphs[0].operators:
        if operator_name(model, operator) != "ADD":
            for index in operator.inputs[1:3]:
                value = constant(model, index)
                assert value is not None
                set_constant(model, index, value.astype(np.float16).astype(np.float32))
    wide = graph_bytes(model)
    compact = store_float16(wide)
    names = [
        operator_name(parsed, operator)
        for parsed in (parse_graph(compact),)
        for operator in parsed.subgraphs[0].operators
    ]
    assert "DEQUANTIZE" in names
    assert all(map(np.array_equal, run(wide, images()[0]), run(compact, images()[0])))


def test_float16_storage_leaves_what_would_change() -> None:
    compact = parse_graph(store_float16(graph_bytes(bottleneck())))
    names = [operator_name(compact, operator) for operator in compact.subgraphs[0].operators]
    assert "DEQUANTIZE" not in names


def test_derived_outputs_are_named_and_equal(tmp_path: Path) -> None:
    model = bottleneck()
    expected = outputs(model, images()[0])
    source = tmp_path / "source.tflite"
    source.write_bytes(graph_bytes(model))
    tensors = model.subgraphs[0].tensors
    wanted = {
        name: (tensors[index].name.decode(), tuple(int(size) for size in tensors[index].shape))
        for name, index in zip(("main", "side"), model.subgraphs[0].outputs, strict=True)
    }
    content = derive_float(source, wanted)
    graph = parse_graph(content).subgraphs[0]
    assert [graph.tensors[index].name for index in graph.outputs] == [b"main", b"side"]
    assert graph.tensors[graph.inputs[0]].name == b"image"
    assert all(map(np.array_equal, expected, run(content, images()[0])))


def test_an_output_that_cannot_be_reshaped_is_refused(tmp_path: Path) -> None:
    build = Builder()
    model = build.finish(build.convolution(build.image, 2))
    source = tmp_path / "source.tflite"
    source.write_bytes(graph_bytes(model))
    with pytest.raises(ModelError, match="not by RESHAPE"):
        derive_float(source, {"out": ("000_conv_2d", (1, 128))})


def test_two_subgraphs_are_refused(tmp_path: Path) -> None:
    model = bottleneck()
    model.subgraphs.append(model.subgraphs[0])
    source = tmp_path / "source.tflite"
    source.write_bytes(graph_bytes(model))
    with pytest.raises(ModelError, match="one subgraph"):
        read_graph(source)
