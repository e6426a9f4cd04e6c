"""Whose repetitions are counted where several people are about: rendered gyms, real pose models."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from edge.athlete.follower import AthleteFollower
from edge.camera.frame import Frame, RgbImage
from edge.config.pack import load_packs
from edge.evaluation.scene_store import SceneStore
from edge.exercise.tracker import ExerciseTracker
from edge.exercise.values import Rep
from edge.mannequin.gym.scene import GymFrame
from edge.mannequin.gym.situations import SITUATIONS, Situation, situation
from edge.pose.pose import Pose
from edge.pose.skeleton import Landmark
from edge.vision import tracker_factory

L = Landmark
TRUNK_AND_LEGS = (L.LEFT_SHOULDER, L.RIGHT_SHOULDER, L.LEFT_HIP, L.RIGHT_HIP, L.LEFT_KNEE,
                  L.RIGHT_KNEE, L.LEFT_ANKLE, L.RIGHT_ANKLE)  # fmt: skip
People = Mapping[str, NDArray[np.float32]]


@dataclass(frozen=True, slots=True)
class SceneResult:
    """One scene. Repetitions by person: true, and counted under a number that is that person's.

    wrong: repetitions credited to somebody who did not do them. extra: of an athlete, but more than
    they did. astray_s: seconds in which the athlete's pose was somebody else's.
    """

    kind: str
    seed: int
    exercise: str
    truth: dict[str, int]
    counted: dict[str, int]
    wrong: int
    astray_s: float

    @property
    def matched(self) -> int:
        """Repetitions of the athletes that were counted as theirs."""
        return sum(min(count, self.counted.get(name, 0)) for name, count in self.truth.items())

    @property
    def extra(self) -> int:
        """Repetitions counted beyond those done."""
        return sum(self.counted.values()) - self.matched


def scene_seeds(seeds: int) -> Iterator[tuple[str, int]]:
    """So many scenes, every kind in turn."""
    kinds = list(SITUATIONS)
    return ((kinds[seed % len(kinds)], seed) for seed in range(seeds))


def evaluate_scenes(
    scenes: Sequence[tuple[str, int]],
    make_follower: Callable[[], AthleteFollower],
    step: Callable[[SceneResult], None],
    store: SceneStore,
) -> list[SceneResult]:
    """Every scene by its kind and seed; step: told each result."""
    results = []
    for kind, seed in scenes:
        follower = make_follower()
        result = watch(situation(kind, seed), follower, store)
        follower.close()
        step(result)
        results.append(result)
    return results


def watch(scene: Situation, follower: AthleteFollower, store: SceneStore) -> SceneResult:
    """Show one scene, follow its athletes and count."""
    ledger = Ledger(tracker_factory(load_packs([scene.exercise])))
    for index, frame in enumerate(store.frames(scene)):
        ledger.take(frame, index, follower)
    ledger.close()
    done = scene.scene.repetitions()
    owners = ledger.owners()
    counted = Counter(owners[number] for number, rep in ledger.reps if owners[number])
    wrong = sum(
        ledger.doer(rep) != owners[number] or owners[number] not in scene.athletes
        for number, rep in ledger.reps
    )
    astray = sum(
        owner is not None and owner != owners[number] for _, number, owner in ledger.frames
    )
    return SceneResult(
        scene.kind,
        scene.scene.seed,
        scene.exercise,
        truth={name: len(done[name]) for name in scene.athletes},
        counted={str(name): count for name, count in counted.items()},
        wrong=wrong,
        astray_s=round(astray / scene.scene.fps, 2),
    )


@dataclass
class Ledger:
    """Who was followed in every frame, and what was counted under which number.

    frames: time, number, and the person to whom the pose belongs. reps: number and repetition.
    """

    new_tracker: Callable[[], ExerciseTracker]
    frames: list[tuple[float, int, str | None]] = field(default_factory=list)
    reps: list[tuple[int, Rep]] = field(default_factory=list)
    _tracker: ExerciseTracker | None = None
    _number: int | None = None

    def take(self, frame: GymFrame, index: int, follower: AthleteFollower) -> None:
        """Follow and count one frame."""
        sighting = follower.see(Frame(RgbImage(frame.image), frame.captured_s, index))
        if sighting.athlete is not None and sighting.athlete != self._number:
            self.close()
            self._number, self._tracker = sighting.athlete, self.new_tracker()
        if self._tracker is None or self._number is None:
            return
        progress = self._tracker.update(frame.captured_s, sighting.pose)
        self.reps += [(self._number, rep) for rep in progress.finished]
        owner = None if sighting.pose is None else owner_of(sighting.pose, frame.people)
        self.frames.append((frame.captured_s, self._number, owner))

    def close(self) -> None:
        """The set of the number so far is over."""
        if self._tracker is not None and self._number is not None:
            self.reps += [(self._number, rep) for rep in self._tracker.finish().finished]

    def owners(self) -> dict[int, str | None]:
        """To whom each number belongs: the person whose poses it had most."""
        numbers = {number for _, number, _ in self.frames}
        return {
            number: _most(owner for _, n, owner in self.frames if n == number) for number in numbers
        }

    def doer(self, rep: Rep) -> str | None:
        """The person whose poses make up most of a repetition."""
        return _most(owner for at_s, _, owner in self.frames if rep.start_s <= at_s <= rep.end_s)


def _most(owners: Iterator[str | None]) -> str | None:
    named = Counter(owner for owner in owners if owner is not None)
    return named.most_common(1)[0][0] if named else None


def owner_of(pose: Pose, people: People) -> str | None:
    """The person whose trunk and legs are where the pose has them; None where nobody's are."""
    points = list(TRUNK_AND_LEGS)
    away = {
        name: float(np.linalg.norm(at[points] - pose.landmarks[points, :2], axis=1).mean())
        for name, at in people.items()
    }
    nearest = min(away, key=away.__getitem__, default=None)
    return nearest if nearest is not None and away[nearest] < pose.torso_px else None
