"""A small convolutional graph, built by hand, and a way to run it."""

from typing import Any

import numpy as np
import numpy.typing as npt
from ai_edge_litert import schema_py_generated as schema
from ai_edge_litert.interpreter import Interpreter

from tools.derive.graph import add_signature, add_tensor, graph_bytes, set_constant

Array = npt.NDArray[np.float32]
RELU6 = schema.ActivationFunctionType.RELU6
SIZE, CHANNELS = 8, 4


class Builder:
    """Adds operators one after the other; `weights` come from a seeded generator."""

    def __init__(self, seed: int = 0) -> None:
        self.rng = np.random.default_rng(seed)
        self.model = schema.ModelT()
        self.model.version, self.model.operatorCodes = 3, []
        self.model.buffers = [schema.BufferT()]
        self.graph = schema.SubGraphT()
        self.graph.tensors, self.graph.operators = [], []
        self.model.subgraphs = [self.graph]
        self.image = add_tensor(self.model, "image", (1, SIZE, SIZE, 3))
        self.graph.inputs = np.array([self.image], np.int32)

    def convolution(
        self, source: int, channels: int, kernel: int = 1, *, relu6: bool = False, gain: float = 1.0
    ) -> int:
        depth = self.graph.tensors[source].shape[3]
        options = schema.Conv2DOptionsT()
        options.strideH = options.strideW = options.dilationHFactor = options.dilationWFactor = 1
        weights = gain * self.rng.normal(0, 1, (channels, kernel, kernel, depth))
        return self._convolution("CONV_2D", source, options, weights, channels, relu6=relu6)

    def depthwise(self, source: int, *, relu6: bool = False) -> int:
        depth = int(self.graph.tensors[source].shape[3])
        options = schema.DepthwiseConv2DOptionsT()
        options.strideH = options.strideW = options.dilationHFactor = options.dilationWFactor = 1
        options.depthMultiplier = 1
        weights = self.rng.normal(0, 1, (1, 3, 3, depth))
        return self._convolution("DEPTHWISE_CONV_2D", source, options, weights, depth, relu6=relu6)

    def add(self, first: int, second: int) -> int:
        shape = tuple(int(size) for size in self.graph.tensors[first].shape)
        return self._operator("ADD", [first, second], schema.AddOptionsT(), shape)

    def finish(self, *outputs: int) -> Any:
        self.graph.outputs = np.array(outputs, np.int32)
        add_signature(self.model)
        return self.model

    def _convolution(
        self, name: str, source: int, options: Any, weights: Any, channels: int, *, relu6: bool
    ) -> int:
        options.fusedActivationFunction = RELU6 if relu6 else 0
        number = len(self.graph.operators)
        inputs = [source]
        for what, value in (("w", weights), ("b", self.rng.normal(2, 5, channels))):
            inputs.append(add_tensor(self.model, f"{number}/{what}", value.shape))
            set_constant(self.model, inputs[-1], value.astype(np.float32))
        return self._operator(name, inputs, options, (1, SIZE, SIZE, channels))

    def _operator(self, name: str, inputs: list[int], options: Any, shape: tuple[int, ...]) -> int:
        out = add_tensor(self.model, f"{len(self.graph.operators):03d}_{name.lower()}", shape)
        operator = schema.OperatorT()
        operator.opcodeIndex = len(self.model.operatorCodes)
        code = schema.OperatorCodeT()
        code.builtinCode = code.deprecatedBuiltinCode = getattr(schema.BuiltinOperator, name)
        code.version = 1
        self.model.operatorCodes.append(code)
        operator.inputs = np.array(inputs, np.int32)
        operator.outputs = np.array([out], np.int32)
        kind = type(options).__name__.removesuffix("T")
        operator.builtinOptionsType = getattr(schema.BuiltinOptions, kind)
        operator.builtinOptions = options
        self.graph.operators.append(operator)
        return out


def bottleneck(seed: int = 0) -> Any:
    """Two linear bottlenecks with a residual sum; a depthwise convolution reads the sum, too."""
    build = Builder(seed)
    first = build.convolution(build.image, CHANNELS, 3, relu6=True)
    narrow = build.convolution(first, CHANNELS)
    wide = build.convolution(narrow, 2 * CHANNELS, relu6=True, gain=0.1)
    total = build.add(build.convolution(build.depthwise(wide, relu6=True), CHANNELS), narrow)
    side = build.depthwise(total, relu6=True)
    main = build.convolution(total, CHANNELS, relu6=True, gain=0.1)
    return build.finish(build.convolution(main, 2), build.convolution(side, 2))


def images(count: int = 12, seed: int = 1) -> list[Array]:
    rng = np.random.default_rng(seed)
    return [rng.uniform(0, 1, (1, SIZE, SIZE, 3)).astype(np.float32) for _ in range(count)]


def run(content: bytes, image: Array) -> list[Array]:
    interpreter = Interpreter(model_content=content, num_threads=1)
    interpreter.allocate_tensors()
    interpreter.set_tensor(interpreter.get_input_details()[0]["index"], image)
    interpreter.invoke()
    return [
        interpreter.get_tensor(details["index"]) for details in interpreter.get_output_details()
    ]


def outputs(model: Any, image: Array) -> list[Array]:
    return run(graph_bytes(model), image)
