"""The wall as one element: a thousand tiles that the browser draws itself from JSON."""

from collections.abc import Mapping, Sequence

from nicegui import ui

from hub.dashboard.icons import SIGNS
from hub.dashboard.tiles import Tile, changes
from hub.dashboard.words import wall as words
from hub.dashboard.words.text import Language, Text

_WORDS: Mapping[str, Text] = {
    "allSites": words.ALL_SITES,
    "site": words.SITE,
    "onlyTrouble": words.ONLY_TROUBLE,
    "summary": words.SUMMARY,
    "stations": words.STATIONS,
    "noneFound": words.NONE_FOUND,
    "training": words.COUNT_TRAINING,
    "free": words.COUNT_FREE,
    "trouble": words.COUNT_TROUBLE,
    "away": words.COUNT_AWAY,
}


class Wall(ui.element, component="static/wall.js"):
    """Tiles, their summary and filters; see static/wall.js."""

    def __init__(self, tiles: Sequence[Tile], language: Language) -> None:
        super().__init__()
        self.classes("wall")
        self._shown: dict[object, Tile] = {tile["id"]: tile for tile in tiles}
        self._props["tiles"] = tuple(tiles)  # of a list NiceGUI would watch every part
        self._props["signs"] = SIGNS
        self._props["words"] = {name: text.in_(language) for name, text in _WORDS.items()}

    def show(self, tiles: Sequence[Tile]) -> None:
        """Tell the browser what is different in these tiles; new ones appear."""
        told = []
        for tile in tiles:
            known = self._shown.get(tile["id"])
            self._shown[tile["id"]] = tile
            if change := changes(known or {}, tile):
                told.append(change)
        if told:
            self.run_method("apply", told)
