"""The dashboard as a browser without scripts gets it."""

import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from anyio.from_thread import BlockingPortal, start_blocking_portal
from argon2 import PasswordHasher
from fastapi.testclient import TestClient
from nicegui import Client, core

from hub.access import passwords
from hub.access.accounts import Accounts
from hub.access.keys import KeyKind
from hub.actions.actor import Actor, Role
from hub.api.app import make_app
from hub.api.who import COOKIE
from hub.config import HubConfig
from hub.dashboard import app as dashboard
from hub.live.board import Board
from hub.services import Services
from hub.store.database import Database, sqlite_url
from hub.store.upgrade import upgrade

ADMIN = Actor("root", Role.ADMIN)
PASSWORD = "correct horse"  # noqa: S105


class Browser:
    """What it keeps are its cookies; it follows no redirect."""

    def __init__(self, web: TestClient) -> None:
        self.web = web
        self.cookies: dict[str, str] = {}

    def get(self, url: str, **more: Any):
        return self._ask("GET", url, **more)

    def post(self, url: str, **more: Any):
        return self._ask("POST", url, **more)

    def put(self, url: str, **more: Any):
        return self._ask("PUT", url, **more)

    def websocket(self, url: str, **headers: str):
        return self.web.websocket_connect(url, headers=self._headers(headers))

    def _ask(self, method: str, url: str, headers: dict[str, str] | None = None, **more: Any):
        self.web.cookies.clear()
        answer = self.web.request(method, url, headers=self._headers(headers or {}), **more)
        self.cookies |= dict(answer.cookies)
        return answer

    def _headers(self, headers: dict[str, str]) -> dict[str, str]:
        return headers | {"cookie": "; ".join(f"{k}={v}" for k, v in self.cookies.items())}


SignIn = Callable[..., Browser]


@pytest.fixture(scope="session")
def loop() -> Iterator[BlockingPortal]:
    """One event loop with NiceGUI in it, as in one process of the hub."""
    if not core.app.config.has_run_config:
        dashboard._configure()
    with start_blocking_portal() as portal:
        lifespan = core.app.router.lifespan_context(core.app)
        with portal.wrap_async_context_manager(lifespan):
            yield portal


@pytest.fixture(scope="session", autouse=True)
def cheap_passwords() -> Iterator[None]:
    """What argon2 costs is wanted against guessing, not in a hundred tests."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(passwords, "_hasher", PasswordHasher(1, 8, parallelism=1))
        yield


@pytest.fixture(scope="session")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with its first account; each test has a copy of its own."""
    path = tmp_path_factory.mktemp("store") / "hub.db"
    database = Database(sqlite_url(path))
    upgrade(database)
    accounts = Accounts(database)
    accounts.set_up(accounts.setup_secret(), "root", PASSWORD, "en", "")
    database.close()
    return path


@pytest.fixture
def services(store: Path, tmp_path: Path) -> Iterator[Services]:
    database = Database(sqlite_url(shutil.copy(store, tmp_path / "hub.db")))
    yield Services.of(HubConfig(), database, Board(), None)
    database.close()


@pytest.fixture
def nobody(services: Services, loop: BlockingPortal) -> Iterator[Browser]:
    """A browser in which nobody is signed in."""
    app = make_app(services)
    dashboard.mount(app, services)
    web = TestClient(app, follow_redirects=False)
    web.portal = loop
    yield Browser(web)
    for client in list(Client.instances.values()):
        loop.call(client.delete)


@pytest.fixture
def browser(services: Services, nobody: Browser) -> SignIn:
    """A browser in which somebody with a role is signed in."""

    def made(role: Role = Role.ADMIN, language: str = "en") -> Browser:
        name = "root" if role is Role.ADMIN else f"{role.value}-{language}"
        if name not in {each.name for each in services.accounts.all()}:
            services.accounts.create(ADMIN, name, PASSWORD, role, language)
        signed_in = Browser(nobody.web)
        signed_in.cookies[COOKIE] = services.keys.issue(KeyKind.SESSION, name)
        return signed_in

    return made


def texts(html: str) -> str:
    """Everything of a page that a person may read, and its attributes."""
    return re.sub(r"\\u([0-9a-f]{4})", lambda found: chr(int(found[1], 16)), html)
