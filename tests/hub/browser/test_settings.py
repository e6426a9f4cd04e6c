"""Language and theme, chosen in the browser and kept."""

from collections.abc import Callable

from playwright.sync_api import Page

from tests.hub.browser.gym import Gym

DARKEST = 60  # of 255
# Letters that no font has look alike.
_DRAWN = """
(letters) => {
  const style = getComputedStyle(document.querySelector('h1'));
  const drawn = [...letters].map(letter => {
    const canvas = document.createElement('canvas'), pen = canvas.getContext('2d');
    pen.font = `32px ${style.fontFamily}`;
    pen.fillText(letter, 0, 40);
    return canvas.toDataURL();
  });
  return new Set(drawn).size === drawn.length;
}
"""


def test_a_theme_and_a_language_are_kept(gym: Gym, opened: Callable) -> None:
    with opened("mira", color_scheme="light") as (page, _):
        page.goto(gym.url)
        page.wait_for_selector("main h1")
        assert brightness(page) > DARKEST
        choose(page, "theme-dark")
        assert brightness(page) < DARKEST
        choose(page, "language-ko")
        page.goto(f"{gym.url}/sessions")
        page.wait_for_selector("main h1")
        assert page.inner_text("main h1") == "운동 기록"
        assert brightness(page) < DARKEST
        assert page.evaluate(_DRAWN, "운동")
    with opened("mira") as (page, _):  # the language is the account's, the theme the browser's
        page.goto(gym.url)
        page.wait_for_selector('html[lang|="ko"] main h1')
        assert brightness(page) > DARKEST


def choose(page: Page, setting: str) -> None:
    page.click('[data-testid="account"] summary')
    with page.expect_navigation():
        page.click(f'[data-testid="{setting}"]')
    page.wait_for_selector("main h1")


def brightness(page: Page) -> float:
    """Of what the page stands on, 0 to 255."""
    colour = page.evaluate("getComputedStyle(document.body).backgroundColor")
    parts = [float(each) for each in colour[colour.index("(") + 1 : -1].split(",")[:3]]
    return sum(parts) / 3
