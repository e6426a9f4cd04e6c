"""Who comes, what they do and what goes wrong, as one stream of steps in time."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from edge.pose.pose import Pose
from edge.session.moment import Presence
from tools.gymday.clips import Clip, play

IDLE_FPS = 2.0
DARK_S = 35.0  # from the loss of power until the first frame


class Act(StrEnum):
    """What happens beside the frames."""

    KNOWN = "known"  # the athlete is recognised
    SIGN_OUT = "sign_out"
    NOT_ME = "not_me"
    POWER_CUT = "power_cut"


@dataclass(frozen=True, slots=True)
class Sight:
    """One frame. at_s: since the day began, as `pose.captured_s`.

    performed: repetitions that ended since the frame before, as a spectator counts them.
    """

    at_s: float
    presence: Presence
    athlete: int | None = None
    pose: Pose | None = None
    performed: int = 0


@dataclass(slots=True)
class Day:
    """Plays one day by its seed.

    held_s: seconds of holds that were done; visits: athletes who came to work.
    """

    clips: Sequence[Clip]
    hours: float
    fps: float
    seed: int
    power_cuts_an_hour: float = 3.0
    held_s: float = 0.0
    visits: int = 0
    passers: int = 0
    now_s: float = 0.0
    _next_cut_s: float = 0.0
    _athlete: int = 0

    def steps(self) -> Iterator[Sight | Act]:
        """Frames and acts in the order of their times."""
        rng = np.random.default_rng((self.seed, 3))
        self._plan_cut(rng)
        while self.now_s < self.hours * 3600:
            self._athlete += 1
            if rng.random() < 0.1:  # noqa: PLR2004 - one in ten only stands there
                yield from self._stand(rng.uniform(3, 15), None, rng)
            else:
                yield from self._visit(rng)
            # A hand-over within a second, somebody passing, or nobody for a while.
            yield from self._gap(float(rng.choice([0.0, 0.6, 4.0, 15.0])), rng)

    def empty_steps(self) -> Iterator[Sight]:
        """The same hours without anybody."""
        while self.now_s < self.hours * 3600:
            yield Sight(self.now_s, Presence.EMPTY)
            self.now_s += 1.0 / IDLE_FPS

    def _visit(self, rng: np.random.Generator) -> Iterator[Sight | Act]:
        self.visits += 1
        sets = int(rng.integers(1, 4))
        known_in = int(rng.integers(0, 6))  # the set in which the athlete is recognised, if any
        for index in range(sets):
            clip = self.clips[int(rng.integers(len(self.clips)))]
            yield from self._stand(rng.uniform(0.5, 2.0), clip, rng)
            if index == known_in:
                yield Act.KNOWN
            yield from self._set(clip, rng)
            if rng.random() < 0.05:  # noqa: PLR2004
                yield Act.NOT_ME
            if index + 1 < sets:
                yield from self._rest(rng.uniform(8.0, 45.0), clip, rng)
        if rng.random() < 0.1:  # noqa: PLR2004
            yield Act.SIGN_OUT

    def _set(self, clip: Clip, rng: np.random.Generator) -> Iterator[Sight | Act]:
        is_hold = len(clip.ends_s) == 1
        repetitions = 1 if is_hold else int(rng.integers(4, len(clip.ends_s) + 1))
        # Sometimes the pose is missing for a moment, where somebody walks between.
        frames = clip.until(repetitions)
        hidden = int(rng.integers(frames)) if rng.random() < 0.2 else frames  # noqa: PLR2004
        hidden_until = hidden + int(0.4 * self.fps)
        poses = play(clip, range(frames), self.now_s, rng)
        for frame, pose in enumerate(poses):
            is_hidden = hidden <= frame < hidden_until
            presence = Presence.PASSING if is_hidden else Presence.IN_ZONE
            shown = None if is_hidden else pose
            yield from self._frame(presence, shown, rng, 0 if is_hold else clip.ended(frame))
        self.held_s += clip.ends_s[0] * is_hold

    def _rest(self, seconds: float, clip: Clip, rng: np.random.Generator) -> Iterator[Sight | Act]:
        if rng.random() < 0.5:  # noqa: PLR2004
            yield from self._stand(seconds, clip, rng)
        else:  # out of the zone, still the athlete when back
            yield from self._gap(seconds, rng)

    def _stand(
        self, seconds: float, clip: Clip | None, rng: np.random.Generator
    ) -> Iterator[Sight | Act]:
        # The first pose of a hold is the hold itself.
        shown = clip if clip and len(clip.ends_s) > 1 else self.clips[0]
        for pose in play(shown, [0] * int(seconds * self.fps), self.now_s, rng):
            yield from self._frame(Presence.IN_ZONE, pose, rng)

    def _frame(
        self, presence: Presence, pose: Pose | None, rng: np.random.Generator, performed: int = 0
    ) -> Iterator[Sight | Act]:
        yield Sight(self.now_s, presence, self._athlete, pose, performed)
        self.now_s += 1.0 / self.fps
        if self.now_s >= self._next_cut_s:
            yield Act.POWER_CUT
            self._plan_cut(rng)

    def _gap(self, seconds: float, rng: np.random.Generator) -> Iterator[Sight | Act]:
        """Nobody in the zone, at the beat of an idle station; sometimes somebody walks by."""
        passing = rng.random() < 0.5  # noqa: PLR2004
        self.passers += passing and seconds > 0
        for _ in range(int(seconds * IDLE_FPS)):
            yield Sight(self.now_s, Presence.PASSING if passing else Presence.EMPTY)
            self.now_s += 1.0 / IDLE_FPS

    def _plan_cut(self, rng: np.random.Generator) -> None:
        self._next_cut_s = self.now_s + rng.exponential(3600 / self.power_cuts_an_hour)
