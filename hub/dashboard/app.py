"""The dashboard on the API's own application and port."""

import logging
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from typing import Any

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from nicegui import core, ui

from hub.dashboard import browser, pages, passwords, plain, sign_in
from hub.dashboard.gate import ContentPolicy, Gate
from hub.dashboard.shell import register_pages
from hub.dashboard.static_files import KeptFiles
from hub.dashboard.theme import STATIC
from hub.dashboard.words.exercises import exercises
from hub.services import Services

__all__ = ["mount", "pages"]

Lifespan = Callable[[Any], AbstractAsyncContextManager[Any]]

log = logging.getLogger(__name__)


def mount(api: FastAPI, services: Services) -> None:
    """Let an application answer with the dashboard wherever the API has no route.

    NiceGUI keeps one application for the process, with its pages; the services come with each
    request, so that several applications (of tests) do not mix theirs.
    """
    if not core.app.config.has_run_config:
        _configure()
    register_pages()
    exercises()  # read the packs now, not while somebody waits for a page
    for forms in (sign_in, passwords):
        api.include_router(forms.router)
    api.mount("/static", KeptFiles(directory=STATIC), name="static")
    # Not a mount at "/", which would answer a wrong method of the API with "not found".
    api.router.default = Gate(core.app, services)
    api.router.lifespan_context = _with_dashboard(api.router.lifespan_context)


def _configure() -> None:
    """NiceGUI's settings; the application that `run_with` asks for only carries them."""
    core.app.add_middleware(ContentPolicy)  # before the compression that the next line adds
    ui.run_with(
        FastAPI(openapi_url=None),
        title="gymhub",
        favicon=STATIC / "icon.svg",
        dark=None,
        language="en-US",
        tailwind=False,
        markdown=False,
        show_welcome_message=False,
    )
    core.app.add_exception_handler(404, _not_found)
    core.app.add_exception_handler(RequestValidationError, _not_found)
    core.app.add_exception_handler(Exception, _failed)


def _with_dashboard(own: Lifespan) -> Lifespan:
    """NiceGUI begins before and ends after the application that carries it."""

    @asynccontextmanager
    async def both(app: FastAPI) -> AsyncIterator[Any]:
        async with core.app.router.lifespan_context(core.app), own(app) as state:
            yield state

    return both


async def _not_found(request: Request, _error: Exception) -> Response:
    return plain.not_found(browser.language(request), browser.theme(request))


async def _failed(request: Request, error: Exception) -> Response:
    log.error("%s cannot be shown", request.url.path, exc_info=error)
    return plain.failed(browser.language(request), browser.theme(request))
