"""Signing in, and every page of the navigation, without a mouse."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from tests.hub.browser.gym import PASSWORD, Gym

MOST_TABS = 40
_FOCUSED = """
() => {
  const focused = document.activeElement, style = getComputedStyle(focused);
  return {
    href: focused.getAttribute('href'), name: focused.getAttribute('name'), id: focused.id,
    tag: focused.tagName,
    // Within a date the browser itself marks the part that has the focus.
    seen: style.outlineStyle !== 'none' || style.boxShadow !== 'none' || focused.type === 'date',
  };
}
"""


def tab_to(page: Page, name: str, begins: str) -> str:
    """Press Tab until the focus is on what has such an attribute; every stop must be visible."""
    for _ in range(MOST_TABS):
        page.keyboard.press("Tab")
        focused = page.evaluate(_FOCUSED)
        assert focused["seen"], focused
        if (focused[name] or "").startswith(begins):
            return focused[name]
    raise AssertionError(f"{name}={begins} cannot be reached")


def test_one_signs_in_and_goes_to_every_page(gym: Gym, opened: Callable) -> None:
    with opened() as (page, _):
        page.goto(gym.url)
        page.wait_for_selector('[name="name"]')
        tab_to(page, "name", "name")
        page.keyboard.type("root")
        tab_to(page, "name", "password")
        page.keyboard.type(PASSWORD)
        page.keyboard.press("Enter")
        page.wait_for_selector("h1")
        paths = [
            link.get_attribute("href") for link in page.locator("header nav a").element_handles()
        ]
        assert "/" in paths
        for path in paths:
            assert tab_to(page, "href", path) == path
            page.keyboard.press("Enter")
            page.wait_for_url(gym.url + path)
            page.wait_for_selector(f'header nav a[href="{path}"][aria-current="page"]')


@pytest.mark.parametrize(
    ("start", "link"),
    [
        ("/", "/stations/"),
        ("/sessions", "/sessions/"),
        ("/members", "/members/"),
        ("/admin", "/admin/tokens"),
        ("/admin", "/admin/quarantine"),
        ("/admin/quarantine", "/admin/quarantine/"),
        ("/admin", "/admin/audit"),
    ],
)
def test_a_page_below_is_reached_from_the_one_above(
    start: str, link: str, gym: Gym, opened: Callable
) -> None:
    with opened("root") as (page, _):
        page.goto(gym.url + start)
        page.wait_for_selector("main a[href]")
        target = tab_to(page, "href", link)
        page.keyboard.press("Enter")
        page.wait_for_url(gym.url + target)
        page.wait_for_selector("main h1")


def test_the_skip_link_leads_past_the_navigation(gym: Gym, opened: Callable) -> None:
    with opened("root") as (page, _):
        page.goto(gym.url)
        page.wait_for_selector("h1")
        page.keyboard.press("Tab")
        link = page.evaluate(_FOCUSED)["href"]
        assert link.startswith("#")
        page.keyboard.press("Enter")
        page.wait_for_function("id => document.activeElement.id === id", arg=link[1:])
        assert page.locator(link).locator("h1").count() == 1
