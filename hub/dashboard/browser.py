"""What a request says about the browser that sent it."""

from urllib.parse import urlsplit

from starlette.requests import HTTPConnection

from hub.dashboard.theme import COOKIE as THEME_COOKIE
from hub.dashboard.theme import theme_of
from hub.dashboard.words.text import Language, is_language, language_of

LANGUAGE_COOKIE = "gymhub-language"
KEPT_S = 365 * 24 * 3600


def theme(browser: HTTPConnection) -> str:
    """The theme that was chosen in it."""
    return theme_of(browser.cookies.get(THEME_COOKIE))


def language(browser: HTTPConnection, otherwise: Language = "en") -> Language:
    """The language that was chosen in it, else the one that it asks for."""
    chosen = browser.cookies.get(LANGUAGE_COOKIE)
    if is_language(chosen):
        return chosen
    return language_of(browser.headers.get("accept-language", ""), otherwise)


def is_ours(browser: HTTPConnection, public_url: str | None) -> bool:
    """Whether a page of ours sent it: its origin is the address that it asks.

    A browser names the origin with every form and websocket; what names none is no browser, and
    has no cookie that it did not take itself.
    """
    origin = browser.headers.get("origin")
    if origin is None:
        return True
    if public_url is not None and origin == public_url.rstrip("/"):
        return True
    return urlsplit(origin).netloc == browser.headers.get("host", "")


def local_path(target: str) -> str:
    """A path of ours to go on to; the first page where it may lead elsewhere."""
    is_path = target.startswith("/") and not target.startswith(("//", "/\\"))
    return target if is_path and target.isprintable() and len(target) < 2000 else "/"  # noqa: PLR2004
