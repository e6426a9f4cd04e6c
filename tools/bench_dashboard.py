"""How long the dashboard's pages and the API's lists take on this machine, with a full store.

    python -m tools.bench_dashboard --stations 1000 --sessions 1000000 --folder build/bench

Makes a store (kept in the folder for the next time), lets a fleet of stations speak beside it,
opens every page in headless Chromium, and asks every list. A page's time is from the start of the
navigation to the frame that shows its content, with the hub's own files in the browser's cache;
the first load, without, is told beside it. Ends with status 1 if a median is above --limit.
"""

import argparse
import os
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, closing
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from playwright.sync_api import Browser

from hub.fleet.fleet import Load
from hub.times import DAY_MS, now_ms
from tools.hubload.asking import Asker, questions
from tools.hubload.chromium import chromium, shown_ms
from tools.hubload.full_store import full_store
from tools.hubload.pages import PAGES, PageOf
from tools.hubload.site import Site, site
from tools.hubload.size import Size


@dataclass(frozen=True, slots=True)
class Timing:
    """first_s: without a cache; None where there is none."""

    what: str
    first_s: float | None
    times_s: tuple[float, ...]

    def line(self, limit_s: float) -> str:
        """A line of the table."""
        first = f"{self.first_s:7.3f}" if self.first_s is not None else " " * 7
        middle, worst = median(self.times_s), max(self.times_s)
        word = "ok" if worst < limit_s else "median ok" if middle < limit_s else "TOO SLOW"
        return f"{self.what:58} {middle:7.3f} {worst:7.3f} {first}  {word}"


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, and print a table."""
    options = _options(arguments)
    size = Size(options.stations, options.sessions, options.members, options.days)
    store = full_store(options.folder, size)
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="bench-dashboard-")))
        load = Load(size.stations, 0.0, options.states)
        running = stack.enter_context(site(folder, store, load))
        pages = {name: PAGES[name] for name in options.page or PAGES}
        timings = list(_measure(running, size, pages, options.loads))
        used_mib = running.worker.memory_mib[-1]
    print(f"{'seconds':58} {'median':>7} {'worst':>7} {'first':>7}  below {options.limit:g}?")
    for timing in timings:
        print(timing.line(options.limit))
    load_average = os.getloadavg()[0]
    print(f"the hub used {used_mib:.0f} MiB; load average {load_average:.1f}")
    slow = [each.what for each in timings if median(each.times_s) >= options.limit]
    return 1 if slow else 0


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--folder", type=Path, default=Path("build/bench"), help="of the stores")
    parser.add_argument("--stations", type=int, default=1000)
    parser.add_argument("--sessions", type=int, default=1_000_000)
    parser.add_argument("--members", type=int, default=20_000)
    parser.add_argument("--days", type=int, default=90, help="that the sessions are spread over")
    parser.add_argument("--states", type=float, default=200.0, help="that the fleet says a second")
    parser.add_argument("--page", action="append", choices=PAGES, help="these only; default: all")
    parser.add_argument("--loads", type=int, default=5, help="of each page and list")
    parser.add_argument("--limit", type=float, default=1.0, help="seconds")
    return parser.parse_args(arguments)


def _measure(
    running: Site, size: Size, pages: Mapping[str, PageOf], loads: int
) -> Iterator[Timing]:
    with closing(Asker(running.url, running.token)) as asker:
        parts = _parts(asker, size)
    with chromium() as browser:
        for name, page in pages.items():
            first_s, *others_s = _loads(browser, running, page.filled(parts), loads + 1)
            yield Timing(name, first_s, tuple(others_s))
    with closing(Asker(running.url, running.token)) as asker:
        for question in questions(asker, parts):
            times_s = tuple(asker.took_s(question.path) for _ in range(loads))
            yield Timing(question.what, None, times_s)


def _parts(asker: Asker, size: Size) -> dict[str, str]:
    """What paths are filled with: the last station, the most active member, a busy session."""
    last = size.station(size.stations - 1)
    site_, _, station = last.partition("/")
    newest = asker.json("/api/sessions?limit=1")["items"][0]
    middle_ms = now_ms() - size.days * DAY_MS // 2
    return {
        "site": site_,
        "station": station,
        "session_id": str(newest["id"]),
        "member_id": "member-0",
        "number": "1",
        "middle_ms": str(middle_ms),
        "after_ms": str(middle_ms + DAY_MS),
    }


def _loads(browser: Browser, running: Site, page: PageOf, times: int) -> list[float]:
    with browser.new_context(viewport={"width": 1440, "height": 900}) as context:
        context.add_cookies([{"name": "gymhub", "value": running.secret, "url": running.url}])
        url = running.url + page.path
        return [shown_ms(context, url, page.content) / 1000 for _ in range(times)]


if __name__ == "__main__":
    sys.exit(main())
