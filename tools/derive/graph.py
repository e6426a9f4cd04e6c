"""Editing of a TFLite graph: constants folded, branches pruned, tensors named.

Works on the object API of the TFLite schema that `ai_edge_litert` carries; nothing is executed, so
the weights that stay are the same numbers as in the source file.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import flatbuffers
import numpy as np
import numpy.typing as npt
from ai_edge_litert import schema_py_generated as schema

from edge.errors import ModelError
from tools.derive.sparse import densify

Array = npt.NDArray[np.float32]

CONVOLUTIONS = frozenset({"CONV_2D", "DEPTHWISE_CONV_2D"})
RELU6 = schema.ActivationFunctionType.RELU6
RELU6_LIMIT = 6.0

_FILE_IDENTIFIER = b"TFL3"
_FOLDED = ("DENSIFY", "DEQUANTIZE")
_DTYPES: dict[int, type[Any]] = {
    schema.TensorType.FLOAT32: np.float32,
    schema.TensorType.FLOAT16: np.float16,
    schema.TensorType.INT32: np.int32,
}
_OPERATOR_NAMES = {
    code: name for name, code in vars(schema.BuiltinOperator).items() if not name.startswith("_")
}


def read_graph(path: Path) -> Any:
    """Read a TFLite file of one subgraph into an editable model object."""
    model = parse_graph(path.read_bytes())
    if len(model.subgraphs) != 1:
        raise ModelError(
            f"one subgraph was expected, there are {len(model.subgraphs)}", where=str(path)
        )
    return model


def parse_graph(content: bytes) -> Any:
    """The editable model object of a serialised model; buffers stored behind it are taken in."""
    model = schema.ModelT.InitFromPackedBuf(content, 0)
    for buffer in model.buffers:
        if buffer.offset:
            stored = content[buffer.offset : buffer.offset + buffer.size]
            buffer.data, buffer.offset, buffer.size = np.frombuffer(stored, np.uint8), 0, 0
    return model


def graph_bytes(model: Any) -> bytes:
    """Serialise a model object; buffers that nothing uses any more are left out."""
    _drop_unused_buffers(model)
    builder = flatbuffers.Builder(1 << 20)
    builder.Finish(model.Pack(builder), file_identifier=_FILE_IDENTIFIER)
    return bytes(builder.Output())


def operator_name(model: Any, operator: Any) -> str:
    """The builtin operator's name, for instance `CONV_2D`."""
    code = model.operatorCodes[operator.opcodeIndex]
    return str(_OPERATOR_NAMES[max(code.builtinCode, code.deprecatedBuiltinCode)])


def tensor_name(model: Any, index: int) -> str:
    """The tensor's name."""
    return str(model.subgraphs[0].tensors[index].name.decode())


def constant(model: Any, index: int) -> npt.NDArray[Any] | None:
    """The dense value of tensor `index` if it is a constant, else None."""
    tensor = model.subgraphs[0].tensors[index]
    data = model.buffers[tensor.buffer].data
    if data is None or len(data) == 0:
        return None
    shape = tuple(int(size) for size in tensor.shape)
    values = np.frombuffer(bytes(bytearray(data)), dtype=_DTYPES[tensor.type])
    if tensor.sparsity is None:
        return values.reshape(shape)
    return densify(values, shape, tensor.sparsity)


def convolution_parameters(model: Any, operator: Any) -> tuple[Array, Array]:
    """Weights and bias of a convolution; raises ModelError where they are not constant."""
    weights, bias = (constant(model, index) for index in operator.inputs.tolist()[1:3])
    if weights is None or bias is None:
        raise ModelError(f"{operator_name(model, operator)} without constant weights and bias")
    return weights, bias


def set_constant(model: Any, index: int, value: npt.NDArray[Any]) -> None:
    """Give tensor `index` a dense constant value in a buffer of its own."""
    tensor = model.subgraphs[0].tensors[index]
    buffer = schema.BufferT()
    buffer.data = np.frombuffer(np.ascontiguousarray(value).tobytes(), dtype=np.uint8)
    model.buffers.append(buffer)
    tensor.buffer, tensor.sparsity = len(model.buffers) - 1, None
    tensor.shape = np.array(value.shape, np.int32)
    tensor.type = next(code for code, dtype in _DTYPES.items() if value.dtype == dtype)


def add_tensor(model: Any, name: str, shape: tuple[int, ...]) -> int:
    """Add a float32 tensor without a value; return its index."""
    tensor = schema.TensorT()
    tensor.name, tensor.shape, tensor.buffer = name.encode(), np.array(shape, np.int32), 0
    tensor.type = schema.TensorType.FLOAT32
    model.subgraphs[0].tensors.append(tensor)
    return len(model.subgraphs[0].tensors) - 1


