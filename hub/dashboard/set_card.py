"""One set of a session: what was done, how well, and what staff put right."""

from hub.dashboard.dom import box, said, table
from hub.dashboard.markup import Line, rows_table
from hub.dashboard.visit import Visit
from hub.dashboard.words import session as words
from hub.dashboard.words import sessions as list_words
from hub.dashboard.words.amounts import NONE, number, range_of_motion, seconds, share
from hub.dashboard.words.exercises import condition, exercise
from hub.queries.sessions import SetLine


def set_card(visit: Visit, line: SetLine) -> None:
    """Its heading, facts, conditions and repetitions; more is put beside it by the page."""
    name = exercise(line.exercise, visit.language)
    with box("div", "row-of spread"):
        said("h2", f"{line.number}. {name}")
        said("p", _amount(visit, line), "amount", data_testid=f"set-{line.number}-reps")
    _said(visit, line)
    _facts(visit, line)
    _conditions(visit, line, name)
    if line.reps:
        _reps(visit, line)


def _amount(visit: Visit, line: SetLine) -> str:
    held = visit.say(words.HELD, seconds=seconds(line.hold_s, visit.language))
    counted = visit.say(words.REPS, number=number(line.rep_count))
    if line.hold_s > 0:
        return f"{counted}, {held}" if line.rep_count else held
    return counted


def _said(visit: Visit, line: SetLine) -> None:
    if (line.exercise, line.rep_count) == (line.said_exercise, line.said_rep_count):
        return
    with box("p", "row-of"):
        said("span", visit.say(list_words.AMENDED), "tag")
        station = exercise(line.said_exercise, visit.language)
        said("span", visit.say(words.SAID, exercise=station, number=line.said_rep_count), "muted")


def _facts(visit: Visit, line: SetLine) -> None:
    with box("dl", "facts"):
        said("dt", visit.say(words.GOOD))
        if line.judged_reps:
            whole = visit.say(words.GOOD_OF, good=line.good_reps, judged=line.judged_reps)
            said("dd", f"{share(line.good_reps, line.judged_reps)} ({whole})")
        else:
            said("dd", visit.say(words.NO_JUDGEMENT))
        if line.tempo:
            parts = {
                name: seconds(line.tempo.get(f"{name}_s"), visit.language)
                for name in ("mean", "fastest", "slowest")
            }
            said("dt", visit.say(words.TEMPO))
            said("dd", visit.say(words.TEMPO_IS, **parts))
        if line.range_of_motion:
            unit = str(line.range_of_motion.get("unit", ""))
            ranges = {
                name: range_of_motion(line.range_of_motion.get(name), unit, visit.language)
                for name in ("mean", "least", "most")
            }
            said("dt", visit.say(words.RANGE))
            said("dd", visit.say(words.RANGE_IS, **ranges))
        if line.partial_reps:
            said("dt", visit.say(words.PARTIAL))
            said("dd", number(line.partial_reps))


def _conditions(visit: Visit, line: SetLine, name: str) -> None:
    if not line.conditions:
        return
    if line.exercise != line.said_exercise:
        said("p", visit.say(words.OTHERWISE), "muted")
    judged_as = exercise(line.said_exercise, visit.language)
    caption = visit.say(words.CONDITIONS, exercise=judged_as or name)
    if line.hold_s > 0:
        caption = f"{caption} ({visit.say(words.HOLD_SECONDS)})"
    rows = [
        [
            condition(line.said_exercise, each.condition, visit.language),
            number(each.ok),
            number(each.fault),
            number(each.not_judged),
        ]
        for each in line.conditions
    ]
    heads = [words.CONDITION, words.OK, words.FAULT, words.NOT_JUDGED]
    table(caption, [visit.say(head) for head in heads], rows, numbers=3)
    if any(each.not_judged for each in line.conditions):
        said("p", visit.say(words.WHY_NOT), "muted")


def _reps(visit: Visit, line: SetLine) -> None:
    unit = str((line.range_of_motion or {}).get("unit", ""))
    rows = []
    for place, rep in enumerate(line.reps, start=1):
        start_s, end_s = float(rep["start_s"]), float(rep["end_s"])
        faults = [
            condition(line.said_exercise, str(each), visit.language) for each in rep["faults"]
        ]
        verdict = words.VERDICTS.get(str(rep["verdict"]))
        form = visit.say(verdict) if verdict else NONE
        rows.append(
            [
                str(place),
                f"{form}: {', '.join(faults)}" if faults else form,
                seconds(start_s - line.start_s, visit.language),
                seconds(end_s - start_s, visit.language),
                range_of_motion(rep["range_of_motion"], unit, visit.language),
            ]
        )
    heads = [words.REP_NUMBER, words.VERDICT, words.AT, words.TOOK, words.RANGE]
    with box("details"):
        said("summary", visit.say(words.EACH_REP))
        lines = [Line(row) for row in rows]
        rows_table(visit.say(words.EACH_REP), [visit.say(each) for each in heads], lines, numbers=3)
