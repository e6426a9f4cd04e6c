"""`gymstation members rename`."""

from typing import Annotated

import typer

from edge.cli.members.names import checked_name
from edge.cli.members.station import ConfigOption, MemberArgument, gallery_of


def rename(
    member: MemberArgument,
    name: Annotated[str, typer.Argument(help='The new name; "" takes the name away.')],
    config: ConfigOption = None,
) -> None:
    """Give a member another name. It is stored sealed, at the stations of this gym only."""
    name = checked_name(name)
    with gallery_of(config) as (gallery, _):
        found = gallery.find(member)
        gallery.rename(found, name)
    print(f"{found.id}: now called {name or 'by the id alone'}")
