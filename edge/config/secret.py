"""Addresses that carry a password, and how they are shown without it."""

import re
from dataclasses import dataclass, field
from typing import Any, Self

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic_core import CoreSchema, core_schema

MASK = "***"

_SCHEMES = ("rtsp", "rtsps", "rtmp", "http", "https")
# Bounded repeats: a text of 100,000 letters must not take minutes.
_NAMED_SECRET = re.compile(
    r"(?i)\b([a-z_]{0,30}(?:pass|pwd|pw|token|key|secret|auth)[a-z_]{0,30}=)[^&/;\s]*"
)


def masked(text: str) -> str:
    """`text` with the passwords and tokens of an address in it replaced by `***`."""
    scheme, separator, rest = text.partition("://")
    # Up to the last @: a password with an unescaped / or @ in it must not slip through.
    credentials, at, place = rest.rpartition("@")
    if separator and at:
        user, colon, _ = credentials.partition(":")
        # Without a colon the user name may itself be a token.
        text = f"{scheme}://{user}:{MASK}@{place}" if colon else f"{scheme}://{MASK}@{place}"
    return _NAMED_SECRET.sub(rf"\g<1>{MASK}", text)


@dataclass(frozen=True, slots=True)
class SecretUrl:
    """The address of a network camera. `str` and `repr` mask what is secret in it."""

    _url: str = field(repr=False)

    def reveal(self) -> str:
        """The whole address, for whoever opens it; never for a log or message."""
        return self._url

    def __str__(self) -> str:
        return masked(self._url)

    def __repr__(self) -> str:
        return f"SecretUrl({str(self)!r})"

    @classmethod
    def parse(cls, text: str) -> Self:
        """Check `text`; raises `ValueError` without quoting it."""
        scheme, separator, rest = text.partition("://")
        if not separator or scheme.lower() not in _SCHEMES or not rest.strip("/"):
            raise ValueError(
                f"is no camera address; allowed: {', '.join(_SCHEMES)} followed by ://host/path"
            )
        if any(char.isspace() for char in text):
            raise ValueError("holds a space; write %20 in an address")
        if MASK in text:
            raise ValueError(f"holds {MASK}, the mask of `config show`; write the real password")
        return cls(text)

    @classmethod
    def __get_pydantic_core_schema__(
        cls, _source: object, _handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        from_text = core_schema.no_info_after_validator_function(
            cls.parse, core_schema.str_schema(strict=True)
        )
        return core_schema.json_or_python_schema(
            json_schema=from_text,
            python_schema=core_schema.union_schema(
                [core_schema.is_instance_schema(cls), from_text]
            ),
            serialization=core_schema.plain_serializer_function_ser_schema(str),
        )

    @classmethod
    def __get_pydantic_json_schema__(
        cls, _schema: CoreSchema, _handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        return {"type": "string", "format": "uri", "writeOnly": True}
