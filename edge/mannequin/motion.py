"""Motion without pictures: thousands of frames a second of exact landmarks."""

from dataclasses import dataclass, replace

import numpy as np

from edge.mannequin.arrays import Array
from edge.mannequin.body import Body
from edge.mannequin.keys import parameters
from edge.mannequin.landmarks import landmarks_of
from edge.mannequin.performance import Performance, Repetition, play, start_key
from edge.mannequin.phases import lead_in, lead_out, still_s
from edge.mannequin.posture import Posture, frame_of, join
from edge.mannequin.rig import Joints, solve
from edge.mannequin.supports import SUPPORTS
from edge.mannequin.sway import swaying


@dataclass(frozen=True, slots=True, eq=False)
class Motion:
    """A figure over time.

    time_s: (N,) seconds since the scene began. landmarks: (N, 33, 3) room metres, x to the left
    of the person at heading 0, y up, z forward. joints: what a renderer needs.
    """

    time_s: Array
    landmarks: Array
    joints: Joints
    repetitions: tuple[Repetition, ...]


def move(
    performance: Performance,
    body: Body,
    *,
    fps: float,
    seed: int = 0,
    entry_deg: float = 90.0,
) -> Motion:
    """The whole scene of one person: phases before, the set, phases after.

    fps: frames a second, the times are exact multiples of its inverse. entry_deg: the heading in
    which somebody walks in. Deterministic by seed; the repetitions' times do not depend on fps.
    """
    rng = np.random.default_rng(seed)
    exercise = performance.definition
    steps, repetitions = play(performance, rng)
    support = SUPPORTS[exercise.support]

    def set_at(time_s: Array) -> Posture:
        return support(parameters(start_key(exercise), steps, time_s), body)

    set_s = sum(step.duration_s for step in steps)
    ends = set_at(np.array([0.0, set_s])) if steps else set_at_rest(performance, body)
    before = lead_in(performance.before, frame_of(ends, 0), body, entry_deg)
    after = lead_out(performance.after, frame_of(ends, -1), body, entry_deg)
    begin_s, end_s = before.duration_s, before.duration_s + set_s
    count = int(np.floor((end_s + after.duration_s) * fps + 1e-6)) + 1
    time_s = np.arange(count) / fps
    parts = [before.at(time_s[time_s < begin_s])]
    during = time_s[(time_s >= begin_s) & (time_s < end_s)]
    if len(during):
        parts.append(set_at(during - begin_s))
    parts.append(after.at(time_s[time_s >= end_s] - end_s))
    channels = swaying(join([part for part in parts if len(part["pelvis_x"])]), time_s, rng)
    joints = solve(channels, body)
    return Motion(
        time_s=time_s,
        landmarks=landmarks_of(joints, body),
        joints=joints,
        repetitions=_held_longer(performance, [_later(r, begin_s) for r in repetitions]),
    )


def _held_longer(performance: Performance, repetitions: list[Repetition]) -> tuple[Repetition, ...]:
    """A timed exercise is held as well while its person stays in position around the set."""
    if performance.definition.timed and repetitions:
        first = repetitions[0]
        repetitions[0] = replace(first, start_s=first.start_s - still_s(performance.before[::-1]))
        last = repetitions[-1]
        repetitions[-1] = replace(last, end_s=last.end_s + still_s(performance.after))
    return tuple(repetitions)


def set_at_rest(performance: Performance, body: Body) -> Posture:
    """One frame of the exercise's start."""
    exercise = performance.definition
    still = {name: np.array([float(value)]) for name, value in start_key(exercise).items()}
    return SUPPORTS[exercise.support](still, body)


def _later(r: Repetition, by_s: float) -> Repetition:
    return replace(r, start_s=r.start_s + by_s, turn_s=r.turn_s + by_s, end_s=r.end_s + by_s)
