"""`gymstation members not-me`: the athlete is not who the station says."""

import time
from pathlib import Path
from typing import Annotated

import typer

from edge.cli.members.station import ConfigOption, station_files
from edge.errors import UsageError
from edge.member.card.file import write_card
from edge.member.card.image import card_image
from edge.member.card.token import SIGN_OUT
from edge.member.identify.not_me import NotMe

WAIT_S = 3.0
STEP_S = 0.25


def not_me(
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", help="Print the card that does the same (.png or .pdf)."),
    ] = None,
    config: ConfigOption = None,
) -> None:
    """Tell the running station that the athlete is somebody else; the set goes on, anonymous.

    With -o: write a card for the wall. Whoever holds it to the camera is signed out.
    """
    files = station_files(config)
    if output is not None:
        write_card(card_image(SIGN_OUT, "", files.config.site), output)
        print(f"{output}: whoever holds it to the camera is signed out; hang it at the station")
        return
    note = NotMe(files.data_dir)
    note.leave()
    waited_s = 0.0
    while note.waits and waited_s < WAIT_S:
        time.sleep(STEP_S)
        waited_s += STEP_S
    if note.waits:
        note.withdraw()
        raise UsageError(
            "no station took the note", where=str(files.data_dir), remedy="is the station running?"
        )
    print("the station signs the athlete out")
