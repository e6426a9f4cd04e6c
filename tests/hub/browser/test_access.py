"""Who may see what: in the navigation, and at the address itself."""

from collections.abc import Callable

import pytest

from hub.actions.actor import Role
from hub.dashboard import shell
from tests.hub.browser.gym import PASSWORD, Gym

OFFERED = 'header nav a[href="{path}"]'


def test_nobody_sees_a_page_without_signing_in(gym: Gym, opened: Callable) -> None:
    with opened() as (page, _):
        for path in (each.path for each in shell._PAGES.values() if "{" not in each.path):
            page.goto(gym.url + path)
            assert "/sign-in" in page.url, path


def test_a_wrong_password_is_told_and_another_language_offered(gym: Gym, opened: Callable) -> None:
    with opened(locale="ko-KR") as (page, watch):
        page.goto(gym.url + "/sign-in")
        page.fill('[name="name"]', "vera")
        page.fill('[name="password"]', PASSWORD + "!")
        page.click('[data-testid="sign-in"]')
        assert page.locator("html").get_attribute("lang") == "ko"
        page.wait_for_selector('[role="alert"]')
        watch.forgive("401")


@pytest.mark.parametrize("role", [Role.VIEWER, Role.STAFF])
def test_a_page_for_others_is_not_offered_and_not_shown(
    role: Role, gym: Gym, opened: Callable
) -> None:
    above = [each for each in shell._PAGES.values() if each.role.rank > role.rank]
    account = {Role.VIEWER: "vera", Role.STAFF: "sam"}[role]
    with opened(account) as (page, watch):
        page.goto(gym.url)
        page.wait_for_selector("header nav")
        for each in above:
            assert page.locator(OFFERED.format(path=each.path)).count() == 0
            if "{" not in each.path:
                answer = page.goto(gym.url + each.path)
                assert answer.status == 403, each.path
                page.wait_for_selector('[data-testid="state"]')
                watch.forgive("403")
