"""Carries the outbox to the broker: in order, not too many at once, each until it is confirmed."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Protocol

from edge.config.outbox import OutboxConfig
from edge.errors import OutboxError
from edge.uplink.clock import Clock, Instant
from edge.uplink.connection import Confirmation
from edge.uplink.link import LinkFailure, LinkState
from edge.uplink.outbox import Entry, Outbox

BATCH = 200  # entries read from the disk at once
NOBODY_WAIT_S = 10.0  # until it is tried again whether a hub listens

Correct = Callable[[str, Instant, Instant], str]
"""(payload, made, the same moment known better) -> payload with right times."""


class Wire(Protocol):
    """What a courier needs of a connection."""

    window: int

    def publish(self, topic: str, payload: str, *, qos: int) -> int:
        """See `Connection.publish`."""
        ...


@dataclass(frozen=True, slots=True)
class _Sent:
    row: int
    at_s: float
    is_dated: bool


class Courier:
    """One per connection: what was under way on the last one is sent again, in order.

    topic: where summaries go. timeout_s: how long the broker may take to confirm one.
    """

    def __init__(
        self,
        outbox: Outbox,
        limits: OutboxConfig,
        clock: Clock,
        topic: str,
        *,
        correct: Correct,
        timeout_s: float,
    ) -> None:
        self._outbox = outbox
        self._per_second = limits.per_second
        self._clock = clock
        self._topic = topic
        self._correct = correct
        self._timeout_s = timeout_s
        self._queue: list[Entry] = []
        self._under_way: dict[int, _Sent] = {}
        self._unsettled: list[_Sent] = []
        self._read_row = 0
        self._is_heard = False
        self._deaf_until_s = 0.0
        self._allowance = 1.0
        self._allowed_s: float | None = None

    @property
    def nobody_listens(self) -> bool:
        """Whether the broker said so of the last summary."""
        return self._deaf_until_s > 0.0

    @property
    def is_idle(self) -> bool:
        """Whether nothing is under way."""
        return not self._under_way

    def settle(self, confirmations: Iterable[Confirmation]) -> None:
        """Take what the broker confirmed; raises OutboxError."""
        now = self._clock.now()
        done = self._unsettled
        for confirmation in confirmations:
            sent = self._under_way.pop(confirmation.mid, None)
            if sent is None:
                continue
            if confirmation.refused:
                raise LinkFailure(LinkState.NOT_AUTHORISED, f"summary: {confirmation.refused}")
            if confirmation.delivered:
                done.append(sent)
                self._is_heard = True
                self._deaf_until_s = 0.0
            else:
                self._wait_for_a_hub(now)
        if done:
            self._settle(done, now)

    def _settle(self, done: list[_Sent], now: Instant) -> None:
        rows = [sent.row for sent in done]
        try:
            self._outbox.confirm(rows, now, [sent.row for sent in done if sent.is_dated])
        except OutboxError as error:
            if error.damaged:
                raise
            return  # a full disk: noted the next time
        self._unsettled = []

    def send(self, wire: Wire) -> None:
        """Hand over as many as may be under way; raises LinkFailure, OutboxError."""
        now = self._clock.now()
        self._check_patience(now)
        if now.monotonic_s < self._deaf_until_s:
            return
        # One by one until the first was heard: what nobody heard must not be overtaken.
        window = wire.window if self._is_heard else 1
        self._earn(now.monotonic_s)
        while len(self._under_way) < window and self._allowance >= 1.0:
            entry = self._next()
            if entry is None:
                return
            known = entry.made.as_known_at(now)
            payload = self._correct(entry.payload, entry.made, known) if known else entry.payload
            mid = wire.publish(self._topic, payload, qos=1)
            self._under_way[mid] = _Sent(entry.row, now.monotonic_s, known is not None)
            self._allowance -= 1.0

    def begin_again(self) -> None:
        """Go back to the first that is not confirmed: what waits has changed."""
        self._queue.clear()
        self._under_way.clear()
        self._read_row = 0

    def _next(self) -> Entry | None:
        if not self._queue:
            self._queue = self._outbox.batch(self._read_row, BATCH)
            self._queue.reverse()
        if not self._queue:
            return None
        entry = self._queue.pop()
        self._read_row = entry.row
        return entry

    def _wait_for_a_hub(self, now: Instant) -> None:
        self._deaf_until_s = now.monotonic_s + NOBODY_WAIT_S
        self._is_heard = False
        self.begin_again()

    def _check_patience(self, now: Instant) -> None:
        oldest_s = next((sent.at_s for sent in self._under_way.values()), now.monotonic_s)
        if now.monotonic_s - oldest_s > self._timeout_s:
            raise LinkFailure(
                LinkState.SILENT, f"a summary was not confirmed within {self._timeout_s:g} s"
            )

    def _earn(self, now_s: float) -> None:
        since_s = now_s - (now_s if self._allowed_s is None else self._allowed_s)
        burst = max(1.0, self._per_second / 10)
        self._allowance = min(burst, self._allowance + since_s * self._per_second)
        self._allowed_s = now_s
