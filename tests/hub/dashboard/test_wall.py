import asyncio
import json
import re
import time

import pytest

from edge.uplink.message import Availability, Health, HealthCheck, State
from hub.dashboard.live import Watcher
from hub.dashboard.tiles import (
    MOST_TROUBLES,
    changes,
    order_of,
    tile_of,
    tile_of_record,
    waiting_in,
)
from hub.ingest.received import Origin
from hub.live.board import Board, LiveStation
from hub.queries.stations import Station
from hub.services import Services
from tests.hub.dashboard.conftest import SignIn, texts
from tests.hub.messages import ABOUT, NOW_MS

ORIGIN = Origin("gym", "rack-1")


def there(status: str = "online") -> Availability:
    return Availability(**ABOUT, status=status, since="2026-11-20T09:00:00Z", version="1.2.3")


def check(name: str, status: str, state: str, detail: str = "") -> HealthCheck:
    return HealthCheck(check=name, status=status, state=state, detail=detail)


def health(*checks: HealthCheck) -> Health:
    order = ["healthy", "warning", "critical"]
    worst = max((each.status.value for each in checks), key=order.index)
    return Health(**ABOUT, status=worst, checks=checks)


def board(*said: object, origin: Origin = ORIGIN) -> Board:
    made = Board()
    for each in said:
        made.hear(origin, each, NOW_MS)
    return made


def live(*said: object) -> LiveStation:
    return board(*said).station(ORIGIN.id)


def test_a_tile_says_who_does_what_and_how_often() -> None:
    training = live(there(), State(**ABOUT, phase="working", exercise="squat", count=7, sets=1))
    tile = tile_of(training, "ko", "UTC")
    assert (tile["kind"], tile["doing"], tile["count"]) == ("training", "스쿼트", "7")
    assert (tile["level"], tile["status"]) == ("good", "온라인")
    assert "2세트" in tile["note"]
    assert "1.2.3" in tile["foot"]


def test_a_hold_is_told_in_seconds() -> None:
    held = live(there(), State(**ABOUT, phase="working", exercise="plank", hold_s=42.8))
    tile = tile_of(held, "en", "UTC")
    assert (tile["count"], tile["unit"]) == ("42", "s")


@pytest.mark.parametrize("phase", ["empty", "left"])
def test_a_free_station_counts_nothing(phase: str) -> None:
    tile = tile_of(live(there(), State(**ABOUT, phase=phase, count=9)), "en", "UTC")
    assert (tile["kind"], tile["doing"], tile["count"]) == ("free", "Free", "")


def test_the_worst_trouble_stands_first_and_the_rest_is_counted() -> None:
    warm = check("temperature", "warning", "warm")
    silent = check("camera", "critical", "silent")
    more = [check(name, "warning", "odd") for name in ("first_new", "second_new")]
    tile = tile_of(live(there(), health(warm, silent, *more)), "en", "UTC")
    assert tile["level"] == "bad"
    levels, said = zip(*tile["troubles"], strict=True)
    assert levels[0] == "bad"
    assert "The camera sends no picture" in said[0]
    assert len(said) == MOST_TROUBLES + 1
    assert said[-1] == "and 2 more"


def test_what_waits_in_the_outbox_is_told() -> None:
    waiting = health(check("outbox", "healthy", "ok", "3 waiting"))
    assert waiting_in(waiting) == 3
    assert waiting_in(None) == 0
    assert "3 waiting to be sent" in tile_of(live(there(), waiting), "en", "UTC")["foot"]


def test_a_station_that_is_away_shows_no_old_trouble_and_no_old_count() -> None:
    state = State(**ABOUT, phase="working", exercise="squat", count=7)
    silent = health(check("camera", "critical", "silent"))
    for status, kind, word in (("offline", "away", "Away"), ("stopped", "off", "Switched off")):
        tile = tile_of(live(there(), state, silent, there(status)), "en", "UTC")
        assert (tile["kind"], tile["level"], tile["status"]) == (kind, "away", word)
        assert (tile["count"], tile["troubles"]) == ("", [])


