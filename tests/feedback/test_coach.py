"""The coach: one thing at a time, the important first, nothing twice, nothing late."""

import itertools
from collections.abc import Iterable
from datetime import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from edge.config.quiet import QuietHours
from edge.exercise.values import ConditionResult, PartialRep, Phase, SetProgress, Verdict
from edge.feedback.coach import Coach, CoachSettings
from edge.feedback.cue import Cue
from edge.feedback.phrases import Phrasebook
from edge.feedback.signal import PLACEMENT, Signal
from edge.feedback.situation import Situation
from edge.feedback.table import load_table
from edge.member.identity import Identity, Method
from edge.session.events import (
    HoldCounted,
    Identified,
    IdentityWithdrawn,
    PartialCounted,
    RepCounted,
    SessionEvent,
    SessionStarted,
    SetEnded,
    TargetReached,
    TrackerReset,
)
from edge.session.summary import SetEnd, SetSummary
from tests.feedback.events import advice, counted, phase, rep, set_started

TABLE = load_table()
FRAME_S = 0.1


def coach(**settings: object) -> Coach:
    return Coach(TABLE, Phrasebook(TABLE, "en"), advice, CoachSettings(**settings))


def play(
    coach: Coach,
    events: Iterable[SessionEvent],
    *,
    until_s: float,
    lasting: tuple[Signal, ...] = (),
    local_time: time | None = None,
    seen: bool = True,
    from_s: float = 0.0,
) -> list[tuple[float, Cue]]:
    """What is told, frame by frame; each event comes with the first frame not before it."""
    waiting = sorted(events, key=lambda event: event.at_s)
    told = []
    for frame in range(round(from_s / FRAME_S), round(until_s / FRAME_S) + 1):
        now_s = frame * FRAME_S
        due = tuple(event for event in waiting if event.at_s <= now_s + 1e-9)
        waiting = waiting[len(due) :]
        cue = coach.update(Situation(now_s, None, due, seen, lasting, local_time))
        if cue is not None:
            told.append((round(now_s, 1), cue))
    return told


def signals(told: list[tuple[float, Cue]]) -> list[tuple[float, str]]:
    return [(at_s, cue.signal.value) for at_s, cue in told]


def texts(told: list[tuple[float, Cue]]) -> list[str]:
    return [cue.text for _, cue in told]


WORKING = (phase(0.0, "approaching"), phase(1.0, "working", "approaching"), set_started(1.0))


def test_each_repetition_is_told_as_it_was():
    told = play(
        coach(),
        [
            *WORKING,
            counted(1, 4.0),
            counted(2, 7.0, depth="fault", back_straight="ok"),
            counted(3, 10.0, depth="not_judged", back_straight="not_judged"),
            counted(4, 13.0, depth="not_judged", back_straight="ok"),
        ],
        until_s=15.0,
    )
    assert signals(told) == [
        (0.0, "ready"),
        (4.0, "rep_good"),
        (7.0, "rep_fault"),
        (10.0, "rep_not_judged"),
        (13.0, "rep_good"),
    ]
    assert texts(told) == ["Ready", "1", "2, Sit deeper", "3", "4"]


def test_the_same_fault_is_not_repeated_too_soon_and_correcting_it_is_praised_once():
    verdicts = ["fault", "fault", "fault", "ok", "ok", "fault", "ok"]
    reps = [counted(n, 4.0 + 3 * n, depth=verdict) for n, verdict in enumerate(verdicts, 1)]
    told = play(coach(repeat_after_reps=5), [*WORKING, *reps], until_s=40.0)
    assert [(cue.signal.value, cue.text) for _, cue in told[1:]] == [
        ("rep_fault", "1, Sit deeper"),
        ("rep_fault_again", "2"),
        ("rep_fault_again", "3"),
        ("corrected", "4, corrected"),
        ("rep_good", "5"),
        ("rep_fault", "6, Sit deeper"),
        ("rep_good", "7"),
    ]


def test_another_fault_is_told_at_once():
    reps = [
        counted(1, 4.0, depth="fault", back_straight="ok"),
        counted(2, 7.0, depth="fault", back_straight="fault"),
    ]
    told = play(coach(), [*WORKING, *reps], until_s=9.0)
    assert texts(told)[1:] == ["1, Sit deeper", "2, Lift your chest"]


