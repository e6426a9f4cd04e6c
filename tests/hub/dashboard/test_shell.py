import re
from dataclasses import replace

import pytest
from fastapi.testclient import TestClient
from nicegui import Client
from starlette.websockets import WebSocketDisconnect

from edge.errors import StoreError, UnknownRecordError
from hub.access.keys import KeyKind
from hub.actions.actor import Actor, Role
from hub.api.app import make_app
from hub.api.who import COOKIE
from hub.dashboard import shell
from hub.dashboard.shell import page, register_pages
from hub.dashboard.visit import Visit
from hub.dashboard.words import Text
from hub.services import Services
from tests.hub.dashboard.conftest import Browser, SignIn, texts

SOCKET = "/_nicegui_ws/socket.io/?EIO=4&transport=websocket"


@pytest.fixture
def pages(monkeypatch: pytest.MonkeyPatch):
    """Pages of a test's own, gone after it."""
    monkeypatch.setattr(shell, "_PAGES", dict(shell._PAGES))
    title = Text("Trial", "시험")

    @page("/trial/role", Role.STAFF, title=title, place=99)
    async def _(visit: Visit) -> None: ...

    def raising(path: str, error: Exception) -> None:
        @page(path, Role.VIEWER, title=title)
        async def _(visit: Visit) -> None:
            raise error

    raising("/trial/error", RuntimeError("the innermost secret"))
    raising("/trial/store", StoreError("gone", where="/secret/place"))
    raising("/trial/unknown", UnknownRecordError("no such thing"))
    raising("/trial/slow", TimeoutError())
    register_pages()


def test_a_page_is_only_for_its_role_and_so_is_its_place_in_the_navigation(
    pages: None, browser: SignIn
) -> None:
    viewer = browser(Role.VIEWER)
    refused = viewer.get("/trial/role")
    assert refused.status_code == 403
    assert "may not open" in texts(refused.text)
    assert '"/trial/role"' not in viewer.get("/").text
    staff = browser(Role.STAFF)
    assert staff.get("/trial/role").status_code == 200
    assert '"/trial/role"' in staff.get("/").text


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("error", (500, "could not be shown")),
        ("store", (503, "database cannot be reached")),
        ("unknown", (404, "nothing here")),
        ("slow", (503, "takes too long")),
    ],
)
def test_what_goes_wrong_in_a_page_is_a_state_of_it(
    pages: None,
    browser: SignIn,
    caplog: pytest.LogCaptureFixture,
    path: str,
    expected: tuple[int, str],
) -> None:
    answer = browser().get(f"/trial/{path}")
    assert answer.status_code == expected[0]
    assert expected[1] in texts(answer.text)
    assert "secret" not in answer.text
    assert "Traceback" not in answer.text
    if path == "error":
        assert any("the innermost secret" in str(record.exc_info) for record in caplog.records)


def test_an_unknown_address_is_a_page_and_for_programs_an_answer(nobody: Browser) -> None:
    missing = nobody.get("/nothing", headers={"accept-language": "ko"})
    assert missing.status_code == 404
    assert "여기에는 아무것도 없습니다" in missing.text
    for_programs = nobody.get("/api/nothing")
    assert (for_programs.status_code, for_programs.json()["error"]) == (404, "unknown")
    assert nobody.put("/api/live").status_code == 405


