"""The session's state machine, told as short plays."""

from dataclasses import replace

import pytest

from edge.exercise.values import Phase, Rep, SetProgress, Verdict
from edge.member.identity import Identity, Method
from edge.session.events import (
    HoldCounted,
    Identified,
    IdentityWithdrawn,
    PartialCounted,
    PhaseChanged,
    RepCounted,
    RepsRenamed,
    SessionPhase,
    SessionStarted,
    SetEnded,
    SetStarted,
    TargetReached,
    TrackerReset,
)
from edge.session.moment import Moment, Presence
from edge.session.summary import SessionEnd, SetEnd
from tests.fakes.session import FAULT, NOT_JUDGED, OK, WALL_S, Floor


def phases(floor: Floor) -> list[SessionPhase]:
    return [event.phase for event in floor.told(PhaseChanged)]


def set_of(floor: Floor, count: int, exercise: str = "squat", **how: object) -> list[Rep]:
    return [floor.rep(exercise, **how) for _ in range(count)]


def test_a_visit_goes_through_every_phase():
    floor = Floor().enter(1)
    set_of(floor, 3)
    floor.wait(25)
    floor.leave().wait(61)
    assert phases(floor) == [
        SessionPhase.APPROACHING,
        SessionPhase.WORKING,
        SessionPhase.RESTING,
        SessionPhase.LEFT,
        SessionPhase.EMPTY,
    ]
    (summary,) = floor.summaries
    assert summary.ended_by is SessionEnd.LEFT
    assert not summary.interrupted
    assert [(each.exercise, each.rep_count) for each in summary.sets] == [("squat", 3)]


def test_rest_ends_a_set_and_the_rests_stand_on_both_sides():
    floor = Floor().enter(1)
    set_of(floor, 2)
    floor.wait(30)
    set_of(floor, 3)
    floor.leave().wait(61)
    first, second = floor.summaries[0].sets
    assert (first.ended_by, second.ended_by) == (SetEnd.REST, SetEnd.REST)
    assert first.rest_before_s is None
    assert first.rest_after_s == second.rest_before_s == pytest.approx(30)
    assert second.rest_after_s is None
    assert [event.count for event in floor.told(RepCounted)] == [1, 2, 1, 2, 3]
    assert [event.rep.index for event in floor.told(RepCounted)] == [1, 2, 1, 2, 3]


def test_a_pause_shorter_than_the_rest_is_within_the_set():
    floor = Floor(rest_ends_set_s=20.0).enter(1)
    set_of(floor, 2)
    floor.wait(17)
    set_of(floor, 1)
    assert len(floor.told(SetStarted)) == 1


def test_another_exercise_ends_the_set():
    floor = Floor().enter(1)
    set_of(floor, 2, "squat")
    set_of(floor, 3, "lunge")
    floor.end()
    assert [(s.exercise, s.rep_count, s.ended_by) for s in floor.summaries[0].sets] == [
        ("squat", 2, SetEnd.CHANGE),
        ("lunge", 3, SetEnd.SESSION),
    ]


def test_what_the_recogniser_calls_other_between_sets_ends_nothing():
    floor = Floor().enter(1)
    set_of(floor, 1)
    floor.now_s += 1
    floor.see(SetProgress("other", floor.now_s, 0, Phase.UNKNOWN))
    set_of(floor, 1)
    assert floor.told(SetEnded) == []


def test_a_late_name_takes_the_repetitions_counted_as_other():
    floor = Floor(targets={"squat": 4}).enter(1)
    unnamed = set_of(floor, 3, "other")
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
    unnamed = set_of(floor, 4, "other")
    floor.finish("squat", *(replace(rep, exercise="squat") for rep in unnamed[1:]))
    floor.end()
    (each,) = floor.summaries[0].sets
    assert (each.exercise, each.rep_count) == ("squat", 4)
    assert [rep.range_of_motion for rep in each.reps] == [None, 90.0, 90.0, 90.0]
    assert each.range_of_motion.mean == 90.0
    assert [rep.index for rep in floor.told(RepsRenamed)[0].reps] == [1, 2, 3, 4]


def test_one_likeness_names_no_set():
    floor = Floor().enter(1)
    unnamed = set_of(floor, 6, "other")
    floor.finish("push_up", replace(unnamed[-1], exercise="push_up"))
    floor.end()
    assert [(each.exercise, each.rep_count) for each in floor.summaries[0].sets] == [("other", 6)]


