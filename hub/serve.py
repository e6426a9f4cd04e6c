"""One worker: listens, keeps, cleans up, and answers."""

import logging
import signal
import socket
from collections.abc import Callable
from contextlib import ExitStack
from threading import Event, Thread
from typing import Any

import uvicorn

from edge.errors import BrokerError, StoreError
from hub.api.app import make_app
from hub.config.hub import HubConfig
from hub.config.web import WebConfig
from hub.dashboard.app import mount
from hub.embedded import EmbeddedBroker
from hub.ingest.service import Ingest
from hub.live.board import Board
from hub.services import Services
from hub.store.database import Database
from hub.store.retention import clean_up
from hub.store.tallies.rebuild import ensure_zone
from hub.store.upgrade import require_newest, upgrade

_CLEAN_UP_S = 3600.0
_LAST_ANSWERS_S = 5

log = logging.getLogger(__name__)


def serve(config: HubConfig) -> None:
    """Until SIGINT or SIGTERM; raises HubError where it cannot begin."""
    _handle(_leave)  # what was begun is ended in order, its broker too
    with ExitStack() as stack:
        database = Database(config.database_url)
        stack.callback(database.close)
        if database.is_sqlite:
            upgrade(database)  # nobody else has this file; a shared one is upgraded on purpose
        require_newest(database)
        ensure_zone(database, config.time_zone)
        listener = stack.enter_context(_listener(config.web))
        if config.broker.embedded:
            broker = EmbeddedBroker(config.made_data_dir(), config.broker.link.effective_port)
            stack.callback(broker.stop)
            broker.start()
        board = Board()
        ingest = Ingest(config.broker, database, board)
        services = Services.of(config, database, board, ingest)
        _greet(services, listener)
        ingest.start()
        stack.callback(ingest.stop)
        services.line.start()
        stack.callback(services.line.stop)
        services.lists.start()
        stack.callback(services.lists.stop)
        _start_cleaner(services, stack)
        server = _server(config.web, services)

        def stop(_number: int, _frame: object) -> None:
            server.should_exit = True

        _handle(stop)  # until the server does itself; it gives back the signal that ended it
        server.run(sockets=[listener])


def _handle(how: Callable[[int, Any], None]) -> None:
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, how)


def _leave(_number: int, _frame: object) -> None:
    raise SystemExit(0)


def address(web: WebConfig, port: int) -> str:
    """What staff write in the browser."""
    scheme = "https" if web.certificate else "http"
    host = "127.0.0.1" if web.host in {"0.0.0.0", "::"} else web.host  # noqa: S104 - compared only
    return web.public_url or f"{scheme}://{host}:{port}"


def _greet(services: Services, listener: socket.socket) -> None:
    url = address(services.config.web, listener.getsockname()[1])
    print(f"gymhub: {url}", flush=True)  # noqa: T201 - the command's own words
    if secret := services.accounts.setup_secret():
        print(  # noqa: T201
            "gymhub: make the first account here, once, within a day / "
            f"하루 안에 한 번, 여기서 첫 계정을 만드세요:\n  {url}/set-up?secret={secret}",
            flush=True,
        )


def _server(web: WebConfig, services: Services) -> uvicorn.Server:
    app = make_app(services)
    mount(app, services)
    return uvicorn.Server(
        uvicorn.Config(
            app,
            log_level="warning",
            access_log=False,
            proxy_headers=bool(web.proxies),
            forwarded_allow_ips=list(web.proxies),
            ssl_certfile=web.certificate,
            ssl_keyfile=web.key,
            server_header=False,
            timeout_graceful_shutdown=_LAST_ANSWERS_S,  # an open page would never go by itself
        )
    )


def _listener(web: WebConfig) -> socket.socket:
    try:
        family = socket.AF_INET6 if ":" in web.host else socket.AF_INET
        return socket.create_server((web.host, web.port), family=family)
    except OSError as error:
        raise BrokerError(
            f"cannot listen: {error.strerror}",
            where=f"{web.host}:{web.port}",
            remedy="set web.host and web.port to an address of this machine that is free",
        ) from error


def _start_cleaner(services: Services, stack: ExitStack) -> None:
    stop = Event()
    cleaner = Thread(target=_clean, args=(services, stop), name="clean-up", daemon=True)
    cleaner.start()
    stack.callback(cleaner.join)
    stack.callback(stop.set)


def _clean(services: Services, stop: Event) -> None:
    while not stop.wait(_CLEAN_UP_S):
        try:
            done = clean_up(services.database, services.config.retention)
        except StoreError as error:
            log.warning("%s", error)
        else:
            log.info("cleaned up: %s", done)
