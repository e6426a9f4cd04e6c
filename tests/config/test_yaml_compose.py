import math
import time
from pathlib import Path

import pytest

from edge.config.compose import MAX_DEPTH, MAX_NODES, compose, load_yaml
from edge.config.document import Document, Mark, dotted, shortened
from edge.config.source import MAX_BYTES
from edge.errors import ConfigError

BAD = {
    "tab": (b"camera:\n\tfps: 30\n", "2:1: a tab in the indentation"),
    "tab after colon": (b"fps:\t30\n", "use spaces instead of the tab"),
    "alias": (b"a: &x [1]\nb: *x\n", "1:4: an anchor or alias"),
    "unknown alias": (b"a: *x\n", "1:4: an anchor or alias"),
    "bomb": (
        b"a: &a [x,x,x,x,x,x,x,x,x]\n"
        + b"".join(
            b"%c: &%c [%s]\n" % (c, c, b",".join([b"*%c" % (c - 1)] * 9)) for c in range(98, 108)
        ),
        "an anchor or alias",
    ),
    "recursive anchor": (b"&a [*a]\n", "an anchor or alias"),
    "deep": (b"[" * 5000, f"nested deeper than {MAX_DEPTH} levels"),
    "deep mappings": (b"{a: " * 5000, f"nested deeper than {MAX_DEPTH} levels"),
    "many values": (b"- 1\n" * (MAX_NODES + 1), f"more than {MAX_NODES} values"),
    "many keys": (
        b"".join(b"k%d: 1\n" % n for n in range(MAX_NODES)),
        f"more than {MAX_NODES} values",
    ),
    "tag": (b"a: !!python/object/apply:os.system [ls]\n", "1:4: a tag"),
    "two documents": (b"a: 1\n---\nb: 2\n", "a second document"),
    "list as key": (b"? [a, b]\n: 1\n", "a key that is no plain word"),
    "open quote": (b'a: "b\n', "a quote or bracket is not closed"),
    "two colons": (b"a: b: c\n", "1:5: not valid YAML"),
    "not UTF-8": (b"a: b\nc: \xff\xfe\n", "2:4: not UTF-8 text"),
    "UTF-16": ("a: 1".encode("utf-16"), "not UTF-8 text"),
    "binary": (b"\x7fELF\x02\x01\x01\x00", "control character U+007F"),
    "escaped surrogate": (b'a: "\\ud800"\n', "1:4: an escaped control character"),
    "escape beyond Unicode": (b'a: "\\UFFFFFFFF"\n', "not valid YAML"),
    "huge directive": (b"%YAML 1." + b"9" * 5000 + b"\n---\na: 1\n", "not valid YAML"),
    "large": (b"#" * (MAX_BYTES + 1), "is too large"),
    "10 MB of garbage": (bytes(range(256)) * 40_000, "is too large: 10,240,000 bytes"),
    "slow to parse": (b"a\n" * (MAX_BYTES // 2 - 1) + b":", "not valid YAML"),
}


@pytest.mark.parametrize("name", BAD)
def test_bad_file_is_one_message_within_a_second(name: str, tmp_path: Path):
    content, message = BAD[name]
    path = tmp_path / "station.yaml"
    path.write_bytes(content)
    start_s = time.process_time()
    with pytest.raises(ConfigError) as caught:
        load_yaml(path)
    assert time.process_time() - start_s < 1.0
    text = str(caught.value)
    assert text.startswith(f"{path}:")
    assert message in text
    assert "\n" not in text


def test_path_that_is_no_file(tmp_path: Path):
    for path, message in (
        (tmp_path / "none.yaml", "there is no such file"),
        (tmp_path, "is a directory"),
        (Path("/dev/zero"), "not a regular file"),
        (tmp_path / "file" / "below", "cannot be read"),
        (tmp_path / ("x" * 300), "cannot be read"),
        (Path("a\0b"), "no valid path"),
    ):
        (tmp_path / "file").touch()
        with pytest.raises(ConfigError, match=message):
            load_yaml(path)


def test_unreadable_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    # Permissions do not stop root, as which tests may run.
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    path = tmp_path / "station.yaml"
    path.write_text("a: 1")
    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(ConfigError, match="no permission"):
        load_yaml(path)


def test_duplicate_keys_are_all_reported(tmp_path: Path):
    path = tmp_path / "station.yaml"
    path.write_text("a: 1\nb:\n  c: 1\n  c: {d: 2}\na: [3]\n")
    with pytest.raises(ConfigError) as caught:
        load_yaml(path)
    assert str(caught.value).splitlines() == [
        f"{path}:4:3: b.c: this key is already on line 3; keep one of them",
        f"{path}:5:1: a: this key is already on line 1; keep one of them",
    ]


def test_first_of_two_keys_is_kept():
    document = compose("a: 1\na: {b: [2]}\nc: 3\n", "f")
    assert document.data == {"a": 1, "c": 3}
    assert document.mark(("c",)) == Mark(3, 4)


def test_places_of_keys_and_values():
    document = compose("camera:\n  fps: 30\nexercises: [squat,\n  lunge]\n", "f")
    assert document.data == {"camera": {"fps": 30}, "exercises": ["squat", "lunge"]}
    assert document.mark(("camera", "fps")) == Mark(2, 8)
    assert document.mark(("camera", "fps"), of_key=True) == Mark(2, 3)
    assert document.where(("exercises", 1)) == "f:4:3"
    assert document.where(("camera", "absent")) == "f:1:1"
    assert document.where(("pose", "threads")) == "f:1:1"


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("", None),
        ("~", None),
        ("null", None),
        ("true", True),
        ("False", False),
        ("yes", "yes"),
        ("off", "off"),
        ("12", 12),
        ("-3", -3),
        ("010", 10),
        ("0x1F", 31),
        ("0o17", 15),
        ("1_000", "1_000"),
        ("12:30", "12:30"),
        ("2026-11-20", "2026-11-20"),
        ("1.", 1.0),
        (".5", 0.5),
        ("1e3", 1000.0),
        ("1e999", math.inf),
        ("-.inf", -math.inf),
        ("9" * 5000, "9" * 5000),
        ('"12"', "12"),
        ("'true'", "true"),
        ("rtsp://a:b@c:554/d", "rtsp://a:b@c:554/d"),
        ("한국어", "한국어"),
    ],
)
def test_scalars_follow_the_core_schema(text: str, value: object):
    result = compose(f"key: {text}\n", "f").data
    assert result == {"key": value}
    assert isinstance(result, dict)
    assert type(result["key"]) is type(value)


def test_not_a_number():
    data = compose(".nan", "f").data
    assert isinstance(data, float)
    assert math.isnan(data)


def test_byte_order_mark_and_windows_lines(tmp_path: Path):
    path = tmp_path / "station.yaml"
    path.write_bytes(b"\xef\xbb\xbfa: 1\r\nb: 2\r\n")
    assert load_yaml(path).data == {"a": 1, "b": 2}


@pytest.mark.parametrize("text", ["", "# only a comment\n", "---\n", "\n\n"])
def test_nothing_is_null(text: str):
    assert compose(text, "f").data is None


def test_document_without_places_names_its_source():
    assert Document("command line", {}).where(("a",)) == "command line"


def test_dotted_and_shortened():
    assert dotted(("camera", "list", 0, "x")) == "camera.list[0].x"
    assert shortened("a\nb\x1b[31m") == "a�b�[31m"
    assert shortened("x" * 50) == "x" * 39 + "…"