def test_a_named_exercise_after_an_unnamed_one_is_another_set():
    floor = Floor().enter(1)
    set_of(floor, 3, "other")
    set_of(floor, 2, "squat")
    floor.end()
    sets = floor.summaries[0].sets
    assert [(each.exercise, each.rep_count) for each in sets] == [("other", 3), ("squat", 2)]


def test_a_movement_told_again_by_another_name_counts_once():
    floor = Floor().enter(1)
    reps = set_of(floor, 3, "squat")
    floor.finish("lunge", *(replace(rep, exercise="lunge") for rep in reps))
    floor.wait(25)
    floor.finish("deadlift", *(replace(rep, exercise="deadlift") for rep in reps))
    floor.end()
    assert [(each.exercise, each.rep_count) for each in floor.summaries[0].sets] == [("squat", 3)]


def test_moments_without_a_pose_end_no_set():
    floor = Floor(rest_ends_set_s=20.0).enter(1)
    set_of(floor, 2)
    floor.leave().wait(2)
    floor.enter(1)
    set_of(floor, 2)
    assert len(floor.told(SetStarted)) == 1
    assert SessionPhase.LEFT not in phases(floor)


def test_whoever_comes_back_soon_goes_on_with_the_session():
    floor = Floor(left_after_s=60.0).enter(1)
    set_of(floor, 2)
    floor.leave().wait(50)
    floor.enter(1)
    set_of(floor, 2)
    floor.leave().wait(61)
    (summary,) = floor.summaries
    assert [each.rep_count for each in summary.sets] == [2, 2]


def test_another_athlete_ends_the_session_at_once():
    floor = Floor().enter(1)
    set_of(floor, 2)
    floor.enter(2)
    set_of(floor, 3)
    floor.end()
    first, second = floor.summaries
    assert (first.rep_count, second.rep_count) == (2, 3)
    assert first.ended_by is SessionEnd.HANDED_OVER
    assert (first.sequence, second.sequence) == (1, 2)
    assert first.id < second.id
    assert len(floor.told(TrackerReset)) >= 2


def test_the_progress_of_the_moment_of_a_hand_over_is_nobodys():
    floor = Floor().enter(1)
    set_of(floor, 1)
    floor.athlete = 2
    floor.attempt()
    floor.rep()
    floor.end()
    first, second = floor.summaries
    assert first.sets[0].partial_reps == second.sets[0].partial_reps == 0


def test_a_tracker_that_was_not_restarted_credits_nothing_of_the_first_athlete():
    floor = Floor().enter(1)
    reps = set_of(floor, 2)
    floor.enter(2)
    floor.finish("squat", *reps)
    floor.leave().wait(61)
    assert [each.rep_count for each in floor.summaries] == [2]


def test_a_visit_without_work_leaves_no_summary():
    floor = Floor().enter(1).known("m1")
    floor.attempt()
    floor.wait(30).leave().wait(61)
    assert floor.summaries == []
    assert floor.told(SessionStarted) == []
    assert phases(floor)[-1] is SessionPhase.EMPTY


def test_somebody_passing_is_not_met():
    floor = Floor()
    moment = Moment(1.0, WALL_S, Presence.PASSING)
    assert floor.machine.update(moment) == ()
    assert floor.machine.phase is SessionPhase.EMPTY


def test_small_movements_before_a_set_belong_to_it():
    floor = Floor().enter(1)
    floor.attempt()
    floor.attempt()
    set_of(floor, 2)
    floor.attempt()
    floor.end()
    (each,) = floor.summaries[0].sets
    assert (each.rep_count, each.partial_reps) == (2, 3)
    assert [event.count for event in floor.told(PartialCounted)] == [1, 2, 3]


def test_small_movements_long_before_a_set_do_not():
    floor = Floor().enter(1)
    floor.attempt()
    floor.wait(40)
    set_of(floor, 1)
    floor.end()
    assert floor.summaries[0].sets[0].partial_reps == 0


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


def test_an_identity_may_come_late():
    floor = Floor().enter(1)
    set_of(floor, 2)
    floor.known("m1").known("m1")
    floor.end()
    (summary,) = floor.summaries
    assert (summary.member_id, summary.method) == ("m1", Method.FACE)
    assert len(floor.told(Identified)) == 1


def test_a_card_after_the_face_is_told_and_kept():
    floor = Floor().enter(1).known("m1")
    set_of(floor, 1)
    floor.known("m1", Method.CARD)
    floor.end()
    assert floor.summaries[0].method is Method.CARD


