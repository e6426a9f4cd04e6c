"""Every page: in two languages and themes, on three screens, for everybody's eyes and ears."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Error, Page

from hub.dashboard import pages as dashboard
from hub.dashboard import shell
from tests.hub.browser.gym import Gym
from tests.hub.browser.watching import serious
from tools.hubload.pages import PAGES

HANGUL = re.compile(r"[\uac00-\ud7a3]")
WIDTHS = (1440, 1024, 360)
_FITS = """
() => document.documentElement.scrollWidth <= document.documentElement.clientWidth
"""
LOOKS = {"en-light": ("root", "light"), "ko-dark": ("haneul", "dark")}


def test_every_page_is_looked_at() -> None:
    assert dashboard.__all__  # they are declared when they are imported
    declared = {re.sub(r"\{\w+", "{", each) for each in shell._PAGES}
    assert declared == {re.sub(r"\{\w+", "{", each.path) for each in PAGES.values()}


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize("name", PAGES)
def test_a_page_can_be_read_by_everybody(
    name: str, look: str, gym: Gym, opened: Callable, artefacts: Path
) -> None:
    account, theme = LOOKS[look]
    file = f"{name.replace(' ', '-')}-{look}"
    wanted = PAGES[name].filled(gym.parts())
    with opened(account, color_scheme=theme, viewport={"width": 1440, "height": 900}) as (page, _):
        page.goto(gym.url + wanted.path)
        page.wait_for_selector(wanted.content)
        page.screenshot(path=artefacts / f"{file}.png", full_page=True)
        assert serious(page) == []
        assert [width for width in WIDTHS if scrolls_sideways(page, width)] == []
        page.screenshot(path=artefacts / f"{file}-phone.png", full_page=True)
        assert page.locator("html").get_attribute("lang")[:2] == look[:2]
        words = page.inner_text("main").replace("한국어", "")  # a language is named in itself
        assert bool(HANGUL.search(words)) is (look[:2] == "ko")


def scrolls_sideways(page: Page, width: int) -> bool:
    page.set_viewport_size({"width": width, "height": 800})
    try:  # a chart takes a frame or two to become smaller
        page.wait_for_function(_FITS, timeout=2000)
    except Error:
        return True
    return False
