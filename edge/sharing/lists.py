"""What the hub tells all stations, obeyed: who is forgotten, and which cards sign in."""

import logging
from collections.abc import Callable, Iterable
from pathlib import Path
from threading import Lock

from pydantic import ValidationError

from edge.member.gallery.gallery import Gallery
from edge.member.gallery.hub_cards import HubCards
from edge.uplink.connection import Incoming
from edge.uplink.erasure import erase_member, members_in
from edge.uplink.hub_lists import (
    LARGEST_PART,
    Cards,
    Forgotten,
    member_digest,
    part_of,
    revision,
)

log = logging.getLogger(__name__)


class ListKeeper:
    """hear: called by the uplink's thread; `is_forgotten` by any; the rest by one other.

    prefix: first level of the topics. outbox: the file of what waits to be sent.
    """

    def __init__(self, prefix: str, outbox: Path, cards: HubCards) -> None:
        self._prefix = prefix
        self._outbox = outbox
        self._cards = cards
        self._lock = Lock()
        self._inbox: dict[str, bytes] = {}
        self._parts: dict[str, frozenset[str]] = {}
        self._forgotten: frozenset[str] = frozenset()
        self.revisions: dict[str, str] = {}
        """Of the parts that are obeyed, by their names."""
        self.unreadable: dict[str, str] = {}
        self.has_new_cards = False

    def hear(self, incoming: Incoming) -> None:
        """A part of a list."""
        part = part_of(self._prefix, incoming.topic)
        if part is not None and 0 < len(incoming.payload) <= LARGEST_PART:
            with self._lock:
                self._inbox[part] = incoming.payload

    @property
    def has_mail(self) -> bool:
        """Whether a part waits."""
        return bool(self._inbox)

    def is_forgotten(self, member_id: str) -> bool:
        """Whether the hub says so."""
        return bool(self._forgotten) and member_digest(member_id) in self._forgotten

    def take(self, gallery: Callable[[], Gallery | None]) -> bool:
        """Obey what waits; whether anything changed. gallery: opened where it is needed.

        Raises GalleryError or OutboxError where it cannot be obeyed now; it waits then.
        """
        with self._lock:
            waiting, self._inbox = self._inbox, {}
        news = {part: raw for part, raw in waiting.items() if self._is_news(part, raw)}
        forgets = False
        for part, payload in news.items():
            forgets |= self._read(part, payload)
        try:
            if forgets:
                self.enforce(gallery)
        except Exception:
            with self._lock:
                self._inbox = news | self._inbox
            raise
        for part, payload in news.items():
            if part not in self.unreadable:
                self.revisions[part] = revision(payload)
        return bool(news)

    def enforce(self, gallery: Callable[[], Gallery | None]) -> frozenset[str]:
        """Forget whoever is on the list and known here; returns whom."""
        found = self._among(members_in(self._outbox))
        for member_id in found:
            erase_member(self._outbox, member_id)
        opened = gallery() if self._forgotten else None
        if opened is not None:
            for member in opened.members():
                if self.is_forgotten(member.id):
                    opened.forget(member)
                    found |= {member.id}
        if found:
            log.info("%d member(s) forgotten, as the hub said", len(found))
        return found

    def _among(self, member_ids: Iterable[str]) -> frozenset[str]:
        return frozenset(each for each in member_ids if self.is_forgotten(each))

    def _is_news(self, part: str, payload: bytes) -> bool:
        return self.revisions.get(part) != revision(payload)

    def _read(self, part: str, payload: bytes) -> bool:
        """Take up a part; whether somebody is to be forgotten by it."""
        name, _, digit = part.partition("/")
        try:
            if name == Cards.name:
                self._cards.put(digit, Cards.model_validate_json(payload).cards)
                self.has_new_cards = True
            else:
                members = Forgotten.model_validate_json(payload).members
                self._parts[part] = frozenset(members)
                self._forgotten = frozenset().union(*self._parts.values())
        except ValidationError as error:
            log.warning("%s cannot be read: %s", part, error)
            self.unreadable[part] = f"{part} cannot be read"
            return False
        self.unreadable.pop(part, None)
        return name == Forgotten.name
