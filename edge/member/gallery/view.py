"""Members, as the entries of a gallery describe them. Pure."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from edge.member.gallery.consent import Consent, ConsentKind
from edge.member.gallery.record import Card, Face, read_card, read_consent, read_face, read_text
from edge.member.gallery.state import Entry, EntryKind, GalleryState, Slot


@dataclass(frozen=True, slots=True)
class Member:
    """A member as stored. name: what the staff call him or her here; may be empty."""

    id: str
    name: str
    enrolled: date | None
    faces: tuple[Face, ...]
    consents: tuple[Consent, ...]
    cards: tuple[Card, ...]

    def consents_to(self, kind: ConsentKind, today: date) -> bool:
        """Whether the member consents to this today."""
        return any(consent.kind is kind and consent.holds(today) for consent in self.consents)

    def known_by(self, kind: ConsentKind, today: date) -> bool:
        """Whether face or card may name the member today.

        Only while he or she agrees to a record too: there is nothing else to be named for.
        """
        return self.consents_to(kind, today) and self.consents_to(ConsentKind.HISTORY, today)

    def card(self, fingerprint: str) -> Card | None:
        """The card with this fingerprint."""
        return next((card for card in self.cards if card.fingerprint == fingerprint), None)


def members_of(state: GalleryState) -> dict[str, Member]:
    """Every member by id, in the order of ids; raises GalleryCorruptError."""
    rows: defaultdict[str, list[tuple[Slot, Entry]]] = defaultdict(list)
    for slot, entry in sorted(state.entries.items()):
        rows[slot.member_id].append((slot, entry))
    return {member_id: _member(member_id, entries) for member_id, entries in rows.items()}


def _member(member_id: str, entries: list[tuple[Slot, Entry]]) -> Member:
    def values(kind: EntryKind) -> list[tuple[str, str]]:
        return [(slot.key, entry.value) for slot, entry in entries if slot.kind == kind]

    names = [read_text(value) for _, value in values(EntryKind.NAME)]
    days = [date.fromisoformat(read_text(value)) for _, value in values(EntryKind.ENROLLED)]
    return Member(
        id=member_id,
        name=names[0] if names else "",
        enrolled=days[0] if days else None,
        faces=tuple(read_face(member_id, value) for _, value in values(EntryKind.FACE)),
        consents=tuple(
            read_consent(key, value)
            for key, value in values(EntryKind.CONSENT)
            if key in set(ConsentKind)  # a newer station may ask for more
        ),
        cards=tuple(read_card(key, value) for key, value in values(EntryKind.CARD)),
    )
