"""What each command changes in a gallery. Pure: a state goes in, what to write comes out."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

import numpy as np
from numpy.typing import NDArray

from edge.errors import CardError, EnrolmentError
from edge.member.gallery.consent import Consent, ConsentKind
from edge.member.gallery.record import (
    Card,
    card_value,
    consent_value,
    embedder_key,
    face_value,
    text_value,
)
from edge.member.gallery.state import (
    Change,
    Entry,
    EntryKind,
    GalleryState,
    Slot,
    next_stamp,
    slots_of,
    tombstone,
)
from edge.member.gallery.view import Member
from edge.member.template import EmbedderId

FloatArray = NDArray[np.float32]


@dataclass(frozen=True, slots=True, eq=False)
class Shots:
    """The descriptors (N, D), unit length, of a member's photos, and the model that made them."""

    embedder: EmbedderId
    descriptors: FloatArray


@dataclass(frozen=True, slots=True)
class Enrolment:
    """What is stored of a member at enrolment. name: may be empty. shots: None without a face."""

    member_id: str
    name: str
    consents: Sequence[Consent]
    shots: Shots | None


class Changes:
    """Makes changes to one state, all with the same stamp.

    today: in UTC. now_us: microseconds of the wall clock, for the stamp.
    """

    def __init__(self, state: GalleryState, today: date, now_us: int) -> None:
        self._state = state
        self._today = today
        self._stamp = next_stamp(state, now_us)

    def enrol(self, enrolment: Enrolment) -> Change:
        """Add a member, or replace name, consents and face of one; raises EnrolmentError."""
        member_id = enrolment.member_id
        if self._state.forgot(member_id):
            raise EnrolmentError(
                "this id belonged to a member who was forgotten, and stays forgotten",
                where=member_id,
                remedy="enrol the member under a new id",
            )
        values: dict[Slot, str] = {}
        if Slot(member_id, EntryKind.ENROLLED) not in self._state.entries:
            values[Slot(member_id, EntryKind.ENROLLED)] = text_value(self._today.isoformat())
        if enrolment.name:
            values[Slot(member_id, EntryKind.NAME)] = text_value(enrolment.name)
        values |= _consents(member_id, enrolment.consents)
        if shots := enrolment.shots:
            slot = Slot(member_id, EntryKind.FACE, embedder_key(shots.embedder))
            values[slot] = face_value(shots.embedder, shots.descriptors)
        return self._put(values)

    def rename(self, member: Member, name: str) -> Change:
        """An empty name takes it away."""
        return self._put({Slot(member.id, EntryKind.NAME): text_value(name)})

    def consent(self, member: Member, consents: Iterable[Consent]) -> Change:
        """Give or renew consents."""
        return self._put(_consents(member.id, consents))

    def withdraw(self, member: Member, kinds: Iterable[ConsentKind]) -> Change:
        """Take consents back, and erase at once what rested on them."""
        kinds = set(kinds)
        taken_back = [
            replace(consent, withdrawn=consent.withdrawn or self._today)
            for consent in member.consents
            if consent.kind in kinds
        ]
        drop = [slot for slot in slots_of(self._state, member.id) if kinds & rests_on(slot)]
        return Change(put=self._put(_consents(member.id, taken_back)).put, drop=drop)

    def issue(self, member: Member, fingerprint: str) -> Change:
        """A new card; raises CardError without consent."""
        if not member.known_by(ConsentKind.CARD, self._today):
            raise CardError(
                "the member does not consent to a card and a record, or no longer",
                where=member.id,
                remedy=f"gymstation members consent {member.id} --give card --give history",
            )
        return self._put_card(member, Card(fingerprint, self._today))

    def revoke(self, member: Member, card: Card) -> Change:
        """The card no longer signs in, anywhere the gallery is carried to."""
        return self._put_card(member, replace(card, revoked=card.revoked or self._today))

    def forget(self, member: Member) -> Change:
        """Everything about the member, for ever."""
        return Change(drop=slots_of(self._state, member.id), forget=[tombstone(member.id)])

    def _put_card(self, member: Member, card: Card) -> Change:
        return self._put({Slot(member.id, EntryKind.CARD, card.fingerprint): card_value(card)})

    def _put(self, values: dict[Slot, str]) -> Change:
        return Change(put={slot: Entry(self._stamp, value) for slot, value in values.items()})


def rests_on(slot: Slot) -> frozenset[ConsentKind]:
    """The consents without any of which what is in the slot may not be kept."""
    if slot.kind == EntryKind.FACE:
        return frozenset({ConsentKind.FACE, ConsentKind.HISTORY})
    if slot.kind == EntryKind.CARD:
        return frozenset({ConsentKind.CARD, ConsentKind.HISTORY})
    return frozenset()


def _consents(member_id: str, consents: Iterable[Consent]) -> dict[Slot, str]:
    return {
        Slot(member_id, EntryKind.CONSENT, consent.kind): consent_value(consent)
        for consent in consents
    }
