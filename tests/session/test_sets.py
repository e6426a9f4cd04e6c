"""What a set is called, and what it comes to."""

from dataclasses import replace

import pytest

from edge.exercise.values import Phase, Rep, SetProgress, Verdict
from edge.session.events import (
    HoldCounted,
    RepsRenamed,
    SetEnded,
    TargetReached,
)
from tests.fakes.session import FAULT, NOT_JUDGED, OK, Floor


def test_what_the_recogniser_calls_other_between_sets_ends_nothing():
    floor = Floor().enter(1)
    floor.reps(1)
    floor.now_s += 1
    floor.see(SetProgress("other", floor.now_s, 0, Phase.UNKNOWN))
    floor.reps(1)
    assert floor.told(SetEnded) == []


def test_a_late_name_takes_the_repetitions_counted_as_other():
    floor = Floor(targets={"squat": 4}).enter(1)
    unnamed = floor.reps(3, "other")
    named = [replace(rep, exercise="squat") for rep in unnamed]
    floor.finish("squat", *named)
    floor.rep("squat")
    floor.end()
    (renamed,) = floor.told(RepsRenamed)
    assert (renamed.exercise, renamed.count, renamed.withdrawn) == ("squat", 3, 3)
    assert [(s.exercise, s.rep_count) for s in floor.summaries[0].sets] == [("squat", 4)]
    assert [event.target for event in floor.told(TargetReached)] == [4.0]


def test_what_only_the_count_without_a_name_saw_is_not_lost():
    floor = Floor().enter(1)
    unnamed = floor.reps(4, "other")
    floor.finish("squat", *(replace(rep, exercise="squat") for rep in unnamed[1:]))
    floor.end()
    (each,) = floor.summaries[0].sets
    assert (each.exercise, each.rep_count) == ("squat", 4)
    assert [rep.range_of_motion for rep in each.reps] == [None, 90.0, 90.0, 90.0]
    assert each.range_of_motion.mean == 90.0
    assert [rep.index for rep in floor.told(RepsRenamed)[0].reps] == [1, 2, 3, 4]


def test_one_likeness_names_no_set():
    floor = Floor().enter(1)
    unnamed = floor.reps(6, "other")
    floor.finish("push_up", replace(unnamed[-1], exercise="push_up"))
    floor.end()
    assert [(each.exercise, each.rep_count) for each in floor.summaries[0].sets] == [("other", 6)]


def test_a_named_exercise_after_an_unnamed_one_is_another_set():
    floor = Floor().enter(1)
    floor.reps(3, "other")
    floor.reps(2, "squat")
    floor.end()
    sets = floor.summaries[0].sets
    assert [(each.exercise, each.rep_count) for each in sets] == [("other", 3), ("squat", 2)]


def test_a_movement_told_again_by_another_name_counts_once():
    floor = Floor().enter(1)
    reps = floor.reps(3, "squat")
    floor.finish("lunge", *(replace(rep, exercise="lunge") for rep in reps))
    floor.wait(25)
    floor.finish("deadlift", *(replace(rep, exercise="deadlift") for rep in reps))
    floor.end()
    assert [(each.exercise, each.rep_count) for each in floor.summaries[0].sets] == [("squat", 3)]


def test_a_hold_counts_its_seconds():
    floor = Floor(targets={"plank": 5}).enter(1)
    floor.hold(7.5)
    floor.end()
    (each,) = floor.summaries[0].sets
    assert each.exercise == "plank"
    assert each.hold_s == each.tension_s == pytest.approx(7.5, abs=0.01)
    assert each.rep_count == 0
    assert each.conditions[0].ok == len(floor.told(HoldCounted)) == 7
    assert [(event.target, event.unit) for event in floor.told(TargetReached)] == [(5.0, "s")]


def test_a_second_hold_begins_at_nothing():
    floor = Floor().enter(1)
    floor.hold(5)
    floor.wait(30)
    floor.hold(8)
    floor.end()
    held_s = [each.hold_s for each in floor.summaries[0].sets]
    assert held_s == [pytest.approx(5, abs=0.01), pytest.approx(8, abs=0.01)]


def test_no_hold_is_longer_than_the_time_it_could_take():
    floor = Floor().enter(1)
    floor.held_s = 500.0  # of a tracker that was not restarted
    floor.hold(2)
    floor.end()
    assert floor.summaries[0].sets[0].hold_s <= 2.2


def test_a_set_tells_tempo_range_faults_and_tension():
    floor = Floor().enter(1)
    floor.rep(lasts_s=2.0, conditions=(OK,), range_deg=80.0)
    floor.rep(lasts_s=4.0, conditions=(FAULT,), range_deg=100.0)
    floor.rep(lasts_s=3.0, conditions=(NOT_JUDGED,), range_deg=90.0)
    floor.end()
    (each,) = floor.summaries[0].sets
    assert (each.rep_count, each.good_reps, each.judged_reps) == (3, 1, 2)
    assert (each.tempo.mean_s, each.tempo.fastest_s, each.tempo.slowest_s) == (3.0, 2.0, 4.0)
    assert (each.tempo.outward_share, each.tempo.return_share) == (0.4, 0.6)
    rom = each.range_of_motion
    assert (rom.mean, rom.least, rom.most, rom.unit) == (90.0, 80.0, 100.0, "deg")
    (depth,) = each.conditions
    assert (depth.ok, depth.fault, depth.not_judged) == (1, 1, 1)
    assert each.tension_s == 9.0
    assert [rep.verdict for rep in each.reps] == [Verdict.OK, Verdict.FAULT, Verdict.NOT_JUDGED]
    assert each.reps[1].faults == ("depth",)


def test_a_repetition_that_becomes_known_late_may_be_the_first():
    floor = Floor().enter(1).wait(5)
    early = Rep("squat", 1, floor.now_s - 3, floor.now_s - 2, floor.now_s - 1, floor.now_s, 90.0)
    floor.reps(2)
    floor.finish("squat", early)
    floor.end()
    (summary,) = floor.summaries
    assert summary.sets[0].start_s == 0.0
    assert summary.start_s == early.start_s
    assert [rep.start_s for rep in summary.sets[0].reps] == [0.0, 3.0, 5.0]
