"""`gymstation members list` and `show`."""

import json
from datetime import date

from rich.console import Console
from rich.table import Table
from rich.text import Text

from edge.cli.members.station import ConfigOption, JsonOption, MemberArgument, gallery_of
from edge.member.gallery.consent import Consent, ConsentKind
from edge.member.gallery.view import Member


def list_(config: ConfigOption = None, as_json: JsonOption = False) -> None:
    """Everybody who is enrolled here: id, name, what works, until when."""
    with gallery_of(config) as (gallery, _):
        members, today = gallery.members(), gallery.today
    if as_json:
        print(json.dumps([brief(member, today) for member in members], ensure_ascii=False))
        return
    table = Table("id", "name", "face", "card", "history", "until", box=None)
    for member in members:
        row = brief(member, today)
        marks = ["yes" if row[kind] else "-" for kind in ("face", "card", "history")]
        table.add_row(member.id, Text(member.name or "-"), *marks, str(row["until"] or "expired"))
    Console().print(table)
    print(f"{len(members)} member{'' if len(members) == 1 else 's'}")


def show(member: MemberArgument, config: ConfigOption = None) -> None:
    """What is stored of one member."""
    with gallery_of(config) as (gallery, _):
        found, today = gallery.find(member), gallery.today
    print(f"id        {found.id}")
    print(f"name      {found.name or '-'}")
    print(f"enrolled  {found.enrolled or '-'}")
    for face in found.faces:
        model = f"{face.embedder.name} {face.embedder.version}"
        print(f"face      {len(face.shots)} shots, described by {model}")
    for card in found.cards:
        state = f"revoked {card.revoked}" if card.revoked else "valid"
        print(f"card      No. {card.number}, issued {card.issued}, {state}")
    for consent in found.consents:
        print(f"consent   {consent.kind}: {_state(consent, today)}, text {consent.text_version}")


def brief(member: Member, today: date) -> dict[str, object]:
    """A member in one line: what may be used today, and until when."""
    holding = [consent.expires for consent in member.consents if consent.holds(today)]
    face = bool(member.faces) and member.known_by(ConsentKind.FACE, today)
    cards = any(card.revoked is None for card in member.cards)
    return {
        "id": member.id,
        "name": member.name,
        "face": face,
        "card": cards and member.known_by(ConsentKind.CARD, today),
        "history": member.consents_to(ConsentKind.HISTORY, today),
        "until": min(holding).isoformat() if holding else None,
    }


def _state(consent: Consent, today: date) -> str:
    if consent.withdrawn:
        return f"given {consent.given}, withdrawn {consent.withdrawn}"
    verb = "expires" if consent.holds(today) else "expired"
    return f"given {consent.given}, {verb} {consent.expires}"
