"""Tokens by which programs come in."""

from hub.access.keys import KeyLine
from hub.actions.actor import Role
from hub.dashboard.asking import Asking, Values, show_done
from hub.dashboard.dom import box, said, table_body
from hub.dashboard.fields import choice_field, text_field
from hub.dashboard.sections import head
from hub.dashboard.shell import page
from hub.dashboard.states import empty
from hub.dashboard.visit import Visit
from hub.dashboard.words import admin as words
from hub.times import DAY_MS

_PATH = "/admin/tokens"
_LONGEST_LABEL = 80
_MOST_DAYS = 3650


@page(_PATH, Role.ADMIN, title=words.TOKENS)
async def tokens(visit: Visit, *, done: str = "") -> None:
    """done: what was just done."""
    found = await visit.ask(visit.services.keys.tokens)
    names = [each.name for each in await visit.ask(visit.services.accounts.all)]
    head(visit, _PATH)
    show_done(visit, done, words.DONE)
    with box("div", "row-of spread"):
        said("p", visit.say(words.TOKENS_ABOUT), "muted answer-line")
        _issue(visit, names)
    if not found:
        empty(visit, words.NO_TOKENS, words.NO_TOKENS_WHY)
        return
    heads = (words.LABEL, words.ACCOUNT, words.CREATED, words.EXPIRES, words.ACTIONS)
    said_heads = [visit.say(text) for text in heads]
    with box("section", "card"), table_body(visit.say(words.TOKENS), said_heads, "table rows"):
        for each in found:
            _row(visit, each)


def _row(visit: Visit, each: KeyLine) -> None:
    async def revoke(_: Values) -> str:
        await visit.act(visit.services.accounts.revoke_token, visit.actor, each.id)
        return f"{_PATH}?done=revoked"

    with box("tr", data_testid=f"token-{each.id}"):
        said("td", each.label)
        said("td", each.account)
        said("td", visit.moment(each.created_ms))
        ends = visit.say(words.NEVER) if each.expires_ms is None else visit.moment(each.expires_ms)
        said("td", ends)
        about = visit.say(words.REVOKE_ABOUT)
        with box("td"):
            Asking(
                visit,
                words.REVOKE,
                revoke,
                verb="revoke",
                about=about,
                kind="danger",
                name=each.label,
            ).button()


def _issue(visit: Visit, names: list[str]) -> None:
    def fill() -> None:
        label = visit.say(words.LABEL)
        text_field("label", label, required=True, maxlength=_LONGEST_LABEL)
        accounts = {name: name for name in names}
        choice_field("account", visit.say(words.ACCOUNT), accounts, visit.actor.account)
        days = visit.say(words.DAYS)
        text_field("days", days, type="number", min=1, max=_MOST_DAYS)

    async def issue(values: Values) -> None:
        lasts_ms = int(values["days"]) * DAY_MS if values["days"] else None
        accounts, label = visit.services.accounts, values["label"]
        secret = await visit.act(
            accounts.issue_token, visit.actor, values["account"], label, lasts_ms
        )
        said("p", visit.say(words.TOKEN_IS), role="status")
        said("code", secret, "secret", data_testid="token")

    Asking(visit, words.NEW_TOKEN, issue, fill, verb="issue-token", kind="first").button()
