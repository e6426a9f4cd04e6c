"""The figures of `bench idle`, with an estimator that costs nothing."""

import pytest

from edge.athlete.sighting import AthleteSighting, Presence
from edge.bench import idle
from edge.camera.frame import Frame
from tests.fakes.pose import picture


class Follower:
    """Sees somebody in every picture that is wide."""

    def __init__(self) -> None:
        self.frames = 0

    def see(self, frame: Frame) -> AthleteSighting:
        self.frames += 1
        there = frame.size[0] > 100
        presence = Presence.PASSING if there else Presence.EMPTY
        return AthleteSighting(None, None, int(there), presence)

    def reset(self) -> None:
        pass


def test_an_empty_gym_is_cheap_and_the_station_wakes_in_time(monkeypatch) -> None:
    images = [picture(50)] * 20 + [picture(200)] * 60
    monkeypatch.setattr(idle, "_demo", lambda: (images, 20.0))
    figures = idle.measure(Follower())
    assert 2.0 <= figures.idle_frames_per_s <= 3.0
    assert figures.active_frames_per_s > 17.0
    assert 0.3 <= figures.awake_s <= 0.5
    assert figures.pose_s is None
    assert figures.idle_cpu_share == pytest.approx(0.0, abs=0.05)
