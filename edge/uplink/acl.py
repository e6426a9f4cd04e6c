"""The rights that a station needs at the broker, in mosquitto's words."""

from edge.uplink.hub_lists import part_filters
from edge.uplink.reference import SPOKEN
from edge.uplink.topics import GALLERY, Topics


def rights(topics: Topics, username: str) -> str:
    """A block for mosquitto's acl_file.

    The station speaks under its own name, hears its own commands and what the hub tells all, and
    reads the galleries of its site, which are sealed.
    """
    return "\n".join(
        (
            f"user {username}",
            *(f"topic write {topics.of(kind.name)}" for kind in SPOKEN),
            f"topic write {topics.of(GALLERY)}",
            f"topic read {topics.commands}",
            f"topic read {topics.galleries}",
            *(f"topic read {part}" for part in part_filters(topics.prefix)),
        )
    )
