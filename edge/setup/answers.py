"""What a technician decides at the first set-up, and where it stands in the station's file."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields

from edge.config import edit
from edge.config.load import check_text
from edge.config.station import StationConfig

KeyPath = tuple[str, ...]
_PLACES: dict[str, KeyPath] = {
    "language": ("language",),
    "site": ("site",),
    "station": ("station",),
    "exercises": ("exercises",),
    "led": ("feedback", "led"),
    "buzzer": ("feedback", "buzzer"),
    "voice": ("feedback", "voice"),
    "host": ("uplink", "host"),
    "port": ("uplink", "port"),
    "tls": ("uplink", "tls", "enabled"),
    "ca": ("uplink", "tls", "ca"),
    "username": ("uplink", "username"),
    "password_file": ("uplink", "password_file"),
    "reboot": ("recovery", "reboot"),
}


@dataclass(frozen=True, slots=True)
class Answers:
    """Every answer may be left out: the file then stays as it is there.

    camera: dotted keys of the camera with their values. host: of the broker; an empty text is
    none. ca, password_file: paths. reboot: of the computer, when all else failed.
    """

    language: str | None = None
    site: str | None = None
    station: str | None = None
    camera: Mapping[str, object] | None = None
    exercises: tuple[str, ...] | None = None
    led: str | None = None
    buzzer: str | None = None
    voice: str | None = None
    host: str | None = None
    port: int | None = None
    tls: bool | None = None
    ca: str | None = None
    username: str | None = None
    password_file: str | None = None
    reboot: bool | None = None

    def settings(self) -> Iterator[tuple[KeyPath, object]]:
        """Every key that was answered, with its value."""
        for field in fields(self):
            value = getattr(self, field.name)
            if value is None:
                continue
            if field.name == "camera":
                yield from ((tuple(key.split(".")), one) for key, one in value.items())
            elif isinstance(value, tuple):
                yield _PLACES[field.name], list(value)
            else:
                yield _PLACES[field.name], None if value == "" else value


def settled(text: str, answers: Answers, source: str) -> tuple[str, StationConfig]:
    """The file's text with the answers in it, and the settings; raises ConfigError.

    source: names the file in messages.
    """
    for path, value in answers.settings():
        text = edit.put(text, path, value)
    return text, check_text(text, source)
