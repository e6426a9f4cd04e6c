"""A browser page that remembers what must not happen: errors, and requests to other hosts."""

from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request

REPS_COLUMN = "td:nth-last-child(2)"
"""Of a row in the list of sessions."""


class Watch:
    """What one browser context did wrong."""

    def __init__(self, url: str) -> None:
        self._host = urlsplit(url).netloc
        self.errors: list[str] = []
        self.elsewhere: list[str] = []

    def follow(self, context: BrowserContext) -> None:
        context.on("console", self._console)
        context.on("weberror", lambda error: self.errors.append(str(error.error)))
        context.on("request", self._request)

    def forgive(self, part: str) -> None:
        """An error that a test has asked for."""
        assert any(part in each for each in self.errors), self.errors
        self.errors = [each for each in self.errors if part not in each]

    def _console(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"}:
            where = message.location
            self.errors.append(f"{message.type}: {message.text} ({where})")

    def _request(self, request: Request) -> None:
        place = urlsplit(request.url)
        if place.scheme not in {"data", "blob"} and place.netloc != self._host:
            self.elsewhere.append(request.url)


@contextmanager
def watched(
    browser: Browser, url: str, cookie: str = "", **settings: object
) -> Iterator[tuple[Page, Watch]]:
    """A page, signed in where a cookie is given; fails at the end if it was not well-behaved."""
    context = browser.new_context(**settings)
    context.set_default_timeout(30_000)
    if cookie:
        context.add_cookies([{"name": "gymhub", "value": cookie, "url": url}])
    watch = Watch(url)
    watch.follow(context)
    yield context.new_page(), watch
    context.close()
    assert watch.errors == []
    assert watch.elsewhere == []


def serious(page: Page) -> list[str]:
    """What axe-core finds that keeps somebody from using the page."""
    found = Axe().run(page).response["violations"]
    return [
        f"{each['id']} ({each['impact']}): {[node['html'][:200] for node in each['nodes'][:3]]}"
        for each in found
        if each["impact"] in {"serious", "critical"}
    ]
