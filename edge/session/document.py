"""Session summaries as JSON."""

import json
from functools import cache

from pydantic import TypeAdapter, ValidationError

from edge.errors import SummaryError
from edge.session.summary import SCHEMA, SessionSummary


@cache
def _adapter() -> TypeAdapter[SessionSummary]:
    return TypeAdapter(SessionSummary)


def to_json(summary: SessionSummary) -> str:
    """The summary on one line."""
    return _adapter().dump_json(summary).decode()


def from_json(text: str | bytes) -> SessionSummary:
    """The summary back; fields that this version does not know are left aside.

    Raises SummaryError for anything else that is not as the schema says.
    """
    try:
        return _adapter().validate_json(text, strict=True)
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(part) for part in first["loc"])
        raise SummaryError(
            f"no session summary: {first['msg']}",
            where=place or None,
            remedy=f"send what follows the schema {SCHEMA}",
        ) from None


def as_json_schema() -> str:
    """The JSON Schema of a summary, for whoever reads them."""
    schema = _adapter().json_schema(mode="serialization")
    schema["required"].append("schema")  # has a default, but is always written
    head = {"$schema": "https://json-schema.org/draft/2020-12/schema", "$id": SCHEMA}
    return json.dumps({**head, **schema}, indent=2) + "\n"
