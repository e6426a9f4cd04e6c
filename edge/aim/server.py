"""The local page: the skeleton, and the picture only while somebody has it open.

A token in the address lets the first browser in, once; it then carries a cookie. The newest
picture is held in RAM alone, made into a JPEG only when the page asks, and let go of when it does
not.
"""

import secrets
import time
from collections.abc import Callable
from http import HTTPStatus
from http.cookies import CookieError, SimpleCookie
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from json import dumps
from threading import Lock, Thread
from typing import Any

import cv2

from edge.aim.html import page
from edge.aim.report import AimReport
from edge.camera.frame import Frame, Image, RecordedLandmarks
from edge.errors import UsageError

OPEN_S = 2.0  # without a request for longer, the page counts as closed
COOKIE = "aim"
JPEG_QUALITY = 70
Lamp = Callable[[bool], None]


class AimPage:
    """Serves one page until closed.

    zone: corners, shares of the picture. lamp: told True when somebody begins to watch the picture
    and False when nobody does any more. host, port: where to listen; port 0 = any free one. clock:
    monotonic seconds. Raises UsageError where it cannot listen.
    """

    def __init__(
        self,
        zone: list[tuple[float, float]],
        lamp: Lamp,
        *,
        host: str = "127.0.0.1",
        port: int = 0,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._page = page(zone)
        self._lamp = lamp
        self._clock = clock
        self._lock = Lock()
        self._token: str | None = secrets.token_urlsafe(16)
        self._cookie = secrets.token_urlsafe(16)
        self._asked_s: float | None = None
        self._image: Image | None = None
        self._state = b"{}"
        try:
            self._server = ThreadingHTTPServer((host, port), _handler(self))
        except OSError as error:
            raise UsageError(
                f"cannot serve the page: {error.strerror or error}",
                where=f"{host}:{port}",
                remedy="choose an address of this machine and a free port",
            ) from error
        self._server.daemon_threads = True
        self._thread = Thread(target=self._server.serve_forever, name="aim page", daemon=True)
        self._thread.start()
        self.url = f"http://{host}:{self._server.server_port}/{self._token}"

    def show(self, frame: Frame, report: AimReport) -> None:
        """The newest frame; its picture is kept only while the page is open."""
        with self._lock:
            watched = self._watched()
            image = None if isinstance(frame.content, RecordedLandmarks) else frame.content
            self._image = image if watched else None
            self._state = dumps(report.to_json()).encode()
            closed = self._asked_s is not None and not watched
            if closed:
                self._asked_s = None
        if closed:
            self._lamp(False)

    def close(self) -> None:
        """Stop serving."""
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()
        with self._lock:
            lit, self._asked_s, self._image = self._asked_s is not None, None, None
        if lit:
            self._lamp(False)

    def answer(self, path: str, cookie: str | None) -> "Answer":
        """What a request gets."""
        known = cookie is not None and secrets.compare_digest(cookie, self._cookie)
        name = path.partition("?")[0].strip("/")
        if not known:
            return self._let_in(name)
        if name == "picture.jpg":
            return self._picture()
        if name == "state.json":
            with self._lock:
                return Answer(HTTPStatus.OK, "application/json", self._state)
        if not name:
            return Answer(HTTPStatus.OK, "text/html; charset=utf-8", self._page)
        return Answer(HTTPStatus.NOT_FOUND, "text/plain", b"no such page\n")

    def _let_in(self, name: str) -> "Answer":
        with self._lock:
            right = self._token is not None and secrets.compare_digest(
                name.encode(), self._token.encode()
            )
            if right:
                self._token = None
        if not right:
            return Answer(
                HTTPStatus.FORBIDDEN, "text/plain", b"this address is used up: start aim again\n"
            )
        return Answer(HTTPStatus.SEE_OTHER, "text/plain", b"", cookie=self._cookie)

    def _picture(self) -> "Answer":
        with self._lock:
            begins = not self._watched()
            self._asked_s = self._clock()
            image = self._image
        if begins:
            self._lamp(True)
        if image is None:
            return Answer(HTTPStatus.NO_CONTENT, "text/plain", b"")
        done, coded = cv2.imencode(
            ".jpg",
            cv2.cvtColor(image.rgb(), cv2.COLOR_RGB2BGR),
            [cv2.IMWRITE_JPEG_QUALITY, JPEG_QUALITY],
        )
        status = HTTPStatus.OK if done else HTTPStatus.NO_CONTENT
        return Answer(status, "image/jpeg", coded.tobytes() if done else b"")

    def _watched(self) -> bool:
        return self._asked_s is not None and self._clock() - self._asked_s < OPEN_S


class Answer:
    """status, content type and body of one answer; cookie: to set, with a way to the page."""

    def __init__(
        self, status: HTTPStatus, kind: str, body: bytes, *, cookie: str | None = None
    ) -> None:
        self.status = status
        self.body = body
        self.headers = {
            "Content-Type": kind,
            "Content-Length": str(len(body)),
            "Cache-Control": "no-store",
            "Referrer-Policy": "no-referrer",
            "X-Content-Type-Options": "nosniff",
        }
        if cookie is not None:
            self.headers["Set-Cookie"] = f"{COOKIE}={cookie}; HttpOnly; SameSite=Strict; Path=/"
            self.headers["Location"] = "/"


def _handler(served: AimPage) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        """Answers GET alone and writes no log: the address holds the token."""

        timeout = 10.0

        def do_GET(self) -> None:
            """Answer from the page."""
            answer = served.answer(self.path, _cookie(self.headers.get("Cookie")))
            self.send_response(answer.status)
            for name, value in answer.headers.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(answer.body)

        def log_message(self, *_: Any) -> None:
            """Nothing."""

    return Handler


def _cookie(header: str | None) -> str | None:
    try:
        morsel = SimpleCookie(header or "").get(COOKIE)
    except CookieError:
        return None
    return None if morsel is None else morsel.value
