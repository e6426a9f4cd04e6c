from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Literal

import pytest
from pydantic import Field, field_validator

from edge.config import ConfigModel, load_model
from edge.config.secret import SecretUrl
from edge.config.validation import MAX_PROBLEMS
from edge.errors import ConfigError

RED = '; did you mean "red"?'
LAMP_KEYS = "a mapping with the keys kind, brightness"


class Lamp(ConfigModel):
    kind: Literal["lamp"] = Field(title="Kind", description="A lamp.")
    brightness: float = Field(default=0.5, gt=0, lt=1, title="Brightness", description="Share.")


class Bell(ConfigModel):
    kind: Literal["bell"] = Field(title="Kind", description="A bell.")
    tones_hz: tuple[int, ...] = Field(
        default=(), max_length=2, title="Tones", description="Tones in hertz."
    )


class Room(ConfigModel):
    name: str = Field(pattern="^[a-z]+$", title="Name", description="Name.")
    size: int = Field(default=1, ge=1, le=9, title="Size", description="Size.")
    open: bool = Field(default=True, title="Open", description="Open.")
    colour: Literal["red", "blue"] = Field(default="red", title="Colour", description="Colour.")
    camera: SecretUrl | None = Field(default=None, title="Camera", description="Camera.")
    device: int | str = Field(default=0, title="Device", description="Number or path.")
    signals: tuple[Annotated[Lamp | Bell, Field(discriminator="kind")], ...] = Field(
        default=(), title="Signals", description="Signals."
    )
    lamp: Lamp = Field(default=Lamp(kind="lamp"), title="Lamp", description="A lamp.")

    @field_validator("name")
    @classmethod
    def _not_closet(cls, name: str) -> str:
        if name == "closet":
            raise ValueError("a closet is no room; allowed: any other name")
        return name

    def conflicts(self) -> Iterator[tuple[str, str]]:
        if self.size > 5 and not self.open:
            yield "open", "a large room is open"
            yield "size", "a closed room is small"


def messages(tmp_path: Path, text: str) -> list[str]:
    path = tmp_path / "room.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ConfigError) as caught:
        load_model(path, Room)
    return [line.removeprefix(f"{path}:") for line in str(caught.value).splitlines()]


def test_everything_at_once_in_the_order_of_the_file(tmp_path: Path):
    text = """\
nmae: hall
size: 10
open: yes
colour: rde
device: [1]
signals:
  - {kind: lamp, brightness: 0}
  - {kind: bell, tones_hz: [440, 1.5]}
  - {kind: horn}
  - {tones_hz: []}
lamp:
kind: lamp
size: 3
"""
    assert messages(tmp_path, text) == [
        "1:1: name: this key is needed; allowed: text that matches ^[a-z]+$",
        '1:1: nmae: unknown key; did you mean "name"?',
        "2:7: size: 10 is too large; allowed: a whole number from 1 to 9",
        '3:7: open: "yes" is text; allowed: true or false',
        '4:9: colour: "rde" is not among the choices; allowed: one of red, blue' + RED,
        "5:9: device: a list does not belong here; allowed: a whole number or text",
        "7:30: signals[0].brightness: 0 is too small; allowed: a number above 0 and below 1",
        "8:34: signals[1].tones_hz[1]: 1.5 does not belong here; allowed: a whole number",
        '9:12: signals[2].kind: "horn" is not among the choices; allowed: lamp, bell',
        "10:5: signals[3].kind: is needed; allowed: lamp, bell",
        "11:6: lamp: an empty value does not belong here; allowed: " + LAMP_KEYS,
        '12:1: kind: unknown key here; did you mean "lamp.kind"?',
        "13:1: size: this key is already on line 2; keep one of them",
    ]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("name: closet", "1:7: name: a closet is no room; allowed: any other name"),
        ("name: A", '1:7: name: "A" does not fit; allowed: text that matches ^[a-z]+$'),
        ("name: 7", "1:7: name: 7 does not belong here; allowed: text that matches ^[a-z]+$"),
        ("name: a\nsize: 5.0", "size: 5.0 does not belong here; allowed: a whole number"),
        ("name: a\nsize: '5'", 'size: "5" is text; allowed: a whole number from 1 to 9'),
        ("name: a\nopen: 1", "open: 1 does not belong here; allowed: true or false"),
        ("name: a\nbrightness: 1", 'brightness: unknown key here; did you mean "lamp.brightness"?'),
        ("name: a\nlamp: {kind: lamp, brightness: .nan}", "nan is not a finite number"),
        ("name: a\nlamp: {kind: lamp, brightness: 1e999}", "inf is not a finite number"),
        ("name: a\nsignals: [{kind: bell, tones_hz: [1, 2, 3]}]", "a list is too long"),
        ("name: a\n1: b", "2:1: 1: unknown key"),
        ('name: a\n"\\ea": b', "2:1: �a: unknown key"),
        ("5", "1:1: the file holds no `key: value` lines"),
        ("- name: a", "1:1: the file holds no `key: value` lines"),
    ],
)
def test_message(text: str, message: str, tmp_path: Path):
    lines = messages(tmp_path, text)
    assert len(lines) == 1
    assert message in lines[0]


@pytest.mark.parametrize("text", ["", "# all commented out\n", "---\n...\n"])
def test_empty_file_is_refused(text: str, tmp_path: Path):
    assert "holds no key" in messages(tmp_path, text)[0]


def test_conflicts_of_a_model_are_reported_together(tmp_path: Path):
    assert messages(tmp_path, "name: a\nsize: 6\nopen: false\n") == [
        "2:7: size: a closed room is small",
        "3:7: open: a large room is open",
    ]


def test_secret_value_is_never_quoted(tmp_path: Path):
    for value in ("rtsp:/me:hunter2@h", "[hunter2]", "rtsp://me:hunter2@h x", "{a: hunter2}"):
        assert "hunter2" not in "\n".join(messages(tmp_path, f"name: a\ncamera: {value}\n"))


def test_address_under_a_wrong_key_is_masked(tmp_path: Path):
    lines = messages(tmp_path, "name: rtsp://me:hunter2@host/x\n")
    assert '"rtsp://me:***@host/x" does not fit' in lines[0]


def test_many_problems_are_cut(tmp_path: Path):
    lines = messages(tmp_path, "".join(f"k{n}: 1\n" for n in range(2000)))
    assert len(lines) == MAX_PROBLEMS + 1
    assert lines[-1] == "… and more; is this the right file?"


def test_result_is_frozen_and_typed(tmp_path: Path):
    path = tmp_path / "room.yaml"
    path.write_text("name: hall\nsignals: [{kind: bell, tones_hz: [440]}]\nsize: 2\n")
    room = load_model(path, Room)
    assert room.signals == (Bell(kind="bell", tones_hz=(440,)),)
    with pytest.raises(ValueError, match="frozen"):
        room.size = 3  # type: ignore[misc]
