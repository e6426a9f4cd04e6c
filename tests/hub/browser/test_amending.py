"""What staff put right in the browser holds afterwards, and what they may not is not offered."""

from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page

from tests.hub.browser.gym import Gym
from tests.hub.browser.watching import REPS_COLUMN, serious

# Between the last field and the first there is the browser's own frame: nothing of the page.
_WITHIN = """
document.activeElement === document.body || document.activeElement.closest('.q-dialog') !== null
"""
REPS = '[data-testid="set-1-reps"]'


def test_an_amendment_survives_a_reload(gym: Gym, opened: Callable, artefacts: Path) -> None:
    id_ = gym.parts()["session_id"]
    before = gym.ask("sam", f"/api/sessions/{id_}")
    said = before["sets"][0]["rep_count"]
    with opened("sam") as (page, _):
        page.goto(f"{gym.url}/sessions/{id_}")
        page.wait_for_selector(REPS)
        assert number(page, REPS) == said
        page.click('[data-testid="set-1"] [data-testid="amend"]')
        settled(page)
        page.screenshot(path=artefacts / "session-amend.png")
        assert serious(page) == []
        page.fill('[data-testid="dialog"] [name="rep_count"]', str(said + 2))
        page.fill('[data-testid="dialog"] [name="reason"]', "counted by hand")
        page.click('[data-testid="yes"]')
        page.wait_for_selector('[data-testid="done"]')
        page.goto(f"{gym.url}/sessions/{id_}")
        page.wait_for_selector(REPS)
        assert number(page, REPS) == said + 2
        assert "counted by hand" in page.inner_text('[data-testid="history"]')
        page.goto(f"{gym.url}/sessions")
        row = f'[data-testid="session-{id_}"]'
        page.wait_for_selector(row)
        assert number(page, f"{row} {REPS_COLUMN}") == before["session"]["rep_count"] + 2
    after = gym.ask("sam", f"/api/sessions/{id_}")["sets"][0]
    assert (after["said_rep_count"], after["rep_count"]) == (said, said + 2)


def test_a_dialog_takes_the_focus_and_gives_it_back(gym: Gym, opened: Callable) -> None:
    id_, button = gym.parts()["session_id"], '[data-testid="set-1"] [data-testid="amend"]'
    with opened("sam") as (page, _):
        page.goto(f"{gym.url}/sessions/{id_}")
        page.wait_for_selector(button)
        page.focus(button)
        page.keyboard.press("Enter")
        settled(page)
        for _ in range(8):  # round and round, never behind it
            page.keyboard.press("Tab")
            assert page.evaluate(_WITHIN)
        page.keyboard.press("Escape")
        page.wait_for_selector('[data-testid="dialog"]', state="detached")
        page.wait_for_function(
            "s => document.querySelector(s) === document.activeElement", arg=button
        )


def test_a_viewer_can_put_nothing_right(gym: Gym, opened: Callable) -> None:
    id_ = gym.parts()["session_id"]
    with opened("vera") as (page, _):
        page.goto(f"{gym.url}/sessions/{id_}")
        page.wait_for_selector(REPS)
        assert page.locator("main button").all_inner_texts() == []
        assert page.locator('[data-testid="member"] a').count() == 0
        assert "Kim Minji" not in page.content()


def number(page: Page, selector: str) -> int:
    """The first whole number that the element says."""
    words = page.inner_text(selector).split()
    return int(next(each for each in words if each.isdecimal()))


def settled(page: Page) -> None:
    """Once the dialog has come to rest."""
    page.wait_for_selector('[data-testid="dialog"]')
    page.wait_for_function("document.getAnimations().length === 0")
