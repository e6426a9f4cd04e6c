"""A station works, and a browser sees it: from the film's truth to what staff read."""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import Page

from tests.exercise.figure import film
from tests.fakes.hub import FakeHub
from tests.hub.browser.gym import Gym
from tests.hub.browser.watching import REPS_COLUMN

REPETITIONS = 4
LONGEST_S = 1.0
TILE = '[data-testid="tile-gym/{station}"]'
COUNT = TILE + ' [data-testid="count"]'
# Notes each count that the tile shows, and when (the machine's clock, which the station has too).
_WATCH = """
(selector) => {
  window.__counts = {};
  const look = () => {
    const shown = document.querySelector(selector)?.textContent;
    if (shown && !(shown in window.__counts)) window.__counts[shown] = Date.now();
  };
  const options = {subtree: true, childList: true, characterData: true};
  new MutationObserver(look).observe(document.body, options);
}
"""


@contextmanager
def station(folder: Path, gym: Gym, name: str, *arguments: str) -> Iterator[subprocess.Popen]:
    """`gymstation run` in a process of its own, which sees people doing squats."""
    recording, config = folder / "squats.npz", folder / "station.yaml"
    film("squat", repetitions=REPETITIONS).recording().save(recording)
    config.write_text(
        f"station: {name}\ndata_dir: {folder / 'data'}\nfeedback: {{led: none}}\n"
        f"uplink: {{host: 127.0.0.1, port: {gym.broker_port}}}\n"
    )
    command = [sys.executable, "-m", "edge", "run", "-c", config, "--camera", recording]
    environment = os.environ | {"OMP_NUM_THREADS": "1"}
    with (folder / "log").open("w") as log:
        run = subprocess.Popen([*command, *arguments], stdout=log, stderr=log, env=environment)
    yield run
    if run.poll() is None:
        run.terminate()
    run.wait(20)


def test_the_tile_counts_along_and_the_count_is_the_truth(
    tmp_path: Path, gym: Gym, opened: Callable, artefacts: Path
) -> None:
    count = COUNT.format(station="live-1")
    with FakeHub(gym.broker_port, "gymstation/gym/live-1/#") as heard, opened("vera") as (page, _):
        page.goto(gym.url)
        page.wait_for_selector(TILE.format(station="rack-1"))
        page.evaluate(f"({_WATCH})({count!r})")
        with station(tmp_path, gym, "live-1", "--once") as run:
            page.wait_for_function(
                "count => count in window.__counts", arg=str(REPETITIONS), timeout=60_000
            )
            page.screenshot(path=artefacts / "wall-live.png")
            assert run.wait(30) == 0, (tmp_path / "log").read_text()
        seen = page.evaluate("window.__counts")
        heard.wait(lambda: bool(heard.of("session")))
        gym.worker.until(lambda: bool(sessions(gym, "live-1")))
        (line,) = sessions(gym, "live-1")
        page.goto(f"{gym.url}/sessions")
        row = page.locator(f'[data-testid="session-{line["id"]}"] {REPS_COLUMN}')
        assert row.inner_text() == str(REPETITIONS)
    lags_s = lags(heard.of("state") + heard.of("rep"), seen)
    (artefacts / "message-to-tile.json").write_text(json.dumps({"seconds": lags_s}))
    assert len(lags_s) == REPETITIONS
    assert max(lags_s) < LONGEST_S
    assert line["rep_count"] == REPETITIONS


def lags(messages: list[dict], seen: dict[str, int]) -> list[float]:
    """Seconds from the message that first said a count to the tile that showed it."""
    first: dict[str, datetime] = {}
    for message in sorted(messages, key=lambda each: each["time"]):
        if message["count"]:
            first.setdefault(str(message["count"]), datetime.fromisoformat(message["time"]))
    return [
        round(seen[count] / 1000 - said.timestamp(), 3)
        for count, said in first.items()
        if count in seen
    ]


def sessions(gym: Gym, name: str) -> list[dict]:
    return gym.ask("vera", f"/api/sessions?station=gym/{name}")["items"]


def test_staff_command_a_station_and_read_its_answer(
    tmp_path: Path, gym: Gym, opened: Callable, artefacts: Path
) -> None:
    with station(tmp_path, gym, "live-2"), opened("sam") as (page, _):
        page.goto(gym.url)
        page.wait_for_selector(COUNT.format(station="live-2"), state="attached", timeout=30_000)
        until(page, COUNT.format(station="live-2"), "1")
        page.click(TILE.format(station="live-2"))
        page.wait_for_selector('[data-testid="commands"]')
        page.click('[data-testid="doctor"]')
        page.wait_for_selector('[data-testid="reply"] dl')
        page.click('[data-testid="end-session"]')
        page.wait_for_selector('[data-testid="confirm"]')
        page.screenshot(path=artefacts / "station-confirm.png")
        page.click('[data-testid="yes"]')
        page.wait_for_selector('[data-testid="reply"] .chip.good')
        gym.worker.until(lambda: bool(sessions(gym, "live-2")))
    assert sessions(gym, "live-2")[0]["ended_by"] == "command"
    noted = [each["subject"] for each in gym.ask("root", "/api/audit")["items"]]
    assert "gym/live-2" in noted


def until(page: Page, selector: str, text: str) -> None:
    page.wait_for_function(
        "([selector, text]) => document.querySelector(selector)?.textContent === text",
        arg=[selector, text],
        timeout=60_000,
    )


def test_a_viewer_sees_no_commands_and_is_refused_by_the_server(gym: Gym, opened: Callable) -> None:
    with opened("vera") as (page, _):
        page.goto(f"{gym.url}/stations/gym/rack-1")
        page.wait_for_selector("main h1")
        assert page.locator('[data-testid="commands"]').count() == 0
        assert page.locator("main button").all_inner_texts() == []
    csrf = gym.ask("vera", "/api/session")["csrf_token"]
    connection = HTTPConnection(urlsplit(gym.url).netloc, timeout=10)
    headers = {"Cookie": f"gymhub={gym.cookies['vera']}", "X-CSRF-Token": csrf}
    connection.request("POST", "/api/stations/gym/rack-1/commands/end-session", "{}", headers)
    assert connection.getresponse().status == 403
    connection.close()
