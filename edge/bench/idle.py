"""What an empty gym costs, and how soon the station is awake."""

import time
from collections.abc import Sequence
from dataclasses import dataclass

from edge.athlete.follower import AthleteFollower
from edge.athlete.pace import Pace
from edge.athlete.sighting import AthleteSighting, Presence
from edge.camera.factory import open_file
from edge.camera.frame import Frame, Image, RecordedLandmarks
from edge.errors import UsageError
from edge.resources import demo_clip
from edge.vision import frames

EMPTY_S = 30.0


@dataclass(frozen=True, slots=True)
class IdleFigures:
    """Frames worked on a second, and processor seconds (native threads included) a second.

    awake_s: from the first frame that shows somebody until the station works at full rate, whenever
    that frame comes. pose_s: from that frame to the first pose: walking into the zone, settling.
    """

    fps: float
    idle_frames_per_s: float
    idle_cpu_share: float
    active_frames_per_s: float
    active_cpu_share: float
    awake_s: float
    pose_s: float | None


class Stream:
    """Plays frames in their own time as a live camera would, and adds up what they cost."""

    def __init__(self, follower: AthleteFollower) -> None:
        self._follower = follower
        self._pace = Pace()
        self.cpu_s = 0.0
        self.worked = 0

    def play(self, image: Image, now_s: float) -> AthleteSighting | None:
        """One frame; None where it was not worth the work."""
        began_s = time.process_time()
        sighting: AthleteSighting | None = None
        if self._pace.wants(now_s):
            sighting = self._follower.see(Frame(image, now_s, 0))
            self._pace.saw(now_s, sighting)
            self.worked += 1
        self.cpu_s += time.process_time() - began_s
        return sighting

    @property
    def awake(self) -> bool:
        """Whether every frame is worked on."""
        return not self._pace.idle


def measure(follower: AthleteFollower) -> IdleFigures:
    """The demo clip's empty room for half a minute, then the demo clip; raises CameraError."""
    images, fps = _demo()
    quiet = _empty(images, follower)
    follower.reset()
    stream = Stream(follower)
    count = round(EMPTY_S * fps)
    for index in range(count):
        stream.play(images[0], index / fps)
    idle_cpu_s, idle_worked = stream.cpu_s, stream.worked
    pose_s: float | None = None
    for index, image in enumerate(images[quiet:]):
        sighting = stream.play(image, (count + index) / fps)
        if pose_s is None and sighting is not None and sighting.pose is not None:
            pose_s = round(index / fps, 3)
    active_s = (len(images) - quiet) / fps
    return IdleFigures(
        fps=fps,
        idle_frames_per_s=round(idle_worked / EMPTY_S, 2),
        idle_cpu_share=round(idle_cpu_s / EMPTY_S, 4),
        active_frames_per_s=round((stream.worked - idle_worked) / active_s, 2),
        active_cpu_share=round((stream.cpu_s - idle_cpu_s) / active_s, 4),
        awake_s=max(_awake_s(follower, images, quiet, fps, shift) for shift in range(round(fps))),
        pose_s=pose_s,
    )


def _awake_s(
    follower: AthleteFollower, images: Sequence[Image], quiet: int, fps: float, shift: int
) -> float:
    """Seconds from somebody's first frame to full rate, after an idle time of so many frames."""
    follower.reset()
    stream = Stream(follower)
    count = round(fps) + shift
    for index in range(count):
        stream.play(images[0], index / fps)
    for index, image in enumerate(images[quiet:]):
        stream.play(image, (count + index) / fps)
        if stream.awake:
            return round(index / fps, 3)
    raise UsageError("the demo clip shows nobody", where=str(demo_clip()))


def _demo() -> tuple[list[Image], float]:
    camera = open_file(demo_clip())
    camera.open()
    played = list(frames(camera))
    camera.close()
    images = [one.content for one in played if not isinstance(one.content, RecordedLandmarks)]
    return images, round((len(played) - 1) / (played[-1].captured_s - played[0].captured_s), 3)


def _empty(images: Sequence[Image], follower: AthleteFollower) -> int:
    """How many frames at the beginning show nobody whom the detector would find."""
    for index, image in enumerate(images):
        if follower.see(Frame(image, float(index), 0)).presence is not Presence.EMPTY:
            if index == 0:
                break
            return index
    raise UsageError("the demo clip does not begin with an empty room", where=str(demo_clip()))
