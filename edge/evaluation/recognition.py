"""The evaluation of recognition: what each clip is called, at every frame and as a slow camera."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from edge.classifier import MODEL
from edge.config.pack import ExercisePack
from edge.errors import CameraError, RecordingError
from edge.evaluation.clips import Clip
from edge.evaluation.figures import Estimate, wilson
from edge.evaluation.left_out import left_out
from edge.evaluation.naming import Begin, Naming, begin_of, name_clip
from edge.evaluation.poses import PoseCache, TimedPoses, poses_of
from edge.exercise.recognise.decision import OTHER
from edge.vision import tracker_factory

RATES: Mapping[str, float | None] = {"every frame": None, "8 frames a second": 8.0}


@dataclass(frozen=True, slots=True)
class Named:
    """Clips at one frame rate.

    right: share called by their name, of those that have one. in_time: named within three seconds
    or by the second repetition. delay_s: median and 95th percentile from the exercise's beginning
    to its name. steady: share whose name never gave way to another; changes: such changes a clip.
    quiet: share of clips of none of the exercises that were never called one. confusion: what a
    clip holds → what it was called → clips.
    """

    clips: int
    right: Estimate
    in_time: Estimate
    delay_s: tuple[float, float]
    steady: Estimate
    changes: float
    quiet: Estimate
    confusion: Mapping[str, Mapping[str, int]]


@dataclass(frozen=True, slots=True)
class Recognition:
    """rates: figures by frame rate. exercises: at every frame, clips, right and in time.

    wrong: clips called otherwise at every frame: file, exercise, name. left_out: what training
    measured on clips that it had left out. unreadable: file and reason.
    """

    rates: Mapping[str, Named]
    exercises: Mapping[str, tuple[int, Estimate, Estimate]]
    wrong: tuple[tuple[str, str, str], ...]
    left_out: Mapping[str, str]
    unreadable: tuple[tuple[str, str], ...]


def evaluate_recognition(
    clips: Sequence[Clip],
    packs: Sequence[ExercisePack],
    cache: PoseCache,
    step: Callable[[str], None],
) -> Recognition:
    """Name every clip whose truth is certain. step: told each clip before it is followed."""
    namer = _Namer(packs)
    namings: dict[str, list[Naming]] = {rate: [] for rate in RATES}
    unreadable: list[tuple[str, str]] = []
    for clip in clips:
        step(clip.file)
        if not clip.certain:
            continue
        try:
            poses = poses_of(cache.recording(clip.file))
        except (CameraError, RecordingError) as error:
            unreadable.append((clip.file, str(error)))
            continue
        begin = namer.begin(clip, poses)
        for rate, fps in RATES.items():
            seen = poses if fps is None else poses.at_most(fps)
            namings[rate].append(namer.name(clip, seen, begin))
    first = next(iter(namings.values()))
    return Recognition(
        rates={rate: _figures(each) for rate, each in namings.items()},
        exercises=_by_exercise(first),
        wrong=tuple((n.file, n.exercise, n.named) for n in first if not n.right),
        left_out=left_out(MODEL),
        unreadable=tuple(unreadable),
    )


class _Namer:
    """Follows clips with all packs in the running, and with their own given."""

    def __init__(self, packs: Sequence[ExercisePack]) -> None:
        self._packs = {pack.id: pack for pack in packs}
        self._given = {pack.id: tracker_factory([pack]) for pack in packs}
        self._any = tracker_factory(packs)

    def begin(self, clip: Clip, poses: TimedPoses) -> Begin | None:
        pack = self._packs.get(clip.exercise)
        return begin_of(pack.kind, poses, self._given[pack.id]) if pack else None

    def name(self, clip: Clip, poses: TimedPoses, begin: Begin | None) -> Naming:
        exercise = clip.exercise if clip.exercise in self._packs else OTHER
        return name_clip(clip.file, exercise, poses, self._any, begin)


def _figures(namings: Sequence[Naming]) -> Named:
    listed = [each for each in namings if each.exercise != OTHER]
    others = [each for each in namings if each.exercise == OTHER]
    delays = [each.delay_s for each in listed if each.delay_s is not None]
    median_s, p95_s = np.percentile(delays, (50.0, 95.0)).tolist() if delays else (np.nan, np.nan)
    return Named(
        clips=len(namings),
        right=_share([each.right for each in listed]),
        in_time=_share([each.in_time for each in listed if each.in_time is not None]),
        delay_s=(median_s, p95_s),
        steady=_share([each.changes == 0 for each in namings]),
        changes=sum(each.changes for each in namings) / max(len(namings), 1),
        quiet=_share([each.right for each in others]),
        confusion=_confusion(namings),
    )


def _share(flags: Sequence[bool]) -> Estimate:
    return wilson(sum(flags), len(flags))


def _confusion(namings: Sequence[Naming]) -> dict[str, dict[str, int]]:
    counts = Counter((each.exercise, each.named) for each in namings)
    names = sorted(
        {name for pair in counts for name in pair}, key=lambda name: (name == OTHER, name)
    )
    return {held: {named: counts[held, named] for named in names} for held in names}


def _by_exercise(namings: Sequence[Naming]) -> dict[str, tuple[int, Estimate, Estimate]]:
    found = {}
    for exercise in sorted(
        {each.exercise for each in namings}, key=lambda name: (name == OTHER, name)
    ):
        own = [each for each in namings if each.exercise == exercise]
        timed = [each.in_time for each in own if each.in_time is not None]
        found[exercise] = len(own), _share([each.right for each in own]), _share(timed)
    return found
