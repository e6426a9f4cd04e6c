import re

import pytest

from hub.actions.actor import Role
from hub.actions.amend import Amendment, Kind
from hub.dashboard.pages.sessions import Wish
from hub.dashboard.people import member_of, member_text
from hub.local_time import LocalTime
from hub.services import Services
from tests.hub.dashboard.conftest import SignIn, texts
from tests.hub.dashboard.training import NAME, STAFF, open_gym


def test_sessions_are_listed_and_members_only_for_staff(
    services: Services, browser: SignIn
) -> None:
    ids = open_gym(services)
    page = browser(Role.STAFF).get("/sessions")
    for id_ in ids:
        assert f"session-{id_}" in page.text
    assert NAME in texts(page.text)
    seen = browser(Role.VIEWER).get("/sessions")
    assert f"session-{ids[0]}" in seen.text
    assert NAME not in seen.text
    assert "m-1" not in seen.text


def test_a_filter_is_carried_into_the_export(services: Services, browser: SignIn) -> None:
    ids = open_gym(services)
    staff = browser(Role.STAFF)
    page = staff.get("/sessions", params={"who": "anonymous", "exercise": "squat"})
    assert f"session-{ids[2]}" in page.text
    assert f"session-{ids[0]}" not in page.text
    (href,) = set(re.findall(r"/api/sessions\.csv\?[^\"\\]+", page.text))
    rows = staff.get(href.replace("&amp;", "&")).text.strip().splitlines()
    assert [row.split(",")[0] for row in rows[1:]] == [ids[2]]
    of_member = staff.get("/sessions", params={"member": "m-1"})
    assert f"session-{ids[1]}" in of_member.text
    assert f"session-{ids[3]}" not in of_member.text


def test_a_viewer_cannot_ask_for_a_member(services: Services, browser: SignIn) -> None:
    ids = open_gym(services)
    page = browser(Role.VIEWER).get("/sessions", params={"member": "m-1"})
    assert f"session-{ids[3]}" in page.text, "the wish is passed over, not obeyed"


@pytest.mark.parametrize("query", ["since=yesterday", "until=2026-99-01", "member=%20%C2%B7%20"])
def test_a_filter_that_cannot_be_read_is_said_so(
    services: Services, browser: SignIn, query: str
) -> None:
    open_gym(services)
    page = browser(Role.STAFF).get(f"/sessions?{query}")
    assert page.status_code == 200
    assert "cannot be read" in texts(page.text)


def test_an_empty_list_says_what_it_will_show(services: Services, browser: SignIn) -> None:
    assert "No session yet" in texts(browser().get("/sessions").text)
    open_gym(services)
    assert "No session fits" in texts(browser().get("/sessions?exercise=none").text)


def test_a_session_tells_what_was_said_and_what_staff_put_right(
    services: Services, browser: SignIn
) -> None:
    id_ = open_gym(services)[0]
    amendment = Amendment(id_, Kind.CORRECT, "a passer-by", 1, None, 7)
    services.amendments.amend(STAFF, amendment)
    page = texts(browser(Role.STAFF).get(f"/sessions/{id_}").text)
    assert "7 reps" in page
    assert "Station counted: Squat, 10" in page
    assert "a passer-by" in page
    assert "60 % (6 of 10 judged reps)" in page
    assert "Not judged: the camera" in page
    seen = texts(browser(Role.VIEWER).get(f"/sessions/{id_}").text)
    assert "7 reps" in seen
    assert "a passer-by" not in seen
    assert NAME not in seen
    assert "Correct this set" not in seen
    assert browser().get("/sessions/unknown").status_code == 404


def test_dates_of_a_filter_are_the_gyms_own() -> None:
    wanted = Wish(since="2026-11-20", until="2026-11-20").filter(LocalTime("Asia/Seoul"))
    assert wanted.from_ms is not None
    assert wanted.to_ms is not None
    assert wanted.to_ms - wanted.from_ms == 86_400_000
    assert wanted.from_ms % 86_400_000 == 15 * 3_600_000, "midnight in Seoul is 15:00 UTC"


def test_a_member_is_read_back_from_the_field() -> None:
    assert member_of(member_text("m-1", "Kim · Lee")) == "m-1"
    assert member_of("m-1") == "m-1"
    assert member_of("Kim Ji-woo") is None
