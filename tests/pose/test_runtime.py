import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from edge.errors import ModelError, RuntimeMissingError
from edge.pose import runtime
from edge.pose.runtime import TfliteModel


@pytest.fixture(autouse=True)
def _fresh_runtime() -> Iterator[None]:
    runtime._interpreter_class.cache_clear()
    yield
    runtime._interpreter_class.cache_clear()


def test_a_file_that_is_no_model_is_named(tmp_path: Path) -> None:
    path = tmp_path / "text.tflite"
    path.write_text("not a model")
    with pytest.raises(ModelError, match=r"text\.tflite: the runtime cannot load the model"):
        TfliteModel(path, threads=1)


def test_without_any_runtime_the_error_says_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "ai_edge_litert.interpreter", None)
    monkeypatch.setitem(sys.modules, "tflite_runtime", None)
    with pytest.raises(RuntimeMissingError, match="pip install ai-edge-litert"):
        TfliteModel(tmp_path / "any.tflite", threads=1)


class OldInterpreter:
    """What tflite_runtime would give, of an empty model."""

    def __init__(self, model_path: str, num_threads: int) -> None:
        self.given = model_path, num_threads

    def allocate_tensors(self) -> None:
        pass

    def get_input_details(self) -> list[dict[str, Any]]:
        return [{"index": 0, "shape": (1, 2, 2, 3)}]

    def get_output_details(self) -> list[dict[str, Any]]:
        return []

    def tensor(self, index: int) -> Any:
        return None


def test_tflite_runtime_serves_with_a_warning(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package, module = ModuleType("tflite_runtime"), ModuleType("tflite_runtime.interpreter")
    module.Interpreter = OldInterpreter  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "ai_edge_litert.interpreter", None)
    monkeypatch.setitem(sys.modules, "tflite_runtime", package)
    monkeypatch.setitem(sys.modules, "tflite_runtime.interpreter", module)
    with pytest.warns(RuntimeWarning, match="ai_edge_litert is not installed"):
        model = TfliteModel(tmp_path / "any.tflite", threads=1)
    assert model.input_shape == (1, 2, 2, 3)
    with pytest.raises(ModelError, match="no output 'boxes'"):
        model.output("boxes")
