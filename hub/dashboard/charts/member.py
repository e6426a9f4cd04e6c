"""A member's figures as answers to a coach's questions."""

from collections.abc import Sequence

from hub.dashboard import theme
from hub.dashboard.charts.card import Grid, as_table, draw, question
from hub.dashboard.charts.options import Series, bars, lines, lying_bars
from hub.dashboard.dom import box, said, table_body
from hub.dashboard.visit import Visit
from hub.dashboard.words import member as words
from hub.dashboard.words.amounts import NONE, number, range_of_motion, seconds, share, short_date
from hub.dashboard.words.exercises import condition, exercise
from hub.queries.statistics.bests import Best, BestKind
from hub.queries.statistics.faults import Fault
from hub.queries.statistics.member import ExerciseFigures, MemberFigures, Point
from hub.queries.statistics.shares import LEAST

_MOST_CURVES = 4
_MOST_BARS = 8
_MOST_FAULTS = 5


def how_often(visit: Visit, figures: MemberFigures) -> None:
    """Bars of repetitions by day."""
    now, before = figures.totals.days_trained, figures.before.days_trained
    told = {"days": now, "length": figures.period.days}
    if now == before:
        answer = visit.say(words.HOW_OFTEN_SAME, **told)
    else:
        text = words.MORE_DAYS if now > before else words.FEWER_DAYS
        change = visit.say(text, number=abs(now - before))
        answer = visit.say(words.HOW_OFTEN_IS, change=change, **told)
    title = visit.say(words.HOW_OFTEN)
    with question(title, answer, mark="how-often"):
        places = [short_date(each.date, visit.language) for each in figures.days]
        draw(
            bars(places, [Series(visit.say(words.SETS), [each.sets for each in figures.days])]),
            answer,
        )
        rows = [
            [
                short_date(each.date, visit.language),
                *map(number, (each.sessions, each.sets, each.reps)),
            ]
            for each in figures.days
            if each.sessions
        ]
        heads = (words.DAY, words.SESSIONS, words.SETS, words.REPS)
        as_table(visit, title, Grid(heads, rows, numbers=3))


def what(visit: Visit, figures: MemberFigures) -> None:
    """Lying bars of sets by exercise, these days and before."""
    most = figures.exercises[0]
    name = exercise(most.exercise, visit.language)
    whole = most.whole
    told = {"exercise": name, "reps": number(whole.reps), "sets": number(whole.sets)}
    if whole.reps:
        answer = visit.say(words.WHAT_IS, **told)
    else:
        answer = visit.say(words.WHAT_HELD, held=seconds(whole.hold_s, visit.language), **told)
    title = visit.say(words.WHAT)
    with question(title, answer, mark="what"):
        shown = figures.exercises[:_MOST_BARS]
        names = [exercise(each.exercise, visit.language) for each in shown]
        series = [
            Series(visit.say(words.NOW), [each.whole.sets for each in shown]),
            Series(visit.say(words.THEN), [each.before.sets for each in shown], theme.AWAY),
        ]
        draw(lying_bars(names, series), answer, tall=True)
        rows = [
            [
                exercise(each.exercise, visit.language),
                number(each.whole.sets),
                number(each.whole.reps),
                seconds(each.whole.hold_s, visit.language),
                number(each.before.sets),
                number(each.before.reps),
            ]
            for each in figures.exercises
        ]
        heads = (
            words.EXERCISE,
            words.SETS,
            words.REPS,
            words.HELD,
            words.SETS_BEFORE,
            words.REPS_BEFORE,
        )
        as_table(visit, title, Grid(heads, rows, numbers=5))


def form(visit: Visit, figures: MemberFigures) -> None:
    """Curves of the share of good repetitions, by exercise."""
    judged = [each for each in figures.exercises if each.whole.judged_reps >= LEAST]
    title = visit.say(words.FORM)
    answer = " ".join(_form(visit, each) for each in judged[:_MOST_CURVES])
    with question(title, answer or visit.say(words.FORM_NONE), mark="form"):
        if not judged:
            return
        places = [short_date(each.first, visit.language) for each in judged[0].points]
        series = [
            Series(
                exercise(each.exercise, visit.language),
                [_good_percent(point) for point in each.points],
                theme.SERIES[place],
            )
            for place, each in enumerate(judged[:_MOST_CURVES])
        ]
        draw(lines(places, series, unit=" %", top=100), answer)
        rows = [
            [
                exercise(each.exercise, visit.language),
                short_date(point.first, visit.language),
                number(point.judged_reps),
                share(point.good_reps, point.judged_reps),
            ]
            for each in judged
            for point in each.points
            if point.judged_reps
        ]
        heads = (words.EXERCISE, words.FROM, words.JUDGED, words.GOOD)
        as_table(visit, title, Grid(heads, rows, numbers=2))


def _form(visit: Visit, each: ExerciseFigures) -> str:
    name = exercise(each.exercise, visit.language)
    now = share(each.whole.good_reps, each.whole.judged_reps)
    if each.before.judged_reps < LEAST:
        return visit.say(words.FORM_NEW, exercise=name, now=now)
    then = share(each.before.good_reps, each.before.judged_reps)
    return visit.say(words.FORM_IS, exercise=name, now=now, then=then)


def _good_percent(point: Point) -> float | None:
    if point.judged_reps < LEAST:
        return None
    return round(100 * point.good_reps / point.judged_reps, 1)


