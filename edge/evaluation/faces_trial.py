"""A whole trial: every method, every group, every size of gallery, many random galleries."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import ceil

import numpy as np

from edge.config.member import MatchRule
from edge.evaluation.faces import MIXED, Method, Tally, draw, try_method
from edge.evaluation.faces_fit import fit_limits
from edge.evaluation.faces_methods import cohort, nearest, neighbours, ours
from edge.evaluation.faces_photos import Person
from edge.member.identify.limits import FaceLimits

SIZES = (25, 50, 200)
SPLITS = 20
FOLDS = 2


@dataclass(frozen=True, slots=True)
class Result:
    """What one method did in galleries of one kind. members: how many there were of those asked.

    tallies: by the group of whoever was probed.
    """

    method: str
    gallery: str
    asked: int
    members: int
    splits: int
    tallies: Mapping[str, Tally]


@dataclass(frozen=True, slots=True)
class Fold:
    """People to try with, and limits that were not learned from them."""

    people: Sequence[Person]
    limits: FaceLimits


def one_fold(people: Sequence[Person], limits: FaceLimits) -> list[Fold]:
    """Everybody, with the limits of the station."""
    return [Fold(people, limits)]


def cross_folds(people: Sequence[Person], limits: FaceLimits, seed: int = 0) -> list[Fold]:
    """All members and half the strangers, with limits learned from the other strangers, by turns.

    limits: whose embedder the people were described with.
    """
    rng = np.random.default_rng(seed)
    groups: defaultdict[str, list[Person]] = defaultdict(list)
    for person in people:
        if not person.member:
            groups[person.group].append(person)
    parts: list[list[Person]] = [[] for _ in range(FOLDS)]
    for group in groups.values():
        for place, index in enumerate(rng.permutation(len(group))):
            parts[place % FOLDS].append(group[index])
    members = [person for person in people if person.member]
    return [
        Fold(
            members + part,
            fit_limits(
                [one for rest in parts if rest is not part for one in rest], limits.embedder
            ),
        )
        for part in parts
    ]


def run_trial(
    folds: Sequence[Fold],
    *,
    sizes: Sequence[int] = SIZES,
    splits: int = SPLITS,
    seed: int = 0,
    step: Callable[[], None] = lambda: None,
) -> Iterator[Result]:
    """Try everything; step: called after each gallery, `galleries` times in all."""
    for group, asked in plan(folds, sizes):
        tallies: dict[str, dict[str, Tally]] = {}
        members = 0
        for number, fold in enumerate(folds):
            rng = np.random.default_rng((seed, number))
            for _ in range(ceil(splits / len(folds))):
                split = draw(fold.people, group, asked, rng)
                members = len(split.members)
                for name, method in _methods(fold.limits).items():
                    try_method(split, method, tallies.setdefault(name, {}))
                step()
        for name, found in tallies.items():
            yield Result(name, group, asked, members, splits, found)


def plan(folds: Sequence[Fold], sizes: Sequence[int]) -> list[tuple[str, int]]:
    """Group and size of the galleries; a size beyond the members there are is tried once."""
    planned = []
    people = folds[0].people
    groups = sorted({person.group for person in people})
    for group in [*groups, MIXED] if len(groups) > 1 else groups:
        able = sum(
            person.member and len(person.descriptors) > 1 and group in {MIXED, person.group}
            for person in people
        )
        fitting = [size for size in sizes if size <= able]
        beyond = [size for size in sizes if size > able][:1]
        planned += [(group, size) for size in fitting + (beyond if able else [])]
    return planned


def _methods(limits: FaceLimits) -> dict[str, Method]:
    station = {f"station {rule}": ours(limits, rule) for rule in MatchRule}
    return station | {"nearest at 0.6": nearest, "k-NN": neighbours, "cohort margin": cohort}
