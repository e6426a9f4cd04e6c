"""The application that the server runs."""

from collections.abc import Awaitable, Callable

from fastapi import FastAPI, Request, Response

from edge import __version__
from hub.api import (
    access,
    admin,
    commands,
    figures,
    members,
    sessions,
    set_up_page,
    stations,
    vitals,
)
from hub.api.problems import answer_problems
from hub.api.words import Problem
from hub.services import Services

HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",  # with none at all, our own forms would have no origin
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
    "Cache-Control": "no-store",
}
_ONE_YEAR_S = 365 * 24 * 3600


def make_app(services: Services) -> FastAPI:
    """The API. Its description is public; what it gives is not."""
    app = FastAPI(
        title="gymhub",
        version=__version__,
        description="What the stations of a gym reported. Moments are milliseconds since 1970 UTC.",
        openapi_url="/api/openapi.json",
        docs_url=None,  # its page would be loaded from elsewhere
        redoc_url=None,
    )
    # FastAPI describes its own form of a refusal; ours is the one that is sent.
    app.router.responses = {status: {"model": Problem} for status in (401, 403, 404, 422, 503)}
    app.state.services = services
    app.middleware("http")(_guard)
    answer_problems(app)
    rooms = (access, stations, commands, sessions, figures, members, admin, vitals, set_up_page)
    for room in rooms:
        app.include_router(room.router)
    return app


async def _guard(request: Request, follow: Callable[[Request], Awaitable[Response]]) -> Response:
    services: Services = request.app.state.services
    response = await follow(request)
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
    if services.config.web.is_encrypted:
        response.headers.setdefault("Strict-Transport-Security", f"max-age={_ONE_YEAR_S}")
    return response
