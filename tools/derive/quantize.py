"""A float graph made int8 where its spec says so; float32 stays outside."""

from collections.abc import Callable, Mapping, Sequence
from contextlib import redirect_stderr, redirect_stdout
from io import StringIO
from typing import Any

import numpy as np
import numpy.typing as npt
from ai_edge_quantizer import qtyping, quantizer, recipe_manager

from tools.derive.center import center, detach_wide_readers
from tools.derive.equalize import equalize
from tools.derive.graph import graph_bytes, parse_graph
from tools.derive.moments import calibrate
from tools.derive.ranges import Range, choose_ranges
from tools.derive.rounding import round_weights
from tools.derive.spec import ModelSpec

_NO_QUANTIZE = "no_quantize"
_BITS = 8

Image = npt.NDArray[np.float32]
Progress = Callable[[str], None]


def quantize(float_model: bytes, spec: ModelSpec, images: Sequence[Image], tell: Progress) -> bytes:
    """The int8 form of a float twin, calibrated on `images`, each shaped as the model's input."""
    model = parse_graph(float_model)
    detach_wide_readers(model)
    tell("measuring activations")
    center(model, calibrate(model, images).middle())
    tell("measuring centred activations")
    equalize(model, calibrate(model, images).highest_magnitude(), spec.is_int8)
    tell("measuring what each layer reads")
    calibration = calibrate(model, images, moments_of=spec.is_int8)
    tell("rounding weights")
    round_weights(model, calibration.moments)
    ranges = choose_ranges(model, calibration.activations)
    return to_int8(graph_bytes(model), ranges, spec)


def to_int8(prepared: bytes, ranges: Mapping[str, Range], spec: ModelSpec) -> bytes:
    """Apply int8 with the given activation ranges; weights get a scale per output channel."""
    recipe = recipe_manager.RecipeManager()
    everything = qtyping.TFLOperationName.ALL_SUPPORTED
    recipe.add_static_config(
        regex=".*", operation_name=everything, activation_num_bits=_BITS, weight_num_bits=_BITS
    )
    outputs = _float_tensors(prepared, spec)
    recipe.add_quantization_config(
        regex=f"^({'|'.join(outputs)});?$", operation_name=everything, algorithm_key=_NO_QUANTIZE
    )
    for side in (qtyping.TFLOperationName.INPUT, qtyping.TFLOperationName.OUTPUT):
        recipe.add_quantization_config(regex=".*", operation_name=side, algorithm_key=_NO_QUANTIZE)
    engine = quantizer.Quantizer(bytearray(prepared))
    engine.load_quantization_recipe(recipe.get_quantization_recipe())
    statistics = {
        name: {"min": np.full((1, 1, 1, 1), low), "max": np.full((1, 1, 1, 1), high)}
        for name, (low, high) in ranges.items()
    }
    with redirect_stdout(StringIO()), redirect_stderr(StringIO()):  # its own progress bars
        result = engine.quantize(statistics, enable_progress_report=False)
    return _with_output_names(bytes(result.quantized_model))


def _with_output_names(content: bytes) -> bytes:
    """Output tensors named as in the signature; the quantiser renames those that it dequantises."""
    model = parse_graph(content)
    tensors = model.subgraphs[0].tensors
    for output in model.signatureDefs[0].outputs:
        if tensors[output.tensorIndex].name == output.name:
            continue
        for tensor in tensors:
            if tensor.name == output.name:
                tensor.name += b"/int8"
        tensors[output.tensorIndex].name = output.name
    return graph_bytes(model)


def _float_tensors(prepared: bytes, spec: ModelSpec) -> list[str]:
    graph: Any = parse_graph(prepared).subgraphs[0]
    made = [graph.tensors[operator.outputs[0]].name.decode() for operator in graph.operators]
    return [name for name in made if not spec.is_int8(name)]