def test_where_there_is_no_time_the_advice_comes_with_the_end_of_the_set():
    reps = [
        RepCounted(4 + 0.8 * n, rep(n, 4 + 0.8 * n, duration_s=0.8, depth=verdict), n)
        for n, verdict in enumerate(["ok", "fault", "fault"], 1)
    ]
    told = play(coach(), [*WORKING, *reps, set_ended(12.0, 3)], until_s=14.0)
    assert texts(told)[1:] == ["1", "2", "3", "Set done, 3, Sit deeper"]
    assert [cue.signal for _, cue in told[2:4]] == [Signal.REP_FAULT, Signal.REP_FAULT_AGAIN]


def set_ended(at_s: float, reps: int = 0, hold_s: float = 0.0, by: str = "rest") -> SetEnded:
    nothing = {"partial_reps": 0, "good_reps": reps, "judged_reps": reps, "tension_s": 0.0}
    ended = SetSummary(1, "squat", 0.0, at_s, SetEnd(by), reps, hold_s=hold_s, **nothing)
    return SetEnded(at_s, ended)


def test_a_set_that_ends_because_nobody_is_there_is_not_told():
    assert play(coach(), [set_ended(1.0, 5, by="session")], until_s=2.0) == []


def test_an_empty_set_is_not_told():
    assert play(coach(), [set_ended(1.0)], until_s=2.0) == []


def test_a_count_breaks_off_what_is_less_urgent():
    known = Identified(3.8, Identity("m", Method.FACE, 0.5, 3, 3.8))
    told = play(coach(speaks=True), [*WORKING, known, counted(1, 4.0)], until_s=6.0)
    assert signals(told)[1:] == [(3.8, "known"), (4.0, "rep_good")]


def test_what_is_less_urgent_waits_for_the_count():
    known = Identified(4.1, Identity("m", Method.FACE, 0.5, 3, 4.1))
    told = play(coach(), [*WORKING, counted(1, 4.0), known], until_s=6.0)
    assert signals(told)[1:] == [(4.0, "rep_good"), (4.8, "known")]


def test_a_count_breaks_off_the_advice_before_it():
    events = [*WORKING, counted(1, 4.0, depth="fault"), counted(2, 4.6)]
    told = play(coach(speaks=True), events, until_s=6.0)
    assert signals(told)[1:] == [(4.0, "rep_fault"), (4.6, "corrected")]


def test_of_several_repetitions_at_once_the_newest_is_told():
    late = [RepCounted(9.0, rep(n, 9.0), n) for n in (1, 2, 3)]
    told = play(coach(), [*WORKING, *late], until_s=10.0)
    assert texts(told)[1:] == ["3"]


def test_a_late_count_is_dropped():
    late = RepCounted(9.0, rep(4, 7.5), 4)
    told = play(coach(), [*WORKING, late], until_s=10.0)
    assert signals(told) == [(0.0, "ready")]


def test_the_target_takes_the_place_of_the_last_count():
    events = [*WORKING, counted(10, 4.0), TargetReached(4.0, "squat", 10.0, "reps")]
    told = play(coach(), events, until_s=8.0)
    assert signals(told)[1:] == [(4.0, "target_reached")]
    assert texts(told)[1:] == ["10, target reached"]


def test_every_tenth_second_of_a_hold_is_told():
    held = [HoldCounted(float(n), "plank", float(n)) for n in range(1, 26)]
    told = play(coach(), held, until_s=26.0)
    assert [(at_s, cue.text) for at_s, cue in told] == [(10, "10 seconds"), (20, "20 seconds")]


def test_a_fault_of_a_hold_is_told_again_only_after_a_while_and_praised_once_corrected():
    it = coach(repeat_after_reps=5)
    told = []
    for frame in range(300):
        now_s = frame * FRAME_S
        verdict = Verdict.FAULT if now_s < 20 else Verdict.OK
        holding = (ConditionResult("depth", verdict),)
        progress = SetProgress("plank", now_s, 0, Phase.HOLD, holding=holding)
        cue = it.update(Situation(now_s, progress, seen=True))
        if cue is not None:
            told.append((round(now_s, 1), cue.text))
    assert told == [(0.0, "Sit deeper"), (15.0, "Sit deeper"), (20.0, "corrected")]


