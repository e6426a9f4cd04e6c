"""The float twin of a model of the wheel, and its compact form on disk."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
from ai_edge_litert import schema_py_generated as schema

from edge.errors import ModelError
from tools.derive.graph import (
    CONVOLUTIONS,
    add_signature,
    add_tensor,
    constant,
    fold_constants,
    graph_bytes,
    operator_name,
    parse_graph,
    prune,
    read_graph,
    rename_tensors,
    set_constant,
    tensor_name,
    unshare_constants,
)

INPUT = "image"

Outputs = Mapping[str, tuple[str, tuple[int, ...]]]


def derive_float(source: Path, outputs: Outputs) -> bytes:
    """Make the float32 twin of a model of the wheel.

    outputs: wanted output name -> the source's tensor name and the wanted shape, in order.
    """
    model = read_graph(source)
    fold_constants(model)
    unshare_constants(model)
    prune(model, [tensor for tensor, _ in outputs.values()])
    rename_tensors(model, INPUT, list(outputs))
    for index, (_, shape) in zip(
        model.subgraphs[0].outputs.tolist(), outputs.values(), strict=True
    ):
        _reshape_output(model, index, shape)
    add_signature(model)
    return graph_bytes(model)


def store_float16(content: bytes) -> bytes:
    """The same model with float32 weights stored as float16, where they lose nothing by it.

    The runtime turns them back when it loads the model.
    """
    model = parse_graph(content)
    operators: list[Any] = []
    for operator in model.subgraphs[0].operators:
        if _is_float_convolution(model, operator):
            operators += [_shrink(model, int(index)) for index in operator.inputs[1:3]]
        operators.append(operator)
    model.subgraphs[0].operators = [operator for operator in operators if operator is not None]
    return graph_bytes(model)


def _reshape_output(model: Any, index: int, shape: tuple[int, ...]) -> None:
    """Let the RESHAPE that makes output `index` give `shape` instead."""
    graph = model.subgraphs[0]
    if tuple(graph.tensors[index].shape) == shape:
        return
    operator = next(item for item in graph.operators if index in item.outputs.tolist())
    if operator_name(model, operator) != "RESHAPE":
        raise ModelError(
            f"output {tensor_name(model, index)} is made by {operator_name(model, operator)}, "
            "not by RESHAPE"
        )
    graph.tensors[index].shape = np.array(shape, np.int32)
    if operator.builtinOptions is not None:
        operator.builtinOptions.newShape = np.array(shape, np.int32)
    set_constant(model, operator.inputs[1], np.array(shape, np.int32))


def _is_float_convolution(model: Any, operator: Any) -> bool:
    if operator_name(model, operator) not in CONVOLUTIONS:
        return False
    weights = model.subgraphs[0].tensors[operator.inputs[1]]
    return bool(weights.type == schema.TensorType.FLOAT32)


def _shrink(model: Any, index: int) -> Any:
    """A DEQUANTIZE that makes constant `index` from float16; None where it stays as it is."""
    tensor = model.subgraphs[0].tensors[index]
    value = constant(model, index)
    if value is None or not np.array_equal(value.astype(np.float16).astype(np.float32), value):
        return None
    small = add_tensor(model, f"{tensor_name(model, index)}/float16", value.shape)
    set_constant(model, small, value.astype(np.float16))
    tensor.buffer = 0
    widen = schema.OperatorT()
    widen.opcodeIndex = _dequantize_code(model)
    widen.inputs, widen.outputs = np.array([small], np.int32), np.array([index], np.int32)
    return widen


def _dequantize_code(model: Any) -> int:
    wanted = schema.BuiltinOperator.DEQUANTIZE
    for index, code in enumerate(model.operatorCodes):
        if max(code.builtinCode, code.deprecatedBuiltinCode) == wanted:
            return index
    code = schema.OperatorCodeT()
    code.builtinCode = code.deprecatedBuiltinCode = wanted
    model.operatorCodes.append(code)
    return len(model.operatorCodes) - 1
