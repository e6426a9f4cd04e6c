"""What may be asked for: bounded, so that no value goes beyond what the store can hold."""

from typing import Annotated

from fastapi import Path, Query
from pydantic import BaseModel, ConfigDict, Field

from hub.queries.page import MOST

Cursor = Annotated[
    str | None, Query(max_length=200, description="`next` of the page before; none: the first.")
]
Limit = Annotated[int, Query(ge=1, le=MOST, description="Items on a page.")]
Moment = Annotated[int | None, Query(ge=0, le=2**53, description="Milliseconds since 1970, UTC.")]
Number = Annotated[int, Path(ge=1, le=2**31 - 1)]
Id = Annotated[str, Path(pattern=r"^[A-Za-z0-9_-]{1,64}$")]
Level = Annotated[str, Path(pattern=r"^[a-z0-9]([a-z0-9_-]{0,38}[a-z0-9])?$")]
Name = Annotated[str, Path(pattern=r"^[a-z0-9][a-z0-9._@-]{0,79}$")]
Digest = Annotated[str, Path(pattern=r"^[0-9a-f]{16,64}$")]
Language = Annotated[str, Field(pattern="^(en|ko)$")]
Password = Annotated[str, Field(max_length=200)]


class Body(BaseModel):
    """What is sent; keys that nobody knows are refused."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Problem(BaseModel):
    """What went wrong: a word for programs, a sentence for people."""

    error: str
    message: str
