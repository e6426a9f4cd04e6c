"""The station's loop keeps what was counted, whatever the camera does."""

from threading import Event

import pytest

from edge.camera.frame import Frame
from edge.config.pack import load_packs
from edge.errors import CameraRecoveringError, VideoFileError
from edge.pose.recorded import RecordedPoseEstimator
from edge.station import Observation, SetRecorder, Station, Vision
from tests.exercise.figure import film
from tests.fakes.camera import FakeCamera


@pytest.fixture
def recording() -> list[Frame]:
    return list(film("squat", repetitions=2).recording())


def vision() -> Vision:
    return Vision(RecordedPoseEstimator(), load_packs(["squat"]))


def fail(error: CameraRecoveringError) -> None:
    raise AssertionError(error)


def test_every_frame_reaches_every_listener(recording: list[Frame]) -> None:
    seen: list[Observation] = []
    recorder = SetRecorder()
    station = Station(FakeCamera(recording), vision(), (seen.append, recorder), trouble=fail)
    recorder.note(station.run(Event()))
    result = recorder.result("squat")
    assert [observation.frame for observation in seen] == recording
    assert (result.count, len(result.reps), result.frames) == (2, 2, len(recording))


def test_a_camera_that_recovers_loses_no_repetition(recording: list[Frame]) -> None:
    middle = len(recording) // 2
    trouble = CameraRecoveringError("sent nothing", where="fake")
    script = [*recording[:middle], trouble, trouble, *recording[middle:]]
    told: list[CameraRecoveringError] = []
    recorder = SetRecorder()
    station = Station(FakeCamera(script), vision(), (recorder,), trouble=told.append)
    recorder.note(station.run(Event()))
    assert recorder.result("squat").count == 2
    assert told == [trouble, trouble]


def test_a_recording_that_breaks_keeps_what_was_counted(recording: list[Frame]) -> None:
    broken = VideoFileError("is cut off", where="fake")
    recorder = SetRecorder()
    camera = FakeCamera([*recording, broken], live=False)
    with pytest.raises(VideoFileError):
        Station(camera, vision(), (recorder,), trouble=fail).run(Event())
    assert recorder.result("squat").count == 2
    assert camera.count("close") == 1


def test_a_stop_ends_the_loop_after_the_frame(recording: list[Frame]) -> None:
    stop = Event()
    recorder = SetRecorder()

    def stop_at_ten(observation: Observation) -> None:
        if observation.frame.sequence == 9:
            stop.set()

    Station(FakeCamera(recording), vision(), (recorder, stop_at_ten), trouble=fail).run(stop)
    assert recorder.result("squat").frames == 10


def test_seconds_last_to_the_end_of_the_last_frame(recording: list[Frame]) -> None:
    recorder = SetRecorder()
    Station(FakeCamera(recording), vision(), (recorder,), trouble=fail).run(Event())
    assert recorder.result("squat").seconds == pytest.approx(len(recording) / 15, abs=1e-6)


def test_nothing_seen_is_an_empty_set() -> None:
    recorder = SetRecorder()
    recorder.note(Station(FakeCamera([]), vision(), (recorder,), trouble=fail).run(Event()))
    result = recorder.result("squat")
    assert (result.count, result.reps, result.frames, result.seconds) == (0, (), 0, 0.0)
