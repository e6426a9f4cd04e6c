"""Accounts: who may come in, and as what."""

from hub.access.accounts import Account
from hub.access.passwords import SHORTEST
from hub.actions.actor import Role
from hub.dashboard.asking import Asking, Values, show_done
from hub.dashboard.dom import box, said, table_body
from hub.dashboard.fields import choice_field, text_field
from hub.dashboard.sections import head
from hub.dashboard.shell import page
from hub.dashboard.states import ROLES
from hub.dashboard.visit import Visit
from hub.dashboard.words import admin as words
from hub.dashboard.words.text import LANGUAGES, NAMES

_NAME_PATTERN = "[a-z0-9][a-z0-9._@\\-]{0,79}"


@page("/admin", Role.ADMIN, title=words.TITLE, place=90)
async def accounts(visit: Visit, *, done: str = "") -> None:
    """done: what was just done."""
    found = await visit.ask(visit.services.accounts.all)
    head(visit, "/admin")
    show_done(visit, done, words.DONE)
    with box("section", "card"):
        with box("div", "row-of spread"):
            said("p", visit.say(words.ROLES_ABOUT), "muted answer-line")
            _create(visit)
        heads = (words.NAME, words.ROLE, words.LANGUAGE, words.CREATED, words.ACTIONS)
        with table_body(
            visit.say(words.ACCOUNTS), [visit.say(text) for text in heads], "table rows"
        ):
            for each in found:
                _row(visit, each)


def _row(visit: Visit, each: Account) -> None:
    with box("tr", data_testid=f"account-{each.name}"):
        with box("td"):
            said("span", each.name)
            if each.name == visit.actor.account:
                said("span", visit.say(words.YOU), "tag")
        said("td", visit.say(ROLES[Role(each.role)]), data_testid="role")
        language = next((NAMES[code] for code in LANGUAGES if code == each.language), each.language)
        said("td", language)
        said("td", visit.moment(each.created_ms))
        with box("td"), box("div", "row-of"):
            _set_role(visit, each)
            _reset(visit, each)
            _remove(visit, each)


def _roles(visit: Visit) -> dict[str, str]:
    return {role.value: visit.say(ROLES[role]) for role in Role}


def _create(visit: Visit) -> None:
    def fill() -> None:
        name = text_field("name", visit.say(words.NAME), required=True, pattern=_NAME_PATTERN)
        name.props["title"] = visit.say(words.NAME_HINT)
        said("p", visit.say(words.NAME_HINT), "muted small")
        text_field(
            "password",
            visit.say(words.PASSWORD, least=SHORTEST),
            type="password",
            required=True,
            minlength=SHORTEST,
            autocomplete="new-password",
        )
        choice_field("role", visit.say(words.ROLE), _roles(visit), Role.STAFF.value)
        languages: dict[str, str] = {code: NAMES[code] for code in LANGUAGES}
        choice_field("language", visit.say(words.LANGUAGE), languages, visit.language)

    async def create(values: Values) -> str:
        await visit.act(
            visit.services.accounts.create,
            visit.actor,
            values["name"],
            values["password"],
            Role(values["role"]),
            values["language"],
        )
        return "/admin?done=created"

    Asking(visit, words.NEW_ACCOUNT, create, fill, verb="create", kind="first").button()


def _set_role(visit: Visit, each: Account) -> None:
    def fill() -> None:
        choice_field("role", visit.say(words.ROLE), _roles(visit), each.role)

    async def set_role(values: Values) -> str:
        services, role = visit.services, Role(values["role"])
        await visit.act(services.accounts.set_role, visit.actor, each.name, role)
        return "/admin?done=role"

    about = visit.say(words.ROLES_ABOUT)
    Asking(
        visit, words.SET_ROLE, set_role, fill, verb="set-role", about=about, name=each.name
    ).button()


def _reset(visit: Visit, each: Account) -> None:
    base = visit.services.config.web.public_url or str(visit.client.request.base_url).rstrip("/")

    async def reset(_: Values) -> None:
        secret = await visit.act(visit.services.accounts.reset_secret, visit.actor, each.name)
        said("p", visit.say(words.RESET_LINK, name=each.name), role="status")
        said("code", f"{base}/reset?secret={secret}", "secret", data_testid="reset-link")

    about = visit.say(words.RESET_ABOUT, name=each.name)
    Asking(visit, words.RESET, reset, verb="reset", about=about, name=each.name).button()


def _remove(visit: Visit, each: Account) -> None:
    async def remove(_: Values) -> str:
        await visit.act(visit.services.accounts.remove, visit.actor, each.name)
        return "/admin?done=removed"

    about = visit.say(words.REMOVE_ABOUT, name=each.name)
    Asking(
        visit, words.REMOVE, remove, verb="remove", about=about, kind="danger", name=each.name
    ).button()