def test_without_its_database_no_page_is_broken(
    browser: SignIn, services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    web = browser()

    def gone(*_: object) -> None:
        raise StoreError("gone", where="/secret/place")

    monkeypatch.setattr(type(services.keys), "holder", gone)
    answer = web.get("/")
    assert answer.status_code == 503
    assert "Nothing is lost" in answer.text
    assert "secret" not in answer.text


def test_a_page_runs_only_its_own_scripts(browser: SignIn) -> None:
    answer = browser().get("/")
    policy = answer.headers["content-security-policy"]
    nonce = re.search(r"script-src 'self' 'nonce-([\w-]+)' 'unsafe-eval';", policy)[1]
    scripts = re.findall(r"<script[^>]*>", answer.text)
    assert scripts
    assert all(f'nonce="{nonce}"' in each for each in scripts)
    assert "frame-ancestors 'none'" in policy
    assert nonce not in browser().get("/").text


def test_whoever_is_not_signed_in_leaves_no_page_behind(nobody: Browser) -> None:
    before = set(Client.instances)
    assert nobody.get("/").status_code == 303
    assert set(Client.instances) == before


def test_headers_keep_other_sites_out(nobody: Browser) -> None:
    for path in ("/sign-in", "/nothing", "/api/live"):
        headers = nobody.get(path).headers
        assert headers["x-frame-options"] == "DENY"
        assert headers["referrer-policy"] == "same-origin"
        assert headers["cross-origin-opener-policy"] == "same-origin"
        assert "strict-transport-security" not in headers


def test_a_hub_behind_https_is_only_reached_so(services: Services) -> None:
    web = services.config.web.model_copy(update={"public_url": "https://gym.example"})
    config = services.config.model_copy(update={"web": web})
    app = make_app(replace(services, config=config))
    answer = TestClient(app).get("/api/live")
    assert "max-age" in answer.headers["strict-transport-security"]


def test_a_page_loads_nothing_from_elsewhere(browser: SignIn) -> None:
    found = set(re.findall(r'(?:src|href|url\()="?(https?:)?//[^"\')]+', browser().get("/").text))
    assert not found


def test_no_page_holds_the_secret_of_the_session(browser: SignIn) -> None:
    web = browser()
    assert web.cookies[COOKIE] not in web.get("/").text


def test_a_wish_of_the_path_cannot_break_out_of_the_page(browser: SignIn) -> None:
    answer = browser().get("/stations/gym/%22%3E%3Cscript%3Ealert(1)%3C%2Fscript%3E?days=<script>")
    assert answer.status_code == 404
    assert "<script>" not in answer.text


@pytest.mark.parametrize("origin", ["https://evil.example", "null"])
def test_the_websocket_is_refused_to_other_sites(browser: SignIn, origin: str) -> None:
    web = browser()
    with pytest.raises(WebSocketDisconnect), web.websocket(SOCKET, origin=origin):
        pass
    polling = web.get("/_nicegui_ws/socket.io/?EIO=4&transport=polling", headers={"origin": origin})
    assert polling.status_code == 403


def test_the_websocket_is_refused_without_a_session_that_lasts(
    nobody: Browser, browser: SignIn, services: Services
) -> None:
    with pytest.raises(WebSocketDisconnect), nobody.websocket(SOCKET):
        pass
    web = browser()
    services.keys.withdraw(KeyKind.SESSION, web.cookies[COOKIE])
    with pytest.raises(WebSocketDisconnect), web.websocket(SOCKET):
        pass


def test_the_websocket_of_a_page_is_for_the_session_that_it_was_made_for(
    browser: SignIn,
) -> None:
    admin, viewer = browser(), browser(Role.VIEWER)
    found = re.search(
        r"client_id&quot;: &quot;|'client_id': '([0-9a-f-]{36})'", admin.get("/").text
    )
    client_id = found[1]
    assert client_id in Client.instances
    with pytest.raises(WebSocketDisconnect), viewer.websocket(f"{SOCKET}&client_id={client_id}"):
        pass
    with admin.websocket(f"{SOCKET}&client_id={client_id}", upgrade="websocket") as socket:
        assert socket.receive_text().startswith("0{")


def test_a_session_that_ended_or_changed_its_role_no_longer_holds(
    services: Services, browser: SignIn
) -> None:
    browser(Role.STAFF)
    secret = services.keys.issue(KeyKind.SESSION, "staff-en")
    visit = Visit(services, Actor("staff-en", Role.STAFF), "en", None, secret=secret)
    assert visit.holds()
    services.accounts.set_role(Actor("root", Role.ADMIN), "staff-en", Role.VIEWER)
    assert not visit.holds()
    services.keys.withdraw(KeyKind.SESSION, secret)
    assert not visit.holds()
    assert secret not in repr(visit)
