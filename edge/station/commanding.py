"""Does what the hub asks of the station."""

from collections.abc import Callable, Mapping
from typing import Protocol

from edge.feedback.signal import Signal
from edge.session.events import SessionPhase
from edge.session.summary import SessionEnd
from edge.station.coaching import Coaching, Events
from edge.station.recovery.reload import Answer
from edge.uplink.command import ReceivedCommand, Result

Facts = Callable[[], Result]


class Switch(Protocol):
    """Identification that can be switched off."""

    def switch_off(self) -> None:
        """Everybody is anonymous until the station starts again."""
        ...


class Commander:
    """Takes the commands that wait, one a frame, and answers each.

    status, doctor: facts about the station. reload: has the configuration read again, and answers
    what is wrong with it; a good one is taken up when nobody trains. signal_test: plays a signal.
    """

    def __init__(
        self,
        take: Callable[[], ReceivedCommand | None],
        coaching: Coaching,
        phase: Callable[[], SessionPhase],
        *,
        status: Facts,
        doctor: Facts,
        reload: Callable[[Answer], None],
        identification: Switch,
        signal_test: Callable[[Signal], None],
    ) -> None:
        self._take = take
        self._coaching = coaching
        self._phase = phase
        self._reload = reload
        self._identification = identification
        self._signal_test = signal_test
        self._doing: Mapping[str, Callable[[ReceivedCommand], Events]] = {
            "status": lambda command: self._tell(command, status),
            "doctor": lambda command: self._tell(command, doctor),
            "reload": self._ask_reload,
            "identify-off": self._identify_off,
            "signal-test": self._test_signal,
            "end-session": self._end_session,
        }

    def __call__(self) -> Events:
        """Do the next command; the events that it brought."""
        command = self._take()
        return self._doing[command.name](command) if command else ()

    def _tell(self, command: ReceivedCommand, facts: Facts) -> Events:
        command.answer(facts())
        return ()

    def _ask_reload(self, command: ReceivedCommand) -> Events:
        now = self._phase() is SessionPhase.EMPTY

        def answer(error: str | None) -> None:
            if error is None:
                command.answer({"when": "now" if now else "after the session"})
            else:
                command.refuse(f"{error}\nthe configuration was not changed")

        self._reload(answer)
        return ()

    def _identify_off(self, command: ReceivedCommand) -> Events:
        self._identification.switch_off()
        events = self._coaching.not_me()
        command.answer({"identification": "off"})
        return events

    def _test_signal(self, command: ReceivedCommand) -> Events:
        name = command.parameters.signal or Signal.READY.value
        if name not in {signal.value for signal in Signal}:
            command.refuse(f"there is no signal {name!r}; see docs/signals.md")
        elif self._phase() not in {SessionPhase.EMPTY, SessionPhase.LEFT}:
            command.refuse("somebody trains; a test would disturb")
        else:
            self._signal_test(Signal(name))
            command.answer({"signal": name})
        return ()

    def _end_session(self, command: ReceivedCommand) -> Events:
        events = self._coaching.end(SessionEnd.COMMAND)
        command.answer({"ended": bool(events)})
        return events
