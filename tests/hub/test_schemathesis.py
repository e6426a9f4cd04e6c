"""Whatever fits the API's own description, or nearly does, gets an answer that it names.

The examples are the same in every run: what fails once fails always.
"""

from collections import Counter
from pathlib import Path

import pytest
import schemathesis
from fastapi import FastAPI
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis import Case, GenerationMode
from schemathesis.checks import positive_data_acceptance
from schemathesis.schemas import APIOperation

from hub.actions.actor import Actor, Role
from hub.api.app import make_app
from hub.config import HubConfig
from hub.ingest.writer import Writer
from hub.live.board import Board
from hub.services import Services
from hub.store.database import Database, sqlite_url
from hub.store.tallies.rebuild import ensure_zone
from tests.hub.messages import session, summary

EXAMPLES = 4
ROOT = Actor("root", Role.ADMIN)
OPEN = {"/healthz"}
JUDGED = [positive_data_acceptance]
"""No description tells which words may be a cursor, a password or a whole amendment."""


@pytest.fixture
def database_url(tmp_path: Path) -> str:
    return sqlite_url(tmp_path / "hub.db")


@pytest.fixture
def hub(database: Database) -> Services:
    ensure_zone(database, "UTC")
    services = Services.of(HubConfig(), database, Board(), None)
    services.accounts.set_up(services.accounts.setup_secret(), "root", "long enough", "en", "")
    Writer(database).write([session(summary(seed, member_id="m-1")) for seed in range(1, 6)])
    services.members.enrol(ROOT, "Kim", "m-1")
    return services


class Asker:
    """Asks what an operation allows, and what it does not."""

    def __init__(self, app: FastAPI, token: str | None) -> None:
        self._headers = {"Authorization": f"Bearer {token}"} if token else {}
        self._schema = schemathesis.openapi.from_asgi("/api/openapi.json", app)
        self.answers: Counter[tuple[str, int]] = Counter()

    def ask_everything(self) -> None:
        for found in self._schema.get_all_operations():
            operation = found.ok()
            self._ask(operation, GenerationMode.POSITIVE)
            if any(operation.iter_parameters()) or operation.body:
                self._ask(operation, GenerationMode.NEGATIVE)

    def _ask(self, operation: APIOperation, mode: GenerationMode) -> None:
        @settings(
            max_examples=EXAMPLES,
            derandomize=True,
            database=None,
            deadline=None,
            phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        )
        @given(case=operation.as_strategy(generation_mode=mode))
        def one(case: Case) -> None:
            answer = case.call(headers=self._headers)
            self.answers[(operation.path, answer.status_code)] += 1
            case.validate_response(answer, excluded_checks=JUDGED)

        one()


def test_an_administrator_is_answered_as_described(hub: Services) -> None:
    asker = Asker(make_app(hub), hub.accounts.issue_token(ROOT, "root", "test", None))
    asker.ask_everything()
    statuses = {status for _, status in asker.answers}
    assert {200, 201, 204, 404, 422} <= statuses
    assert max(statuses) < 500


def test_whoever_is_not_signed_in_is_told_nothing(hub: Services) -> None:
    asker = Asker(make_app(hub), None)
    asker.ask_everything()
    told = {path for path, status in asker.answers if status < 400}
    assert told == OPEN
