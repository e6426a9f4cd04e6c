"""A broker, a hub and its stations: what a browser is pointed at."""

import re
import secrets
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from math import inf
from pathlib import Path
from threading import Event, Thread
from urllib.error import URLError
from urllib.request import urlopen

from edge.errors import StoreError
from hub.access.keys import KeyKind
from hub.actions.actor import Actor, Role
from hub.config.broker import BrokerConfig
from hub.config.hub import HubConfig
from hub.fleet.fleet import Fleet, Load
from hub.live.board import Board
from hub.services import Services
from hub.store.database import Database, sqlite_url
from tools.chaos.broker import Mosquitto
from tools.hubload.worker import Worker, wait_until

ACCOUNT = "manager"
START_S = 300.0
_ADDRESS = re.compile(r"^gymhub: (http\S+)$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Site:
    """url: of the hub; secret: of a browser session there, token: for its API."""

    url: str
    broker: BrokerConfig
    secret: str
    token: str
    worker: Worker


@contextmanager
def site(folder: Path, store: Path, load: Load | None = None) -> Iterator[Site]:
    """All of it until the block ends; load: what a fleet of stations says, None without one."""
    with ExitStack() as stack:
        broker = stack.enter_context(Mosquitto(folder, "max_queued_messages 0"))
        config = folder / "hub.yaml"
        url = sqlite_url(store)
        config.write_text(f"database: {url}\nbroker: {{port: {broker.port}}}\n", encoding="utf-8")
        secret, token = _keys(url)
        worker = Worker("bench", config)
        stack.callback(worker.stop)
        worker.start()
        address = _address(folder / "worker-bench.log")
        way = BrokerConfig(port=broker.port)
        if load is not None:
            stack.enter_context(_fleet(way, load))
        yield Site(address, way, secret, token, worker)


def _keys(url: str) -> tuple[str, str]:
    """A browser session and a token of an administrator, who is made where there is none."""
    database = Database(url)
    try:
        hub = Services.of(HubConfig(), database, Board(), None)
        if setup := hub.accounts.setup_secret():
            hub.accounts.set_up(setup, ACCOUNT, secrets.token_urlsafe(), "en", "")
        actor = Actor(ACCOUNT, Role.ADMIN)
        token = hub.accounts.issue_token(actor, ACCOUNT, "bench", None)
        return hub.keys.issue(KeyKind.SESSION, ACCOUNT), token
    finally:
        database.close()


def _address(log: Path) -> str:
    """Once it answers that it is ready; it may have to count a large store first."""
    deadline_s = time.monotonic() + START_S
    while wait_until(deadline_s):
        if found := _ADDRESS.findall(log.read_text()):
            try:
                with urlopen(f"{found[-1]}/healthz", timeout=5):  # noqa: S310 - our own server
                    return str(found[-1])
            except (URLError, TimeoutError):
                continue
    raise StoreError("the hub does not become ready", where=log.read_text()[-1000:])


@contextmanager
def _fleet(config: BrokerConfig, load: Load) -> Iterator[None]:
    stations, stop = Fleet(config, load), Event()
    thread = Thread(target=stations.run, args=(inf, stop), daemon=True)
    thread.start()
    yield
    stop.set()
    thread.join()
    stations.close()
