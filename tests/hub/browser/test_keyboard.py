"""Signing in, and every page of the navigation, without a mouse."""

from collections.abc import Callable

from playwright.sync_api import Page

from tests.hub.browser.gym import PASSWORD, Gym

MOST_TABS = 40
_FOCUSED = """
() => {
  const focused = document.activeElement, style = getComputedStyle(focused);
  return {
    href: focused.getAttribute('href'), name: focused.getAttribute('name'), id: focused.id,
    tag: focused.tagName, seen: style.outlineStyle !== 'none' || style.boxShadow !== 'none',
  };
}
"""


def tab_to(page: Page, **wanted: str) -> None:
    """Press Tab until the focus is on the element that has these; every stop must be visible."""
    for _ in range(MOST_TABS):
        page.keyboard.press("Tab")
        focused = page.evaluate(_FOCUSED)
        assert focused["seen"], focused
        if wanted.items() <= focused.items():
            return
    raise AssertionError(f"{wanted} cannot be reached")


def test_one_signs_in_and_goes_to_every_page(gym: Gym, opened: Callable) -> None:
    with opened() as (page, _):
        page.goto(gym.url)
        page.wait_for_selector('[name="name"]')
        tab_to(page, name="name")
        page.keyboard.type("root")
        tab_to(page, name="password")
        page.keyboard.type(PASSWORD)
        page.keyboard.press("Enter")
        page.wait_for_selector("h1")
        paths = [
            link.get_attribute("href") for link in page.locator("header nav a").element_handles()
        ]
        assert "/" in paths
        for path in paths:
            tab_to(page, href=path)
            page.keyboard.press("Enter")
            page.wait_for_url(gym.url + path)
            page.wait_for_selector(f'header nav a[href="{path}"][aria-current="page"]')


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
