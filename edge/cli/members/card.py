"""`gymstation members card`: print a card, or make one worthless."""

from pathlib import Path
from typing import Annotated

import typer

from edge.cli.members.station import ConfigOption, MemberArgument, gallery_of
from edge.errors import CardError, UsageError
from edge.member.card.file import check_card_file, write_card
from edge.member.card.image import card_image
from edge.member.card.token import fingerprint
from edge.member.gallery.gallery import Gallery
from edge.member.gallery.record import Card
from edge.member.gallery.view import Member


def card(
    member: MemberArgument,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="A new card, as .png or .pdf.")
    ] = None,
    revoke: Annotated[
        bool, typer.Option("--revoke", help="Make cards worthless: all, or the one of --number.")
    ] = False,
    number: Annotated[
        str | None, typer.Option(help="The number printed on the card to revoke.")
    ] = None,
    config: ConfigOption = None,
) -> None:
    """Print a card that signs the member in, the size of a bank card; or revoke cards."""
    if (output is None) is not revoke or (number and not revoke):
        raise UsageError("give -o FILE for a new card, or --revoke [--number NUMBER]")
    with gallery_of(config) as (gallery, files):
        found = gallery.find(member)
        if revoke:
            for old in _meant(found, number):
                gallery.revoke_card(found, old)
                print(f"card No. {old.number} is worthless now")
        elif output is not None:
            _print_card(gallery, found, output, files.config.site)


def _print_card(gallery: Gallery, member: Member, output: Path, site: str) -> None:
    check_card_file(output)
    token = gallery.issue_card(member)
    issued = next(
        card for card in gallery.find(member.id).cards if card.fingerprint == fingerprint(token)
    )
    try:
        write_card(card_image(token, issued.number, site), output)
    except CardError:
        gallery.revoke_card(member, issued)
        raise
    print(f"{output}: card No. {issued.number}; print it at its actual size, then delete the file")


def _meant(member: Member, number: str | None) -> list[Card]:
    valid = [card for card in member.cards if card.revoked is None]
    meant = [card for card in valid if number is None or card.number == number.upper()]
    if not meant:
        which = f"with the number {number}" if number else "that is valid"
        raise CardError(f"the member has no card {which}", where=member.id)
    return meant
