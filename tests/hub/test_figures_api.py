"""Figures over the API: everybody may see the gym's, staff a member's."""

from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from hub.access.keys import KeyKind
from hub.actions.actor import Actor, Role
from hub.api.app import make_app
from hub.config.hub import HubConfig
from hub.live.board import Board
from hub.services import Services
from hub.store.database import Database, sqlite_url
from hub.store.upgrade import upgrade
from tests.hub.dashboard.training import MEMBER, SECOND, open_gym

ADMIN = Actor("root", Role.ADMIN)


@pytest.fixture
def hub(tmp_path: Path):
    database = Database(sqlite_url(tmp_path / "hub.db"))
    upgrade(database)
    services = Services.of(HubConfig(), database, Board(), None)
    open_gym(services)
    yield services
    database.close()


def client(hub: Services, role: Role) -> TestClient:
    hub.accounts.create(ADMIN, role.value, "long enough", role, "en")
    token = hub.keys.issue(KeyKind.TOKEN, role.value)
    return TestClient(make_app(hub), headers={"authorization": f"Bearer {token}"})


def test_the_gyms_figures_are_for_viewers(hub: Services) -> None:
    viewer = client(hub, Role.VIEWER)
    found = viewer.get("/api/figures/gym", params={"days": 7}).json()
    assert found["totals"]["sessions"] == 3
    assert found["totals"]["anonymous"] == 1
    assert len(found["days"]) == found["period"]["days"] == 7
    assert found["days"][0]["date"] == found["period"]["first"]
    assert viewer.get("/api/figures/gym", params={"site": "nowhere"}).json()["stations"] == []
    assert viewer.get("/api/figures/gym", params={"days": 8}).status_code == 422


def test_a_members_figures_are_for_staff_and_with_consent(hub: Services) -> None:
    assert client(hub, Role.VIEWER).get(f"/api/figures/members/{MEMBER}").status_code == 403
    staff = client(hub, Role.STAFF)
    found = staff.get(f"/api/figures/members/{MEMBER}", params={"days": 90}).json()
    assert found["totals"]["reps"] == 20
    assert found["exercises"][0]["exercise"] == "squat"
    assert found["faults"][0]["recurs"] is True
    refused = staff.get(f"/api/figures/members/{SECOND}")
    assert (refused.status_code, refused.json()["error"]) == (422, "refused")
    assert staff.get("/api/figures/members/nobody").status_code == 404


def test_sessions_of_nobody_are_asked_for(hub: Services) -> None:
    viewer = client(hub, Role.VIEWER)
    lines = viewer.get("/api/sessions", params={"anonymous": "true"}).json()["items"]
    assert len(lines) == 1
    assert lines[0]["exercises"] == ["squat"]
