"""A hub that is killed and comes back: whoever looks at the wall need do nothing."""

import signal
from collections.abc import Callable

from tests.hub.browser.gym import Gym

TILE = '[data-testid="tile-gym/rack-1"]'


def test_an_open_page_says_that_the_hub_is_away_and_comes_back_by_itself(
    gym: Gym, opened: Callable
) -> None:
    with opened("haneul") as (page, watch):
        page.goto(gym.url)
        page.wait_for_selector(TILE)
        page.evaluate("window.__loadedBefore = true")
        gym.worker.stop(signal.SIGKILL)
        try:
            page.wait_for_function("document.body.innerText.includes('연결이 끊어졌습니다')")
        finally:
            gym.worker.start()
        page.wait_for_function("window.__loadedBefore === undefined", timeout=60_000)
        page.wait_for_selector(TILE)
        gym.worker.until(lambda: gym.worker.ask("/healthz")["ready"])
        watch.forgive("ERR_CONNECTION_REFUSED")
