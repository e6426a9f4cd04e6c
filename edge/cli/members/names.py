"""Ids and names as the staff type them."""

import re

from edge.errors import UsageError
from edge.member.gallery.gallery import new_member_id

LONGEST_NAME = 80
_ID = re.compile(r"[a-z0-9]([a-z0-9-]{0,38}[a-z0-9])?")


def checked_id(member_id: str | None) -> str:
    """The id, or a new one for None; raises UsageError for what cannot be one."""
    if member_id is None:
        return new_member_id()
    if not _ID.fullmatch(member_id):
        raise UsageError(
            "is no member id",
            where=member_id,
            remedy="up to 40 lower-case letters, digits and hyphens; never a name",
        )
    return member_id


def checked_name(name: str) -> str:
    """The name without the spaces around it; raises UsageError for what is none."""
    name = name.strip()
    if len(name) > LONGEST_NAME or not name.isprintable():
        raise UsageError(f"a name has up to {LONGEST_NAME} letters, on one line")
    return name
