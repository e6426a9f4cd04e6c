"""The TFLite runtime behind one small class; the only module that knows which package it is."""

import os
import sys
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from edge.errors import ModelError, RuntimeMissingError

FloatArray = NDArray[np.float32]


class TfliteModel:
    """One model with one image input, ready to run.

    path: a `.tflite` file with float32 tensors outside. threads: native threads of `invoke`; fixed
    for the life of the model, because the runtime takes it only at construction.
    """

    def __init__(self, path: Path, threads: int) -> None:
        interpreter_class = _interpreter_class()
        try:
            with _native_information_hidden():
                self._interpreter = interpreter_class(model_path=str(path), num_threads=threads)
                self._interpreter.allocate_tensors()
        except (ValueError, RuntimeError) as error:
            raise ModelError(
                f"the runtime cannot load the model: {error}",
                where=str(path),
                remedy="update ai-edge-litert, or restore the model file",
            ) from error
        (details,) = self._interpreter.get_input_details()
        self._path = path
        self._input: Any = self._interpreter.tensor(details["index"])
        self.input_shape: tuple[int, ...] = tuple(int(size) for size in details["shape"])
        self._outputs: dict[str, Any] = {
            output["name"]: self._interpreter.tensor(output["index"])
            for output in self._interpreter.get_output_details()
        }

    def input_view(self) -> FloatArray:
        """The input tensor's own memory: fill it, and let go of it before `invoke`."""
        view: FloatArray = self._input()
        return view

    def invoke(self) -> None:
        """Run the model on what is in the input tensor."""
        self._interpreter.invoke()

    @property
    def output_names(self) -> tuple[str, ...]:
        """The outputs' names, in the model's order."""
        return tuple(self._outputs)

    def output_view(self, name: str) -> FloatArray:
        """An output tensor's own memory: let go of it before the next `invoke`.

        Raises ModelError where the model has no such output.
        """
        try:
            view: FloatArray = self._outputs[name]()
        except KeyError:
            raise ModelError(
                f"the model has no output {name!r} (it has: {', '.join(sorted(self._outputs))})",
                where=str(self._path),
            ) from None
        return view

    def output(self, name: str) -> FloatArray:
        """A copy of an output tensor; raises as `output_view`."""
        return self.output_view(name).copy()


@cache
def _interpreter_class() -> Any:
    """The interpreter of `ai_edge_litert`, else of `tflite_runtime`; raises RuntimeMissingError."""
    try:
        return import_module("ai_edge_litert.interpreter").Interpreter
    except ImportError:
        pass
    try:
        interpreter = import_module("tflite_runtime.interpreter").Interpreter
    except ImportError as error:
        raise RuntimeMissingError(
            "no TFLite runtime is installed", remedy="pip install ai-edge-litert"
        ) from error
    warnings.warn(
        "tflite_runtime is used because ai_edge_litert is not installed: quantised models may run "
        "many times slower; pip install ai-edge-litert",
        RuntimeWarning,
        stacklevel=3,
    )
    return interpreter


@contextmanager
def _native_information_hidden() -> Iterator[None]:
    """Keep the runtime's "INFO:" lines from the terminal; it offers no switch for them.

    What else the native code writes to standard error meanwhile is passed on.
    """
    sys.stderr.flush()
    kept = os.dup(2)
    try:
        with tempfile.TemporaryFile() as written:
            os.dup2(written.fileno(), 2)
            try:
                yield
            finally:
                os.dup2(kept, 2)
                written.seek(0)
                for line in written:
                    if not line.startswith(b"INFO:"):
                        os.write(2, line)
    finally:
        os.close(kept)