def fold_constants(model: Any) -> None:
    """Replace every DENSIFY and DEQUANTIZE of a constant by the float32 constant it makes."""
    graph = model.subgraphs[0]
    kept = []
    for operator in graph.operators:
        name = operator_name(model, operator)
        value = constant(model, operator.inputs[0]) if name in _FOLDED else None
        if value is None:
            kept.append(operator)
            continue
        final = value.astype(np.float32) if name == "DEQUANTIZE" else value
        set_constant(model, operator.outputs[0], final)
    graph.operators = kept


def unshare_constants(model: Any) -> None:
    """Give every convolution weights and a bias of its own, so that one can change alone."""
    seen: set[int] = set()
    for operator in model.subgraphs[0].operators:
        if operator_name(model, operator) not in CONVOLUTIONS:
            continue
        inputs = operator.inputs.tolist()
        for slot in (1, 2):
            value = constant(model, inputs[slot])
            if inputs[slot] in seen and value is not None:
                inputs[slot] = add_tensor(model, "", value.shape)
                set_constant(model, inputs[slot], value)
            seen.add(inputs[slot])
        operator.inputs = np.array(inputs, np.int32)


def prune(model: Any, outputs: Sequence[str]) -> None:
    """Keep only what the named output tensors need; they become the outputs in that order."""
    graph = model.subgraphs[0]
    index_of = {tensor.name.decode(): index for index, tensor in enumerate(graph.tensors)}
    graph.outputs = np.array([index_of[name] for name in outputs], np.int32)
    needed = set(graph.outputs.tolist())
    kept = []
    for operator in reversed(graph.operators):
        if needed.intersection(operator.outputs.tolist()):
            needed.update(index for index in operator.inputs.tolist() if index >= 0)
            kept.append(operator)
    graph.operators = kept[::-1]
    _drop_unused_tensors(model, needed)
    _drop_unused_codes(model)
    model.metadata = model.metadataBuffer = None


def rename_tensors(model: Any, input_name: str, output_names: Sequence[str]) -> None:
    """Name activations `NNN_operator` by execution order, constants after their first reader."""
    graph = model.subgraphs[0]
    named: dict[int, str] = {}
    for order, operator in enumerate(graph.operators):
        base = f"{order:03d}_{operator_name(model, operator).lower()}"
        for slot, index in enumerate(operator.inputs.tolist()):
            if index >= 0 and constant(model, index) is not None:
                named.setdefault(index, f"{base}/constant_{slot}")
        for index in operator.outputs.tolist():
            named[index] = base
    named[graph.inputs[0]] = input_name
    named |= dict(zip(graph.outputs.tolist(), output_names, strict=True))
    for index, tensor in enumerate(graph.tensors):
        tensor.name = named[index].encode()


def add_signature(model: Any, key: str = "serving_default") -> None:
    """Add a signature whose names are the tensors' own names."""
    graph = model.subgraphs[0]
    signature = schema.SignatureDefT()
    signature.signatureKey, signature.subgraphIndex = key.encode(), 0
    signature.inputs = [_entry(graph, index) for index in graph.inputs.tolist()]
    signature.outputs = [_entry(graph, index) for index in graph.outputs.tolist()]
    model.signatureDefs = [signature]


def _entry(graph: Any, index: int) -> Any:
    entry = schema.TensorMapT()
    entry.name, entry.tensorIndex = graph.tensors[index].name, index
    return entry


def _drop_unused_tensors(model: Any, needed: set[int]) -> None:
    graph = model.subgraphs[0]
    order = sorted(needed | set(graph.inputs.tolist()))
    renumbered = {old: new for new, old in enumerate(order)} | {-1: -1}
    graph.tensors = [graph.tensors[index] for index in order]
    for holder in [*graph.operators, graph]:
        holder.inputs = np.array([renumbered[old] for old in holder.inputs.tolist()], np.int32)
        holder.outputs = np.array([renumbered[old] for old in holder.outputs.tolist()], np.int32)


def _drop_unused_codes(model: Any) -> None:
    operators = model.subgraphs[0].operators
    codes = sorted({operator.opcodeIndex for operator in operators})
    for operator in operators:
        operator.opcodeIndex = codes.index(operator.opcodeIndex)
    model.operatorCodes = [model.operatorCodes[code] for code in codes]


def _drop_unused_buffers(model: Any) -> None:
    holders = [tensor for graph in model.subgraphs for tensor in graph.tensors]
    buffers = [schema.BufferT()]  # by TFLite's convention buffer 0 is empty, for every activation
    moved: dict[int, int] = {}
    for holder in [*holders, *(model.metadata or [])]:
        data = model.buffers[holder.buffer].data
        if data is None or len(data) == 0:
            holder.buffer = 0
            continue
        if holder.buffer not in moved:
            moved[holder.buffer] = len(buffers)
            buffers.append(model.buffers[holder.buffer])
        holder.buffer = moved[holder.buffer]
    model.buffers = buffers
