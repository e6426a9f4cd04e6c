import re

import pytest

from edge.errors import StoreError
from hub.access.keys import KeyKind, csrf_of
from hub.api.who import COOKIE
from hub.services import SIGN_IN_BURST, Services
from hub.store.database import Database
from tests.hub.dashboard.conftest import ADMIN, PASSWORD, Browser, SignIn

RIGHT = {"name": "root", "password": PASSWORD}


def sign_in(web: Browser, **changes: str):
    return web.post("/sign-in", data=RIGHT | changes)


def test_whoever_is_not_signed_in_comes_back_to_the_page_afterwards(nobody: Browser) -> None:
    sent = nobody.get("/stations/gym/rack-1?days=30")
    assert sent.status_code == 303
    form = nobody.get(sent.headers["location"]).text
    target = re.search(r'name="next" value="([^"]+)"', form)[1]
    done = sign_in(nobody, next=target)
    assert done.status_code == 303
    assert done.headers["location"] == "/stations/gym/rack-1?days=30"
    assert nobody.get("/").status_code == 200


def test_the_cookie_is_for_no_script_and_no_other_site(nobody: Browser) -> None:
    cookie = sign_in(nobody).headers["set-cookie"]
    assert cookie.startswith(f"{COOKIE}=")
    assert "HttpOnly" in cookie
    assert "SameSite=strict" in cookie


def test_a_wrong_password_is_told_without_saying_what_is_wrong(nobody: Browser) -> None:
    for wrong in ({"name": "nobody"}, {"password": "other"}):
        answer = sign_in(nobody, **wrong)
        assert answer.status_code == 401
        assert "Name or password is wrong" in answer.text
        assert "set-cookie" not in answer.headers


def test_too_many_attempts_must_wait(nobody: Browser) -> None:
    for _ in range(SIGN_IN_BURST):
        sign_in(nobody, password="guess")  # noqa: S106
    answer = sign_in(nobody)
    assert answer.status_code == 429
    assert "Too many attempts" in answer.text


def test_another_site_cannot_sign_a_browser_in(nobody: Browser) -> None:
    for origin, status in (
        ("https://evil.example", 403),
        ("null", 403),
        ("http://testserver", 303),
    ):
        answer = nobody.post("/sign-in", data=RIGHT, headers={"origin": origin})
        assert answer.status_code == status, origin


@pytest.mark.parametrize("target", ["https://evil.example", "//evil.example", "/\\evil.example"])
def test_signing_in_leads_nowhere_else(nobody: Browser, target: str) -> None:
    assert sign_in(nobody, next=target).headers["location"] == "/"


def test_signing_out_ends_the_session_and_needs_our_own_form(
    services: Services, browser: SignIn
) -> None:
    web = browser()
    secret = web.cookies[COOKIE]
    web.post("/sign-out", data={"csrf": "guess"})
    assert services.keys.holder(KeyKind.SESSION, secret)
    done = web.post("/sign-out", data={"csrf": csrf_of(secret)})
    assert done.headers["location"] == "/sign-in"
    assert services.keys.holder(KeyKind.SESSION, secret) is None


def test_the_form_speaks_korean_where_the_browser_does(nobody: Browser) -> None:
    korean = nobody.get("/sign-in", headers={"accept-language": "ko-KR,ko;q=0.9"}).text
    assert '<html lang="ko"' in korean
    assert "로그인" in korean
    assert "로그인" in nobody.get("/sign-in?language=ko").text


def test_a_language_is_kept_with_the_account_and_a_theme_in_the_browser(
    services: Services, browser: SignIn
) -> None:
    web = browser()
    csrf = csrf_of(web.cookies[COOKIE])
    done = web.post("/preferences", data={"csrf": csrf, "language": "ko", "back": "/x"})
    assert done.headers["location"] == "/x"
    assert services.accounts.all()[0].language == "ko"
    web.post("/preferences", data={"csrf": csrf, "theme": "dark"})
    page = web.get("/").text
    assert "dataset.theme = 'dark'" in page
    assert 'lang="ko-KR"' in page


def test_preferences_need_our_own_form(services: Services, browser: SignIn) -> None:
    browser().post("/preferences", data={"csrf": "guess", "language": "ko"})
    assert services.accounts.all()[0].language == "en"


def test_without_its_database_the_form_says_so(
    nobody: Browser, services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Database, "read", away)
    answer = sign_in(nobody)
    assert answer.status_code == 503
    assert "database cannot be reached" in answer.text


def away(_: Database):
    raise StoreError("gone", where="/secret/place")


NEW = "battery staple"


def signs_in(web: Browser, password: str) -> bool:
    return sign_in(web, password=password).status_code == 303


def test_a_password_is_set_by_the_link_of_an_administrator_once(
    services: Services, nobody: Browser
) -> None:
    secret = services.accounts.reset_secret(ADMIN, "root")
    assert secret in nobody.get(f"/reset?secret={secret}").text
    sent = {"secret": secret, "password": NEW}
    assert nobody.post("/reset", data=sent | {"password": "short"}).status_code == 422
    assert nobody.post("/reset", data=sent).status_code == 200
    assert nobody.post("/reset", data=sent).status_code == 422
    assert signs_in(nobody, NEW)


def test_one_changes_ones_own_password_and_every_session_ends(
    nobody: Browser, browser: SignIn
) -> None:
    web, other = browser(), browser()
    csrf = csrf_of(web.cookies[COOKIE])
    sent = {"csrf": csrf, "current": PASSWORD, "password": NEW}
    assert web.get("/account/password").status_code == 200
    for wrong in ({"current": "guess"}, {"password": "short"}):
        assert web.post("/account/password", data=sent | wrong).status_code == 422
    assert web.post("/account/password", data=sent | {"csrf": "guess"}).status_code == 303
    assert signs_in(nobody, PASSWORD)
    assert web.post("/account/password", data=sent).status_code == 200
    assert other.get("/").status_code == 303
    assert not signs_in(nobody, PASSWORD)
    assert signs_in(nobody, NEW)


def test_nobody_changes_a_password_without_a_session(nobody: Browser) -> None:
    assert nobody.get("/account/password").headers["location"].startswith("/sign-in")
    sent = {"csrf": "x", "current": PASSWORD, "password": NEW}
    assert nobody.post("/account/password", data=sent).status_code == 303
    assert signs_in(nobody, PASSWORD)
