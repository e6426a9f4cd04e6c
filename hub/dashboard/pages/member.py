"""A member: for staff, and the training only with the member's consent."""

from typing import Literal

from hub.actions.actor import Role
from hub.dashboard.asking import show_done
from hub.dashboard.charts import member as charts
from hub.dashboard.charts.card import lengths, totals
from hub.dashboard.dom import box, said
from hub.dashboard.member_actions import actions, cards
from hub.dashboard.shell import page
from hub.dashboard.states import empty, state
from hub.dashboard.visit import Visit
from hub.dashboard.words import member as words
from hub.dashboard.words import members as list_words
from hub.dashboard.words.amounts import hours, number
from hub.dashboard.words.exercises import exercise as exercise_name
from hub.queries.records import Member
from hub.queries.statistics.member import ExerciseFigures, MemberFigures
from hub.queries.statistics.period import Length

_MOST_CHOICES = 12
Days = Literal["7", "30", "90"]


@page("/members/{member_id}", Role.STAFF, title=words.TITLE)
async def member(
    visit: Visit, member_id: str, *, days: Days = "30", exercise: str = "", done: str = ""
) -> None:
    """days: of the figures; exercise: whose tempo is shown; done: what was just done."""
    found = await visit.ask(visit.services.records.member, member_id)
    said("a", visit.say(words.BACK), href="/members")
    said("h1", found.name)
    show_done(visit, done, list_words.DONE)
    with box("div", "charts"):
        with box("section", "card"):
            _facts(visit, found)
            actions(visit, found)
        with box("section", "card", data_testid="cards"):
            cards(visit, found)
    if found.consent_ms is None:
        state(visit, words.CLOSED, words.CLOSED_WHY, "warn")
        return
    length = Length(int(days))
    figures = await visit.ask(visit.services.statistics.member, member_id, length)
    _training(visit, figures, exercise)


def _facts(visit: Visit, found: Member) -> None:
    with box("dl", "facts"):
        said("dt", visit.say(words.NUMBER))
        said("dd", found.id)
        said("dt", visit.say(words.ENROLLED))
        said("dd", visit.moment(found.created_ms))
        said("dt", visit.say(words.CONSENT))
        if found.consent_ms is None:
            consent = visit.say(words.NOT_AGREED)
        else:
            moment = visit.moment(found.consent_ms)
            consent = visit.say(words.AGREED_ON, moment=moment, version=found.consent_version)
        said("dd", consent, data_testid="consent")


def _training(visit: Visit, figures: MemberFigures, exercise: str) -> None:
    id_ = figures.member_id
    with box("div", "row-of spread"):
        lengths(visit, figures.period.days, f"/members/{id_}?days={{days}}")
        said("a", visit.say(words.SESSIONS_OF), href=f"/sessions?member={id_}")
    _totals(visit, figures)
    if figures.exercises:
        with box("div", "charts"):
            charts.how_often(visit, figures)
            charts.what(visit, figures)
            charts.form(visit, figures)
            charts.faults(visit, figures)
            _pace(visit, figures, exercise)
            charts.bests(visit, figures)
    else:
        empty(visit, words.EMPTY, words.EMPTY_WHY)
        charts.bests(visit, figures)


def _totals(visit: Visit, figures: MemberFigures) -> None:
    now, before = figures.totals, figures.before
    language = visit.language
    shown = (
        (words.DAYS_TRAINED, number(now.days_trained), number(before.days_trained)),
        (words.SESSIONS, number(now.sessions), number(before.sessions)),
        (words.SETS, number(now.sets), number(before.sets)),
        (words.REPS, number(now.reps), number(before.reps)),
        (words.TIME, hours(now.duration_s, language), hours(before.duration_s, language)),
    )
    totals(visit, figures.period.days, shown)


def _pace(visit: Visit, figures: MemberFigures, exercise: str) -> None:
    moved = [each for each in figures.exercises if each.whole.tempo_s is not None]
    if not moved:
        return
    chosen = next((each for each in moved if each.exercise == exercise), moved[0])
    with box("div", "stack"):
        _choices(visit, figures, moved, chosen)
        charts.pace(visit, chosen)


def _choices(
    visit: Visit,
    figures: MemberFigures,
    moved: list[ExerciseFigures],
    chosen: ExerciseFigures,
) -> None:
    base = f"/members/{figures.member_id}?days={figures.period.days}"
    with box("nav", "tabs", aria_label=visit.say(words.CHOOSE_EXERCISE)):
        for each in moved[:_MOST_CHOICES]:
            name = exercise_name(each.exercise, visit.language)
            link = said("a", name, "button", href=f"{base}&exercise={each.exercise}")
            if each is chosen:
                link.props["aria-current"] = "true"
