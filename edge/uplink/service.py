"""The uplink's thread: connects, serves, and when the connection fails, connects again."""

import logging
import time
from collections.abc import Callable, Sequence
from threading import Event, Lock, Thread

from edge.backoff import BackOff, chance
from edge.config.uplink import UplinkConfig
from edge.errors import OutboxError
from edge.uplink.clock import Clock
from edge.uplink.connection import Confirmation, Connection, Incoming, Will
from edge.uplink.courier import Correct, Courier
from edge.uplink.discovery import BIRTH
from edge.uplink.link import WELL, LinkFailure, LinkReport, LinkState
from edge.uplink.mailbox import Letter, Mailbox
from edge.uplink.outbox import Outbox
from edge.uplink.topics import Topics

PULSE_S = 0.05  # how long data is waited for while connected
BRIEF_S = 5.0  # a connection lost so soon, several times in a row, is another client's doing
BRIEF_TIMES = 3
STEADY_S = 30.0  # a connection that held so long was no failure
_HEADER_BYTES = 100  # of a packet, with its properties
FAREWELL_S = 2.0  # what may still be sent when the station stops

log = logging.getLogger(__name__)


class Service:
    """Runs until `stop`; nothing that the network does ends it.

    greet: what is said first on each connection. heard: told each message to the station, in the
    uplink's thread; must return at once. farewell: said last, in good order. upkeep: called now and
    then, connected or not. mend: told what the disk did. also: further filters to hear. chance:
    random numbers in 0..1.
    """

    def __init__(
        self,
        config: UplinkConfig,
        topics: Topics,
        outbox: Outbox,
        mailbox: Mailbox,
        clock: Clock,
        *,
        correct: Correct,
        heard: Callable[[Incoming], None],
        will: Callable[[], Will],
        greet: Callable[[], list[Letter]],
        farewell: Callable[[], list[Letter]],
        upkeep: Callable[[], None],
        mend: Callable[[OutboxError], None],
        also: Sequence[str] = (),
        chance: Callable[[], float] = chance,
    ) -> None:
        self._config = config
        self._topics = topics
        self._outbox = outbox
        self._mailbox = mailbox
        self._clock = clock
        self._correct = correct
        self._heard = heard
        self._will = will
        self._greet = greet
        self._farewell = farewell
        self._upkeep = upkeep
        self._mend = mend
        self._also = also
        self._chance = chance
        self._back_off = BackOff(1.0, config.retry_longest_s)
        self._stop = Event()
        self._lock = Lock()
        self._report = LinkReport(LinkState.CONNECTING, clock.now().monotonic_s)
        self._pulse_s = time.monotonic()
        self._brief = 0
        self._thread = Thread(target=self._run, name="uplink", daemon=True)

    @property
    def report(self) -> LinkReport:
        """How the connection stands."""
        with self._lock:
            return self._report

    @property
    def silent_s(self) -> float:
        """Seconds since the thread last gave a sign of life; for the watchdog."""
        return time.monotonic() - self._pulse_s

    @property
    def lives(self) -> bool:
        """Whether the thread runs."""
        return self._thread.is_alive()

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def stop(self, timeout_s: float) -> None:
        """Send what can be sent at once, say goodbye, and end."""
        self._stop.set()
        self._thread.join(timeout_s)

    def _run(self) -> None:
        attempt = 0
        while not self._stop.is_set():
            began_s = time.monotonic()
            try:
                self._live()
            except LinkFailure as failure:
                brief = failure.state is LinkState.LOST and time.monotonic() - began_s < BRIEF_S
                self._brief = self._brief + 1 if brief else 0
                self._say(*self._name(failure))
            except OutboxError as error:
                self._say(LinkState.FAILED, str(error))
                self._mend(error)
            except Exception as error:
                # Whatever it is, the summaries are on the disk, and the next attempt may succeed.
                log.exception("the uplink failed")
                self._say(LinkState.FAILED, str(error))
            else:
                return
            attempt = 1 if time.monotonic() - began_s > STEADY_S else attempt + 1
            self._pause(self._back_off.delay_s(attempt, self._chance()))
        self._say(LinkState.STOPPED, "")

    def _name(self, failure: LinkFailure) -> tuple[LinkState, str]:
        """What failed. Old brokers cut the connection without saying that the id is taken."""
        if self._brief >= BRIEF_TIMES:
            return LinkState.TAKEN_OVER, f"lost {self._brief} times just after connecting"
        return failure.state, failure.detail

    def _live(self) -> None:
        """One connection, from beginning to end."""
        config = self._config
        self._beat()
        connection = Connection(config, self._client_id(), self._will())
        try:
            connection.open(self._beat)
            for topic_filter in self._filters():
                connection.subscribe(topic_filter)
            if not self._outbox.ended_clean:
                self._outbox.reopen(self._clock.now())
            self._outbox.mark_clean(clean=False)
            self._mailbox.renew()
            self._mailbox.forget_moments()
            self._deliver(connection, self._greet())
            self._say(LinkState.ONLINE, "")
            self._serve(connection)
            self._part(connection)
        finally:
            connection.close()
        self._say(LinkState.STOPPED, "")

    def _serve(self, connection: Connection) -> None:
        courier = self._new_courier()
        was_set = self._redate()
        while not self._stop.is_set():
            self._beat()
            self._step(connection, courier)
            if not was_set and (was_set := self._redate()):
                courier.begin_again()
            deaf = courier.nobody_listens
            self._say(LinkState.NOBODY_LISTENS if deaf else LinkState.ONLINE, "")
        self._last_words(connection, courier)

    def _step(self, connection: Connection, courier: Courier) -> None:
        self._upkeep()
        self._deliver(connection, self._mailbox.take())
        courier.send(connection)
        connection.pump(PULSE_S)
        courier.settle(_drained(connection))
        while connection.incoming:
            self._heard(connection.incoming.popleft())

    def _last_words(self, connection: Connection, courier: Courier) -> None:
        """What was put into the outbox at the end of the last session still goes."""
        limit_s = time.monotonic() + FAREWELL_S
        while time.monotonic() < limit_s:
            self._step(connection, courier)
            if courier.is_idle:
                return

    def _part(self, connection: Connection) -> None:
        self._deliver(connection, self._farewell())
        connection.pump(PULSE_S)
        self._outbox.mark_clean(clean=True)

    def _redate(self) -> bool:
        """Once the clock is set, what was sent with wrong times is sent again; whether it is."""
        now = self._clock.now()
        if now.synced:
            self._outbox.reopen_undated(now)
        return now.synced

    def _new_courier(self) -> Courier:
        return Courier(
            self._outbox,
            self._config.outbox,
            self._clock,
            self._topics.of("session"),
            correct=self._correct,
            timeout_s=self._config.timeout_s,
        )

    def _deliver(self, connection: Connection, letters: list[Letter]) -> None:
        for letter in letters:
            # The broker would hang up on it, again and again.
            if len(letter.payload) + len(letter.topic) + _HEADER_BYTES > connection.largest:
                log.warning("%s: too large for the broker", letter.topic)
                continue
            connection.publish(
                letter.topic,
                letter.payload,
                qos=letter.qos,
                retain=letter.retain,
                expires_s=letter.expires_s,
                correlation=letter.correlation,
            )

    def _filters(self) -> list[str]:
        filters = [self._topics.commands, *self._also]
        if self._config.home_assistant:
            filters.append(f"{self._config.home_assistant_prefix}/{BIRTH}")
        return filters

    def _client_id(self) -> str:
        return f"{self._topics.site}.{self._topics.station}"  # no id holds a dot

    def _pause(self, seconds: float) -> None:
        limit_s = time.monotonic() + seconds
        while not self._stop.is_set() and (left_s := limit_s - time.monotonic()) > 0:
            self._beat()
            self._upkeep()
            self._stop.wait(min(1.0, left_s))

    def _beat(self) -> None:
        self._pulse_s = time.monotonic()

    def _say(self, state: LinkState, detail: str) -> None:
        """Remember how it stands; the log hears of changes only."""
        with self._lock:
            if state is self._report.state and detail == self._report.detail:
                return
            changed = state is not self._report.state
            self._report = LinkReport(state, self._clock.now().monotonic_s, detail)
        if changed:
            level = logging.INFO if state in WELL else logging.WARNING
            log.log(level, "uplink: %s %s", state.value, detail)


def _drained(connection: Connection) -> list[Confirmation]:
    drained = list(connection.confirmations)
    connection.confirmations.clear()
    return drained
