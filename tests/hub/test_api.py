import csv
from io import StringIO
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from edge.uplink.message import Availability, State
from hub.actions.actor import Actor, Role
from hub.api.app import make_app
from hub.config import HubConfig
from hub.ingest.parse import parse
from hub.ingest.received import Origin
from hub.ingest.writer import Writer
from hub.live.board import Board
from hub.services import Services
from hub.store.database import Database, sqlite_url
from tests.hub.messages import ABOUT, received, session, summary

ADMIN = Actor("root", Role.ADMIN)
PASSWORD = "correct horse"  # noqa: S105


@pytest.fixture
def database_url(tmp_path: Path) -> str:
    """What it asks of the store is tried on both databases in test_queries.py."""
    return sqlite_url(tmp_path / "hub.db")


@pytest.fixture
def hub(database: Database) -> Services:
    services = Services.of(HubConfig(), database, Board(), None)
    secret = services.accounts.setup_secret()
    services.accounts.set_up(secret, "root", PASSWORD, "en", "")
    return services


@pytest.fixture
def web(hub: Services) -> TestClient:
    return TestClient(make_app(hub), raise_server_exceptions=True)


@pytest.fixture
def as_role(hub: Services, web: TestClient):
    def made(role: Role) -> TestClient:
        if role is not Role.ADMIN:
            hub.accounts.create(ADMIN, role.value, PASSWORD, role, "ko")
        name = "root" if role is Role.ADMIN else role.value
        token = hub.accounts.issue_token(ADMIN, name, "test", None)
        client = TestClient(web.app)
        client.headers["Authorization"] = f"Bearer {token}"
        return client

    return made


def test_nothing_is_told_to_whoever_is_not_signed_in(web: TestClient) -> None:
    description = web.get("/api/openapi.json").json()
    public = {"/api/session", "/api/set-up", "/api/reset", "/healthz"}
    for path, methods in description["paths"].items():
        for method in methods:
            if path in public and method in {"post", "get"} and path != "/api/session":
                continue
            if (path, method) == ("/api/session", "post"):
                continue
            url = path.replace("{site}", "gym").replace("{station}", "rack").replace("{", "")
            url = url.replace("}", "")
            assert web.request(method, url, json={}).status_code == 401, (path, method)


def test_the_first_account_is_made_by_a_link_that_works_once(database: Database) -> None:
    hub = Services.of(HubConfig(), database, Board(), None)
    web = TestClient(make_app(hub))
    old, secret = hub.accounts.setup_secret(), hub.accounts.setup_secret()
    body = {"name": "root", "password": PASSWORD, "secret": old}
    assert web.post("/api/set-up", json=body).status_code == 422
    page = web.get(f"/set-up?secret={secret}", headers={"Accept-Language": "ko-KR,ko"})
    assert "첫 계정" in page.text
    assert secret in page.text
    form = body | {"secret": secret}
    assert web.post("/set-up", data=form).status_code == 200
    assert web.post("/set-up", data=form | {"name": "second"}).status_code == 422
    assert hub.accounts.setup_secret() is None
    assert [each.role for each in hub.accounts.all()] == ["admin"]


def test_a_browser_signs_in_and_must_prove_each_change(web: TestClient) -> None:
    wrong = web.post("/api/session", json={"name": "root", "password": "wrong password"})
    assert wrong.status_code == 401
    me = web.post("/api/session", json={"name": "root", "password": PASSWORD})
    assert "HttpOnly" in me.headers["set-cookie"]
    assert "samesite=strict" in me.headers["set-cookie"].lower()
    assert web.post("/api/members", json={"name": "Kim"}).status_code == 403
    header = {"X-CSRF-Token": me.json()["csrf_token"]}
    assert web.post("/api/members", json={"name": "Kim"}, headers=header).status_code == 201
    assert web.delete("/api/session", headers=header).status_code == 204
    web.cookies.set("gymhub", me.cookies["gymhub"])
    assert web.get("/api/stations").status_code == 401


def test_guessing_is_slowed_down(web: TestClient) -> None:
    body = {"name": "nobody", "password": "x" * 10}
    found = [web.post("/api/session", json=body).status_code for _ in range(12)]
    assert found[0] == 401
    assert found[-1] == 429


def test_roles_may_do_what_they_may(as_role) -> None:
    may = {
        Role.VIEWER: {"/api/stations", "/api/sessions", "/api/alerts", "/metrics", "/api/live"},
        Role.STAFF: {"/api/members"},
        Role.ADMIN: {"/api/accounts", "/api/tokens", "/api/quarantine", "/api/audit"},
    }
    for role in Role:
        client = as_role(role)
        for needed, paths in may.items():
            for path in paths:
                status = client.get(path).status_code
                assert status == (200 if role.rank >= needed.rank else 403), (role, path)


