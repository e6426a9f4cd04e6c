"""The rights that a station needs at the broker, in mosquitto's words."""

from edge.uplink.reference import SPOKEN
from edge.uplink.topics import Topics


def rights(topics: Topics, username: str) -> str:
    """A block for mosquitto's acl_file: speak under its own name, hear its own commands."""
    return "\n".join(
        (
            f"user {username}",
            *(f"topic write {topics.of(kind.name)}" for kind in SPOKEN),
            f"topic read {topics.commands}",
        )
    )
