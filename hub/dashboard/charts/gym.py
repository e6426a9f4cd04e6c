"""The gym's figures as answers to the questions of whoever runs it."""

from hub.dashboard import theme
from hub.dashboard.charts.card import Grid, as_table, draw, question
from hub.dashboard.charts.heat import heat_table
from hub.dashboard.charts.options import Series, bars, lying_bars
from hub.dashboard.dom import said
from hub.dashboard.visit import Visit
from hub.dashboard.words import gym as words
from hub.dashboard.words.amounts import WEEKDAYS, hours, number, share, short_date
from hub.dashboard.words.exercises import condition, exercise
from hub.queries.statistics.gym import FaultUse, GymFigures, HourUse
from hub.queries.statistics.shares import LEAST

_MOST_BARS = 12
_MOST_ROWS = 100


def each_day(visit: Visit, figures: GymFigures) -> None:
    """Sessions a day, of members and of nobody known."""
    days = figures.period.days
    now, before = figures.totals.sessions, figures.before.sessions
    told = {"each": f"{now / days:,.1f}", "days": days}
    if before:
        change = f"{100 * (now - before) / before:+.0f} %"
        answer = visit.say(words.EACH_DAY_IS, change=change, **told)
    else:
        answer = visit.say(words.EACH_DAY_NEW, **told)
    title = visit.say(words.EACH_DAY)
    with question(title, answer, mark="each-day"):
        places = [short_date(each.date, visit.language) for each in figures.days]
        known = [each.sessions - each.anonymous for each in figures.days]
        nobody = [each.anonymous for each in figures.days]
        series = [
            Series(visit.say(words.MEMBERS), known),
            Series(visit.say(words.ANONYMOUS), nobody, theme.AWAY),
        ]
        draw(bars(places, series, stacked=True), answer)
        rows = [
            [place, number(each.sessions), number(each.anonymous)]
            for place, each in zip(places, figures.days, strict=True)
        ]
        heads = (words.DAY, words.SESSIONS, words.ANONYMOUS)
        as_table(visit, title, Grid(heads, rows, numbers=2))


def when(visit: Visit, figures: GymFigures) -> None:
    """Hours by weekdays, as a table that is coloured."""
    busiest = max(figures.hours, key=_in_use)
    is_large = _in_use(busiest) >= 1
    text = words.WHEN_IS if is_large else words.WHEN_IS_SMALL
    answer = visit.say(
        text,
        weekday=visit.say(WEEKDAYS[busiest.weekday]),
        hour=busiest.hour,
        next=(busiest.hour + 1) % 24,
        busy=f"{_in_use(busiest):.1f}",
        minutes=number(60 * _in_use(busiest)),
    )
    used = sorted({each.hour for each in figures.hours})
    scale = 1 if is_large else 60
    by_place = {(each.weekday, each.hour): scale * _in_use(each) for each in figures.hours}
    rows = [
        (f"{hour:02}:00", [by_place.get((weekday, hour), 0.0) for weekday in range(7)])
        for hour in range(used[0], used[-1] + 1)
    ]
    with question(visit.say(words.WHEN), answer, mark="when"):
        columns = [visit.say(each) for each in WEEKDAYS]
        caption = visit.say(words.HEAT if is_large else words.HEAT_SMALL)
        heat_table(caption, visit.say(words.HOUR), columns, rows)


def _in_use(each: HourUse) -> float:
    """Stations in use at once, in the mean of such hours."""
    return each.busy_s / 3600 / max(each.days, 1)


