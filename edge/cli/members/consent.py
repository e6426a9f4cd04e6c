"""`gymstation members consent`: renew consents, or take them back."""

from typing import Annotated

import typer

from edge.cli.members.asking import LanguageOption, agreed_consents, check_record
from edge.cli.members.station import ConfigOption, MemberArgument, gallery_of
from edge.errors import UsageError
from edge.member.gallery.consent import ConsentKind


def consent(
    member: MemberArgument,
    give: Annotated[
        list[ConsentKind] | None,
        typer.Option(help="The member has read the text and agrees; may be repeated."),
    ] = None,
    withdraw: Annotated[
        list[ConsentKind] | None,
        typer.Option(help="The member takes it back; what rested on it is erased at once."),
    ] = None,
    language: LanguageOption = None,
    config: ConfigOption = None,
) -> None:
    """Store that a member agrees again, or no longer. Without options the member is asked."""
    given, withdrawn = set(give or ()), set(withdraw or ())
    if given & withdrawn:
        raise UsageError(f"{', '.join(sorted(given & withdrawn))}: given or withdrawn, not both")
    with gallery_of(config) as (gallery, files):
        found = gallery.find(member)
        if given or not withdrawn:
            consents = agreed_consents(files.config, gallery.today, given, language)
            held = {each.kind for each in found.consents if each.holds(gallery.today)}
            check_record(held | {each.kind for each in consents})
            gallery.give(found, consents)
            for agreed in consents:
                print(f"{found.id}: consents to {agreed.kind} until {agreed.expires}")
        if withdrawn:
            gallery.withdraw(found, withdrawn)
            print(f"{found.id}: took back {', '.join(sorted(withdrawn))}; erased what rested on it")
