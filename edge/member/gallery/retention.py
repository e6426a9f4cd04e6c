"""What is kept no longer: data whose consent has ended. Pure."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta

from edge.member.gallery.changes import rests_on
from edge.member.gallery.consent import ConsentKind
from edge.member.gallery.state import (
    Change,
    GalleryState,
    Slot,
    apply,
    merge,
    tombstone,
)
from edge.member.gallery.view import Member, members_of


@dataclass(frozen=True, slots=True)
class Pruning:
    """What is due. members: who go altogether. parts: (member id, what) of those who stay."""

    change: Change
    members: tuple[str, ...]
    parts: tuple[tuple[str, str], ...]


def due(state: GalleryState, today: date, keep_days: int) -> Pruning:
    """What must go today.

    keep_days: days that data stays, unused, after its consent expired; withdrawn consents do not
    wait. A member without any consent left goes altogether. Whoever withdrew one leaves a
    tombstone then, lest an old bundle or backup brings back the consent as it was before.
    """
    drop: list[Slot] = []
    forget: list[bytes] = []
    leaving: list[str] = []
    parts: list[tuple[str, str]] = []
    slots_by_member: defaultdict[str, list[Slot]] = defaultdict(list)
    for slot in state.entries:
        slots_by_member[slot.member_id].append(slot)
    for member in members_of(state).values():
        slots = slots_by_member[member.id]
        if not any(_kept(member, kind, today, keep_days) for kind in ConsentKind):
            leaving.append(member.id)
            drop += slots
            if any(consent.withdrawn for consent in member.consents):
                forget.append(tombstone(member.id))
            continue
        for slot in slots:
            if not all(_kept(member, kind, today, keep_days) for kind in rests_on(slot)):
                drop.append(slot)
                parts.append((member.id, slot.kind))
    return Pruning(Change(drop=drop, forget=forget), tuple(leaving), tuple(dict.fromkeys(parts)))


def taken_in(state: GalleryState, other: GalleryState, today: date, keep_days: int) -> GalleryState:
    """`state` with `other` merged into it, less what comes in and is kept no longer.

    What was here before stays until it is pruned: a clock that is wrong must not erase it.
    """
    both = merge(state, other)
    late = set(due(both, today, keep_days).change.drop) - set(state.entries)
    return apply(both, Change(drop=late))


def _kept(member: Member, kind: ConsentKind, today: date, keep_days: int) -> bool:
    return any(
        consent.kind is kind
        and consent.withdrawn is None
        and today < consent.expires + timedelta(days=keep_days)
        for consent in member.consents
    )
