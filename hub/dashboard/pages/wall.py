"""Every station, as it is now."""

from hub.actions.actor import Role
from hub.dashboard.dom import said, table
from hub.dashboard.shell import page
from hub.dashboard.visit import Visit
from hub.dashboard.words.text import Text

TITLE = Text("Stations", "스테이션")


@page("/", Role.VIEWER, title=TITLE, place=10)
async def wall(visit: Visit) -> None:
    """The first page."""
    said("h1", visit.say(TITLE))
    known = await visit.ask(visit.services.stations.all)
    table(visit.say(TITLE), [visit.say(TITLE)], [[each.id] for each in known])
