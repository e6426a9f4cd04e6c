"""Tracker, session machine and journal in step."""

from collections.abc import Sequence

from edge.config.session import SessionConfig
from edge.exercise.values import Phase, Rep, SetProgress
from edge.member.identity import Identity, Method
from edge.session.events import RepCounted, SessionEnded, SessionEvent, SessionPhase, TrackerReset
from edge.session.machine import SessionMachine
from edge.session.moment import Moment, Presence
from edge.session.summary import SessionEnd
from edge.station.coaching import Coaching
from tests.fakes.session import ABOUT, WALL_S, counted_entropy


class OneRepAPose:
    """A tracker for which every pose ends a repetition, and the end of the stream another."""

    def __init__(self, poses: list[str]) -> None:
        self.poses = poses
        self.at_s = 0.0
        self.judging = True

    def update(self, captured_s: float, pose: str | None) -> SetProgress:
        self.at_s = captured_s
        if pose is None:
            return SetProgress("squat", captured_s, 0, Phase.UNKNOWN)
        self.poses.append(pose)
        return self.finish()

    def finish(self) -> SetProgress:
        at_s = self.at_s
        rep = Rep("squat", 1, at_s - 0.8, at_s - 0.4, at_s, at_s, 90.0)
        return SetProgress("squat", at_s, 1, Phase.START, finished=(rep,))


class Notes:
    def __init__(self) -> None:
        self.events: list[SessionEvent] = []

    def note(self, events: Sequence[SessionEvent]) -> None:
        self.events.extend(events)

    def settle(self, session_id: str) -> None:
        raise AssertionError("whoever has the summary settles it")


class Desk:
    """A coaching with trackers that remember which poses they saw."""

    def __init__(self) -> None:
        self.seen: list[list[str]] = []
        self.notes = Notes()
        self.machine = SessionMachine(SessionConfig(), ABOUT, counted_entropy())
        self.coaching = Coaching(self.machine, self.tracker, self.notes)
        self.events: list[SessionEvent] = []

    def tracker(self) -> OneRepAPose:
        self.seen.append([])
        return OneRepAPose(self.seen[-1])

    def moment(self, at_s: float, athlete: int | None) -> Moment:
        presence = Presence.EMPTY if athlete is None else Presence.IN_ZONE
        return Moment(at_s, WALL_S + at_s, presence, athlete)

    def see(self, at_s: float, athlete: int | None, pose: str | None) -> None:
        self.events += self.coaching.see(self.moment(at_s, athlete), pose)[1]

    def count(self, at_s: float, pose: str | None) -> int:
        return self.coaching.see(self.moment(at_s, 1), pose)[0].count

    def counts(self) -> list[int]:
        return [e.summary.rep_count for e in self.events if isinstance(e, SessionEnded)]


def test_the_first_pose_of_an_athlete_is_seen_by_a_new_tracker():
    desk = Desk()
    for at_s, athlete in enumerate([1, 1, 2, 2]):
        desk.see(float(at_s), athlete, f"pose of {athlete}")
    assert desk.seen == [[], ["pose of 1"] * 2, ["pose of 2"] * 2]


def test_the_count_is_that_of_the_set():
    desk = Desk()
    desk.see(0.0, 1, None)
    assert [desk.count(float(at_s), "pose") for at_s in (1, 2, 3)] == [1, 2, 3]
    assert desk.count(10.0, None) == 3
    assert desk.count(25.0, None) == 0
    assert desk.count(26.0, "pose") == 1


def test_the_pose_of_nobody_is_not_tracked():
    desk = Desk()
    desk.see(0.0, None, "a passer-by")
    assert desk.seen == [[]]


def test_the_journal_knows_everything_that_is_told():
    desk = Desk()
    for at_s in range(3):
        desk.see(float(at_s), 1, "pose")
    desk.events += desk.coaching.identify(Identity("m1", Method.CARD, 1.0, 1, 2.0))
    desk.events += desk.coaching.end()
    assert desk.notes.events == desk.events
    assert desk.counts() == [2]  # what ended when the first was met is not theirs


def test_an_identity_of_nobody_takes_the_name_back():
    desk = Desk()
    desk.see(0.0, 1, "pose")
    desk.coaching.identify(Identity("m1", Method.CARD, 1.0, 1, 0.0))
    assert desk.machine.identity is not None
    desk.coaching.identify(Identity(None, Method.CARD, 1.0, 1, 1.0))
    assert desk.machine.identity is None


def test_a_command_that_ends_the_session_starts_another_tracker():
    desk = Desk()
    desk.see(0.0, 1, "a")
    desk.see(1.0, 1, "b")
    events = desk.coaching.sign_out()
    assert any(isinstance(event, TrackerReset) for event in events)
    desk.see(2.0, 1, "c")
    assert desk.seen[-1] == ["c"]
    assert desk.coaching.not_me() == ()


def test_the_end_of_the_stream_counts_what_is_complete_and_closes():
    desk = Desk()
    desk.see(0.0, 1, None)
    desk.see(5.0, 1, None)
    progress, events = desk.coaching.finish(desk.moment(5.0, 1))
    assert progress.count == 1
    assert [type(event) for event in events if isinstance(event, RepCounted)] == [RepCounted]
    (ended,) = (event for event in events if isinstance(event, SessionEnded))
    assert ended.summary.ended_by is SessionEnd.SHUTDOWN
    assert desk.machine.phase is SessionPhase.APPROACHING


def test_a_new_athlete_is_not_judged_either_while_the_computer_is_hot():
    desk = Desk()
    trackers: list[OneRepAPose] = []

    def remembered() -> OneRepAPose:
        trackers.append(desk.tracker())
        return trackers[-1]

    coaching = Coaching(desk.machine, remembered, desk.notes)
    coaching.judge(form=False)
    for at_s, athlete in enumerate([1, 2]):
        coaching.see(desk.moment(float(at_s), athlete), "pose")
    assert [tracker.judging for tracker in trackers] == [False, False, False]
    coaching.judge(form=True)
    assert trackers[-1].judging
