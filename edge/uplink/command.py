"""Commands to the station, and their answers."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from pydantic import ValidationError

from edge.uplink.connection import Incoming
from edge.uplink.message import Command
from edge.uplink.topics import COMMANDS, Topics

Result = Mapping[str, str | int | float | bool | None]
LONGEST = 4096  # bytes; a longer command is none of ours


@dataclass(frozen=True, slots=True)
class ReceivedCommand:
    """A command that somebody waits for. `answer` may be called from any thread, once."""

    name: str
    parameters: Command
    answer: Callable[[Result], None]
    refuse: Callable[[str], None]


def parse(topics: Topics, incoming: Incoming) -> tuple[str, Command]:
    """Name and parameters; raises ValueError that says what is wrong with it."""
    name = topics.command(incoming.topic)
    if name not in COMMANDS:
        raise ValueError(f"there is no command {name!r}; there are {', '.join(COMMANDS)}")
    if len(incoming.payload) > LONGEST:
        raise ValueError(f"is longer than {LONGEST} bytes")
    try:
        return name, Command.model_validate_json(incoming.payload or b"{}")
    except ValidationError as error:
        first = error.errors(include_input=False, include_url=False)[0]
        place = ".".join(str(part) for part in first["loc"])
        raise ValueError(f"{place or 'payload'}: {first['msg']}") from None


def may_answer_on(topics: Topics, response_topic: str | None) -> str | None:
    """Where the answer goes: the topic that was asked for, unless it is no topic to publish on."""
    if response_topic is None:
        return topics.reply
    unfit = not response_topic or any(char in response_topic for char in "+#\0")
    # A command must not make the station speak as itself: state or summary.
    own = response_topic.startswith(f"{topics.root}/") and response_topic != topics.reply
    return None if unfit or own else response_topic
