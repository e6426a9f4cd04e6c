"""What staff can put right about a session."""

from edge.errors import RefusedError
from hub.actions.amend import MOST_REPS, Amendment, Kind
from hub.dashboard.asking import Asking, Values
from hub.dashboard.fields import choice_field, text_field
from hub.dashboard.people import member_field, member_of
from hub.dashboard.visit import Visit
from hub.dashboard.words import asking
from hub.dashboard.words import session as words
from hub.dashboard.words.exercises import exercise, exercises
from hub.queries.sessions import SessionLine, SetLine

_LONGEST_REASON = 500


def correct_button(visit: Visit, session_id: str, line: SetLine) -> None:
    """For one set: its exercise, its count, or both."""

    async def correct(values: Values) -> str:
        named, counted = values["exercise"], int(values["rep_count"])
        if (named, counted) == (line.exercise, line.rep_count):
            raise RefusedError(visit.say(words.NOTHING))
        amendment = Amendment(
            session_id,
            Kind.CORRECT,
            values["reason"],
            number=line.number,
            exercise=named if named != line.exercise else None,
            rep_count=counted if counted != line.rep_count else None,
        )
        return await _amend(visit, amendment)

    name = f"{line.number}. {exercise(line.exercise, visit.language)}"
    Asking(
        visit,
        words.CORRECT,
        correct,
        lambda: _set_fields(visit, line),
        verb="amend",
        about=visit.say(words.CORRECT_ABOUT),
        name=name,
    ).button()


def _set_fields(visit: Visit, line: SetLine) -> None:
    names = {id_: exercise(id_, visit.language) for id_ in (*exercises(), "other")}
    names.setdefault(line.exercise, exercise(line.exercise, visit.language))
    choice_field("exercise", visit.say(words.EXERCISE), names, line.exercise)
    text_field(
        "rep_count",
        visit.say(words.COUNT),
        str(line.rep_count),
        type="number",
        min=0,
        max=MOST_REPS,
        required=True,
    )
    _reason(visit)


def whose_buttons(visit: Visit, line: SessionLine) -> None:
    """For the whole session: give it to a member, or to nobody."""

    def fill() -> None:
        member_field(visit, "member", visit.say(words.WHICH), required=True)
        _reason(visit)

    async def reassign(values: Values) -> str:
        member_id = member_of(values["member"])
        if member_id is None:
            raise RefusedError(visit.say(words.CHOOSE))
        reason = values["reason"]
        return await _amend(visit, Amendment(line.id, Kind.REASSIGN, reason, member_id=member_id))

    async def anonymise(values: Values) -> str:
        return await _amend(visit, Amendment(line.id, Kind.ANONYMISE, values["reason"]))

    about = visit.say(words.REASSIGN_ABOUT)
    Asking(visit, words.REASSIGN, reassign, fill, verb="reassign", about=about).button()
    if line.member_id is not None:
        Asking(
            visit,
            words.ANONYMISE,
            anonymise,
            lambda: _reason(visit),
            verb="anonymise",
            about=visit.say(words.ANONYMISE_ABOUT),
            kind="danger",
        ).button()


def _reason(visit: Visit) -> None:
    label = visit.say(asking.REASON)
    text_field("reason", label, required=True, maxlength=_LONGEST_REASON)


async def _amend(visit: Visit, amendment: Amendment) -> str:
    await visit.act(visit.services.amendments.amend, visit.actor, amendment)
    return f"/sessions/{amendment.session_id}?done={amendment.kind}"
