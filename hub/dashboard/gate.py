"""What every request of the dashboard passes: services, origin, session, security headers."""

import asyncio
import re
import secrets
from http import HTTPStatus
from urllib.parse import parse_qs

from nicegui import Client
from starlette.datastructures import MutableHeaders
from starlette.exceptions import HTTPException
from starlette.requests import HTTPConnection
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from starlette.websockets import WebSocketClose

from edge.errors import StoreError
from hub.access.keys import KeyKind
from hub.api.who import COOKIE
from hub.dashboard import browser
from hub.services import Services

_SOCKET = "/_nicegui_ws/"
_SCRIPT = re.compile(rb"<script(?=[\s>])")


class Gate:
    """Lets NiceGUI's websocket be used only by pages of ours, under a session that lasts."""

    def __init__(self, app: ASGIApp, services: Services) -> None:
        self._app = app
        self._services = services

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """See ASGI."""
        if scope["type"] not in {"http", "websocket"}:
            await self._app(scope, receive, send)
            return
        if scope["type"] == "http" and scope["path"].startswith("/api/"):
            raise HTTPException(HTTPStatus.NOT_FOUND)
        scope.setdefault("state", {})["services"] = self._services
        if scope["path"].startswith(_SOCKET) and not await self._may_talk(HTTPConnection(scope)):
            refusal = (
                WebSocketClose(code=1008)
                if scope["type"] == "websocket"
                else PlainTextResponse("forbidden", HTTPStatus.FORBIDDEN)
            )
            await refusal(scope, receive, send)
            return
        await self._app(scope, receive, send)

    async def _may_talk(self, connection: HTTPConnection) -> bool:
        secret = connection.cookies.get(COOKIE, "")
        if not secret or not browser.is_ours(connection, self._services.config.web.public_url):
            return False
        asked = parse_qs(connection.url.query).get("client_id", [""])[0]
        client = Client.instances.get(asked)
        # A page belongs to the session that it was made for.
        if client is not None and client.request.cookies.get(COOKIE) != secret:
            return False
        try:
            found = await asyncio.to_thread(self._services.keys.holder, KeyKind.SESSION, secret)
        except StoreError:
            return False
        return found is not None


class ContentPolicy:
    """Gives every page a Content-Security-Policy, and its own scripts the nonce that it asks for.

    Vue compiles templates in the browser and NiceGUI runs what its server sends, so `unsafe-eval`
    must stay; no script from elsewhere and none that was slipped into the page runs.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """See ASGI."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        await self._app(scope, receive, _Policed(send))


class _Policed:
    """Holds a page back until it is whole; everything else goes as it comes."""

    def __init__(self, send: Send) -> None:
        self._send = send
        self._start: Message | None = None
        self._body = b""

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(raw=message["headers"])
            is_page = headers.get("content-type", "").startswith("text/html")
            if is_page and "content-security-policy" not in headers:
                self._start = message
                return
        elif self._start is not None and message["type"] == "http.response.body":
            self._body += message.get("body", b"")
            if not message.get("more_body", False):
                await self._finish(self._start)
            return
        await self._send(message)

    async def _finish(self, start: Message) -> None:
        nonce = secrets.token_urlsafe(16)
        body = _SCRIPT.sub(f'<script nonce="{nonce}"'.encode(), self._body)
        headers = MutableHeaders(raw=start["headers"])
        headers["content-length"] = str(len(body))
        headers["content-security-policy"] = policy(nonce)
        await self._send(start)
        await self._send({"type": "http.response.body", "body": body})


def policy(nonce: str) -> str:
    """What a page may load: its own files, and styles that stand in it."""
    return (
        "default-src 'self'; "
        f"script-src 'self' 'nonce-{nonce}' 'unsafe-eval'; "
        "style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:; "
        "connect-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; "
        "frame-ancestors 'none'"
    )
