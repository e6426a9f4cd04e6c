"""Whatever happens on a floor, in whatever order: each repetition is in exactly one summary."""

from collections import Counter
from dataclasses import replace
from itertools import pairwise

from hypothesis import HealthCheck, settings, strategies
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from edge.exercise.values import Rep
from edge.member.identity import Method
from edge.session.document import from_json, to_json
from edge.session.events import (
    Identified,
    IdentityWithdrawn,
    PhaseChanged,
    RepCounted,
    RepsRenamed,
    SessionEnded,
    SessionPhase,
    SessionStarted,
    SetEnded,
    TrackerReset,
)
from edge.session.journal import KEPT, line_of, record_of, replay
from edge.session.machine import SessionMachine
from edge.session.summary import SessionEnd, SessionSummary, SetSummary
from tests.fakes.session import Floor, counted_entropy

TENTHS = strategies.integers(1, 80).map(lambda tenths: tenths / 10)
EXERCISES = strategies.sampled_from(["squat", "lunge", "other"])
LIMITS = {"rest_ends_set_s": 10.0, "left_after_s": 20.0, "longest_session_s": 120.0}


def key(start_s: float) -> float:
    """Repetitions begin at different tenths of a second."""
    return round(start_s, 1)


class GymFloor(RuleBasedStateMachine):
    """Athletes, commands, clocks and power cuts, in any order.

    done: who did which repetition, by its start; named: as which exercise. A restarted tracker
    forgets what is under way.
    """

    def __init__(self) -> None:
        super().__init__()
        self.entropy = counted_entropy()
        self.boots = 0
        self.done: dict[float, int] = {}
        self.named: dict[float, str] = {}
        self.told: list[Rep] = []
        self.summaries: list[SessionSummary] = []
        self.athletes = 0
        self.start()

    def start(self) -> None:
        self.boots += 1
        now_s = getattr(self, "floor", Floor()).now_s
        self.floor = Floor(entropy=self.entropy, **LIMITS)
        self.floor.now_s = now_s
        about = replace(self.floor.machine._ledger._about, boot_id=f"boot-{self.boots}")
        self.floor.machine = SessionMachine(
            self.floor.machine._settings, about, entropy=self.entropy
        )
        self.about = about
        self.unnamed: list[Rep] = []
        self.lines: list[bytes] = []
        self.read = 0

    def follow(self) -> bool:
        """Read what was told; True if the tracker had to begin anew."""
        new = self.floor.events[self.read :]
        self.read = len(self.floor.events)
        for event in new:
            if isinstance(event, SessionStarted):
                self.lines = [line_of(self.about)]
            if self.lines and isinstance(event, KEPT):
                self.lines.append(line_of(event))
            if isinstance(event, SessionEnded):
                self.summaries.append(event.summary)
                self.lines = []
        began_anew = any(isinstance(event, TrackerReset) for event in new)
        ended = any(isinstance(event, SetEnded) for event in new)
        if began_anew or ended:
            self.unnamed = []
        return began_anew

    def is_there(self) -> bool:
        return self.floor.athlete is not None

    @rule(new=strategies.booleans())
    def enter(self, new):
        self.athletes += new or self.athletes == 0
        self.floor.enter(self.athletes)
        self.follow()

    @rule()
    def leave(self):
        self.floor.leave()
        self.follow()

    @rule(seconds=strategies.sampled_from([0.5, 3.5, 9.0, 11.0, 25.0]))
    def wait(self, seconds):
        self.floor.wait(seconds)
        self.follow()

    @rule(seconds=strategies.sampled_from([5.0, 15.0, 300.0]))
    def no_camera(self, seconds):
        self.floor.now_s += seconds
        self.floor.see(None)
        self.follow()

    @precondition(is_there)
    @rule(
        exercise=EXERCISES,
        lasts_s=TENTHS,
        command=strategies.sampled_from([None] * 6 + ["end", "sign_out", "not_me"]),
    )
    def repeat(self, exercise, lasts_s, command):
        """One repetition, with a command in the middle of some."""
        start_s = self.floor.now_s
        self.floor.wait(lasts_s)
        restarted = self.follow()
        if command:
            getattr(self.floor, command)()
            restarted = self.follow() or restarted
        self.floor.wait(0.1)
        restarted = self.follow() or restarted
        if restarted:
            return
        end_s = self.floor.now_s
        rep = Rep(exercise, 1, start_s, (start_s + end_s) / 2, end_s, end_s, 90.0)
        self.floor.finish(exercise, rep)
        self.follow()
        self.done[key(start_s)] = self.floor.athlete
        self.named[key(start_s)] = exercise
        self.told.append(rep)
        self.unnamed = [*self.unnamed, rep] if exercise == "other" else []

    @precondition(lambda self: self.unnamed and self.is_there())
    @rule()
    def name_late(self):
        """The tracker tells the unnamed repetitions again, by a name."""
        self.floor.now_s += 0.1
        self.floor.finish("squat", *(replace(rep, exercise="squat") for rep in self.unnamed))
        self.follow()
        self.named |= dict.fromkeys((key(rep.start_s) for rep in self.unnamed), "squat")
        self.unnamed = []

    @precondition(lambda self: self.told and not self.unnamed)
    @rule(which=strategies.integers(0, 1000), new=strategies.booleans())
    def tell_again(self, which, new):
        """A tracker that was not restarted, or is late with another name, tells what is counted."""
        if new:
            self.athletes += 1
            self.floor.athlete = self.athletes
        again = self.told[-1 - which % min(len(self.told), 10)]
        self.floor.finish("deadlift", replace(again, exercise="deadlift"))
        self.follow()

    @precondition(is_there)
    @rule()
    def attempt(self):
        self.floor.attempt()
        self.follow()

    @precondition(is_there)
    @rule(seconds=strategies.sampled_from([0.5, 4.0]))
    def hold(self, seconds):
        self.floor.hold(seconds)
        self.follow()
        self.unnamed = []

    @rule(member=strategies.sampled_from(["m1", "m2"]), method=strategies.sampled_from(Method))
    def identify(self, member, method):
        self.floor.known(member, method)
        self.follow()

    @rule(command=strategies.sampled_from(["not_me", "sign_out", "end"]))
    def command(self, command):
        getattr(self.floor, command)()
        self.follow()

    @rule(wall_s=strategies.sampled_from([0.0, 1.7e9, 1.8e9]), synced=strategies.booleans())
    def set_clock(self, wall_s, synced):
        self.floor.wall_s, self.floor.synced = wall_s, synced
        self.floor.wait(0.1)
        self.follow()

    @rule(lines=strategies.integers(0, 3), torn=strategies.booleans())
    def lose_power(self, lines, torn):
        """The last lines never reached the disk, or only a part of one did."""
        kept = self.lines[: len(self.lines) - lines] if lines else self.lines
        lost = [record_of(line) for line in self.lines[len(kept) :]]
        if torn and lost:
            kept = [*kept, self.lines[len(kept)][:-4]]
        for record in lost:
            if isinstance(record, RepsRenamed):
                starts_s = [key(rep.start_s) for rep in record.reps]
                self.named |= dict.fromkeys(starts_s, "other")
            if isinstance(record, RepCounted):
                del self.done[key(record.rep.start_s)]
        summary = replay(kept)
        if summary is not None and any(each.rep_count or each.hold_s for each in summary.sets):
            assert summary.interrupted
            self.summaries.append(summary)
        self.floor.now_s += 30.0
        self.start()

    @invariant()
    def times_and_phases_follow_each_other(self):
        for one, other in pairwise(self.floor.events):
            assert one.at_s <= other.at_s
        phase = SessionPhase.EMPTY
        for event in self.floor.events:
            if isinstance(event, PhaseChanged):
                assert event.before is phase
                phase = event.phase

    def teardown(self):
        self.floor.end(SessionEnd.SHUTDOWN)
        self.follow()
        self.every_repetition_is_in_exactly_one_summary()
        self.one_summary_a_session()
        for summary in self.summaries:
            check(summary)
            athletes = {self.done[start_s] for start_s in starts(summary)}
            assert len(athletes) <= 1
            for each in summary.sets:
                names = {self.named[start_s] for start_s in starts_of(summary, each)}
                assert names <= {each.exercise}

    def every_repetition_is_in_exactly_one_summary(self):
        found = Counter(start for summary in self.summaries for start in starts(summary))
        assert found == Counter(self.done.keys())

    def one_summary_a_session(self):
        ids = [summary.id for summary in self.summaries]
        assert len(ids) == len(set(ids))
        for one, other in pairwise(self.summaries):
            if one.boot_id == other.boot_id:
                assert other.sequence == one.sequence + 1
                assert other.start_s >= one.start_s


