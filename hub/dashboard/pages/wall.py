"""Every station, as it is now."""

from collections.abc import Sequence

from nicegui import ui

from hub.actions.actor import Role
from hub.dashboard.dom import box, said
from hub.dashboard.shell import page
from hub.dashboard.states import empty, state
from hub.dashboard.tiles import Tile, order_of, tile_of, tile_of_record
from hub.dashboard.visit import Visit
from hub.dashboard.wall import Wall
from hub.dashboard.words import wall as words
from hub.live.board import LiveStation

_LOOK_S = 2.0


@page("/", Role.VIEWER, title=words.TITLE, place=10)
async def wall(visit: Visit) -> None:
    """The first page."""
    said("h1", visit.say(words.TITLE))
    _broker_state(visit)
    known = await visit.ask(visit.services.stations.all)
    live = {each.origin.id: each for each in visit.services.board.stations()}
    tiles = [
        tile_of(live[each.id], visit.language, visit.zone)
        if each.id in live
        else tile_of_record(each, visit.language, visit.zone)
        for each in known
    ]
    stored = {each.id for each in known}
    tiles += [
        tile_of(each, visit.language, visit.zone) for id_, each in live.items() if id_ not in stored
    ]
    _draw(visit, sorted(tiles, key=order_of))


def _draw(visit: Visit, tiles: list[Tile]) -> None:
    with box("div") as nothing:
        _how_to_begin(visit)
    shown = Wall(tiles, visit.language)

    def choose(any_: bool) -> None:  # noqa: FBT001
        nothing.set_visibility(not any_)
        shown.set_visibility(any_)

    def follow(changed: Sequence[LiveStation]) -> None:
        choose(any_=True)
        shown.show([tile_of(each, visit.language, visit.zone) for each in changed])

    choose(any_=bool(tiles))
    visit.live(follow)


def _how_to_begin(visit: Visit) -> None:
    broker = visit.services.config.broker
    with empty(visit, words.EMPTY, words.EMPTY_WHY):
        lines = f"uplink:\n  host: {broker.link.host}\n  port: {broker.link.effective_port}"
        said("pre", lines, "command")
        if broker.link.host in {"127.0.0.1", "localhost", "::1"}:
            said("p", visit.say(words.EMPTY_HERE, host=broker.link.host))
        said("p", visit.say(words.EMPTY_TRY), "muted")


def _broker_state(visit: Visit) -> None:
    """A warning that comes and goes with the broker."""
    ingest = visit.services.ingest
    if ingest is None:
        return
    link = visit.services.config.broker.link
    where = f"{link.host}:{link.effective_port}"
    card = state(visit, words.BROKER_AWAY, words.BROKER_AWAY_WHY, "warn", where=where)
    card.props["role"] = "alert"

    def look() -> None:
        card.set_visibility(not all(each.is_up for each in ingest.hearing))

    look()
    # A timer that looks at once waits for the browser, and NiceGUI sends what there is until then:
    # the page would come without its wall, which would follow by the websocket.
    ui.timer(_LOOK_S, look, immediate=False)
