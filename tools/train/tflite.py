"""Writes a small sequential network as a TFLite file, float32 or int8 throughout.

The network: convolutions over time with ReLU, the mean over time, one dense layer, softmax. In the
int8 file every tensor, input and output included, is an integer: weights symmetric with one scale a
channel, activations with one scale a tensor, biases int32, as the TFLite quantisation specification
asks.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from ai_edge_litert import schema_py_generated as schema
from numpy.typing import NDArray

from tools.derive.graph import add_signature, graph_bytes

Floats = NDArray[np.float32]
Values = NDArray[Any]

_VERSION = 3
_TYPES = {
    np.dtype(np.float32): schema.TensorType.FLOAT32,
    np.dtype(np.int8): schema.TensorType.INT8,
    np.dtype(np.int32): schema.TensorType.INT32,
}


@dataclass(frozen=True, slots=True, eq=False)
class Convolution:
    """weights (out, width, in), bias (out,), stride in time; padded as TFLite's SAME."""

    weights: Floats
    bias: Floats
    stride: int


@dataclass(frozen=True, slots=True, eq=False)
class Dense:
    """weights (out, in), bias (out,)."""

    weights: Floats
    bias: Floats


@dataclass(frozen=True, slots=True, eq=False)
class Network:
    """frames: length of the window. output: name of the output tensor."""

    frames: int
    convolutions: tuple[Convolution, ...]
    dense: Dense
    output: str


@dataclass(frozen=True, slots=True)
class Scales:
    """Scale and zero point of every activation: input, each convolution, dense."""

    input: tuple[float, int]
    convolutions: tuple[tuple[float, int], ...]
    dense: tuple[float, int]


SOFTMAX = (1.0 / 256.0, -128)  # fixed by TFLite's specification


class _Graph:
    """Collects tensors and operators."""

    def __init__(self) -> None:
        self.model = schema.ModelT()
        self.model.version = _VERSION
        self.model.buffers = [schema.BufferT()]  # the empty one, of every activation
        self.model.operatorCodes = []
        self.graph = schema.SubGraphT()
        self.graph.tensors, self.graph.operators = [], []
        self.model.subgraphs = [self.graph]

    def activation(self, name: str, shape: Sequence[int], scale: tuple[float, int] | None) -> int:
        """A tensor without a value; int8 where it has a scale."""
        dtype = np.dtype(np.float32 if scale is None else np.int8)
        quantised = None if scale is None else _quantisation([scale[0]], [scale[1]], 0)
        return self._tensor(name, shape, dtype, 0, quantised)

    def constant(
        self, name: str, value: Values, scales: Sequence[float] = (), *, axis: int = 0
    ) -> int:
        """A tensor with a value."""
        buffer = schema.BufferT()
        buffer.data = np.frombuffer(np.ascontiguousarray(value).tobytes(), dtype=np.uint8)
        self.model.buffers.append(buffer)
        quantised = _quantisation(scales, [0] * len(scales), axis) if len(scales) else None
        at = len(self.model.buffers) - 1
        return self._tensor(name, value.shape, value.dtype, at, quantised)

    def operator(
        self, name: str, inputs: Sequence[int], output: int, options: Any, version: int
    ) -> None:
        """One builtin operator of one output."""
        code = schema.OperatorCodeT()
        code.builtinCode = getattr(schema.BuiltinOperator, name)
        code.deprecatedBuiltinCode, code.version = code.builtinCode, version
        self.model.operatorCodes.append(code)
        operator = schema.OperatorT()
        operator.opcodeIndex = len(self.model.operatorCodes) - 1
        operator.inputs = np.array(inputs, np.int32)
        operator.outputs = np.array([output], np.int32)
        kind = type(options).__name__.removesuffix("T")
        operator.builtinOptionsType = getattr(schema.BuiltinOptions, kind)
        operator.builtinOptions = options
        self.graph.operators.append(operator)

    def finished(self, first: int, last: int) -> bytes:
        """The file."""
        self.graph.inputs, self.graph.outputs = np.array([first]), np.array([last])
        add_signature(self.model)
        return graph_bytes(self.model)

    def _tensor(
        self, name: str, shape: Sequence[int], dtype: np.dtype[Any], buffer: int, quantised: Any
    ) -> int:
        tensor = schema.TensorT()
        tensor.name, tensor.shape = name.encode(), np.array(shape, np.int32)
        tensor.type, tensor.buffer, tensor.quantization = _TYPES[dtype], buffer, quantised
        self.graph.tensors.append(tensor)
        return len(self.graph.tensors) - 1


