"""Whatever a file holds, a configuration or a `ConfigError` comes out, and soon."""

import time
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from edge.config import load_config
from edge.config.compose import compose
from edge.config.station import StationConfig
from edge.errors import ConfigError

KEYS = st.sampled_from(
    [
        *StationConfig.model_fields,
        *StationConfig().camera.model_fields_set,
        *("source", "url", "path", "fps", "device", "mannequin", "smoothing", "threads"),
    ]
) | st.text(max_size=12)
SCALARS = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=20)
    | st.sampled_from(["stream", "file", "rtsp://a:b@c/d", "squat", "ko", "/dev/video0"])
)
TREES = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS, inner, max_size=6),
    max_leaves=25,
)
YAML_LIKE = st.text(alphabet="ab1: -\n?&*!|>'\"%@`{}[],#\t\\~.=<", max_size=200)
RELAXED = settings(
    max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


def message(action: Callable[[], object]) -> str | None:
    """The text of the `ConfigError` that `action` raises, if it does; at most a second's work."""
    start_s = time.process_time()
    try:
        action()
    except ConfigError as error:
        return str(error)
    finally:
        assert time.process_time() - start_s < 1.0
    return None


def load(path: Path) -> None:
    error = message(lambda: load_config(path))
    assert error is None or error.startswith(str(path))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "station.yaml"


@RELAXED
@given(content=st.binary(max_size=2000))
@example(content=b"\xef\xbb\xbf")
@example(content=b"%TAG ! tag:x,2000:\n--- !a b")
def test_bytes(path: Path, content: bytes):
    path.write_bytes(content)
    load(path)


@RELAXED
@given(content=YAML_LIKE)
def test_text_that_looks_like_yaml(path: Path, content: str):
    path.write_text(content, encoding="utf-8")
    load(path)


@RELAXED
@given(tree=TREES)
def test_trees(path: Path, tree: object):
    path.write_text(yaml.safe_dump(tree, allow_unicode=True), encoding="utf-8")
    load(path)


@RELAXED
@given(tree=st.dictionaries(KEYS, TREES, max_size=8))
def test_overrides(tree: dict[str, object]):
    assert message(lambda: load_config(None, tree)) != ""


@RELAXED
@given(tree=TREES)
def test_composer_reads_what_pyyaml_writes(tree: object):
    # Quoted, so that the narrower meaning of plain words does not matter.
    texts_only = _as_texts(tree)
    text = yaml.safe_dump(texts_only, default_style='"', allow_unicode=False)
    documents: list[object] = []
    error = message(lambda: documents.append(compose(text, "f").data))
    if error is None:
        assert documents == [texts_only]
    else:
        assert "control character" in error


def _as_texts(tree: object) -> object:
    if isinstance(tree, dict):
        return {key: _as_texts(value) for key, value in tree.items()}
    if isinstance(tree, list):
        return [_as_texts(value) for value in tree]
    return str(tree)
