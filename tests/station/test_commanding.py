"""What the hub may ask, and when it is refused."""

from collections.abc import Callable
from typing import cast

import pytest

from edge.feedback.signal import Signal
from edge.session.events import SessionEvent, SessionPhase, TrackerReset
from edge.session.summary import SessionEnd
from edge.station.coaching import Coaching
from edge.station.commanding import Commander
from edge.uplink.command import ReceivedCommand, Result
from edge.uplink.message import Command


class FakeCoaching:
    def __init__(self) -> None:
        self.asked: list[str] = []

    def not_me(self) -> tuple[SessionEvent, ...]:
        self.asked.append("not me")
        return (TrackerReset(1.0),)

    def end(self, reason: SessionEnd) -> tuple[SessionEvent, ...]:
        self.asked.append(reason.value)
        return ()


class Desk:
    """A commander, and all that it can do."""

    def __init__(self, phase: SessionPhase = SessionPhase.EMPTY) -> None:
        self.waiting: list[ReceivedCommand] = []
        self.answers: list[Result | str] = []
        self.coaching = FakeCoaching()
        self.reloads = 0
        self.bad_config: str | None = None
        self.switched_off = False
        self.shown: list[Signal] = []
        self.commander = Commander(
            lambda: self.waiting.pop(0) if self.waiting else None,
            cast("Coaching", self.coaching),
            lambda: phase,
            status=lambda: {"phase": phase.value},
            doctor=lambda: {"camera": "healthy"},
            reload=self.reload,
            identification=self,
            signal_test=self.shown.append,
        )

    def reload(self, answer: Callable[[str | None], None]) -> None:
        self.reloads += 1
        answer(self.bad_config)

    def switch_off(self) -> None:
        self.switched_off = True

    def ask(self, name: str, **parameters: str) -> tuple[SessionEvent, ...]:
        command = ReceivedCommand(
            name, Command(**parameters), self.answers.append, self.answers.append
        )
        self.waiting.append(command)
        return self.commander()


def test_without_a_command_nothing_happens() -> None:
    desk = Desk()

    assert desk.commander() == ()
    assert desk.answers == []


@pytest.mark.parametrize(
    ("name", "answer"),
    [("status", {"phase": "empty"}), ("doctor", {"camera": "healthy"})],
)
def test_facts_are_told(name: str, answer: Result) -> None:
    desk = Desk()

    assert desk.ask(name) == ()
    assert desk.answers == [answer]


@pytest.mark.parametrize(
    ("phase", "when"),
    [(SessionPhase.EMPTY, "now"), (SessionPhase.WORKING, "after the session")],
)
def test_a_reload_says_when(phase: SessionPhase, when: str) -> None:
    desk = Desk(phase)
    desk.ask("reload")

    assert desk.reloads == 1
    assert desk.answers == [{"when": when}]


def test_a_reload_of_a_bad_file_is_refused_with_what_is_wrong() -> None:
    desk = Desk(SessionPhase.WORKING)
    desk.bad_config = "station.yaml:3:1: camra: no such key"
    desk.ask("reload")

    (answer,) = desk.answers
    assert "station.yaml:3:1: camra" in str(answer)
    assert "was not changed" in str(answer)


def test_switching_identification_off_makes_the_running_session_anonymous() -> None:
    desk = Desk(SessionPhase.WORKING)
    events = desk.ask("identify-off")

    assert desk.switched_off
    assert desk.coaching.asked == ["not me"]
    assert events == (TrackerReset(1.0),)


def test_a_signal_is_shown_while_nobody_trains() -> None:
    desk = Desk()
    desk.ask("signal-test", signal="set_done")

    assert desk.shown == [Signal.SET_DONE]


@pytest.mark.parametrize(
    ("phase", "signal", "why"),
    [
        (SessionPhase.WORKING, "set_done", "somebody trains"),
        (SessionPhase.EMPTY, "disco", "there is no signal 'disco'"),
    ],
)
def test_a_signal_that_would_disturb_or_is_none_is_refused(
    phase: SessionPhase, signal: str, why: str
) -> None:
    desk = Desk(phase)
    desk.ask("signal-test", signal=signal)

    assert desk.shown == []
    assert why in str(desk.answers[0])


def test_a_session_that_is_not_there_is_not_ended() -> None:
    desk = Desk()
    desk.ask("end-session")

    assert desk.coaching.asked == ["command"]
    assert desk.answers == [{"ended": False}]
