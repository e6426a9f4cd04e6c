"""`gymstation members prune`: erase what is kept no longer."""

from typing import Annotated

import typer

from edge.cli.members.station import ConfigOption, YesOption, confirm, gallery_of
from edge.member.gallery.retention import Pruning


def prune(
    yes: YesOption = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only say what is due.")] = False,
    config: ConfigOption = None,
) -> None:
    """Erase members and data whose consent ended, after the days that the configuration names.

    The gallery's file is rewritten in any case, so that nothing deleted stays in it.
    """
    with gallery_of(config) as (gallery, files):
        keep_days = files.config.members.keep_expired_days
        print(f"today is {gallery.today} by this station's clock")
        due = gallery.due(keep_days)
        _report(due)
        if dry_run:
            return
        if due.change:
            # A clock that is years ahead must not erase everybody unasked.
            confirm("Erase them?", yes=yes)
        gallery.prune(keep_days)
    print("erased" if due.change else "the file was rewritten")


def _report(due: Pruning) -> None:
    for member in due.members:
        print(f"  {member}: everything")
    for member, kind in due.parts:
        print(f"  {member}: {kind}")
    if not due.change:
        print("nothing is due")