def test_pages_follow_one_another_without_gap_or_double(hub: Services, as_role) -> None:
    said = [session(summary(seed, member_id=f"m-{seed % 3}")) for seed in range(1, 26)]
    Writer(hub.database).write(said)
    client = as_role(Role.STAFF)
    found: list[str] = []
    cursor: str | None = None
    while True:
        query = {"limit": 7} | ({"cursor": cursor} if cursor else {})
        page = client.get("/api/sessions", params=query).json()
        found += [each["id"] for each in page["items"]]
        cursor = page["next"]
        if cursor is None:
            break
    assert len(found) == len(set(found)) == 25
    of_one = client.get("/api/sessions", params={"member": "m-1", "limit": 100}).json()
    assert len(of_one["items"]) == 9
    lines = list(csv.DictReader(StringIO(client.get("/api/sessions.csv").text)))
    assert [line["id"] for line in lines] == found


def test_an_amendment_holds_and_the_station_s_word_stays(hub: Services, as_role) -> None:
    said = summary(1)
    Writer(hub.database).write([session(said)])
    staff, viewer = as_role(Role.STAFF), as_role(Role.VIEWER)
    path = f"/api/sessions/{said.id}"
    body = {"kind": "correct", "number": 1, "rep_count": 99, "reason": "miscounted"}
    assert viewer.post(f"{path}/amendments", json=body).status_code == 403
    assert staff.post(f"{path}/amendments", json=body).status_code == 201
    told = staff.get(path).json()
    assert told["sets"][0]["rep_count"] == 99
    assert told["sets"][0]["said_rep_count"] == said.sets[0].rep_count
    assert told["amendments"][0]["reason"] == "miscounted"
    assert viewer.get(path).json()["amendments"] == []


def test_a_viewer_sees_no_member(hub: Services, as_role) -> None:
    said = summary(1, member_id="m-1")
    Writer(hub.database).write([session(said)])
    rack = Origin("gym", "rack-1")
    there = Availability(**ABOUT, status="online", since="2026-11-20T17:00:00Z", version="1")
    hub.board.hear(rack, there, 1)
    hub.board.hear(rack, State(**ABOUT, phase="working", count=3, member="m-1"), 2)
    viewer, staff = as_role(Role.VIEWER), as_role(Role.STAFF)
    for path in ("/api/sessions", f"/api/sessions/{said.id}", "/api/sessions.csv", "/api/live"):
        assert "m-1" not in viewer.get(path).text
        assert "m-1" in staff.get(path).text
    assert viewer.get("/api/sessions", params={"member": "m-1"}).status_code == 403


def test_the_quarantine_gives_back_what_came(hub: Services, as_role) -> None:
    Writer(hub.database).write([parse(received("session", b"\xff\x00{"), "gymstation")])
    client = as_role(Role.ADMIN)
    (line,) = client.get("/api/quarantine").json()["items"]
    assert client.get(f"/api/quarantine/{line['id']}").content == b"\xff\x00{"


def test_a_member_is_enrolled_and_erased_and_the_log_names_nobody(hub: Services, as_role) -> None:
    client = as_role(Role.ADMIN)
    made = client.post("/api/members", json={"name": "김지우"}).json()
    path = f"/api/members/{made['id']}"
    assert client.put(f"{path}/consent", json={"version": "2026-1"}).status_code == 204
    digest = client.post(f"{path}/cards", json={"token": "GYM1ABCDEFGH"}).json()
    assert client.get(path).json()["cards"][0]["digest"] == digest
    assert client.delete(f"{path}/cards/{digest}").status_code == 204
    assert client.delete(path).status_code == 200
    assert client.get(path).status_code == 404
    log = client.get("/api/audit").text
    assert made["id"] not in log
    assert "김지우" not in log
    assert "member.erase" in log


def test_one_administrator_stays_and_a_token_ends_with_its_account(hub: Services, as_role) -> None:
    client, staff = as_role(Role.ADMIN), as_role(Role.STAFF)
    assert client.delete("/api/accounts/root").status_code == 422
    assert client.delete("/api/accounts/staff").status_code == 204
    assert staff.get("/api/stations").status_code == 401
    (token,) = client.get("/api/tokens").json()
    assert client.delete(f"/api/tokens/{token['id']}").status_code == 204
    assert client.get("/api/stations").status_code == 401


@pytest.mark.parametrize(
    "query",
    [
        {"cursor": "x"},
        {"cursor": "//////"},
        {"limit": 0},
        {"from_ms": 2**60},
        {"station": "a\x00b"},
        {"exercise": "\ud800"},
    ],
)
def test_what_cannot_be_asked_is_refused(as_role, query: dict[str, object]) -> None:
    try:
        status = as_role(Role.ADMIN).get("/api/sessions", params=query).status_code
    except UnicodeEncodeError:
        return  # this cannot even be sent
    assert status in {200, 422}


def test_vitals_are_told(web: TestClient, as_role) -> None:
    assert web.get("/healthz").json() == {"ready": True, "broker": True, "store": True}
    assert "gymhub_stations_online 0" in as_role(Role.VIEWER).get("/metrics").text
