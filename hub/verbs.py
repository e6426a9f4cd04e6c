"""What the verbs of `gymhub` do, once it is known that they can be loaded."""

import logging
import os
import re
import signal
import time
from collections.abc import Iterator
from pathlib import Path
from threading import Thread

from edge.errors import UsageError
from hub.access.accounts import Accounts
from hub.actions.actor import Actor, Role
from hub.check import Finding, findings
from hub.config.hub import load_config
from hub.fleet.fleet import Fleet, Load, Sent
from hub.serve import address
from hub.serve import serve as run
from hub.store import upgrade as tables
from hub.store.database import Database
from hub.store.tallies.rebuild import ensure_zone

_LOOK_S = 1.0
_WORKER = re.compile(r"[a-z0-9]([a-z0-9_-]{0,38}[a-z0-9])?")


def serve(config: Path | None, worker: str | None, port: int | None) -> None:
    """Run one worker; worker and port stand in place of what the file says."""
    logging.basicConfig(level=logging.INFO, format="%(levelname)s %(name)s: %(message)s")
    logging.getLogger("alembic").setLevel(logging.WARNING)
    settings = load_config(config)
    if worker is not None:
        if not _WORKER.fullmatch(worker):
            raise UsageError("--worker: up to 40 lower-case letters, digits, hyphens, underscores")
        broker = settings.broker.model_copy(update={"worker": worker})
        settings = settings.model_copy(update={"broker": broker})
    if port is not None:
        web = settings.web.model_copy(update={"port": port})
        settings = settings.model_copy(update={"web": web})
    run(settings)


def end_with(parent: int) -> None:
    """Let this process stop in good order when the one that started it is gone, or was before."""

    def watch() -> None:
        while os.getppid() == parent:
            time.sleep(_LOOK_S)
        while True:  # until somebody listens
            os.kill(os.getpid(), signal.SIGTERM)
            time.sleep(_LOOK_S)

    Thread(target=watch, name="parent", daemon=True).start()


def check(config: Path | None) -> Iterator[Finding]:
    """What is right and what is wrong."""
    return findings(load_config(config))


def upgrade(config: Path | None) -> str:
    """Bring the tables up to date; what changed."""
    settings = load_config(config)
    database = Database(settings.database_url)
    try:
        before = tables.current(database)
        tables.upgrade(database)
        ensure_zone(database, settings.time_zone)
        after = tables.current(database)
    finally:
        database.close()
    return f"{database.place}: {after if before == after else f'{before} → {after}'}"


def reset_link(config: Path | None, name: str) -> str:
    """For whoever may read the hub's database: also where the only administrator is locked out."""
    settings = load_config(config)
    database = Database(settings.database_url)
    try:
        tables.require_newest(database)
        secret = Accounts(database).reset_secret(Actor("console", Role.ADMIN), name)
    finally:
        database.close()
    return f"{address(settings.web, settings.web.port)}/reset?secret={secret}"


def fleet(config: Path | None, load: Load, seconds: float) -> Sent:
    """Say what so many stations would, to the configured broker."""
    stations = Fleet(load_config(config).broker, load)
    try:
        return stations.run(seconds)
    finally:
        stations.close()