def starts(summary: SessionSummary) -> list[float]:
    return [start_s for each in summary.sets for start_s in starts_of(summary, each)]


def starts_of(summary: SessionSummary, each: SetSummary) -> list[float]:
    return [key(summary.start_s + rep.start_s) for rep in each.reps]


def check(summary: SessionSummary) -> None:
    """What holds in any summary."""
    assert from_json(to_json(summary)) == summary
    assert summary.sets
    assert 0.0 <= summary.start_s <= summary.end_s
    assert [each.index for each in summary.sets] == list(range(1, len(summary.sets) + 1))
    for each in summary.sets:
        assert 0.0 <= each.start_s <= each.end_s <= summary.duration_s + 0.002
        assert each.rep_count == len(each.reps)
        assert each.good_reps <= each.judged_reps <= each.rep_count
        assert each.hold_s <= each.end_s - each.start_s + 0.002
        assert [rep.start_s for rep in each.reps] == sorted(rep.start_s for rep in each.reps)
    for one, other in pairwise(summary.sets):
        assert other.start_s >= one.end_s - 0.002
        assert one.rest_after_s == other.rest_before_s


def test_an_identity_is_of_one_session_only():
    # An example that random play rarely reaches: signed out, back, known again.
    floor = Floor().enter(1).known("m1")
    floor.rep()
    floor.sign_out()
    floor.rep()
    floor.known("m1")
    floor.end()
    assert [summary.member_id for summary in floor.summaries] == ["m1", "m1"]
    assert len(floor.told(Identified)) == 2
    assert len(floor.told(IdentityWithdrawn)) == 1


TestGymFloor = GymFloor.TestCase
TestGymFloor.settings = settings(
    max_examples=60,
    stateful_step_count=50,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],  # a busy machine is no failure
)
