"""What stations are told: commands, and lists; staff only."""

from typing import Annotated

from fastapi import APIRouter, Path
from pydantic import Field

from hub.api.who import Staff, TheServices
from hub.api.words import Body, Level
from hub.wire.commands import Reply
from hub.wire.lists import Obedience

router = APIRouter(prefix="/api/stations", tags=["stations"])

CommandName = Annotated[str, Path(pattern=r"^[a-z][a-z-]{0,39}$")]
Parameter = Annotated[str, Field(max_length=40)]


class Order(Body):
    """parameters: of the command, such as {"signal": "ready"} of signal-test."""

    parameters: dict[Parameter, Parameter] = Field(default_factory=dict, max_length=10)


@router.get("/obedience")
def obedience(_: Staff, hub: TheServices) -> tuple[Obedience, ...]:
    """Which stations have forgotten whoever was erased, and have the cards as they are now."""
    return hub.lists.obedience()


@router.post("/{site}/{station}/commands/{name}")
def send(
    site: Level, station: Level, name: CommandName, *, body: Order, who: Staff, hub: TheServices
) -> Reply:
    """Ask a station that is there to do something; its answer, or that it gave none in 5 s."""
    return hub.commands.send(who, f"{site}/{station}", name, body.parameters)
