"""The gallery: the members who consented, sealed on the disk of this station."""

import secrets
from base64 import b32encode
from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Self

from edge.errors import UsageError
from edge.member.card.token import fingerprint, new_token
from edge.member.gallery.changes import Changes, Enrolment
from edge.member.gallery.consent import Consent, ConsentKind
from edge.member.gallery.record import Card
from edge.member.gallery.retention import Pruning, due, taken_in
from edge.member.gallery.seal import SecretKey
from edge.member.gallery.state import Change, GalleryState, difference, slots_of, tombstone
from edge.member.gallery.store import GalleryStore
from edge.member.gallery.view import Member, members_of
from edge.member.template import EmbedderId, Template

FILE_NAME = "members.db"
# Enough letters of an id to name a member by.
_SHORTEST_PREFIX = 4


def utc_now() -> datetime:
    """The wall clock."""
    return datetime.now(UTC)


def new_member_id() -> str:
    """An id that says nothing about anybody: 80 random bits."""
    return f"m-{b32encode(secrets.token_bytes(10)).decode('ascii').lower()}"


@dataclass(frozen=True, slots=True)
class _View:
    version: int
    members: dict[str, Member]
    cards: dict[str, str]
    tombstones: frozenset[bytes]


class Gallery(AbstractContextManager["Gallery"]):
    """An open gallery. One thread at a time; what another process writes is seen at the next look.

    Raises GalleryError and its subclasses when the store cannot be used; nothing is changed then.

    store: where it is kept. now: the wall clock.
    """

    def __init__(self, store: GalleryStore, now: Callable[[], datetime] = utc_now) -> None:
        self._store = store
        self._now = now
        self._view: _View | None = None

    @classmethod
    def open(cls, folder: Path, key: SecretKey, now: Callable[[], datetime] = utc_now) -> Self:
        """The gallery of a data folder; made where it is missing."""
        return cls(GalleryStore.open(folder / FILE_NAME, key), now)

    @property
    def store(self) -> GalleryStore:
        """Where it is kept."""
        return self._store

    @property
    def today(self) -> date:
        """The day by which consents hold, in UTC."""
        return self._now().astimezone(UTC).date()

    def templates(self, embedder: EmbedderId) -> tuple[Template, ...]:
        """The faces that may be used today and were described by this model."""
        today = self.today
        return tuple(
            face.template
            for member in self._looked().members.values()
            for face in member.faces
            if face.embedder == embedder and member.known_by(ConsentKind.FACE, today)
        )

    def member_of_card(self, token: str) -> str | None:
        """Whose card this is; None for one that is unknown, revoked or without consent."""
        view, code = self._looked(), fingerprint(token)
        member = view.members.get(view.cards.get(code, ""))
        card = member.card(code) if member else None
        if not member or not card or card.revoked:
            return None
        return member.id if member.known_by(ConsentKind.CARD, self.today) else None

    def bars(self, member_id: str) -> bool:
        """Whether no card may name this member: forgotten, or the consent to it taken back."""
        view = self._looked()
        member = view.members.get(member_id)
        taken_back = member is not None and any(
            consent.withdrawn and consent.kind in {ConsentKind.CARD, ConsentKind.HISTORY}
            for consent in member.consents
        )
        return taken_back or tombstone(member_id) in view.tombstones

    def members(self) -> tuple[Member, ...]:
        """Everybody, in the order of ids."""
        return tuple(self._looked().members.values())

    def find(self, text: str) -> Member:
        """The member with this id, the beginning of an id, or name; raises UsageError."""
        members = self._looked().members
        if text in members:
            return members[text]
        found = [
            member
            for member in members.values()
            if member.name == text or (len(text) >= _SHORTEST_PREFIX and member.id.startswith(text))
        ]
        if len(found) == 1:
            return found[0]
        what = f"{len(found)} members are meant by this" if found else "no such member"
        raise UsageError(what, where=text, remedy="`gymstation members list` shows the ids")

    def state(self) -> GalleryState:
        """Everything, for a bundle."""
        return self._store.load()

    def enrol(self, enrolment: Enrolment) -> None:
        """Add a member, or renew one; raises EnrolmentError for an id that was forgotten."""
        self._change(lambda changes: changes.enrol(enrolment))

    def rename(self, member: Member, name: str) -> None:
        """Give the member another name; an empty one takes it away."""
        self._change(lambda changes: changes.rename(member, name))

    def give(self, member: Member, consents: Iterable[Consent]) -> None:
        """Store consents that the member gave."""
        self._change(lambda changes: changes.consent(member, consents))

    def withdraw(self, member: Member, kinds: Iterable[ConsentKind]) -> None:
        """Take consents back and erase what rested on them."""
        self._change(lambda changes: changes.withdraw(member, kinds))
        self._store.erase_traces()

    def issue_card(self, member: Member) -> str:
        """A new card's token, which is shown once and not kept; raises CardError."""
        token = new_token()
        self._change(lambda changes: changes.issue(member, fingerprint(token)))
        return token

    def revoke_card(self, member: Member, card: Card) -> None:
        """Make a card worthless."""
        self._change(lambda changes: changes.revoke(member, card))

    def forget(self, member: Member) -> list[bytes]:
        """Erase a member for ever, the file's free pages and its log included.

        Returns the rows as they stood in the file, for a search that proves them gone.
        """
        rows = self._store.rows_of(slots_of(self._store.load(), member.id))
        self._change(lambda changes: changes.forget(member))
        self._store.erase_traces()
        return rows

    def prune(self, keep_days: int) -> Pruning:
        """Erase what is kept no longer, see `retention.due`, and rewrite the file."""
        pruning = self.due(keep_days)
        if pruning.change:
            self._write(lambda state: due(state, self.today, keep_days).change)
        self._store.erase_traces()
        return pruning

    def due(self, keep_days: int) -> Pruning:
        """What `prune` would erase."""
        return due(self._store.load(), self.today, keep_days)

    def take_in(self, other: GalleryState, keep_days: int) -> Change:
        """Merge another gallery into this one, see `retention.taken_in`; what it changed."""
        return self._write(
            lambda state: difference(state, taken_in(state, other, self.today, keep_days))
        )

    def close(self) -> None:
        """Let go of the file. May be called twice."""
        self._store.close()

    def __exit__(self, *_: object) -> None:
        self.close()

    def _change(self, make: Callable[[Changes], Change]) -> None:
        now_us = int(self._now().timestamp() * 1e6)
        self._write(lambda state: make(Changes(state, self.today, now_us)))

    def _write(self, decide: Callable[[GalleryState], Change]) -> Change:
        change = Change()

        def noted(state: GalleryState) -> Change:
            nonlocal change
            change = decide(state)
            return change

        self._store.change(noted)
        self._view = None
        return change

    def _looked(self) -> _View:
        version = self._store.version()
        if self._view is None or self._view.version != version:
            state = self._store.load()
            members = members_of(state)
            cards = {
                card.fingerprint: member.id for member in members.values() for card in member.cards
            }
            self._view = _View(version, members, cards, state.tombstones)
        return self._view
