"""The page behind the one-time link of the first start, in English and Korean, without scripts."""

from html import escape
from typing import Annotated

from fastapi import APIRouter, Form, Query, Request
from fastapi.responses import HTMLResponse

from edge.errors import RefusedError
from hub.access.passwords import SHORTEST
from hub.api.who import TheServices, address_of

router = APIRouter(include_in_schema=False)

WORDS: dict[str, dict[str, str]] = {
    "en": {
        "title": "Set up the hub",
        "about": "Make the first account. It may do everything, and make other accounts.",
        "name": "Account name",
        "password": f"Password (at least {SHORTEST} characters)",
        "make": "Make the account",
        "done": "The account is there. You can sign in now.",
        "refused": "This did not work: the link is used up or too old, or a value is not allowed.",
    },
    "ko": {
        "title": "허브 설정",
        "about": "첫 계정을 만드세요. 모든 권한이 있으며 다른 계정을 만들 수 있습니다.",
        "name": "계정 이름",
        "password": f"비밀번호 ({SHORTEST}자 이상)",
        "make": "계정 만들기",
        "done": "계정을 만들었습니다. 이제 로그인할 수 있습니다.",
        "refused": "만들지 못했습니다. 링크가 이미 쓰였거나 오래되었거나, 허용되지 않는 값입니다.",
    },
}


@router.get("/set-up", response_class=HTMLResponse)
def form(request: Request, secret: Annotated[str, Query(max_length=200)] = "") -> str:
    """What the link opens."""
    language = language_of(request)
    words = WORDS[language]
    return _page(
        language,
        f"""<p>{words["about"]}</p><form method="post" action="/set-up">
<input type="hidden" name="secret" value="{escape(secret)}">
<p><label>{words["name"]}<br><input name="name" autocomplete="username" required
 pattern="[a-z0-9][a-z0-9._@\\-]*" maxlength="80"></label></p>
<p><label>{words["password"]}<br><input name="password" type="password" required
 autocomplete="new-password" minlength="{SHORTEST}" maxlength="200"></label></p>
<p><button>{words["make"]}</button></p></form>""",
    )


@router.post("/set-up")
def make(
    request: Request,
    hub: TheServices,
    secret: Annotated[str, Form(max_length=200)],
    name: Annotated[str, Form(max_length=80)],
    password: Annotated[str, Form(max_length=200)],
) -> HTMLResponse:
    """What the form sends."""
    language, address = language_of(request), address_of(request)
    hub.sign_ins.attempt(address)
    try:
        hub.accounts.set_up(secret, name, password, language, address)
    except RefusedError as error:
        told = (
            f'<p role="alert">{WORDS[language]["refused"]}</p><p lang="en">{escape(str(error))}</p>'
        )
        return HTMLResponse(_page(language, told), 422)
    return HTMLResponse(_page(language, f'<p role="status">{WORDS[language]["done"]}</p>'))


def language_of(request: Request) -> str:
    """Korean where the browser names it before English."""
    for wish in request.headers.get("accept-language", "").lower().split(","):
        if wish.strip()[:2] in WORDS:
            return wish.strip()[:2]
    return "en"


def _page(language: str, body: str) -> str:
    title = WORDS[language]["title"]
    return f"""<!doctype html><html lang="{language}"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width"><title>{title}</title>
<style>:root{{color-scheme:light dark}}body{{font:1.1rem/1.5 sans-serif;max-width:32rem;
margin:2rem auto;padding:0 1rem}}input,button{{font:inherit;padding:.5rem;width:100%;
box-sizing:border-box}}</style></head><body><main><h1>{title}</h1>{body}</main></body></html>"""
