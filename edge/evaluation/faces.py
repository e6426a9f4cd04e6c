"""Recognition of faces over random galleries: who is named wrongly, and who is missed."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from edge.evaluation.faces_photos import Person

FloatArray = NDArray[np.float32]
IntArray = NDArray[np.intp]

ENROLLED = 5
VOTES_OF, VOTES = 3, 2
MIXED = "mixed"


@dataclass(frozen=True, slots=True, eq=False)
class Enrolled:
    """A gallery. photos: for each member, the descriptors (n, D) of the photos enrolled."""

    photos: tuple[FloatArray, ...]


Named = IntArray
"""For each probe the index of the member named, -1 for nobody."""
Method = Callable[[FloatArray, Enrolled], Named]
"""Names probes (N, D)."""


@dataclass(slots=True)
class Share:
    """So many of so many."""

    count: int = 0
    of: int = 0

    def add(self, found: NDArray[np.bool_]) -> None:
        """Count the true ones."""
        self.count += int(found.sum())
        self.of += len(found)

    @property
    def percent(self) -> float | None:
        """None where nothing was tried."""
        return 100 * self.count / self.of if self.of else None


@dataclass(slots=True)
class Tally:
    """What happened. All by single frames, but for the votes: two of three frames must agree.

    fpir: strangers named. fnir: members not named, or named as another. mistaken: members named as
    another.
    """

    fpir: Share = field(default_factory=Share)
    fnir: Share = field(default_factory=Share)
    mistaken: Share = field(default_factory=Share)
    fpir_votes: Share = field(default_factory=Share)
    fnir_votes: Share = field(default_factory=Share)


@dataclass(frozen=True, slots=True)
class Split:
    """A gallery's members, and everybody else as strangers."""

    members: tuple[Person, ...]
    strangers: tuple[Person, ...]


def draw(people: Sequence[Person], group: str, size: int, rng: np.random.Generator) -> Split:
    """At most `size` members of the group at random; the rest of the group are strangers.

    group: a group's name, or `mixed` for everybody. A member needs a photo to probe with.
    """
    chosen = [person for person in people if group in {MIXED, person.group}]
    able = [person for person in chosen if person.member and len(person.descriptors) > 1]
    drawn = {able[index].identity for index in rng.permutation(len(able))[:size]}
    return Split(
        tuple(person for person in able if person.identity in drawn),
        tuple(person for person in chosen if person.identity not in drawn),
    )


def try_method(split: Split, method: Method, tallies: dict[str, Tally]) -> None:
    """Probe one gallery; adds to the tally of each probe's group."""
    _try_frames(split, method, tallies)
    _try_votes(split, method, tallies)


def _try_frames(split: Split, method: Method, tallies: dict[str, Tally]) -> None:
    counts = [_enrolled(person, 1) for person in split.members]
    gallery = _gallery(split, counts)
    probes = [
        person.descriptors[count:] for person, count in zip(split.members, counts, strict=True)
    ]
    for index, (person, named) in enumerate(
        zip(split.members, _each(method, probes, gallery), strict=True)
    ):
        tally = tallies.setdefault(person.group, Tally())
        tally.fnir.add(named != index)
        tally.mistaken.add((named != index) & (named >= 0))
    strange = [person.descriptors for person in split.strangers]
    for person, named in zip(split.strangers, _each(method, strange, gallery), strict=True):
        tallies.setdefault(person.group, Tally()).fpir.add(named >= 0)


def _try_votes(split: Split, method: Method, tallies: dict[str, Tally]) -> None:
    """Members with six photos or more: up to five enrol, the last three are a visit."""
    able = {
        index
        for index, person in enumerate(split.members)
        if len(person.descriptors) >= 2 * VOTES_OF
    }
    counts = [
        _enrolled(person, VOTES_OF if index in able else 1)
        for index, person in enumerate(split.members)
    ]
    gallery = _gallery(split, counts)
    probes = [split.members[index].descriptors[-VOTES_OF:] for index in sorted(able)]
    for index, named in zip(sorted(able), _each(method, probes, gallery), strict=True):
        tally = tallies.setdefault(split.members[index].group, Tally())
        tally.fnir_votes.add(np.array([_winner(named) != index]))
    visits = [(person, visit) for person in split.strangers for visit in _visits(person)]
    strange = [visit for _, visit in visits]
    for (person, _), named in zip(visits, _each(method, strange, gallery), strict=True):
        tallies.setdefault(person.group, Tally()).fpir_votes.add(np.array([_winner(named) >= 0]))


def _each(method: Method, probes: Sequence[FloatArray], gallery: Enrolled) -> list[Named]:
    """What the method says of each set of probes; asked once, which is a hundred times faster."""
    if not probes:
        return []
    ends = np.cumsum([len(own) for own in probes])
    return np.split(method(np.concatenate(probes), gallery), ends[:-1])


def _gallery(split: Split, counts: Sequence[int]) -> Enrolled:
    pairs = zip(split.members, counts, strict=True)
    return Enrolled(tuple(person.descriptors[:count] for person, count in pairs))


def _enrolled(person: Person, kept: int) -> int:
    """How many photos enrol a person when `kept` are needed as probes."""
    return min(ENROLLED, len(person.descriptors) - kept)


def _visits(person: Person) -> Iterator[FloatArray]:
    for start in range(0, len(person.descriptors) - VOTES_OF + 1, VOTES_OF):
        yield person.descriptors[start : start + VOTES_OF]


def _winner(named: Named) -> int:
    """The member whom enough frames name, -1 without one."""
    members, counts = np.unique(named[named >= 0], return_counts=True)
    enough = members[counts >= VOTES]
    return int(enough[0]) if len(enough) else -1
