"""What a station does now; it follows the station while the page is open."""

from collections.abc import Callable, Sequence

from hub.dashboard.dom import box, said
from hub.dashboard.icons import chip
from hub.dashboard.tiles import Tile, tile_of, tile_of_record, waiting_in
from hub.dashboard.visit import Visit
from hub.dashboard.words import station as words
from hub.dashboard.words.checks import check_words
from hub.live.board import LiveStation
from hub.queries.stations import Station

_NOT_WELL = {"warning", "critical"}


class Now:
    """Draws itself anew when more than the count changed."""

    def __init__(self, visit: Visit, station: Station) -> None:
        self._visit = visit
        self._station = station
        self._tile: Tile = {}
        self.box = box("section", "card", data_testid="now")
        self._draw(visit.services.board.station(station.id))

    def follow(self, on_health: Callable[[], object]) -> None:
        """on_health: called when the station became better or worse."""

        def hear(changed: Sequence[LiveStation]) -> None:
            for live in changed:
                if live.origin.id == self._station.id:
                    before = self._tile.get("troubles"), self._tile.get("status")
                    self._draw(live)
                    if before != (self._tile.get("troubles"), self._tile.get("status")):
                        on_health()

        self._visit.live(hear)

    def _draw(self, live: LiveStation | None) -> None:
        visit = self._visit
        language, zone = visit.language, visit.zone
        tile = (
            tile_of(live, language, zone) if live else tile_of_record(self._station, language, zone)
        )

        changed = {key for key in tile if tile[key] != self._tile.get(key)}
        self._tile = tile
        if not changed:
            return
        if changed <= {"count"}:
            self._count.set_text(str(tile["count"]))
            return
        self.box.clear()
        with self.box:
            self._content(tile, live)

    def _content(self, tile: Tile, live: LiveStation | None) -> None:
        visit = self._visit
        with box("div", "row-of spread"):
            said("h2", visit.say(words.NOW))
            chip(str(tile["level"]), str(tile["status"])).props["data-testid"] = "status"
        with box("div", "row-of spread now"):
            said("p", str(tile["doing"] or tile["status"]), "doing")
            with box("p", "counted"):
                self._count = said("span", str(tile["count"]), "figure", data_testid="count")
                said("span", str(tile["unit"]), "muted")
        if tile["note"]:
            said("p", str(tile["note"]), "muted")
        self._troubles(live)
        self._facts(live)

    def _troubles(self, live: LiveStation | None) -> None:
        if live is None or live.health is None or not live.is_online:
            return
        for check in live.health.checks:
            if check.status.value not in _NOT_WELL:
                continue
            told = check_words(check.check, check.state, self._visit.language)
            bad = check.status.value == "critical"
            with box("div", f"notice trouble {'bad' if bad else 'warn'}"):
                said("h3", f"{told.part}: {told.says}")
                if told.remedy:
                    said("p", f"{self._visit.say(words.WHAT_TO_DO)}: {told.remedy}")
                if check.detail:
                    said("p", check.detail, "muted detail")

    def _facts(self, live: LiveStation | None) -> None:
        visit = self._visit
        presence = live.presence if live else None
        facts = []
        if live and live.is_online and presence:
            facts.append((words.ONLINE_SINCE, visit.moment(presence.since_ms)))
            facts.append((words.WAITING, str(waiting_in(live.health))))
        else:
            facts.append((words.LAST_SEEN, visit.moment(self._station.last_seen_ms)))
        facts.append((words.FIRST_SEEN, visit.moment(self._station.first_seen_ms)))
        with box("dl", "facts"):
            for name, value in facts:
                said("dt", visit.say(name))
                said("dd", value)
