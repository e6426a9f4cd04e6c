from html import unescape

from hub.actions.actor import Role
from hub.services import Services
from tests.hub.dashboard.conftest import SignIn, texts
from tests.hub.dashboard.training import MEMBER, NAME, SECOND, SECOND_NAME, STAFF, open_gym


def test_members_are_found_by_a_part_of_the_name(services: Services, browser: SignIn) -> None:
    open_gym(services)
    staff = browser(Role.STAFF)
    everybody = unescape(texts(staff.get("/members").text))
    assert NAME in everybody
    assert SECOND_NAME not in everybody, "a name is text, whatever it holds"
    assert SECOND_NAME in unescape(everybody)
    found = staff.get("/members", params={"name": "ji-W"}).text
    assert f"member-{MEMBER}" in found
    assert f"member-{SECOND}" not in found
    assert "Nobody is called that" in texts(staff.get("/members?name=zz%25").text)
    assert browser(Role.VIEWER).get("/members").status_code == 403
    assert browser(Role.VIEWER).get(f"/members/{MEMBER}").status_code == 403


def test_a_member_with_consent_is_shown_in_answers(services: Services, browser: SignIn) -> None:
    open_gym(services)
    page = browser(Role.STAFF).get(f"/members/{MEMBER}?days=7")
    said = texts(page.text)
    assert "Trained on 2 of 7 days, 2 more than in the 7 days before." in said
    assert "Most of all Squat: 20 in 2 sets." in said
    assert "Squat: 60 % good." in said
    assert "Squat, Depth: in 2 of 2 sessions, 40 % of the repetitions." in said
    assert "Most repetitions in a set" in said
    assert "A repetition takes" in said
    assert page.text.count("As a table") >= 4


def test_without_consent_the_page_says_why_it_is_closed(
    services: Services, browser: SignIn
) -> None:
    open_gym(services)
    staff = browser(Role.STAFF)
    closed = texts(staff.get(f"/members/{SECOND}").text)
    assert "The training of this member is not shown" in closed
    assert "Squat" not in closed
    assert "Issue a card" not in closed
    services.members.withdraw(STAFF, MEMBER)
    assert "is not shown" in texts(staff.get(f"/members/{MEMBER}").text)


def test_a_member_without_training_has_an_empty_page(services: Services, browser: SignIn) -> None:
    open_gym(services)
    services.members.enrol(STAFF, "Park", "m-3")
    services.members.consent(STAFF, "m-3", "1")
    assert "No training in these days" in texts(browser(Role.STAFF).get("/members/m-3").text)
    assert browser(Role.STAFF).get("/members/m-4").status_code == 404


def test_the_gym_is_shown_to_viewers_without_members(services: Services, browser: SignIn) -> None:
    open_gym(services)
    page = browser(Role.VIEWER).get("/gym?days=7")
    said = texts(page.text)
    assert "sessions a day" in said
    assert "gym/rack-1: 0.5 h in use." in said
    assert "Squat most: 100 % of all sets." in said
    assert "Squat, Depth: broken in 40 % of the judged repetitions." in said
    assert NAME not in page.text


def test_a_gym_without_sessions_says_what_will_stand_here(
    services: Services, browser: SignIn
) -> None:
    from hub.store.tallies.rebuild import ensure_zone  # noqa: PLC0415

    ensure_zone(services.database, "UTC")
    assert "Nobody has trained in these days" in texts(browser().get("/gym").text)
