"""What staff changed, without names of members."""

from hub.actions.actor import Role
from hub.dashboard.dom import box
from hub.dashboard.markup import Line, rows_table
from hub.dashboard.sections import PAGE, head, turn
from hub.dashboard.shell import page
from hub.dashboard.states import empty
from hub.dashboard.visit import Visit
from hub.dashboard.words import admin as words
from hub.queries.records import AuditLine

_PATH = "/admin/audit"


@page(_PATH, Role.ADMIN, title=words.AUDIT)
async def audit(visit: Visit, *, cursor: str = "") -> None:
    """cursor: of the page before."""
    found = await visit.ask(visit.services.records.audit, cursor or None, PAGE)
    head(visit, _PATH)
    if not found.items:
        empty(visit, words.NO_AUDIT, words.NO_AUDIT_WHY)
        return
    heads = (words.WHEN, words.BY, words.WHAT, words.SUBJECT, words.FROM, words.DETAIL)
    with box("section", "card"):
        lines = [Line(_row(visit, each)) for each in found.items]
        rows_table(visit.say(words.AUDIT), [visit.say(text) for text in heads], lines)
        turn(visit, _PATH, found.next, is_first=not cursor)


def _row(visit: Visit, each: AuditLine) -> list[str]:
    known = words.WHATS.get(each.action)
    return [
        visit.moment(each.at_ms),
        each.account,
        visit.say(known) if known else each.action,
        each.subject,
        each.address,
        ", ".join(f"{key}: {value}" for key, value in each.detail.items()),
    ]
