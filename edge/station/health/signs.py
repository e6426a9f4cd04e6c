"""`Signs`: what the rooms of a running station tell of themselves, for the checks to read."""

from dataclasses import dataclass
from pathlib import Path

from edge.camera.port import Camera
from edge.camera.retry import Reopening
from edge.config.camera import CameraSource
from edge.config.station import StationConfig
from edge.health.picture.watch import PictureWatch, View
from edge.health.probes.camera import CameraWatch
from edge.health.probes.config import ConfigFile
from edge.health.probes.pose import PoseWatch
from edge.health.probes.told import Told
from edge.health.tally import Tally
from edge.session.events import RepCounted, SessionEnded
from edge.station.loop import Glimpse


@dataclass(slots=True)
class Signs:
    """One for each station; told from the frame path, which it never holds up.

    live: whether a camera is watched, or a recording. paced: whether frames come in their time.
    wants_camera: whether a recording is only played where no camera was found.
    """

    camera: CameraWatch
    pose: PoseWatch
    picture: PictureWatch
    feedback: Told
    thermal: Told
    metrics: Told
    members: Told
    config: ConfigFile
    tally: Tally
    live: bool = True
    paced: bool = True
    wants_camera: bool = False
    _troubles: tuple[str, ...] = ()

    @classmethod
    def of(cls, settings: StationConfig, folder: Path) -> "Signs":
        """Those of a configuration. folder: of data."""
        return cls(
            camera=CameraWatch(settings.camera.fps),
            pose=PoseWatch(settings.health.least_pose_hz, settings.health.most_latency_s),
            picture=PictureWatch(folder),
            feedback=Told("feedback", "none" if settings.feedback.is_mute else "ok"),
            thermal=Told("thermal", "ok"),
            metrics=Told("metrics", "off"),
            members=Told("members", "off"),
            config=ConfigFile(None),
            tally=Tally(),
            wants_camera=settings.camera.source is CameraSource.AUTO,
        )

    def watches(self, camera: Camera) -> None:
        """What is watched: a camera, or a recording."""
        self.paced = camera.live
        # Only what may fail is opened again; a recording that is played in its time is not.
        self.live = isinstance(camera, Reopening)
        self.camera.watches(live=self.live, stand_in=self.wants_camera and not self.live)

    def saw(self, glimpse: Glimpse) -> None:
        """A frame went through all rooms."""
        frame, people = glimpse.frame, glimpse.sighting.people
        self.camera.saw(frame.captured_s, frame.sequence)
        self.pose.saw(frame.captured_s, peopled=people > 0, live=self.paced)
        self.picture.offer(View(frame.content, frame.captured_s, people, self.live))
        self.tally.saw(
            frame.sequence,
            reps=sum(isinstance(event, RepCounted) for event in glimpse.events),
            sessions=sum(isinstance(event, SessionEnded) for event in glimpse.events),
        )

    def player_failed(self, error: str) -> None:
        """A light, buzzer or voice cannot be used; several are told together."""
        if error not in self._troubles:
            self._troubles = (*self._troubles, error)
        self.feedback.tell("failed", "; ".join(self._troubles))
