"""The way of galleries over MQTT: this station's lies retained at its own topic, for the others."""

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256
from threading import Lock

from edge.errors import BundleError
from edge.member.gallery.exchange import Exchange
from edge.uplink.connection import Incoming
from edge.uplink.mailbox import Letter
from edge.uplink.topics import GALLERY, Topics

EVERY_S = 20.0
"""Between two bundles; what is to be forgotten does not wait."""
SETTLE_S = 2.0
"""After connecting, until what the broker has kept of this station's has come."""
ECHO_S = 30.0
"""Until the broker has given back what it was handed."""
BREAKS = 2
"""Connections in a row that ended with a bundle on its way: the broker hangs up on it."""
MOST_DOUBLINGS = 8
"""Of EVERY_S, one for each such end, to an hour and a half: all else needs the connection."""
KEPT_S = 7 * 86_400
"""For which a broker keeps a bundle: of a station that never comes back nothing stays."""
RENEW_S = 86_400.0

log = logging.getLogger(__name__)


@dataclass(slots=True)
class _Way:
    """How publishing stands. Moments in monotonic seconds; None: not yet."""

    connected_s: float | None = None
    heard_own: bool = False
    posted_s: float | None = None
    waits_for_echo: bool = False
    breaks: int = 0

    @property
    def every_s(self) -> float:
        """Between two bundles."""
        return EVERY_S * 2.0 ** min(self.breaks, MOST_DOUBLINGS)


class GalleryPost:
    """hear, connected: called by the uplink's thread; the rest by the one that owns the exchange.

    say: hands a letter to the uplink. clock: monotonic seconds.
    """

    def __init__(
        self,
        topics: Topics,
        say: Callable[[Letter], None],
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._own = topics.of(GALLERY)
        self._say = say
        self._clock = clock
        self._lock = Lock()
        self._inbox: dict[str, bytes] = {}
        self._way = _Way()
        self._known: dict[str, bytes] = {}
        self.refused: dict[str, str] = {}
        """Why bundles were not taken, by their topics; until a good one comes."""
        self.too_large = ""

    def hear(self, incoming: Incoming) -> None:
        """A bundle; of several from one station the newest counts, and what was taken is none."""
        topic, bundle = incoming.topic, incoming.payload
        if topic != self._own and self._known.get(topic) == sha256(bundle).digest():
            return
        with self._lock:
            self._inbox[topic] = bundle

    def connected(self) -> None:
        """A new connection: what lies at the broker is not known yet."""
        with self._lock:
            way = self._way
            breaks = way.breaks + way.waits_for_echo
            self._way = _Way(connected_s=self._clock(), posted_s=way.posted_s, breaks=breaks)

    @property
    def has_mail(self) -> bool:
        """Whether a bundle waits."""
        return bool(self._inbox)

    @property
    def is_stuck(self) -> bool:
        """Whether the broker did not take what it was handed."""
        way = self._way
        late = way.posted_s is not None and self._clock() - way.posted_s > ECHO_S
        return way.breaks >= BREAKS or (way.waits_for_echo and late)

    def take(self, exchange: Exchange) -> frozenset[str]:
        """Take in what waits; returns the members who are forgotten by it. Raises GalleryError."""
        forgotten: frozenset[str] = frozenset()
        while (mail := self._next()) is not None:
            topic, bundle = mail
            try:
                forgotten |= self._take(exchange, topic, bundle)
                self.refused.pop(topic, None)
                self._known[topic] = sha256(bundle).digest()
            except BundleError as error:
                if topic not in self.refused:
                    log.warning("%s: %s", topic, error)
                self.refused[topic] = f"{topic}: {error}"
            except Exception:
                with self._lock:
                    self._inbox.setdefault(topic, bundle)
                raise
        return forgotten

    def publish(self, exchange: Exchange) -> None:
        """Hand out what is known here, where it is due. Raises GalleryError."""
        now_s, way = self._clock(), self._way
        if way.connected_s is None:
            return
        if not way.heard_own and now_s - way.connected_s < SETTLE_S:
            return
        if not way.heard_own and not way.waits_for_echo:
            exchange.lost()
        if way.waits_for_echo and not self.is_stuck:
            return
        since_s = now_s - way.posted_s if way.posted_s is not None else RENEW_S
        may_hurry = exchange.is_urgent and way.breaks < BREAKS
        due = exchange.is_due and (since_s >= way.every_s or may_hurry)
        if due or since_s > RENEW_S:
            self._hand_out(exchange, now_s)

    def _hand_out(self, exchange: Exchange, now_s: float) -> None:
        try:
            bundle = exchange.bundle()
        except BundleError as error:
            self.too_large = str(error)
            return
        self.too_large = ""
        self._way.posted_s, self._way.waits_for_echo = now_s, True
        self._say(Letter(self._own, bundle, retain=True, expires_s=KEPT_S, renewed=False))

    def _next(self) -> tuple[str, bytes] | None:
        with self._lock:
            return self._inbox.popitem() if self._inbox else None

    def _take(self, exchange: Exchange, topic: str, bundle: bytes) -> frozenset[str]:
        if topic != self._own:
            return exchange.take(bundle) if bundle else frozenset()
        if self._way.waits_for_echo:
            self._way.breaks = 0
        self._way.heard_own, self._way.waits_for_echo = True, False
        if not bundle:
            exchange.lost()
            return frozenset()
        return exchange.take_own(bundle)
