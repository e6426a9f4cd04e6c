import os
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.hub.browser.gym import Gym, fill, open_gym
from tests.hub.browser.watching import Watch, watched
from tools.hubload.chromium import chromium, chromium_path

ROOT = Path(__file__).resolve().parent.parent.parent.parent
Opened = Callable[..., AbstractContextManager[tuple[Page, Watch]]]


# Not for the whole run: while Playwright is at work no test of this process can run a loop.
@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    if chromium_path() is None:
        pytest.skip("Chromium is not installed (apt-get install chromium)")
    with chromium() as opened:
        yield opened


@pytest.fixture(scope="session")
def gym(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Gym]:
    with open_gym(tmp_path_factory.mktemp("gym")) as opened:
        fill(opened)
        yield opened


@pytest.fixture
def opened(browser: Browser, gym: Gym) -> Opened:
    """A page of one of the accounts, or of nobody."""

    def one(account: str = "", **settings: object) -> AbstractContextManager[tuple[Page, Watch]]:
        return watched(browser, gym.url, gym.cookies.get(account, ""), **settings)

    return one


@pytest.fixture(scope="session")
def artefacts() -> Path:
    folder = Path(os.environ.get("GYMSTATION_ARTEFACTS", ROOT / "build")) / "screenshots"
    folder.mkdir(parents=True, exist_ok=True)
    return folder
