"""What staff do about a member: name, consent, cards, and forgetting."""

from base64 import b64encode

from nicegui import ui

from edge.config.consent import ConsentVersion, load_consent_texts
from edge.errors import RefusedError
from hub.actions.members import IssuedCard
from hub.actions.printing import Sheet, printed
from hub.dashboard.asking import Asking, Values
from hub.dashboard.dom import box, said
from hub.dashboard.fields import text_field, tick_field
from hub.dashboard.visit import Visit
from hub.dashboard.words import members as words
from hub.dashboard.words.text import LANGUAGES
from hub.queries.records import Card, Member

LONGEST_NAME = 200


def consent_question(visit: Visit) -> ConsentVersion:
    """What the member is asked, drawn in both languages; the version that is asked."""
    asked = load_consent_texts().current
    kept = visit.services.config.retention
    days = kept.anonymise_days or kept.sessions_days
    with box("details", open=True):
        said("summary", visit.say(words.ASKED, version=asked.version))
        for language in sorted(LANGUAGES, key=lambda each: each != visit.language):
            for text in (asked.history, asked.card):
                words_ = getattr(text, language).replace("{days}", str(days))
                said("blockquote", words_, "quote", lang=language)
    return asked


def actions(visit: Visit, member: Member) -> None:
    """The buttons."""
    with box("div", "row-of"):
        _rename(visit, member)
        if member.consent_ms is None:
            _consent(visit, member)
        else:
            _withdraw(visit, member)
        _erase(visit, member)


def cards(visit: Visit, member: Member) -> None:
    """The cards, and a new one."""
    said("h2", visit.say(words.CARDS))
    if not member.cards:
        said("p", visit.say(words.NO_CARDS), "muted")
    for card in sorted(member.cards, key=lambda each: -each.issued_ms):
        _card(visit, member, card)
    if member.consent_ms is not None:
        with box("div", "row-of"):
            _issue(visit, member)


def _rename(visit: Visit, member: Member) -> None:
    def fill() -> None:
        name = visit.say(words.NAME)
        text_field("name", name, member.name, required=True, maxlength=LONGEST_NAME)

    async def rename(values: Values) -> str:
        services = visit.services
        await visit.act(services.members.rename, visit.actor, member.id, values["name"])
        return f"/members/{member.id}?done=renamed"

    Asking(visit, words.RENAME, rename, fill, verb="rename").button()


def _consent(visit: Visit, member: Member) -> None:
    version = load_consent_texts().current.version

    def fill() -> None:
        consent_question(visit)
        tick_field("agreed", visit.say(words.HAS_AGREED), required=True)

    async def agree(_: Values) -> str:
        await visit.act(visit.services.members.consent, visit.actor, member.id, version)
        return f"/members/{member.id}?done=agreed"

    Asking(visit, words.GIVE_CONSENT, agree, fill, verb="consent", kind="first").button()


def _withdraw(visit: Visit, member: Member) -> None:
    async def withdraw(_: Values) -> str:
        await visit.act(visit.services.members.withdraw, visit.actor, member.id)
        return f"/members/{member.id}?done=withdrawn"

    about = visit.say(words.WITHDRAW_ABOUT)
    Asking(visit, words.WITHDRAW, withdraw, verb="withdraw", about=about).button()


def _erase(visit: Visit, member: Member) -> None:
    def fill() -> None:
        label = visit.say(words.TYPE_NAME, name=member.name)
        text_field("name", label, required=True, autocomplete="off")

    async def erase(values: Values) -> str:
        if " ".join(values["name"].split()) != member.name:
            raise RefusedError(visit.say(words.WRONG_NAME))
        await visit.act(visit.services.members.erase, visit.actor, member.id)
        return "/members?done=erased"

    about = visit.say(words.ERASE_ABOUT)
    Asking(visit, words.ERASE, erase, fill, verb="erase", about=about, kind="danger").button()


def _card(visit: Visit, member: Member, card: Card) -> None:
    number = card.digest[:6].upper()

    async def revoke(_: Values) -> str:
        await visit.act(visit.services.members.revoke_card, visit.actor, member.id, card.digest)
        return f"/members/{member.id}?done=revoked"

    with box("div", "row-of spread", data_testid=f"card-{number}"):
        with box("p"):
            said("span", f"{visit.say(words.CARD)} {number}, ")
            said("span", visit.moment(card.issued_ms), "muted")
        if card.revoked_ms is not None:
            moment = visit.moment(card.revoked_ms)
            said("span", visit.say(words.REVOKED, moment=moment), "tag")
            return
        about = visit.say(words.REVOKE_ABOUT)
        Asking(
            visit, words.REVOKE, revoke, verb="revoke", about=about, kind="danger", name=number
        ).button()


def _issue(visit: Visit, member: Member) -> None:
    async def issue(_: Values) -> None:
        card = await visit.act(visit.services.members.issue_card, visit.actor, member.id)
        picture = await visit.ask(printed, card, "", Sheet.PNG)
        _show(visit, card, picture)

    about = visit.say(words.ISSUE_ABOUT)
    Asking(visit, words.ISSUE, issue, verb="issue-card", about=about).button()


def _show(visit: Visit, card: IssuedCard, picture: bytes) -> None:
    """In the dialog: the card, to print now or never."""
    number = card.number

    async def pdf() -> None:
        sheet = await visit.ask(printed, card, "", Sheet.PDF)
        ui.download.content(sheet, f"card-{number}.pdf", "application/pdf")

    with box("div", "stack", data_testid="issued"):
        said("p", visit.say(words.ISSUED, number=number), role="status")
        source = f"data:image/png;base64,{b64encode(picture).decode()}"
        box("img", "printed", src=source, alt=visit.say(words.CARD_PICTURE, number=number))
        with box("div", "row-of"):
            save = said("button", visit.say(words.SAVE_PDF), "button", type="button")
            save.props["data-testid"] = "card-pdf"
            save.on("click", pdf)
            png = said("a", visit.say(words.SAVE_PNG), "button", href=source)
            png.props["download"] = f"card-{number}.png"
