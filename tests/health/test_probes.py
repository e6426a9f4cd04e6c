"""What the checks make of what rooms, uplink and models tell."""

import shutil
from pathlib import Path

import pytest

from edge.config.outbox import OutboxConfig
from edge.errors import ModelError
from edge.health.probes.camera import CameraWatch
from edge.health.probes.models import GoldenFrame, ModelFiles
from edge.health.probes.pose import BUCKETS_S, PoseWatch
from edge.health.probes.told import Told
from edge.health.probes.way import age_of, outbox_finding
from edge.health.tally import Counts, Tally
from edge.pose.manifest import MANIFEST_NAME
from edge.pose.selftest import SelfTest
from edge.resources import models_dir
from edge.uplink.clock import Instant
from edge.uplink.keeper import Keeping
from tests.fakes.camera import FakeClock

NOW = Instant(1000.0, 1_790_000_000.0, True, "now")


def film(
    watch: CameraWatch, clock: FakeClock, *, fps: float, seconds: float, drops: int = 0
) -> None:
    """Frames of which `drops` are dropped behind each that is seen."""
    for number in range(int(fps * seconds / (drops + 1))):
        watch.saw(clock.now_s, number * (drops + 1))
        clock.sleep((drops + 1) / fps)


def test_frames_that_come(clock: FakeClock) -> None:
    watch = CameraWatch(30.0, clock)
    assert watch().state == "starting"

    film(watch, clock, fps=25.0, seconds=8.0)
    assert (watch().state, watch().detail) == ("ok", "25.0 frames a second")


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock(100.0)


def test_frames_that_are_dropped_while_nobody_is_there_are_no_slowness(clock: FakeClock) -> None:
    watch = CameraWatch(30.0, clock)
    film(watch, clock, fps=25.0, seconds=12.0, drops=9)
    assert watch().state == "ok"


@pytest.mark.parametrize(("asked", "state"), [(30.0, "slow"), (6.0, "ok")])
def test_a_camera_that_is_slow_and_one_that_was_asked_to(
    clock: FakeClock, asked: float, state: str
) -> None:
    watch = CameraWatch(asked, clock)
    film(watch, clock, fps=5.0, seconds=12.0)
    assert watch().state == state


def test_a_camera_that_falls_silent_and_comes_back(clock: FakeClock) -> None:
    watch = CameraWatch(30.0, clock)
    film(watch, clock, fps=20.0, seconds=6.0)
    watch.silent("/dev/video0: sent nothing")
    assert (watch().state, watch().detail) == ("silent", "/dev/video0: sent nothing")

    film(watch, clock, fps=20.0, seconds=1.0)
    assert (watch().state, watch().detail) == ("ok", ""), "the rate is measured anew"


def test_a_frame_path_that_stands_still_is_silence_too(clock: FakeClock) -> None:
    watch = CameraWatch(30.0, clock)
    film(watch, clock, fps=20.0, seconds=1.0)
    clock.sleep(61.0)
    assert watch().state == "silent"


def test_a_recording_takes_the_place_of_a_camera(clock: FakeClock) -> None:
    watch = CameraWatch(30.0, clock)
    watch.watches(live=False)
    watch.saw(0.0, 0)
    assert watch().state == "recording"

    watch.watches(live=False, stand_in=True)
    assert watch().state == "no_camera"


def work(
    watch: PoseWatch, clock: FakeClock, *, hz: float, seconds: float, late_s: float = 0.05
) -> None:
    for _ in range(int(hz * seconds)):
        clock.sleep(1.0 / hz)
        watch.saw(clock.now_s - late_s, peopled=True, live=True)


def test_a_station_that_keeps_up(clock: FakeClock) -> None:
    watch = PoseWatch(8.0, 0.25, clock)
    assert watch().state == "starting"

    work(watch, clock, hz=15.0, seconds=10.0)
    assert watch().state == "ok"
    assert watch().detail == "15.0 pictures a second, 19 of 20 within 50 ms"


def test_a_station_that_is_slow_or_late(clock: FakeClock) -> None:
    slow, late = PoseWatch(8.0, 0.25, clock), PoseWatch(8.0, 0.25, clock)
    work(slow, clock, hz=5.0, seconds=10.0)
    work(late, clock, hz=12.0, seconds=10.0, late_s=0.3)

    assert slow().state == "slow"
    assert late().state == "late"


