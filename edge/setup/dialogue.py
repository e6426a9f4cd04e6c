"""Asks for what was not given on the command line; an answer that cannot be is asked again."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Protocol

from edge.config.station import StationConfig
from edge.errors import ConfigError, UsageError
from edge.health.words.entry import Language, Text
from edge.setup import words
from edge.setup.answers import Answers, settled


class Terminal(Protocol):
    """Puts questions to a person."""

    def ask(self, question: str, default: str, *, hidden: bool = False) -> str:
        """The answer; the default where it is empty."""
        ...

    def confirm(self, question: str, *, default: bool) -> bool:
        """Yes or no."""
        ...

    def say(self, line: str) -> None:
        """Tell something."""
        ...


@dataclass(frozen=True, slots=True)
class Said:
    """What the dialogue brought. password: of the broker, None where none was given."""

    answers: Answers
    password: str | None


class Dialogue:
    """text: the station's file so far, whose values are the defaults.

    camera: turns a name into the camera's keys; raises UsageError. cameras: names of those found.
    """

    def __init__(
        self,
        terminal: Terminal,
        text: str,
        camera: Callable[[str], dict[str, object]],
        cameras: tuple[str, ...],
    ) -> None:
        self._terminal = terminal
        self._text = text
        self._camera = camera
        self._cameras = cameras
        self._language: Language = "en"
        self._kept_camera = ""

    def run(self, given: Answers, *, password: str | None) -> Said:
        """Every answer that was not given."""
        answers, now = given, settled(self._text, given, "station.yaml")[1]
        self._language = now.language
        self._kept_camera = str(now.camera.source)
        if given.language is None:
            answers = self._until_fit(words.LANGUAGE, now.language, _language, answers)
            self._language = settled(self._text, answers, "station.yaml")[1].language
        for question, default, change in self._questions(given, now):
            answers = self._until_fit(question, default, change, answers)
        answers, password = self._broker(answers, now, password)
        if answers.reboot is None:
            wanted = self._terminal.confirm(self._in(words.REBOOT), default=now.recovery.reboot)
            answers = replace(answers, reboot=wanted)
        return Said(answers, password)

    def seen(self) -> bool:
        """Whether the signals came."""
        return self._terminal.confirm(self._in(words.SEEN), default=True)

    def _questions(self, given: Answers, now: StationConfig) -> list["_Question"]:
        feedback = now.feedback
        asked: list[tuple[object, _Question]] = [
            (given.site, (words.SITE, now.site, lambda a, s: replace(a, site=s))),
            (given.station, (words.STATION, now.station, lambda a, s: replace(a, station=s))),
            (given.camera, (words.CAMERA, self._default_camera(now), self._with_camera)),
            (given.exercises, (words.EXERCISES, ", ".join(now.exercises), _exercises)),
            (given.led, (words.LED, feedback.led, lambda a, s: replace(a, led=s))),
            (given.buzzer, (words.BUZZER, feedback.buzzer, lambda a, s: replace(a, buzzer=s))),
            (given.voice, (words.VOICE, feedback.voice, lambda a, s: replace(a, voice=s))),
            (given.host, (words.HOST, now.uplink.host or "", lambda a, s: replace(a, host=s))),
        ]
        return [question for known, question in asked if known is None]

    def _broker(
        self, answers: Answers, now: StationConfig, password: str | None
    ) -> tuple[Answers, str | None]:
        host = now.uplink.host if answers.host is None else answers.host
        if not host:
            return answers, None
        if answers.tls is None:
            default = now.uplink.tls.enabled
            tls = self._terminal.confirm(self._in(words.TLS), default=default)
            answers = replace(answers, tls=tls)
        if answers.username is None:
            name = now.uplink.username or ""
            answers = self._until_fit(
                words.USERNAME, name, lambda a, s: replace(a, username=s), answers
            )
        if password is None and answers.username:
            password = self._terminal.ask(self._in(words.PASSWORD), "", hidden=True) or None
        return answers, password

    def _until_fit(
        self, question: Text, default: str, change: "_Change", answers: Answers
    ) -> Answers:
        while True:
            # As plain text: of an enum a terminal library makes a list of choices.
            said = self._terminal.ask(self._in(question), str(default)).strip()
            try:
                changed = change(answers, said)
                settled(self._text, changed, "station.yaml")
            except (ConfigError, UsageError) as error:
                self._terminal.say(f"{self._in(words.AGAIN)}: {error}")
            else:
                return changed

    def _default_camera(self, now: StationConfig) -> str:
        if now.camera.source == "auto" and self._cameras:
            return self._cameras[0]
        return now.camera.source

    def _with_camera(self, answers: Answers, said: str) -> Answers:
        # Its address may hold a password, so what the file has is kept by its kind alone.
        if said == self._kept_camera:
            return answers
        return replace(answers, camera=self._camera(said))

    def _in(self, text: Text) -> str:
        return text.in_(self._language)


_Change = Callable[[Answers, str], Answers]
_Question = tuple[Text, str, _Change]


def _language(answers: Answers, said: str) -> Answers:
    return replace(answers, language=said)


def _exercises(answers: Answers, said: str) -> Answers:
    return replace(answers, exercises=tuple(part.strip() for part in said.split(",")))
