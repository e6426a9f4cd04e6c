"""Whatever is asked, the API has an answer of its own: never a 500."""

import json
import re
from pathlib import Path
from random import Random
from typing import Any
from urllib.parse import quote

import pytest
from fastapi.testclient import TestClient

from hub.access.passwords import hashed
from hub.actions.actor import Actor, Role
from hub.api.app import make_app
from hub.config import HubConfig
from hub.ingest.writer import Writer
from hub.live.board import Board
from hub.services import Services
from hub.store.database import Database, sqlite_url
from hub.store.tallies.rebuild import ensure_zone
from hub.store.upgrade import upgrade
from tests.fakes.postgres import Postgres
from tests.hub.messages import session, summary

ROOT = Actor("root", Role.ADMIN)
PASSWORD = "long enough"  # noqa: S105
REQUESTS = 300
STRANGE: tuple[Any, ...] = (
    None, True, 0, -1, 1, 2**31, 2**63, 2**70, 1.5, "", "a", "0", "x" * 300, "\u0000", "é한",
    "' OR 1=1 --", "../..", "%00", "MToy", "LTE6", "OTk5OTk5OTk5OTk5OTk5OTk5OTk5Og", [], {}, [1],
)  # fmt: skip


class Fuzzer:
    def __init__(self, client: TestClient, seed: int, known: tuple[str, ...]) -> None:
        self._client = client
        self._random = Random(seed)  # noqa: S311
        self._known = known
        description = client.get("/api/openapi.json").json()
        self._schemas = description["components"]["schemas"]
        self._operations = [
            (method, path, operation)
            for path, methods in description["paths"].items()
            for method, operation in methods.items()
            # It would change who asks.
            if not (path == "/api/accounts/{name}/password" or path.startswith("/api/tokens/"))
        ]

    def ask(self) -> tuple[str, int]:
        method, path, operation = self._random.choice(self._operations)
        url = re.sub(r"\{\w+\}", lambda _: quote(str(self._value()), safe=""), path)
        query = {
            each["name"]: str(self._value())
            for each in operation.get("parameters", ())
            if each["in"] == "query" and self._random.random() < 0.5
        }
        body = self._body(operation)
        answer = self._client.request(method, url, params=query, content=body)
        return f"{method} {url} {query} {body!r}", answer.status_code

    def _value(self) -> Any:
        return self._random.choice(STRANGE + self._known * 3)

    def _body(self, operation: dict[str, Any]) -> bytes | None:
        content = operation.get("requestBody", {}).get("content", {}).get("application/json")
        if content is None:
            return None
        if self._random.random() < 0.1:
            return self._random.randbytes(30)
        schema = self._schemas[content["schema"]["$ref"].rpartition("/")[2]]
        wanted = schema["properties"]
        made = {name: self._value() for name in wanted if self._random.random() < 0.9}
        if "kind" in made:
            made["kind"] = self._random.choice(("correct", "reassign", "anonymise"))
        return json.dumps(made).encode()


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_every_answer_is_one_of_ours(
    kind: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    if kind == "sqlite":
        url = sqlite_url(tmp_path / "hub.db")
    else:
        server: Postgres = request.getfixturevalue("postgres")
        url = server.new_database()
    database = Database(url)
    request.addfinalizer(database.close)
    upgrade(database)
    ensure_zone(database, "Asia/Seoul")
    hub = Services.of(HubConfig(), database, Board(), None)
    hub.accounts.set_up(hub.accounts.setup_secret(), "root", PASSWORD, "en", "")
    said = [summary(seed, member_id="m-1") for seed in range(1, 6)]
    Writer(database).write([session(each) for each in said])
    member = hub.members.enrol(ROOT, "Kim")
    token = hub.accounts.issue_token(ROOT, "root", "fuzz", None)
    client = TestClient(make_app(hub), raise_server_exceptions=True)
    client.headers["Authorization"] = f"Bearer {token}"
    fuzzer = Fuzzer(client, 1, (said[0].id, member, "m-1", "gym", "rack-1", "root"))
    typed = client.post("/api/accounts", json={"name": 1, "password": ["secret text"]})
    assert typed.status_code == 422
    assert "secret text" not in typed.text
    answers = [fuzzer.ask() for _ in range(REQUESTS)]
    assert [each for each in answers if each[1] >= 500] == []
    assert {200, 404, 422} <= {status for _, status in answers}


def test_a_password_is_kept_as_argon2id() -> None:
    assert hashed(PASSWORD).startswith("$argon2id$")
