"""Errors as answers."""

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException

from edge.errors import HubError, RefusedError, StoreError, UnknownRecordError
from hub.access.limiter import TooOftenError
from hub.actions.actor import ForbiddenError
from hub.api.who import SignedOutError

_MOST_TOLD = 10
_LONGEST = 1000
_ANSWERS: dict[type[HubError], tuple[int, str]] = {
    SignedOutError: (401, "signed_out"),
    ForbiddenError: (403, "forbidden"),
    UnknownRecordError: (404, "unknown"),
    RefusedError: (422, "refused"),
    TooOftenError: (429, "too_often"),
    StoreError: (503, "store_away"),
}


def answer_problems(app: FastAPI) -> None:
    """Let every error of the hub be an answer with its own status."""
    app.add_exception_handler(HubError, _answer)
    app.add_exception_handler(RequestValidationError, _answer_unreadable)
    app.add_exception_handler(HTTPException, _answer_misdirected)


async def _answer_misdirected(_request: Request, error: Exception) -> JSONResponse:
    """What the framework refuses by itself: no such path or method, a body that is no UTF-8."""
    assert isinstance(error, HTTPException)  # noqa: S101 - it is registered for these
    status = 422 if error.status_code == 400 else error.status_code  # noqa: PLR2004
    word = "unknown" if status == 404 else "refused"  # noqa: PLR2004
    return JSONResponse({"error": word, "message": error.detail}, status, error.headers)


async def _answer_unreadable(_request: Request, error: Exception) -> JSONResponse:
    """Say where and what, and never what was sent: it may be a password, or no text at all."""
    found = error.errors() if isinstance(error, RequestValidationError) else []
    told = [f"{'.'.join(str(part) for part in each['loc'])}: {each['msg']}" for each in found]
    message = "; ".join(told[:_MOST_TOLD])[:_LONGEST]
    plain = message.encode(errors="replace").decode()
    return JSONResponse({"error": "refused", "message": plain}, 422)


async def _answer(_request: Request, error: Exception) -> JSONResponse:
    status, word = next(
        (answer for kind, answer in _ANSWERS.items() if isinstance(error, kind)), (500, "failed")
    )
    headers = (
        {"Retry-After": str(int(error.wait_s) + 1)} if isinstance(error, TooOftenError) else None
    )
    # Where the database is concerns the administrator's log, not whoever asks.
    message = "the database is away; try again" if status == 503 else str(error)  # noqa: PLR2004
    plain = message.encode(errors="replace").decode()  # half a character cannot be sent
    return JSONResponse({"error": word, "message": plain}, status, headers)
