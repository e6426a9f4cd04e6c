"""What the columns of the store can hold: checked before, so that no message stops the others."""

import math
import re
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from datetime import datetime

from pydantic import BaseModel

LONGEST_PAYLOAD = 1_048_576
"""Bytes. A session of the longest length, 4 h with a repetition a second, has about 900 kB."""
MOST_SETS = 1_000
_LARGEST = 2**31 - 1
_SHORT = 80  # hub.store.schema.Word
_FREE_TEXT = {"detail", "text", "en", "ko"}
_LONGEST_TEXT = 2_000
_SUSPICIOUS = re.compile(
    rb"NaN|Infinity|\\u0000"
    rb"|[:,\[\s]-?[0-9]{10}"  # beyond _LARGEST, perhaps
    rb"|[:,\[\s]-?[0-9]+(\.[0-9]+)?[eE]\+?[0-9]"
    rb'|"[^"]{81}|\\"'  # longer than _SHORT, perhaps
)
_NUL = "\x00"  # PostgreSQL's text cannot hold it


def fault_of(message: BaseModel, payload: bytes) -> str | None:
    """The first value that cannot be kept, as `name: why`; None where all can.

    payload: what the message was read from. To look at every value takes longer than all the rest
    of reading, so it is done only where the text holds something that may be too much.
    """
    if _SUSPICIOUS.search(payload) is None and payload.count(b"{") < MOST_SETS:
        return None
    for name, value in _values("payload", message):
        if fault := _fault(name, value):
            return f"{name}: {fault}"
    return None


def _fault(name: str, value: object) -> str | None:
    if isinstance(value, float) and not math.isfinite(value):
        return "is no finite number"
    if isinstance(value, int) and abs(value) > _LARGEST:
        return f"is beyond {_LARGEST}"
    if isinstance(value, str):
        longest = _LONGEST_TEXT if name in _FREE_TEXT else _SHORT
        if len(value) > longest:
            return f"has more than {longest} characters"
        if _NUL in value:
            return "holds the character NUL"
    if name == "sets" and isinstance(value, tuple) and len(value) > MOST_SETS:
        return f"has more than {MOST_SETS} items"
    return None


def _values(name: str, value: object) -> Iterator[tuple[str, object]]:
    """Every plain value inside, with the name of its field."""
    if isinstance(value, BaseModel):
        for field in type(value).model_fields:
            yield from _values(field, getattr(value, field))
    elif is_dataclass(value):
        for each in fields(value):
            yield from _values(each.name, getattr(value, each.name))
    elif isinstance(value, Mapping):
        for key, inner in value.items():
            yield "key", key
            yield from _values(str(key), inner)
    elif isinstance(value, tuple):
        yield name, value
        for inner in value:
            yield from _values(name, inner)
    elif not isinstance(value, datetime):
        yield name, value