def test_an_identity_before_the_work_is_kept_and_leaves_with_the_athlete():
    floor = Floor().enter(1).known("m1")
    set_of(floor, 1)
    floor.enter(2)
    set_of(floor, 1)
    floor.end()
    assert [each.member_id for each in floor.summaries] == ["m1", None]


def test_nobody_known_and_nobody_there_change_nothing():
    floor = Floor()
    floor.known("m1")
    floor.enter(1)
    floor.events.extend(floor.machine.identify(Identity(None, None, 0.0, 0, 1.0)))
    assert floor.told(Identified) == []
    assert floor.machine.identity is None


def test_an_identity_that_comes_after_its_athlete_has_gone_is_nobodys():
    floor = Floor().enter(1).enter(2)
    late = Identity("m1", Method.FACE, 1.0, 3, floor.now_s)
    assert floor.machine.identify(late, athlete=1) == ()
    assert floor.machine.identify(late, athlete=2) == (Identified(floor.now_s, late),)


def test_not_me_makes_the_session_anonymous_from_its_beginning():
    floor = Floor().enter(1).known("m1")
    set_of(floor, 2)
    floor.not_me()
    set_of(floor, 1)
    floor.end()
    (summary,) = floor.summaries
    assert (summary.member_id, summary.method, summary.rep_count) == (None, None, 3)
    assert len(floor.told(IdentityWithdrawn)) == 1


def test_another_member_is_another_session():
    floor = Floor().enter(1).known("m1")
    set_of(floor, 2)
    floor.known("m2", Method.CARD)
    set_of(floor, 3)
    floor.end()
    assert [(s.member_id, s.rep_count, s.ended_by) for s in floor.summaries] == [
        ("m1", 2, SessionEnd.HANDED_OVER),
        ("m2", 3, SessionEnd.COMMAND),
    ]


def test_after_signing_out_the_next_session_is_anonymous():
    floor = Floor().enter(1).known("m1")
    set_of(floor, 2)
    floor.sign_out()
    set_of(floor, 1)
    floor.end(SessionEnd.SHUTDOWN)
    assert [(s.member_id, s.rep_count, s.ended_by) for s in floor.summaries] == [
        ("m1", 2, SessionEnd.SIGNED_OUT),
        (None, 1, SessionEnd.SHUTDOWN),
    ]


def test_commands_with_nobody_there_do_nothing():
    floor = Floor()
    floor.sign_out()
    floor.not_me()
    floor.end()
    assert floor.events == []


def test_the_longest_session_ends_and_work_goes_on_in_another():
    floor = Floor(longest_session_s=60.0, rest_ends_set_s=20.0).enter(1).known("m1")
    set_of(floor, 40)
    floor.end()
    first, second = floor.summaries
    assert first.ended_by is SessionEnd.LIMIT
    assert first.rep_count + second.rep_count == 40
    assert second.member_id == "m1"
    assert second.sets[0].rest_before_s is None


def test_a_camera_that_was_away_for_minutes_ends_the_session_before_the_next_moment():
    floor = Floor().enter(1)
    set_of(floor, 2)
    floor.now_s += 600
    floor.see(None)
    (summary,) = floor.summaries
    assert summary.ended_by is SessionEnd.LEFT
    assert summary.duration_s < 10
    assert floor.machine.phase is SessionPhase.APPROACHING


def test_the_wall_clock_may_step_without_changing_a_duration():
    floor = Floor()
    floor.synced, floor.wall_s = False, 0.0
    floor.enter(1)
    set_of(floor, 5)
    floor.synced, floor.wall_s = True, WALL_S
    set_of(floor, 5)
    floor.synced, floor.wall_s = False, 0.0
    floor.end()
    (summary,) = floor.summaries
    assert summary.clock_synced
    assert summary.start_time.timestamp() == pytest.approx(WALL_S + summary.start_s)
    assert summary.duration_s == pytest.approx(20.0)
    assert (summary.end_time - summary.start_time).total_seconds() == pytest.approx(20.0)


def test_moments_that_go_back_are_taken_as_now():
    floor = Floor().enter(1)
    set_of(floor, 2)
    floor.now_s -= 50
    floor.see(None)
    assert all(a.at_s <= b.at_s for a, b in zip(floor.events, floor.events[1:], strict=False))


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
    set_of(floor, 2)
    floor.finish("squat", early)
    floor.end()
    (summary,) = floor.summaries
    assert summary.sets[0].start_s == 0.0
    assert summary.start_s == early.start_s
    assert [rep.start_s for rep in summary.sets[0].reps] == [0.0, 3.0, 5.0]
