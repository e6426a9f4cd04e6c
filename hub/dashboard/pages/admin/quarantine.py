"""Messages that could not be read."""

from hub.actions.actor import Role
from hub.dashboard.asking import Asking, Values, show_done
from hub.dashboard.dom import box, said
from hub.dashboard.markup import Line, link, rows_table
from hub.dashboard.sections import PAGE, head, turn
from hub.dashboard.shell import page
from hub.dashboard.states import empty
from hub.dashboard.visit import Visit
from hub.dashboard.words import admin as words
from hub.dashboard.words.amounts import number as figure
from hub.queries.records import Quarantined

_PATH = "/admin/quarantine"
_MOST_SHOWN = 20_000


@page(_PATH, Role.ADMIN, title=words.QUARANTINE)
async def quarantine(
    visit: Visit, *, cursor: str = "", done: str = "", kept: int = 0, left: int = 0
) -> None:
    """cursor: of the page before; done: what was just done, with kept and left."""
    found = await visit.ask(visit.services.records.quarantine, cursor or None, PAGE)
    head(visit, _PATH)
    show_done(visit, done, words.DONE)
    if done == "all":
        text = visit.say(words.REPLAYED, kept=kept, left=left)
        said("p", text, "chip good", role="status", data_testid="done")
    if not found.items:
        empty(visit, words.NO_QUARANTINE, words.NO_QUARANTINE_WHY)
        return
    with box("div", "row-of spread"):
        said("p", visit.say(words.QUARANTINE_ABOUT), "muted answer-line")
        _replay_all(visit)
    with box("section", "card"):
        texts = (words.LAST_CAME, words.TOPIC, words.REASON, words.TIMES, words.SIZE)
        heads = [visit.say(text) for text in texts]
        lines = [_line(visit, each) for each in found.items]
        classes = ["", "breaks", "breaks"]
        rows_table(visit.say(words.QUARANTINE), heads, lines, numbers=2, classes=classes)
        turn(visit, _PATH, found.next, is_first=not cursor)


def _line(visit: Visit, each: Quarantined) -> Line:
    moment = link(visit.moment(each.at_ms), f"{_PATH}/{each.id}")
    cells = [moment, each.topic, each.reason, figure(each.times), figure(each.size)]
    return Line(cells, f"message-{each.id}")


def _replay_all(visit: Visit) -> None:
    async def replay(_: Values) -> str:
        result = await visit.act(visit.services.quarantine.replay_all, visit.actor)
        return f"{_PATH}?done=all&kept={result.kept}&left={result.left}"

    about = visit.say(words.REPLAY_ALL_ABOUT)
    Asking(visit, words.REPLAY_ALL, replay, verb="replay-all", about=about).button()


@page(f"{_PATH}/{{number}}", Role.ADMIN, title=words.QUARANTINE)
async def message(visit: Visit, number: int) -> None:
    """One of them, as it came."""
    each = await visit.ask(visit.services.records.quarantined, number)
    payload = await visit.ask(visit.services.records.payload, number)
    text = payload.decode(errors="replace")
    said("a", visit.say(words.ALL_MESSAGES), href=_PATH)
    said("h1", visit.say(words.MESSAGE, number=number))
    with box("section", "card"):
        with box("dl", "facts"):
            for label, value in (
                (words.LAST_CAME, visit.moment(each.at_ms)),
                (words.TOPIC, each.topic),
                (words.REASON, each.reason),
                (words.TIMES, figure(each.times)),
                (words.SIZE, figure(each.size)),
            ):
                said("dt", visit.say(label))
                said("dd", value)
        with box("div", "row-of"):
            _replay(visit, number)
            _discard(visit, number)
            download = said("a", visit.say(words.DOWNLOAD), "button")
            download.props["href"] = f"/api/quarantine/{number}"
    with box("section", "card"):
        said("h2", visit.say(words.CONTENT))
        if len(text) > _MOST_SHOWN:
            said("p", visit.say(words.CUT, most=figure(_MOST_SHOWN)), "muted")
        came = visit.say(words.CONTENT)
        said("pre", text[:_MOST_SHOWN], "command", tabindex=0, role="region", aria_label=came)


def _replay(visit: Visit, number: int) -> None:
    async def replay(_: Values) -> str:
        await visit.act(visit.services.quarantine.replay, visit.actor, number)
        return f"{_PATH}?done=replayed"

    about = visit.say(words.REPLAY_ALL_ABOUT)
    Asking(visit, words.REPLAY, replay, verb="replay", about=about).button()


def _discard(visit: Visit, number: int) -> None:
    async def discard(_: Values) -> str:
        await visit.act(visit.services.quarantine.discard, visit.actor, number)
        return f"{_PATH}?done=discarded"

    about = visit.say(words.DISCARD_ABOUT)
    Asking(visit, words.DISCARD, discard, verb="discard", about=about, kind="danger").button()
