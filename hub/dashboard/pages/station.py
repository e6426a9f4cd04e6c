"""One station: now, since when it was not well, what it told, and what it can be told."""

import asyncio

from nicegui import background_tasks, ui

from hub.actions.actor import Role
from hub.dashboard.dom import box, said
from hub.dashboard.shell import page
from hub.dashboard.station import records
from hub.dashboard.station.commands import CommandPanel
from hub.dashboard.station.health import health_over_time
from hub.dashboard.station.now import Now
from hub.dashboard.visit import Visit
from hub.dashboard.words import station as words

_KEPT_AFTER_S = 1.5
"""Until what a station said is in the store."""


@page("/stations/{site}/{station}", Role.VIEWER, title=words.TITLE)
async def station(visit: Visit, site: str, station: str, days: str = "7") -> None:
    """days: how many of its health are shown."""
    id_ = f"{site}/{station}"
    known = await visit.ask(visit.services.stations.one, id_)
    said("a", visit.say(words.BACK), href="/")
    with box("div"):
        said("h1", known.station)
        said("p", known.site, "muted")
    with box("div", "columns"):
        with box("div", "stack"):
            now = Now(visit, known)
            if visit.may(Role.STAFF):
                CommandPanel(visit, id_)
        changing = box("div", "stack")
    await _draw(visit, changing, id_, days)
    await records.sessions(visit, id_)
    await records.versions(visit, id_, known.version)

    async def again() -> None:
        await asyncio.sleep(_KEPT_AFTER_S)
        if not visit.client.is_deleted:
            await _draw(visit, changing, id_, days)

    now.follow(lambda: background_tasks.create(again(), name="health of a station"))


async def _draw(visit: Visit, changing: ui.element, id_: str, days: str) -> None:
    changing.clear()
    with changing:
        await health_over_time(visit, id_, days)
        await records.alerts(visit, id_)