def test_a_partial_repetition_is_told_but_not_again_and_again():
    partials = [
        PartialCounted(at_s, PartialRep("squat", 0, 0.5, 1, 1.1, 20, 40), n)
        for n, at_s in enumerate((3.0, 5.0, 7.0), 1)
    ]
    told = play(coach(), [*WORKING, *partials], until_s=8.0)
    assert signals(told)[1:] == [(3.0, "partial")]


@pytest.mark.parametrize(
    ("identity", "signal"),
    [
        (Identity("m", Method.FACE, 0.5, 3, 1.0), "known"),
        (Identity("m", Method.CARD, 1.0, 1, 1.0), "signed_in"),
    ],
)
def test_who_is_known_is_told(identity: Identity, signal: str):
    assert signals(play(coach(), [Identified(1.0, identity)], until_s=2.0)) == [(1.0, signal)]


def started(at_s: float, identity: Identity | None = None) -> SessionStarted:
    return SessionStarted(at_s, at_s - 2.0, "id", 1, 1, 0.0, clock_synced=False, identity=identity)


def test_whoever_is_not_known_after_a_while_is_told_so_once():
    told = play(coach(identifies=True), [started(1.0)], until_s=60.0)
    assert signals(told) == [(16.0, "anonymous")]


@pytest.mark.parametrize(
    "events",
    [
        [started(1.0), Identified(9.0, Identity("m", Method.FACE, 0.5, 3, 9.0))],
        [started(1.0, Identity("m", Method.FACE, 0.5, 3, 0.0))],
    ],
)
def test_members_are_not_called_anonymous(events: list[SessionEvent]):
    told = play(coach(identifies=True), events, until_s=60.0)
    assert Signal.ANONYMOUS not in {cue.signal for _, cue in told}


def test_where_nobody_is_known_nobody_is_called_anonymous():
    assert play(coach(), [started(1.0)], until_s=60.0) == []


def test_not_me_is_answered():
    assert signals(play(coach(), [IdentityWithdrawn(1.0)], until_s=2.0)) == [(1.0, "anonymous")]


def test_ready_is_said_once_a_visit():
    there = [phase(0.0, "approaching"), phase(5.0, "working"), phase(9.0, "approaching")]
    gone = [phase(20.0, "empty"), phase(30.0, "approaching")]
    assert signals(play(coach(), [*there, *gone], until_s=31.0)) == [(0, "ready"), (30, "ready")]


def test_nobody_is_ready_before_they_stand_well():
    it = coach()
    hint = (Signal.STEP_BACK, Signal.TURN_SIDEWAYS)
    told = play(it, [phase(0.0, "approaching")], until_s=10.0, lasting=hint)
    assert signals(told) == [(0.0, "step_back"), (7.0, "step_back")]
    assert not any(cue.silent for _, cue in told)
    assert signals(play(it, [], from_s=10.1, until_s=11.0)) == [(10.1, "ready")]


def test_placement_is_left_alone_during_a_set():
    told = play(coach(), WORKING, until_s=20.0, lasting=(Signal.SHOW_FEET,))
    assert signals(told) == [(0.0, "show_feet")]


def test_a_state_is_told_aloud_once_and_then_shown():
    told = play(coach(), [], until_s=10.0, lasting=(Signal.CAMERA_BLOCKED,))
    assert [(at_s, cue.silent) for at_s, cue in told] == [
        (0.0, False),
        (3.0, True),
        (6.0, True),
        (9.0, True),
    ]


def test_a_state_that_flickers_is_one_state():
    it = coach()
    told = []
    for frame in range(100):
        blocked = (Signal.CAMERA_BLOCKED,) if frame % 2 else ()
        cue = it.update(Situation(frame * FRAME_S, lasting=blocked))
        told += [cue.silent] if cue else []
    assert told == [False, True, True, True]


def test_offline_does_not_disturb_a_set():
    told = play(coach(), WORKING, until_s=30.0, lasting=(Signal.OFFLINE,))
    assert Signal.OFFLINE not in {cue.signal for at_s, cue in told if at_s >= 1.0}


