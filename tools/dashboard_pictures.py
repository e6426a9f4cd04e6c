"""Take the pictures of the dashboard that the documentation shows.

    python -m tools.dashboard_pictures

A gym of nine stations, made up from a seed; needs mosquitto and Chromium. Writes
docs/images/dashboard-*.png.
"""

import sys
import tempfile
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from random import Random

from playwright.sync_api import Browser

from edge.uplink.message import HealthCheck, Status
from edge.uplink.topics import Topics
from hub.config.broker import BrokerConfig
from hub.fleet.lines import Line
from hub.fleet.station import FleetStation
from hub.times import now_ms
from tools.hubload.chromium import chromium
from tools.hubload.full_store import full_store
from tools.hubload.site import Site, site
from tools.hubload.size import Size

IMAGES = Path(__file__).resolve().parent.parent / "docs" / "images"
SIZE = Size(stations=9, sessions=6_000, members=150, days=60)
WINDOW = {"width": 1280, "height": 900}
LOST, AWAY = 4, 7
"""Stations without a camera, and without power."""
SCENE = (
    ("working", "squat", 8, 1),
    ("working", "push_up", 14, 3),
    ("resting", "biceps_curl", 10, 2),
    ("working", "shoulder_press", 3, 0),
    ("empty", None, 0, 0),
    ("working", "lunge", 6, 1),
    ("approaching", None, 0, 0),
    ("empty", None, 0, 0),
    ("working", "biceps_curl", 11, 4),
)
"""What each station does: phase, exercise, repetitions, sets done."""
SETTLE_MS = 2_500
"""For charts to have come to rest."""


@dataclass(frozen=True, slots=True)
class Picture:
    """language, theme: how it is looked at."""

    name: str
    path: str
    language: str = "en"
    theme: str = "light"


PICTURES = (
    Picture("wall", "/"),
    Picture("member", "/members/member-0"),
    Picture("gym-ko", "/gym", "ko", "dark"),
)


def main() -> int:
    """Take all of them."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="pictures-")))
        running = stack.enter_context(site(folder, full_store(folder, SIZE)))
        _play(running.broker)
        browser = stack.enter_context(chromium())
        for picture in PICTURES:
            path = _take(browser, running, picture)
            print(f"{path}: {path.stat().st_size // 1024} kB")
    return 0


def _play(broker: BrokerConfig) -> None:
    line = Line(broker, 99)
    for number, (phase, exercise, count, sets) in enumerate(SCENE):
        place, _, name = SIZE.station(number).partition("/")
        topics = Topics(broker.prefix, place, name)
        station = FleetStation(topics, Random(number))  # noqa: S311 - no secrets
        online, health = station.start(now_ms())
        does = {"phase": phase, "exercise": exercise, "count": count, "sets": sets}
        said = [online, health, station.state(now_ms()).model_copy(update=does)]
        if number == LOST:
            lost = HealthCheck(check="camera", status=Status.CRITICAL, state="silent")
            broken = {"status": Status.CRITICAL, "checks": (lost,)}
            said.append(station.health(now_ms()).model_copy(update=broken))
        if number == AWAY:
            said.append(station.stop(now_ms()))
        for message in said:
            line.say(topics.of(message.name), message)
    line.close()


def _take(browser: Browser, running: Site, picture: Picture) -> Path:
    with browser.new_context(viewport=WINDOW, color_scheme=picture.theme) as context:  # type: ignore[arg-type]
        context.add_cookies([{"name": "gymhub", "value": running.secret, "url": running.url}])
        page = context.new_page()
        page.goto(running.url)
        page.click('[data-testid="account"]')
        page.click(f'[data-testid="language-{picture.language}"]')
        page.goto(running.url + picture.path)
        page.wait_for_selector("main h1")
        page.wait_for_timeout(SETTLE_MS)
        path = IMAGES / f"dashboard-{picture.name}.png"
        page.screenshot(path=path)
        return path


if __name__ == "__main__":
    sys.exit(main())
