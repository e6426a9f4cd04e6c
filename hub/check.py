"""Whether a worker could begin: its database, its broker, its files."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from edge.errors import HubError, StationError
from hub.config.hub import HubConfig
from hub.ingest.connection import Connection, Listening
from hub.store.database import Database
from hub.store.upgrade import require_newest


@dataclass(frozen=True, slots=True)
class Finding:
    """What was looked at. problem: empty where all is well."""

    what: str
    detail: str
    problem: str = ""


def findings(config: HubConfig) -> Iterator[Finding]:
    """One after the other, as they are found."""
    database = Database(config.database_url)
    yield _tried("database", database.place, lambda: require_newest(database))
    database.close()
    broker = config.broker
    where = f"{broker.host}:{broker.link.effective_port}"
    yield _tried("broker", where, lambda: _hear(config))
    for path in (config.web.certificate, config.web.key):
        if path is not None:
            problem = "" if path.is_file() else "there is no such file"
            yield Finding("certificate", str(path), problem)


def _hear(config: HubConfig) -> None:
    filters = [(f"{config.broker.prefix}/+/+/availability", 0)]
    # A name of its own: the worker that runs must not be thrown out.
    listening = Listening(f"{config.broker.client_id}-check", filters, lasting=False)
    connection = Connection(config.broker, listening, lambda _received, _confirm: None)
    connection.open()
    connection.close()


def _tried(what: str, where: str, attempt: Callable[[], None]) -> Finding:
    try:
        attempt()
    except (HubError, StationError) as error:
        return Finding(what, where, str(error))
    return Finding(what, where)