def test_the_worst_state_is_told_first():
    states = (Signal.OFFLINE, Signal.CAMERA_BLOCKED, Signal.OUT_OF_ORDER)
    told = play(coach(), [], until_s=4.0, lasting=states)
    assert signals(told)[0] == (0.0, "out_of_order")
    assert signals(told)[1][1] == "camera_blocked"


@pytest.mark.parametrize(
    ("hour", "silent"), [(21, False), (22, True), (23, True), (3, True), (6, False), (12, False)]
)
def test_quiet_hours_leave_the_light(hour, silent):
    it = coach(quiet_hours=QuietHours(begin="22:00", end="06:00"))
    told = play(it, [phase(0.0, "approaching")], until_s=1.0, local_time=time(hour, 0))
    assert [(cue.signal, cue.silent) for _, cue in told] == [(Signal.READY, silent)]


def test_another_athlete_hears_faults_anew():
    it = coach()
    play(it, [*WORKING, counted(1, 4.0, depth="fault")], until_s=6.0)
    told = play(it, [TrackerReset(7.0), counted(1, 8.0, depth="fault")], from_s=6.1, until_s=9.0)
    assert texts(told) == ["1, Sit deeper"]


def test_another_athlete_is_greeted_though_nobody_left_in_between():
    events = [phase(0.0, "approaching"), TrackerReset(5.0), phase(5.0, "approaching")]
    assert signals(play(coach(), events, until_s=8.0)) == [(0.0, "ready"), (5.0, "ready")]


EVENTS = st.sampled_from(
    [
        lambda at_s, n: counted(n, at_s),
        lambda at_s, n: counted(n, at_s, depth="fault"),
        set_ended,
        lambda at_s, n: Identified(at_s, Identity("m", Method.FACE, 0.5, 3, at_s)),
        lambda at_s, n: phase(at_s, "approaching"),
        lambda at_s, n: phase(at_s, "working"),
        lambda at_s, n: phase(at_s, "resting"),
    ]
)
LASTING = st.lists(
    st.sampled_from([*sorted(PLACEMENT), Signal.BUSY, Signal.OFFLINE, Signal.CAMERA_BLOCKED]),
    max_size=3,
    unique=True,
)


@settings(deadline=None)  # the machine may be busy
@given(st.lists(st.tuples(EVENTS, st.floats(0.1, 4.0), LASTING), max_size=40))
def test_whatever_happens_a_cue_is_only_broken_off_by_one_at_least_as_urgent(script):
    it = coach(speaks=True)
    playing: tuple[float, Cue] | None = None
    now_s = 0.0
    for number, (make, gap_s, lasting) in enumerate(script, 1):
        events = (make(now_s, number),)
        for _ in range(round(gap_s / FRAME_S)):
            cue = it.update(Situation(now_s, None, events, seen=True, lasting=tuple(lasting)))
            events = ()
            if cue is not None:
                if playing is not None and now_s < playing[0]:
                    urgency = TABLE.signals[cue.signal].priority
                    assert urgency >= TABLE.signals[playing[1].signal].priority
                playing = (now_s + it._length_s(cue), cue)
            now_s += FRAME_S


@settings(deadline=None)  # the machine may be busy
@given(st.lists(st.sampled_from(["ok", "fault", "not_judged"]), max_size=30), st.integers(1, 8))
def test_no_fault_is_ever_told_twice_within_its_repetitions(verdicts, repeat_after):
    reps = [counted(n, 3.0 * n, depth=verdict) for n, verdict in enumerate(verdicts, 1)]
    it = coach(repeat_after_reps=repeat_after)
    told = play(it, reps, until_s=3.0 * len(reps) + 1)
    advised = [cue.count for _, cue in told if cue.signal is Signal.REP_FAULT]
    assert all(b - a >= repeat_after for a, b in itertools.pairwise(advised))
    assert sum(cue.signal is Signal.CORRECTED for _, cue in told) <= 1
    assert [cue.count for _, cue in told] == list(range(1, len(reps) + 1))


def test_an_example_has_number_and_words():
    assert coach().example(Signal.CORRECTED).text == "3, corrected"
    assert coach().example(Signal.OFFLINE).text == ""