def test_nobody_to_keep_up_with(clock: FakeClock) -> None:
    watch = PoseWatch(8.0, 0.25, clock)
    for _ in range(30):
        clock.sleep(0.4)
        watch.saw(clock.now_s, peopled=False, live=True)
    assert watch().state == "idle"

    work(watch, clock, hz=12.0, seconds=0.5)
    assert (watch().state, watch().detail) == ("ok", "somebody has just come")

    clock.sleep(11.0)
    assert watch().state == "idle"


def test_who_comes_anew_is_not_held_against_the_pause(clock: FakeClock) -> None:
    watch = PoseWatch(8.0, 0.25, clock)
    work(watch, clock, hz=12.0, seconds=5.0)
    clock.sleep(8.0)
    work(watch, clock, hz=12.0, seconds=5.0)
    assert watch().detail.startswith("12.0")


def test_latencies_add_up(clock: FakeClock) -> None:
    watch = PoseWatch(8.0, 0.25, clock)
    for late_s in (0.01, 0.09, 0.09, 9.0):
        watch.saw(clock.now_s - late_s, peopled=False, live=True)
    watch.saw(0.0, peopled=True, live=False)

    assert sum(watch.latencies.counts) == 4
    assert watch.latencies.counts[0] == 1
    assert watch.latencies.counts[BUCKETS_S.index(0.1)] == 2
    assert watch.latencies.counts[-1] == 1
    assert watch.latencies.sum_s == pytest.approx(9.19)


def test_what_was_told_last_holds() -> None:
    told = Told("feedback", "ok")
    told.tell("failed", "pin 17")

    assert (told().state, told().detail) == ("failed", "pin 17")
    with pytest.raises(KeyError):
        told.tell("no_such_state")


def keeping(oldest: Instant | None) -> Keeping:
    return Keeping(True, 0, 3, 0, None, "", oldest)


@pytest.mark.parametrize(
    ("oldest", "age_s", "state"),
    [
        (None, None, "ok"),
        (Instant(400.0, 0.0, False, "now"), 600.0, "ok"),
        (Instant(5.0, NOW.wall_s - 90_000.0, True, "before"), 90_000.0, "old"),
        (Instant(5.0, NOW.wall_s - 90_000.0, False, "before"), None, "ok"),
    ],
)
def test_how_long_the_oldest_waits(oldest: Instant | None, age_s: float | None, state: str) -> None:
    assert age_of(keeping(oldest), NOW) == age_s
    assert outbox_finding(keeping(oldest), OutboxConfig(), NOW).state == state


def test_the_models_are_whole() -> None:
    assert ModelFiles()().state == "ok"


@pytest.fixture
def models(tmp_path: Path) -> Path:
    """A folder with one small model of the release."""
    manifest = (models_dir() / MANIFEST_NAME).read_text()
    assert "face_limits.json" in manifest
    folder = tmp_path / "models"
    folder.mkdir()
    start = manifest.index("  face_limits:")
    end = manifest.index("licence", start)
    (folder / MANIFEST_NAME).write_text(f"models:\n{manifest[start:end].rstrip()}\n")
    shutil.copy(models_dir() / "face_limits.json", folder)
    return folder


def test_models_that_are_not_whole(models: Path) -> None:
    assert ModelFiles(models)().state == "ok"

    with (models / "face_limits.json").open("a") as file:
        file.write(" ")
    assert ModelFiles(models)().state == "altered"

    (models / "face_limits.json").unlink()
    assert ModelFiles(models)().state == "missing"

    (models / MANIFEST_NAME).write_text("models: 3\n")
    assert ModelFiles(models)().state == "unreadable"


def result(worst_torso: float) -> SelfTest:
    return SelfTest(0.0, worst_torso, 0.06, 0.0, 0.01)


def test_the_golden_frame() -> None:
    def broken() -> SelfTest:
        raise ModelError("the runtime cannot load the model")

    assert GoldenFrame(lambda: result(0.001))().state == "ok"
    assert GoldenFrame(lambda: result(0.02))().state == "differs"
    assert GoldenFrame(broken)().state == "failed"


def test_counts_add_up_and_tell_what_was_dropped() -> None:
    tally = Tally()
    tally.saw(0, reps=0, sessions=0)
    tally.saw(4, reps=1, sessions=0)
    tally.saw(5, reps=0, sessions=1)
    tally.saw(0, reps=2, sessions=0)

    assert tally.counts == Counts(frames=4, dropped=3, reps=3, sessions=1)


def test_a_model_pack_that_gave_way_is_told() -> None:
    finding = ModelFiles(trouble=lambda: "gym-models-1.0 is damaged")()
    assert finding.status == "warning"
    assert finding.state == "pack_broken"
    assert "gym-models-1.0" in finding.detail
