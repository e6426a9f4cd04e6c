"""What a gallery holds, as values, and how two galleries become one. Pure.

Everything about a member is an entry in a slot: (member, kind, key). Of two entries for one slot
the later wins; a member who was forgotten anywhere is forgotten everywhere. So merging is
idempotent, commutative and associative: the last-writer-wins map and the grow-only set of Shapiro
et al., "A comprehensive study of convergent and commutative replicated data types" (2011).
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from hashlib import sha256
from typing import NamedTuple


class EntryKind(StrEnum):
    """What an entry says about a member. Kinds of newer versions are carried along unread."""

    ENROLLED = "enrolled"
    NAME = "name"
    FACE = "face"
    CONSENT = "consent"
    CARD = "card"


class Slot(NamedTuple):
    """Where an entry stands. key: which face model, consent or card; empty for the others."""

    member_id: str
    kind: str
    key: str = ""


class Entry(NamedTuple):
    """What stands in a slot. stamp: later wins, see `next_stamp`. value: JSON of the kind."""

    stamp: int
    value: str


@dataclass(frozen=True, slots=True)
class GalleryState:
    """Every entry, and the tombstones of the members who were forgotten."""

    entries: Mapping[Slot, Entry] = field(default_factory=dict)
    tombstones: frozenset[bytes] = frozenset()

    def forgot(self, member_id: str) -> bool:
        """Whether the member was forgotten, here or where this gallery was merged from."""
        return tombstone(member_id) in self.tombstones


@dataclass(frozen=True, slots=True)
class Change:
    """What is to be written. put: entries. drop: slots to clear. forget: members, for ever."""

    put: Mapping[Slot, Entry] = field(default_factory=dict)
    drop: Collection[Slot] = ()
    forget: Collection[bytes] = ()

    def __bool__(self) -> bool:
        return bool(self.put or self.drop or self.forget)


def tombstone(member_id: str) -> bytes:
    """What stays of a forgotten member: 32 bytes that do not lead back to a random id."""
    return sha256(b"gymstation tombstone 1\0" + member_id.encode()).digest()


def next_stamp(state: GalleryState, now_us: int) -> int:
    """A stamp later than all in `state`: microseconds of the clock, or one more than the last.

    So a change wins over what it changed even where the clock was set back (a board without one).
    """
    return max(now_us, 1 + max((entry.stamp for entry in state.entries.values()), default=0))


def merge(one: GalleryState, other: GalleryState) -> GalleryState:
    """Both galleries in one."""
    tombstones = one.tombstones | other.tombstones
    entries = dict(one.entries)
    for slot, entry in other.entries.items():
        # Equal stamps of two stations: any order will do that all agree on.
        entries[slot] = max(entry, entries.get(slot, entry))
    return GalleryState(_alive(entries, tombstones), tombstones)


def difference(before: GalleryState, after: GalleryState) -> Change:
    """What must be written to turn `before` into `after`."""
    return Change(
        put={
            slot: entry
            for slot, entry in after.entries.items()
            if before.entries.get(slot) != entry
        },
        drop=[slot for slot in before.entries if slot not in after.entries],
        forget=after.tombstones - before.tombstones,
    )


def apply(state: GalleryState, change: Change) -> GalleryState:
    """`state` with the change made."""
    entries = {slot: entry for slot, entry in state.entries.items() if slot not in change.drop}
    return GalleryState({**entries, **change.put}, state.tombstones | set(change.forget))


def slots_of(state: GalleryState, member_id: str) -> tuple[Slot, ...]:
    """The slots of one member."""
    return tuple(slot for slot in state.entries if slot.member_id == member_id)


def _alive(entries: Mapping[Slot, Entry], tombstones: frozenset[bytes]) -> dict[Slot, Entry]:
    members = {slot.member_id for slot in entries}
    dead = {member_id for member_id in members if tombstone(member_id) in tombstones}
    return {slot: entry for slot, entry in entries.items() if slot.member_id not in dead}
