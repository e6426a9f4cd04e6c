"""What the hub tells all stations, retained: who is forgotten, and which cards it issued.

Each list lies in sixteen parts, by the first hexadecimal digit of the digest, at
`{prefix}/hub/{list}/{digit}`: a change sends one part, and a part stays below what brokers take.
Every part is always there, if only empty: a station that was off hears what was taken out.
"""

from collections.abc import Iterable, Mapping
from hashlib import sha256
from typing import Annotated, ClassVar, Literal

from pydantic import Field

from edge.uplink.message import Message, Token, Value
from edge.uplink.topics import HUB

PARTS = "0123456789abcdef"
LARGEST_PART = 16 << 20
"""Bytes. A longer part is none of a hub's."""
_REVISION = 16

Digest = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]


class Forgotten(Value):
    """Members who were forgotten: the SHA-256 of their ids, in hexadecimal."""

    name: ClassVar[str] = "forgotten"

    schema_: Literal["gymstation.forgotten/1"] = Field(
        default="gymstation.forgotten/1", alias="schema"
    )
    members: tuple[Digest, ...] = ()


class Cards(Value):
    """Cards that sign in: the SHA-256 of what they say, in hexadecimal, and whose they are."""

    name: ClassVar[str] = "cards"

    schema_: Literal["gymstation.cards/1"] = Field(default="gymstation.cards/1", alias="schema")
    cards: dict[Digest, Token] = Field(default_factory=dict)


class ListsObeyed(Message):
    """What a station has made of the hub's lists.

    revisions: of each part that it obeys, by `{list}/{digit}`. problem: why it does not obey all.
    """

    name = "lists"
    retained = True

    schema_: Literal["gymstation.lists/1"] = Field(default="gymstation.lists/1", alias="schema")
    revisions: dict[str, str] = Field(default_factory=dict)
    problem: str = Field(default="", max_length=500)


def member_digest(member_id: str) -> str:
    """What stands for a member in the list of those who are forgotten."""
    return sha256(member_id.encode()).hexdigest()


def card_digest(token: str) -> str:
    """What stands for a card in the list of cards: 80 random bits need no salt."""
    return sha256(token.encode(errors="replace")).hexdigest()


def forgotten_parts(digests: Iterable[str]) -> dict[str, bytes]:
    """The payload of every part, by `{list}/{digit}`."""
    parts: dict[str, list[str]] = {digit: [] for digit in PARTS}
    for digest in sorted(digests):
        parts[digest[0]].append(digest)
    return {
        f"{Forgotten.name}/{digit}": _json(Forgotten(members=tuple(members)))
        for digit, members in parts.items()
    }


def card_parts(cards: Mapping[str, str]) -> dict[str, bytes]:
    """The payload of every part, by `{list}/{digit}`. cards: member id by digest."""
    parts: dict[str, dict[str, str]] = {digit: {} for digit in PARTS}
    for digest, member_id in sorted(cards.items()):
        parts[digest[0]][digest] = member_id
    return {f"{Cards.name}/{digit}": _json(Cards(cards=found)) for digit, found in parts.items()}


def part_filters(prefix: str) -> tuple[str, str]:
    """The filters that cover every part."""
    return f"{prefix}/{HUB}/{Forgotten.name}/+", f"{prefix}/{HUB}/{Cards.name}/+"


def part_topic(prefix: str, part: str) -> str:
    """Where a part lies. part: `{list}/{digit}`."""
    return f"{prefix}/{HUB}/{part}"


def part_of(prefix: str, topic: str) -> str | None:
    """The part that a topic names; None where it names none."""
    part = topic.removeprefix(f"{prefix}/{HUB}/")
    name, _, digit = part.partition("/")
    known = name in {Forgotten.name, Cards.name} and len(digit) == 1 and digit in PARTS
    return part if known and part != topic else None


def revision(payload: bytes) -> str:
    """What tells one state of a part from another."""
    return sha256(payload).hexdigest()[:_REVISION]


def _json(value: Value) -> bytes:
    return value.model_dump_json(by_alias=True).encode()