def write(network: Network, scales: Scales | None = None) -> bytes:
    """The file's bytes: float32, or int8 with these scales. Input (1, frames, 1, features)."""
    graph = _Graph()
    features = network.convolutions[0].weights.shape[2]
    length, scale = network.frames, scales.input if scales else None
    first = at = graph.activation("window", (1, length, 1, features), scale)
    for number, layer in enumerate(network.convolutions):
        length = -(-length // layer.stride)
        after = scales.convolutions[number] if scales else None
        shape = (1, length, 1, len(layer.bias))
        result = graph.activation(f"convolution_{number}", shape, after)
        weights = layer.weights[:, :, None, :]  # (out, height = time, width 1, in)
        inputs = _weighted(graph, f"convolution_{number}", weights, layer.bias, scale)
        graph.operator("CONV_2D", [at, *inputs], result, _convolution(layer.stride), 3)
        at, scale = result, after
    width = len(network.convolutions[-1].bias)
    pooled = graph.activation("mean", (1, width), scale)
    axes = graph.constant("mean/axes", np.array([1, 2], np.int32))
    graph.operator("MEAN", [at, axes], pooled, _reducer(), 2)
    logits = graph.activation(
        "logits", (1, len(network.dense.bias)), scales.dense if scales else None
    )
    inputs = _weighted(graph, "dense", network.dense.weights, network.dense.bias, scale)
    graph.operator("FULLY_CONNECTED", [pooled, *inputs], logits, _dense(), 4)
    last = graph.activation(
        network.output, (1, len(network.dense.bias)), SOFTMAX if scales else None
    )
    softmax = schema.SoftmaxOptionsT()
    softmax.beta = 1.0
    graph.operator("SOFTMAX", [logits], last, softmax, 2)
    return graph.finished(first, last)


def _weighted(
    graph: _Graph, name: str, weights: Floats, bias: Floats, scale: tuple[float, int] | None
) -> tuple[int, int]:
    """Weights and bias as constants, quantised where the layer's input is."""
    if scale is None:
        return graph.constant(f"{name}/weights", weights), graph.constant(f"{name}/bias", bias)
    highest = np.abs(weights.reshape(len(weights), -1)).max(1)
    channel = np.maximum(highest, 1e-8) / 127.0
    shape = (-1, *([1] * (weights.ndim - 1)))
    integers = np.clip(np.rint(weights / channel.reshape(shape)), -127, 127).astype(np.int8)
    both = channel * scale[0]
    return (
        graph.constant(f"{name}/weights", integers, channel.tolist()),
        graph.constant(f"{name}/bias", np.rint(bias / both).astype(np.int32), both.tolist()),
    )


def _quantisation(scales: Sequence[float], zeros: Sequence[int], axis: int) -> Any:
    parameters = schema.QuantizationParametersT()
    parameters.scale = np.array(scales, np.float32)
    parameters.zeroPoint = np.array(zeros, np.int64)
    parameters.quantizedDimension = axis
    return parameters


def _convolution(stride: int) -> Any:
    options = schema.Conv2DOptionsT()
    options.padding = schema.Padding.SAME
    options.strideH, options.strideW = stride, 1
    options.dilationHFactor = options.dilationWFactor = 1
    options.fusedActivationFunction = schema.ActivationFunctionType.RELU
    return options


def _reducer() -> Any:
    options = schema.ReducerOptionsT()
    options.keepDims = False
    return options


def _dense() -> Any:
    return schema.FullyConnectedOptionsT()
