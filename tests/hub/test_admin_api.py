"""Roles, password resets, the quarantine and cards, as an administrator's program sees them."""

import cv2
import numpy as np
import pytest

from edge.member.card.token import is_token
from edge.uplink.hub_lists import card_digest
from hub.actions.actor import Role
from hub.ingest.parse import parse
from hub.ingest.writer import Writer
from tests.hub.messages import received
from tests.hub.test_api import (  # noqa: F401 - fixtures
    ADMIN,
    PASSWORD,
    as_role,
    database_url,
    hub,
    web,
)


@pytest.fixture
def root(as_role):  # noqa: F811
    return as_role(Role.ADMIN)


def test_an_account_gets_another_role_and_one_administrator_stays(root) -> None:
    body = {"name": "kim", "password": PASSWORD, "role": "viewer"}
    root.post("/api/accounts", json=body)
    assert root.put("/api/accounts/kim/role", json={"role": "staff"}).status_code == 204
    roles = {each["name"]: each["role"] for each in root.get("/api/accounts").json()}
    assert roles == {"root": "admin", "kim": "staff"}
    refused = root.put("/api/accounts/root/role", json={"role": "staff"})
    assert refused.status_code == 422
    assert "one administrator must stay" in refused.json()["message"]
    assert root.delete("/api/accounts/root").status_code == 422
    assert root.put("/api/accounts/nobody/role", json={"role": "staff"}).status_code == 404


def test_a_forgotten_password_is_set_anew_once(root, web, hub) -> None:  # noqa: F811
    hub.accounts.create(ADMIN, "kim", PASSWORD, Role.STAFF, "ko")
    old = root.post("/api/accounts/kim/reset").json()
    secret = root.post("/api/accounts/kim/reset").json()
    body = {"secret": secret, "password": "another horse"}
    assert web.post("/api/reset", json={**body, "secret": old}).status_code == 422
    assert web.post("/api/reset", json={**body, "password": "short"}).status_code == 422
    assert web.post("/api/reset", json=body).status_code == 204
    assert web.post("/api/reset", json=body).status_code == 422
    assert not hub.accounts.sign_in("kim", PASSWORD)
    assert hub.accounts.sign_in("kim", "another horse")


def test_a_message_is_replayed_or_discarded(root, hub) -> None:  # noqa: F811
    Writer(hub.database).write([parse(received("session", "{"), "gymstation")])
    number = root.get("/api/quarantine").json()["items"][0]["id"]
    assert root.post("/api/quarantine/replay").json() == {"kept": 0, "left": 1}
    assert root.post(f"/api/quarantine/{number}/replay").status_code == 422
    assert root.delete(f"/api/quarantine/{number}").status_code == 204
    assert root.delete(f"/api/quarantine/{number}").status_code == 404


def test_a_card_is_issued_to_whoever_agreed_and_can_be_printed(root) -> None:
    id_ = root.post("/api/members", json={"name": "Kim"}).json()["id"]
    refused = root.post(f"/api/members/{id_}/cards/new")
    assert (refused.status_code, refused.json()["error"]) == (422, "refused")
    root.put(f"/api/members/{id_}/consent", json={"version": "1"})
    card = root.post(f"/api/members/{id_}/cards/new").json()
    assert is_token(card["token"])
    assert card["digest"] == card_digest(card["token"])
    (kept,) = root.get(f"/api/members/{id_}").json()["cards"]
    assert kept["digest"] == card["digest"]
    body = {"token": card["token"], "title": "gym", "sheet": "png"}
    image = root.post("/api/members/cards/print", json=body).content
    picture = cv2.imdecode(np.frombuffer(image, np.uint8), cv2.IMREAD_GRAYSCALE)
    small = cv2.resize(picture, None, fx=0.4, fy=0.4, interpolation=cv2.INTER_AREA)
    assert cv2.QRCodeDetector().detectAndDecode(small)[0] == card["token"]
    pdf = root.post("/api/members/cards/print", json=body | {"sheet": "pdf"})
    assert pdf.content.startswith(b"%PDF")
    forged = root.post("/api/members/cards/print", json=body | {"token": "GYM1-forged"})
    assert forged.status_code == 422
    assert root.post("/api/members/nobody/cards/new").status_code == 404
