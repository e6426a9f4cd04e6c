"""The station's life: every room is told of every frame, and nothing counted is lost."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest

from edge.athlete.follower import AthleteFollower
from edge.athlete.sighting import AthleteSighting, Presence
from edge.camera.frame import Frame
from edge.config.pack import load_packs
from edge.config.pose import PoseConfig
from edge.config.session import SessionConfig
from edge.config.station import StationConfig
from edge.config.zone import ZoneConfig
from edge.errors import CameraRecoveringError, VideoFileError
from edge.exercise.values import Rep
from edge.feedback.factory import make_feedback
from edge.member.identity import Identity, Method
from edge.pose.pose import Pose
from edge.session.about import StationAbout
from edge.session.events import RepCounted, SessionEnded, SessionEvent
from edge.session.machine import SessionMachine
from edge.session.summary import SessionSummary, Versions
from edge.station.coaching import Coaching
from edge.station.loop import Glimpse, Rooms, Station
from edge.station.reporting import Reporter
from edge.station.storage.journal import FileJournal, recover
from edge.uplink.clock import Instant
from edge.vision import tracker_factory
from tests.exercise.figure import film
from tests.fakes.camera import FakeCamera

ABOUT = StationAbout("gym", "station-1", "boot", Versions("0", "0"))


class FixedClock:
    def now(self) -> Instant:
        return Instant(0.0, 1_800_000_000.0, synced=True, era="era")


@dataclass
class FakeHub:
    """saves: what `summary` answers."""

    saves: bool = True
    summaries: list[SessionSummary] = field(default_factory=list)
    reps: list[tuple[int, str | None]] = field(default_factory=list)
    states: list[dict[str, object]] = field(default_factory=list)

    def summary(self, summary: SessionSummary) -> bool:
        self.summaries.append(summary)
        return self.saves

    def rep(self, rep: Rep, count: int, member: str | None) -> None:
        self.reps.append((count, member))

    def state(self, **facts: object) -> None:
        self.states.append(facts)


class KnowsAt:
    """Knows the athlete from a moment on."""

    def __init__(self, at_s: float) -> None:
        self._at_s = at_s
        self._told = False

    def see(self, frame: Frame, pose: Pose | None, athlete: int | None) -> Identity | None:
        if self._told or athlete is None or frame.captured_s < self._at_s:
            return None
        self._told = True
        return Identity("m1", Method.FACE, 0.5, 3, frame.captured_s)


class LosesSight:
    """Sees the athlete until a moment; from then on somebody else stands there, or it fails."""

    def __init__(self, at_s: float, error: Exception | None = None) -> None:
        self._follower = AthleteFollower.of(PoseConfig(), ZoneConfig())
        self._at_s = at_s
        self._error = error

    def see(self, frame: Frame) -> AthleteSighting:
        sighting = self._follower.see(frame)
        if frame.captured_s < self._at_s:
            return sighting
        if self._error:
            raise self._error
        return AthleteSighting(None, sighting.athlete, 1, Presence.PASSING)


class Scene:
    """A station whose camera sends a script."""

    def __init__(self, folder: Path, script: Sequence[object], *, live: bool = True) -> None:
        packs = load_packs(["squat"])
        self.folder = folder
        self.hub = FakeHub()
        self.events: list[SessionEvent] = []
        self.told: list[CameraRecoveringError] = []
        self.lines: list[str] = []
        self.journal = FileJournal(folder, ABOUT, sync_every_s=0.0)
        self.machine = SessionMachine(SessionConfig(), ABOUT, bytes)
        self.camera = FakeCamera(script, live=live)
        feedback = make_feedback(
            StationConfig(), lambda _, cue: cue, say=self.lines.append, report=lambda _: None
        )
        self.rooms = Rooms(
            watcher=AthleteFollower.of(PoseConfig(), ZoneConfig()),
            coaching=Coaching(self.machine, tracker_factory(packs), self.journal),
            identifier=KnowsAt(float("inf")),
            feedback=feedback,
            reporter=Reporter(self.hub, self.journal, self.machine),
            clock=FixedClock(),
        )

    def run(self) -> None:
        station = Station(self.camera, self.rooms, (self.note,), trouble=self.told.append)
        self.events.extend(station.run(lambda: False))
        self.journal.close()

    def note(self, glimpse: Glimpse) -> None:
        self.events.extend(glimpse.events)

    @property
    def counted(self) -> int:
        return sum(isinstance(event, RepCounted) for event in self.events)


@pytest.fixture
def recording() -> list[Frame]:
    return list(film("squat", repetitions=2).recording())


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "journal"


def test_a_set_becomes_one_summary(recording: list[Frame], folder: Path) -> None:
    scene = Scene(folder, recording, live=False)
    scene.run()

    assert scene.counted == 2
    assert [summary.rep_count for summary in scene.hub.summaries] == [2]
    assert scene.hub.reps == [(1, None), (2, None)]
    assert {"phase": "working", "count": 2}.items() <= scene.hub.states[-2].items()
    assert any("1" in line for line in scene.lines)


def test_a_station_that_is_hot_says_so_at_once(recording: list[Frame], folder: Path) -> None:
    scene = Scene(folder, recording, live=False)
    scene.rooms.reporter.degraded = "thermal"
    scene.run()

    assert {state["degraded"] for state in scene.hub.states} == {"thermal"}


def test_a_hot_station_looks_at_fewer_pictures_counts_the_same_and_does_not_judge(
    folder: Path,
) -> None:
    frames = list(film("squat", repetitions=3, fps=30.0).recording())
    scene = Scene(folder, frames)
    scene.rooms.pace.limit_hz = 8.0
    scene.rooms.coaching.judge(form=False)
    seen: list[Glimpse] = []
    station = Station(
        scene.camera, scene.rooms, (seen.append, scene.note), trouble=scene.told.append
    )
    station.run(lambda: False)
    scene.journal.close()

    assert len(seen) == pytest.approx(len(frames) * 8.0 / 30.0, rel=0.15)
    assert scene.counted == 3
    reps = [event.rep for event in scene.events if isinstance(event, RepCounted)]
    assert {each.reason for rep in reps for each in rep.conditions} == {"temperature"}


def test_a_summary_that_is_safe_leaves_the_journal(recording: list[Frame], folder: Path) -> None:
    Scene(folder, recording, live=False).run()

    assert recover(folder).summaries == ()


def test_a_summary_that_is_not_safe_stays_in_the_journal(
    recording: list[Frame], folder: Path
) -> None:
    scene = Scene(folder, recording, live=False)
    scene.hub.saves = False
    scene.run()

    assert [each.id for each in recover(folder).summaries] == [scene.hub.summaries[0].id]


def test_whoever_is_known_late_is_credited_from_the_start(
    recording: list[Frame], folder: Path
) -> None:
    scene = Scene(folder, recording, live=False)
    scene.rooms = replace(scene.rooms, identifier=KnowsAt(recording[-3].captured_s))
    scene.run()

    assert scene.hub.summaries[0].member_id == "m1"
    assert scene.hub.summaries[0].rep_count == 2


def test_a_camera_that_recovers_loses_no_repetition(recording: list[Frame], folder: Path) -> None:
    middle = len(recording) // 2
    trouble = CameraRecoveringError("sent nothing", where="fake")
    scene = Scene(folder, [*recording[:middle], trouble, trouble, *recording[middle:]])
    scene.run()

    assert scene.counted == 2
    assert scene.told == [trouble, trouble]
    assert any("Out of order" in line for line in scene.lines)


def test_a_recording_that_breaks_keeps_what_was_counted(
    recording: list[Frame], folder: Path
) -> None:
    broken = VideoFileError("is cut off", where="fake")
    scene = Scene(folder, [*recording, broken], live=False)

    with pytest.raises(VideoFileError):
        scene.run()
    scene.journal.close()
    assert scene.hub.summaries[0].rep_count == 2
    assert scene.camera.count("close") == 1


def test_an_error_of_ours_in_mid_set_keeps_what_was_counted(
    recording: list[Frame], folder: Path
) -> None:
    scene = Scene(folder, recording)
    bug = ZeroDivisionError("an error of ours")
    scene.rooms = replace(scene.rooms, watcher=LosesSight(recording[-2].captured_s, bug))

    with pytest.raises(ZeroDivisionError):
        scene.run()
    scene.journal.close()
    assert scene.hub.summaries[0].rep_count == scene.counted == 2
    assert scene.camera.count("close") == 1


def test_somebody_else_is_told_that_the_station_is_busy(
    recording: list[Frame], folder: Path
) -> None:
    last = recording[-1]
    resting = [
        replace(last, captured_s=last.captured_s + seconds, sequence=last.sequence + seconds)
        for seconds in range(1, 26)  # longer than the rest that ends a set
    ]
    scene = Scene(folder, [*recording, *resting])
    scene.rooms = replace(scene.rooms, watcher=LosesSight(resting[0].captured_s))
    scene.run()

    assert any("Station busy" in line for line in scene.lines)
    assert [summary.rep_count for summary in scene.hub.summaries] == [2]


def test_a_stop_ends_the_loop_after_the_frame(recording: list[Frame], folder: Path) -> None:
    scene = Scene(folder, recording)
    seen: list[Glimpse] = []
    station = Station(scene.camera, scene.rooms, (seen.append,), trouble=scene.told.append)
    station.run(lambda: len(seen) == 10)
    scene.journal.close()

    assert len(seen) == 10


def test_in_a_recording_played_fast_time_goes_as_it_was(
    recording: list[Frame], folder: Path
) -> None:
    scene = Scene(folder, recording, live=False)
    scene.run()

    summary = scene.hub.summaries[0]
    assert (summary.end_time - summary.start_time).total_seconds() == pytest.approx(
        summary.duration_s, abs=0.01
    )
    assert any(isinstance(event, SessionEnded) for event in scene.events)


def test_nothing_seen_is_no_session(folder: Path) -> None:
    scene = Scene(folder, [], live=False)
    scene.run()

    assert scene.hub.summaries == []
