"""The session's state machine, told as short plays."""

import pytest

from edge.session.events import (
    PartialCounted,
    PhaseChanged,
    RepCounted,
    SessionPhase,
    SessionStarted,
    SetStarted,
    TrackerReset,
)
from edge.session.moment import Moment, Presence
from edge.session.summary import SessionEnd, SetEnd
from tests.fakes.session import WALL_S, Floor


def phases(floor: Floor) -> list[SessionPhase]:
    return [event.phase for event in floor.told(PhaseChanged)]


def test_a_visit_goes_through_every_phase():
    floor = Floor().enter(1)
    floor.reps(3)
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
    floor.reps(2)
    floor.wait(30)
    floor.reps(3)
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
    floor.reps(2)
    floor.wait(17)
    floor.reps(1)
    assert len(floor.told(SetStarted)) == 1


def test_another_exercise_ends_the_set():
    floor = Floor().enter(1)
    floor.reps(2, "squat")
    floor.reps(3, "lunge")
    floor.end()
    assert [(s.exercise, s.rep_count, s.ended_by) for s in floor.summaries[0].sets] == [
        ("squat", 2, SetEnd.CHANGE),
        ("lunge", 3, SetEnd.SESSION),
    ]


def test_moments_without_a_pose_end_no_set():
    floor = Floor(rest_ends_set_s=20.0).enter(1)
    floor.reps(2)
    floor.leave().wait(2)
    floor.enter(1)
    floor.reps(2)
    assert len(floor.told(SetStarted)) == 1
    assert SessionPhase.LEFT not in phases(floor)


def test_whoever_comes_back_soon_goes_on_with_the_session():
    floor = Floor(left_after_s=60.0).enter(1)
    floor.reps(2)
    floor.leave().wait(50)
    floor.enter(1)
    floor.reps(2)
    floor.leave().wait(61)
    (summary,) = floor.summaries
    assert [each.rep_count for each in summary.sets] == [2, 2]


def test_another_athlete_ends_the_session_at_once():
    floor = Floor().enter(1)
    floor.reps(2)
    floor.enter(2)
    floor.reps(3)
    floor.end()
    first, second = floor.summaries
    assert (first.rep_count, second.rep_count) == (2, 3)
    assert first.ended_by is SessionEnd.HANDED_OVER
    assert (first.sequence, second.sequence) == (1, 2)
    assert first.id < second.id
    assert len(floor.told(TrackerReset)) >= 2


def test_the_progress_of_the_moment_of_a_hand_over_is_nobodys():
    floor = Floor().enter(1)
    floor.reps(1)
    floor.athlete = 2
    floor.attempt()
    floor.rep()
    floor.end()
    first, second = floor.summaries
    assert first.sets[0].partial_reps == second.sets[0].partial_reps == 0


def test_a_tracker_that_was_not_restarted_credits_nothing_of_the_first_athlete():
    floor = Floor().enter(1)
    reps = floor.reps(2)
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


def test_small_movements_before_a_set_belong_to_it():
    floor = Floor().enter(1)
    floor.attempt()
    floor.attempt()
    floor.reps(2)
    floor.attempt()
    floor.end()
    (each,) = floor.summaries[0].sets
    assert (each.rep_count, each.partial_reps) == (2, 3)
    assert [event.count for event in floor.told(PartialCounted)] == [1, 2, 3]


def test_small_movements_long_before_a_set_do_not():
    floor = Floor().enter(1)
    floor.attempt()
    floor.wait(40)
    floor.reps(1)
    floor.end()
    assert floor.summaries[0].sets[0].partial_reps == 0


def test_commands_with_nobody_there_do_nothing():
    floor = Floor()
    floor.sign_out()
    floor.not_me()
    floor.end()
    assert floor.events == []


def test_the_longest_session_ends_and_work_goes_on_in_another():
    floor = Floor(longest_session_s=60.0, rest_ends_set_s=20.0).enter(1).known("m1")
    floor.reps(40)
    floor.end()
    first, second = floor.summaries
    assert first.ended_by is SessionEnd.LIMIT
    assert first.rep_count + second.rep_count == 40
    assert second.member_id == "m1"
    assert second.sets[0].rest_before_s is None


def test_a_camera_that_was_away_for_minutes_ends_the_session_before_the_next_moment():
    floor = Floor().enter(1)
    floor.reps(2)
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
    floor.reps(5)
    floor.synced, floor.wall_s = True, WALL_S
    floor.reps(5)
    floor.synced, floor.wall_s = False, 0.0
    floor.end()
    (summary,) = floor.summaries
    assert summary.clock_synced
    assert summary.start_time.timestamp() == pytest.approx(WALL_S + summary.start_s)
    assert summary.duration_s == pytest.approx(20.0)
    assert (summary.end_time - summary.start_time).total_seconds() == pytest.approx(20.0)


def test_moments_that_go_back_are_taken_as_now():
    floor = Floor().enter(1)
    floor.reps(2)
    floor.now_s -= 50
    floor.see(None)
    assert all(a.at_s <= b.at_s for a, b in zip(floor.events, floor.events[1:], strict=False))


def test_somebody_passing_is_not_met():
    floor = Floor()
    moment = Moment(1.0, WALL_S, Presence.PASSING)
    assert floor.machine.update(moment) == ()
    assert floor.machine.phase is SessionPhase.EMPTY
