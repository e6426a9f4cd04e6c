"""Pages without scripts: signing in, the first account, and what is not there."""

from functools import cache
from hashlib import sha256
from html import escape

from fastapi.responses import HTMLResponse

from hub.dashboard.theme import STATIC
from hub.dashboard.words import shell as words
from hub.dashboard.words.text import Language, Text

_POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'"
)
STYLES = ("theme.css", "hub.css", "wall.css", "pages.css")


@cache
def static_url(name: str) -> str:
    """Where a file of static/ is; it changes with the file, so that browsers may keep it."""
    digest = sha256((STATIC / name).read_bytes()).hexdigest()[:12]
    return f"/static/{name}?{digest}"


def links() -> str:
    """The style sheets and the icon, for the head of a page."""
    sheets = (f'<link rel="stylesheet" href="{static_url(name)}">' for name in STYLES)
    icon = f'<link rel="icon" type="image/svg+xml" href="{static_url("icon.svg")}">'
    return "".join((*sheets, icon))


def plain_page(
    title: Text, body: str, language: Language, *, theme: str = "auto", status: int = 200
) -> HTMLResponse:
    """A whole page; `body` is HTML whose values are escaped already."""
    said, product = escape(title.in_(language)), escape(words.PRODUCT.in_(language))
    return HTMLResponse(
        f"""<!doctype html><html lang="{language}" data-theme="{theme}"><head>
<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>{said} · {product}</title>{links()}</head>
<body><main class="plain"><div class="card"><p class="muted">{product}</p>
<h1>{said}</h1>{body}</div></main></body></html>""",
        status,
        {"Content-Security-Policy": _POLICY},
    )


def notice(text: str, kind: str = "bad") -> str:
    """What went well or wrong, told to screen readers at once."""
    role = "alert" if kind == "bad" else "status"
    return f'<p class="chip {kind}" role="{role}">{escape(text)}</p>'


def field(name: str, label: str, kind: str = "text", **attributes: object) -> str:
    """An input with its label."""
    more = "".join(f' {key}="{escape(str(value))}"' for key, value in attributes.items())
    return (
        f'<label class="field"><span>{escape(label)}</span>'
        f'<input name="{name}" type="{kind}" required{more}></label>'
    )


def not_found(language: Language, theme: str = "auto") -> HTMLResponse:
    """For an address where nothing is."""
    home = f'<a class="button first" href="/">{escape(words.TO_STATIONS.in_(language))}</a>'
    body = f"<p>{escape(words.NOT_FOUND_WHY.in_(language))}</p><p>{home}</p>"
    return plain_page(words.NOT_FOUND, body, language, theme=theme, status=404)


def store_away(language: Language, theme: str = "auto") -> HTMLResponse:
    """For a page of which not even the visitor can be looked up."""
    body = _with_retry(words.STORE_AWAY_WHY, language)
    return plain_page(words.STORE_AWAY, body, language, theme=theme, status=503)


def failed(language: Language, theme: str = "auto") -> HTMLResponse:
    """For an error that no page could tell."""
    body = _with_retry(words.FAILED_WHY, language)
    return plain_page(words.FAILED, body, language, theme=theme, status=500)


def _with_retry(why: Text, language: Language) -> str:
    again = f'<a class="button first" href="">{escape(words.AGAIN.in_(language))}</a>'
    return f'<p role="alert">{escape(why.in_(language))}</p><p>{again}</p>'
