"""What a tile of the wall says. Pure: from what was heard of a station to words and levels."""

import re
from collections.abc import Mapping
from typing import TypeAlias

from edge.uplink.message import Health, State, Status
from hub.dashboard.words import wall as words
from hub.dashboard.words.checks import check_words
from hub.dashboard.words.exercises import exercise
from hub.dashboard.words.moments import moment
from hub.dashboard.words.text import Language, Text
from hub.live.board import LiveStation
from hub.queries.stations import Station

Tile: TypeAlias = dict[str, object]
"""id, site, name; kind: training, free, away or off; level: good, warn, bad or away; status, doing,
count, unit, note; troubles: pairs of level and text; foot: what stands at its lower edge."""

MOST_TROUBLES = 2
_WAITING = re.compile(r"(\d+) waiting")  # as edge.station says it of its outbox
_PHASES: Mapping[str, tuple[str, Text]] = {
    "working": ("training", words.TRAINING),
    "resting": ("training", words.RESTING),
    "approaching": ("training", words.APPROACHING),
    "empty": ("free", words.FREE),
    "left": ("free", words.FREE),
}
_LEVELS = {Status.WARNING: "warn", Status.CRITICAL: "bad"}
_STATUS = {"good": words.ONLINE, "warn": words.CHECK, "bad": words.TROUBLE}


def tile_of(live: LiveStation, language: Language, zone: str) -> Tile:
    """Of a station that was heard since this worker started."""
    site, name = live.origin.site, live.origin.station
    if live.presence is None:
        return _away(site, name, words.UNHEARD, [], language)
    if not live.is_online:
        why = words.STOPPED if live.presence.status == "stopped" else words.AWAY
        return _away(site, name, why, _heard(live.heard_ms, language, zone), language)
    troubles = _troubles(live.health, language)
    level = _worst(troubles)
    since = words.SINCE.in_(language, moment=moment(live.presence.since_ms, language, zone))
    waiting = waiting_in(live.health)
    foot = [words.WAITING.in_(language, number=waiting)] if waiting else []
    return {
        "id": live.origin.id,
        "site": site,
        "name": name,
        "level": level,
        "status": _STATUS[level].in_(language),
        **_doing(live.state, language),
        "troubles": _shortened(troubles, language),
        "foot": [*foot, live.presence.version, since],
    }


def tile_of_record(known: Station, language: Language, zone: str) -> Tile:
    """Of a station that only the store knows."""
    why = words.STOPPED if known.status == "stopped" else words.AWAY
    heard = _heard(known.last_seen_ms, language, zone)
    return _away(known.site, known.station, why, heard, language)


def order_of(tile: Tile) -> list[tuple[int, str]]:
    """A key for sorting: rack-2 comes before rack-10."""
    parts = re.findall(r"\d+|\D+", str(tile["id"]))
    return [(int(part), "") if part.isdecimal() else (-1, part) for part in parts]


def changes(before: Tile, after: Tile) -> Tile:
    """What a page must be told to come from one to the other; without `id` where it is nothing."""
    changed = {key: value for key, value in after.items() if before.get(key) != value}
    return {**changed, "id": after["id"]} if changed else {}


def waiting_in(health: Health | None) -> int:
    """How many messages wait in the station's outbox."""
    for check in health.checks if health else ():
        if check.check == "outbox" and (found := _WAITING.search(check.detail)):
            return int(found[1])
    return 0


def _doing(state: State | None, language: Language) -> Tile:
    kind, said = _PHASES[state.phase] if state else ("free", words.FREE)
    tile: Tile = {"kind": kind, "doing": said.in_(language), "count": "", "unit": "", "note": ""}
    if state is None or state.exercise is None or state.phase not in {"working", "resting"}:
        return tile
    held = int(state.hold_s)
    tile["note"] = (
        f"{said.in_(language)} · {words.SET.in_(language, number=state.sets + 1)}"
        if state.phase == "working"
        else said.in_(language)
    )
    tile["doing"] = exercise(state.exercise, language)
    tile["count"] = str(held if held and not state.count else state.count)
    tile["unit"] = (words.SECONDS if held and not state.count else words.REPS).in_(language)
    return tile


def _troubles(health: Health | None, language: Language) -> list[tuple[str, str]]:
    found = [
        (_LEVELS[check.status], check_words(check.check, check.state, language))
        for check in (health.checks if health else ())
        if check.status in _LEVELS
    ]
    found.sort(key=lambda each: each[0] != "bad")
    return [(level, f"{said.part}: {said.says}") for level, said in found]


def _worst(troubles: list[tuple[str, str]]) -> str:
    return troubles[0][0] if troubles else "good"


def _shortened(troubles: list[tuple[str, str]], language: Language) -> list[tuple[str, str]]:
    more = len(troubles) - MOST_TROUBLES
    if more <= 0:
        return troubles
    rest = ("warn", words.MORE.in_(language, number=more))
    return [*troubles[:MOST_TROUBLES], rest]


def _heard(at_ms: int, language: Language, zone: str) -> list[str]:
    return [words.LAST_HEARD.in_(language, moment=moment(at_ms, language, zone))]


def _away(site: str, name: str, why: Text, foot: list[str], language: Language) -> Tile:
    return {
        "id": f"{site}/{name}",
        "site": site,
        "name": name,
        "level": "away",
        "status": why.in_(language),
        "kind": "off" if why is words.STOPPED else "away",
        "doing": "",
        "count": "",
        "unit": "",
        "note": "",
        "troubles": [],
        "foot": foot,
    }
