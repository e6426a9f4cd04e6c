"""The station's mouth and ear: what it says to the gym's hub, and what it is told."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from threading import Lock

from paho.mqtt.client import topic_matches_sub

from edge.config.uplink import UplinkConfig
from edge.exercise.values import Rep
from edge.session.summary import SessionSummary
from edge.uplink.clock import Clock, SystemClock
from edge.uplink.command import ReceivedCommand
from edge.uplink.connection import Incoming, Will
from edge.uplink.discovery import BIRTH, discovery
from edge.uplink.ear import Ear
from edge.uplink.keeper import Keeper, Keeping
from edge.uplink.link import LinkReport
from edge.uplink.mailbox import Letter, Mailbox
from edge.uplink.message import HealthCheck
from edge.uplink.scribe import Scribe
from edge.uplink.service import Service
from edge.uplink.session_message import SessionDone, corrected_payload
from edge.uplink.topics import Topics

STATE_EVERY_S = 0.5
LOOK_EVERY_S = 1.0
OUTBOX_FILE = "outbox.sqlite"


class Uplink:
    """Says everything through one thread of its own: no method here waits for the network.

    Only `summary` waits, for the disk. boot_id: of this start of the program; version: of the
    program.
    """

    def __init__(
        self,
        config: UplinkConfig,
        topics: Topics,
        folder: Path,
        *,
        boot_id: str,
        version: str,
        clock: Clock | None = None,
    ) -> None:
        self._config = config
        self._topics = topics
        self._version = version
        self._clock = clock or SystemClock()
        self._keeper = Keeper(folder / OUTBOX_FILE, config.outbox, self._clock)
        self._keeping = self._keeper.keeping
        self._looked_s = self._clock.now().monotonic_s
        self._mailbox = Mailbox()
        self._scribe = Scribe(topics, boot_id, version, self._clock)
        self._ear = Ear(topics, self._scribe, self._mailbox)
        self._lock = Lock()
        self._state_waits: dict[str, object] | None = None
        self._state_said_s: float | None = None
        self._also: list[str] = []
        self._connected: list[Callable[[], None]] = []
        self._listeners: list[tuple[str, Callable[[Incoming], None]]] = []
        self._service = Service(
            config,
            topics,
            self._keeper.outbox,
            self._mailbox,
            self._clock,
            correct=corrected_payload,
            heard=self._hear,
            will=self._will,
            greet=self._greet,
            farewell=lambda: [self._scribe.availability("stopped")],
            upkeep=self._upkeep,
            mend=self._keeper.mend,
            also=self._also,
        )

    def hear_also(
        self,
        topic_filter: str,
        listener: Callable[[Incoming], None],
        connected: Callable[[], None] = lambda: None,
    ) -> None:
        """Tell a listener what else is said under this filter; before `start`.

        connected: told of each new connection, before what the broker kept comes. Both are called
        in the uplink's thread, and must return at once.
        """
        self._also.append(topic_filter)
        self._connected.append(connected)
        self._listeners.append((topic_filter, listener))

    def post(self, letter: Letter) -> None:
        """Say something that no other method says."""
        self._mailbox.post(letter)

    def start(self) -> None:
        """Begin to connect."""
        self._service.start()

    def stop(self, timeout_s: float = 5.0) -> None:
        """Send what can be sent at once, say `stopped`, and close the outbox."""
        self._service.stop(timeout_s)
        self._keeper.close()

    @property
    def link(self) -> LinkReport:
        """How the connection stands."""
        return self._service.report

    @property
    def keeping(self) -> Keeping:
        """How many summaries wait, and how safely; a second old at most.

        Asking the outbox itself would wait for the disk.
        """
        return self._keeping

    @property
    def silent_s(self) -> float:
        """Seconds since the uplink's thread gave a sign of life."""
        return self._service.silent_s

    @property
    def lives(self) -> bool:
        """Whether the uplink's thread runs."""
        return self._service.lives

    def summary(self, summary: SessionSummary) -> bool:
        """Keep a summary until the hub has it; whether it would survive a power cut from now on."""
        made = self._clock.now()
        message = SessionDone.of(summary, made)
        return self._keeper.put(summary.id, message.to_json(), made)

    def rep(self, rep: Rep, count: int, member: str | None) -> None:
        """Tell that a repetition was counted. member: opaque id, or None."""
        self._mailbox.post(self._scribe.rep(rep, count, member))

    def state(self, **facts: object) -> None:
        """Tell what goes on (the fields of `State`); at most twice a second, the newest wins."""
        with self._lock:
            self._state_waits = facts
        self._say_state()

    def health(self, checks: Sequence[HealthCheck]) -> None:
        """Tell how well the parts of the station are."""
        self._mailbox.post(self._scribe.health(checks))

    def alert(self, code: str, severity: str, en: str, ko: str) -> None:
        """Tell that somebody should look at something."""
        self._mailbox.post(self._scribe.alert(code, severity, {"en": en, "ko": ko}))

    def lists(self, revisions: Mapping[str, str], problem: str) -> None:
        """Tell which parts of the hub's lists are obeyed (the fields of `ListsObeyed`)."""
        self._mailbox.post(self._scribe.lists(revisions, problem))

    def take_command(self) -> ReceivedCommand | None:
        """The next command that waits, or None."""
        return self._ear.take()

    def _say_state(self) -> None:
        now_s = self._clock.now().monotonic_s
        with self._lock:
            early = self._state_said_s is not None and now_s - self._state_said_s < STATE_EVERY_S
            if early or self._state_waits is None:
                return
            facts, self._state_waits = self._state_waits, None
            self._state_said_s = now_s
        self._mailbox.post(self._scribe.state(facts))

    def _upkeep(self) -> None:
        self._keeper.catch_up()
        now_s = self._clock.now().monotonic_s
        if now_s - self._looked_s >= LOOK_EVERY_S:
            self._looked_s = now_s
            self._keeping = self._keeper.keeping
        self._say_state()

    def _will(self) -> Will:
        letter = self._scribe.availability("offline")
        return Will(letter.topic, str(letter.payload))

    def _greet(self) -> list[Letter]:
        for connected in self._connected:
            connected()
        letters = [self._scribe.availability("online")]
        if self._config.home_assistant:
            letters.append(self._discovery())
        return letters

    def _discovery(self) -> Letter:
        return discovery(self._topics, self._config.home_assistant_prefix, self._version)

    def _hear(self, incoming: Incoming) -> None:
        for topic_filter, listener in self._listeners:
            if topic_matches_sub(topic_filter, incoming.topic):
                listener(incoming)
                return
        if incoming.retained:
            return  # a command that was left lying is nobody's wish now
        if incoming.topic == f"{self._config.home_assistant_prefix}/{BIRTH}":
            if incoming.payload == b"online":
                self._mailbox.post(self._discovery())
            return
        self._ear.hear(incoming)