def test_a_station_of_the_store_is_away() -> None:
    known = Station("gym/old", "gym", "old", 0, NOW_MS, "offline", 0, "1", "healthy")
    tile = tile_of_record(known, "en", "UTC")
    assert (tile["id"], tile["status"]) == ("gym/old", "Away")
    assert tile["foot"][0].startswith("last heard")


def test_only_what_changed_is_told() -> None:
    before = tile_of(live(there(), State(**ABOUT, phase="working", exercise="squat")), "en", "UTC")
    after = tile_of(
        live(there(), State(**ABOUT, phase="working", exercise="squat", count=1)), "en", "UTC"
    )
    assert changes(before, after) == {"id": "gym/rack-1", "count": "1"}
    assert changes(after, after) == {}


def test_stations_stand_in_the_order_in_which_people_count() -> None:
    ids = ["gym-10/mat-1", "gym-2/rack-10", "gym-2/rack-2", "gym-2/bench"]
    ordered = sorted(({"id": each} for each in ids), key=order_of)
    assert [each["id"] for each in ordered] == [
        "gym-2/bench",
        "gym-2/rack-2",
        "gym-2/rack-10",
        "gym-10/mat-1",
    ]


def tiles_in(html: str) -> list[dict[str, object]]:
    found = re.search(r'"tiles":(\[.*?\]),"signs"', texts(html), re.DOTALL)
    return json.loads(found[1])


def test_the_page_holds_every_station_and_no_member(services: Services, browser: SignIn) -> None:
    services.board.hear(ORIGIN, there(), NOW_MS)
    state = State(**ABOUT, phase="working", exercise="squat", count=7, member="member-17")
    services.board.hear(ORIGIN, state, NOW_MS)
    page = browser().get("/").text
    assert [tile["doing"] for tile in tiles_in(page)] == ["Squat"]
    assert "member-17" not in page


def test_without_stations_the_page_tells_how_to_connect_one(browser: SignIn) -> None:
    page = texts(browser().get("/").text)
    assert "No station has reported yet" in page
    assert "uplink:" in page


class OpenPage:
    """A page as the watcher knows it."""

    def __init__(self) -> None:
        self.is_deleted = False
        self.heard: list[tuple[float, dict[str, int]]] = []

    def on_delete(self, leave) -> None:
        def left() -> None:
            self.is_deleted = True
            leave()

        self.leave = left

    def __enter__(self) -> None: ...

    def __exit__(self, *_: object) -> None: ...

    def hear(self, changed) -> None:
        counts = {each.origin.id: each.state.count for each in changed if each.state}
        self.heard.append((time.monotonic(), counts))


def test_open_pages_hear_of_changes_soon_and_at_most_four_times_a_second() -> None:
    heard_of = board(there())
    page = OpenPage()

    async def watch() -> None:
        watcher = Watcher()
        watcher.subscribe(heard_of, page, page.hear)
        for count in range(1, 41):
            state = State(**ABOUT | {"sequence": count}, phase="working", count=count)
            heard_of.hear(ORIGIN, state, NOW_MS)
            await asyncio.sleep(0.02)
        await asyncio.sleep(0.6)
        page.leave()
        heard_of.hear(ORIGIN, there("stopped"), NOW_MS)
        before = len(page.heard)
        await asyncio.sleep(0.8)
        assert len(page.heard) == before
        assert not watcher._boards

    asyncio.run(watch())
    assert page.heard[-1][1] == {"gym/rack-1": 40}
    assert 2 <= len(page.heard) <= 8


def test_a_page_that_fails_does_not_keep_others_from_their_news(
    caplog: pytest.LogCaptureFixture,
) -> None:
    heard_of, good = board(there()), OpenPage()

    def broken(_: object) -> None:
        raise RuntimeError("broken page")

    async def watch() -> None:
        watcher = Watcher()
        watcher.subscribe(heard_of, OpenPage(), broken)
        watcher.subscribe(heard_of, good, good.hear)
        heard_of.hear(ORIGIN, State(**ABOUT, phase="empty"), NOW_MS)
        await asyncio.sleep(0.6)

    asyncio.run(watch())
    assert len(good.heard) == 1
    assert "could not show what changed" in caplog.text