def stations(visit: Visit, figures: GymFigures) -> None:
    """Hours in use by station, the busiest first."""
    ranked = sorted(figures.stations, key=lambda each: (-each.busy_s, each.station_id))
    most, least = ranked[0], ranked[-1]
    told = {"most": most.station_id, "hours": hours(most.busy_s, visit.language)}
    if most is least:
        answer = visit.say(words.STATIONS_ONE, **told)
    else:
        told |= {"least": least.station_id, "hours_least": hours(least.busy_s, visit.language)}
        answer = visit.say(words.STATIONS_IS, **told)
    title = visit.say(words.STATIONS)
    with question(title, answer, mark="stations"):
        shown = ranked[:_MOST_BARS]
        values = [round(each.busy_s / 3600, 1) for each in shown]
        names = [each.station_id for each in shown]
        draw(lying_bars(names, [Series(visit.say(words.HOURS), values)]), answer, tall=True)
        _first(visit, len(shown), len(ranked))
        rows = [
            [
                each.station_id,
                hours(each.busy_s, visit.language),
                number(each.sessions),
                share(each.anonymous, each.sessions),
                number(each.reps),
            ]
            for each in ranked[:_MOST_ROWS]
        ]
        heads = (words.STATION, words.BUSY, words.SESSIONS, words.ANONYMOUS, words.REPS)
        as_table(visit, title, Grid(heads, rows, numbers=4))


def exercises(visit: Visit, figures: GymFigures) -> None:
    """Sets by exercise, the most trained first."""
    every = sum(each.sets for each in figures.exercises)
    most = figures.exercises[0]
    name = exercise(most.exercise, visit.language)
    answer = visit.say(words.EXERCISES_IS, exercise=name, share=share(most.sets, every))
    title = visit.say(words.EXERCISES)
    with question(title, answer, mark="exercises"):
        shown = figures.exercises[:_MOST_BARS]
        names = [exercise(each.exercise, visit.language) for each in shown]
        series = Series(visit.say(words.SETS), [each.sets for each in shown])
        draw(lying_bars(names, [series]), answer, tall=True)
        _first(visit, len(shown), len(figures.exercises))
        rows = [
            [
                exercise(each.exercise, visit.language),
                number(each.sets),
                share(each.sets, every),
                number(each.reps),
                share(each.good_reps, each.judged_reps),
            ]
            for each in figures.exercises[:_MOST_ROWS]
        ]
        heads = (words.EXERCISE, words.SETS, words.SHARE, words.REPS, words.GOOD)
        as_table(visit, title, Grid(heads, rows, numbers=4))


def faults(visit: Visit, figures: GymFigures) -> None:
    """Conditions by the share of judged repetitions that broke them."""
    ranked = sorted(
        (each for each in figures.faults if each.ok + each.fault >= LEAST),
        key=lambda each: -_broken(each),
    )
    title = visit.say(words.FAULTS)
    if not ranked:
        with question(title, visit.say(words.FAULTS_NONE), mark="faults"):
            return
    worst = ranked[0]
    answer = visit.say(
        words.FAULTS_IS,
        exercise=exercise(worst.exercise, visit.language),
        condition=condition(worst.exercise, worst.condition, visit.language),
        share=share(worst.fault, worst.ok + worst.fault),
    )
    with question(title, answer, mark="faults"):
        shown = ranked[:_MOST_BARS]
        values = [round(100 * _broken(each), 1) for each in shown]
        series = Series(visit.say(words.PERCENT_BROKEN), values, theme.SERIES[1])
        draw(lying_bars([_name(visit, each) for each in shown], [series]), answer, tall=True)
        _first(visit, len(shown), len(ranked))
        rows = [
            [
                exercise(each.exercise, visit.language),
                condition(each.exercise, each.condition, visit.language),
                number(each.fault),
                number(each.ok + each.fault),
                share(each.fault, each.ok + each.fault),
                number(each.not_judged),
            ]
            for each in ranked[:_MOST_ROWS]
        ]
        heads = (words.EXERCISE, words.CONDITION, words.FAULTY, words.JUDGED)
        grid = Grid((*heads, words.SHARE, words.NOT_JUDGED), rows, numbers=4)
        as_table(visit, title, grid)


def _broken(each: FaultUse) -> float:
    return each.fault / (each.ok + each.fault)


def _name(visit: Visit, each: FaultUse) -> str:
    broken = condition(each.exercise, each.condition, visit.language)
    return f"{exercise(each.exercise, visit.language)}: {broken}"


def _first(visit: Visit, shown: int, every: int) -> None:
    if shown < every:
        said("p", visit.say(words.FIRST, number=shown, all=every), "muted")