def faults(visit: Visit, figures: MemberFigures) -> None:
    """The faults that recur, as a table: how often, and whether that changes."""
    recurring = [each for each in figures.faults if each.recurs]
    title = visit.say(words.FAULTS)
    answer = _fault_answer(visit, recurring[0]) if recurring else visit.say(words.FAULTS_NONE)
    with question(title, answer, mark="faults"):
        if recurring:
            _fault_table(visit, recurring[:_MOST_FAULTS])
        if len(recurring) > _MOST_FAULTS:
            with box("details"):
                said("summary", visit.say(words.MORE, number=len(recurring) - _MOST_FAULTS))
                _fault_table(visit, recurring[_MOST_FAULTS:])


def _fault_table(visit: Visit, shown: Sequence[Fault]) -> None:
    heads = (words.EXERCISE, words.CONDITION, words.IN_SESSIONS, words.FAULTY, words.TREND)
    with table_body(visit.say(words.FAULTS), [visit.say(head) for head in heads]):
        for each in shown:
            _fault_row(visit, each)


def _fault_answer(visit: Visit, each: Fault) -> str:
    return visit.say(
        words.FAULTS_IS,
        exercise=exercise(each.exercise, visit.language),
        condition=condition(each.exercise, each.condition, visit.language),
        sessions=each.sessions,
        judged=each.sessions_judged,
        share=share(each.faults, each.judged),
    )


_LEVELS = {"better": "good", "worse": "bad"}


def _fault_row(visit: Visit, each: Fault) -> None:
    with box("tr"):
        said("td", exercise(each.exercise, visit.language))
        said("td", condition(each.exercise, each.condition, visit.language))
        said("td", f"{each.sessions} / {each.sessions_judged}")
        said("td", share(each.faults, each.judged))
        with box("td"):
            halves = f"{share(each.early_faults, each.early_judged)} → "
            said("span", halves + share(each.late_faults, each.late_judged))
            word = visit.say(words.TRENDS[each.trend.value])
            said("span", word, f"trend {_LEVELS.get(each.trend.value, '')}")


def bests(visit: Visit, figures: MemberFigures) -> None:
    """Personal bests: a row for each exercise, each with the way to its session."""
    if not figures.bests:
        return
    new = sum(each.is_new for each in figures.bests)
    answer = visit.say(words.BESTS_IS, number=new) if new else visit.say(words.BESTS_OLD)
    title = visit.say(words.BESTS)
    found = {(each.exercise, each.kind): each for each in figures.bests}
    with question(title, answer, mark="bests"), box("div", "table-box", tabindex=0) as outer:
        outer.props["role"] = "region"
        outer.props["aria-label"] = title
        with box("table", "table", aria_label=title):
            with box("thead"), box("tr"):
                said("th", visit.say(words.EXERCISE), scope="col")
                for kind in BestKind:
                    said("th", visit.say(words.BEST_KINDS[kind.value]), scope="col")
            with box("tbody"):
                for name in dict.fromkeys(each.exercise for each in figures.bests):
                    with box("tr"):
                        said("th", exercise(name, visit.language), scope="row")
                        for kind in BestKind:
                            with box("td"):
                                _best(visit, found.get((name, kind)))


def _best(visit: Visit, each: Best | None) -> None:
    if each is None:
        said("span", NONE, "muted")
        return
    said("span", _best_value(visit, each), "strong")
    if each.is_new:
        said("span", visit.say(words.NEW), "tag")
    with box("div"):
        said("a", visit.moment(each.at_ms), "small", href=f"/sessions/{each.session_id}")


def _best_value(visit: Visit, each: Best) -> str:
    if each.kind is BestKind.GOOD_SHARE:
        return share(each.value, 1.0)
    if each.kind is BestKind.HOLD_S:
        return seconds(each.value, visit.language)
    return number(each.value)


def pace(visit: Visit, each: ExerciseFigures) -> None:
    """Tempo and range of motion of one exercise, as two curves."""
    name = exercise(each.exercise, visit.language)
    answer = visit.say(
        words.PACE_IS,
        tempo=seconds(each.whole.tempo_s, visit.language),
        range=range_of_motion(each.whole.range_of_motion, each.unit, visit.language),
        tempo_before=seconds(each.before.tempo_s, visit.language),
        range_before=range_of_motion(each.before.range_of_motion, each.unit, visit.language),
    )
    title = visit.say(words.PACE, exercise=name)
    with question(title, answer, mark="pace"):
        places = [short_date(point.first, visit.language) for point in each.points]
        tempo = [_rounded(point.tempo_s, 2) for point in each.points]
        ranges = [_rounded(point.range_of_motion, 2) for point in each.points]
        unit = "°" if each.unit == "deg" else ""
        draw(lines(places, [Series(visit.say(words.TEMPO), tempo)], unit=" s"), answer)
        draw(
            lines(places, [Series(visit.say(words.RANGE), ranges, theme.SERIES[1])], unit=unit),
            answer,
        )
        rows = [
            [
                short_date(point.first, visit.language),
                seconds(point.tempo_s, visit.language),
                range_of_motion(point.range_of_motion, each.unit, visit.language),
            ]
            for point in each.points
            if point.reps
        ]
        as_table(visit, title, Grid((words.FROM, words.TEMPO, words.RANGE), rows, numbers=2))


def _rounded(value: float | None, digits: int) -> float | None:
    return None if value is None else round(value, digits)
