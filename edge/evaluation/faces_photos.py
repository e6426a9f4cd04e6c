"""Photos of people as descriptors: the faces that an evaluation works on."""

import csv
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from edge.camera.frame import BgrImage
from edge.errors import UsageError
from edge.member.face.finder import FaceFinder
from edge.member.port import Embedder

FloatArray = NDArray[np.float32]
SUFFIXES = frozenset({".jpg", ".jpeg", ".png", ".webp"})
COLUMNS = ("identity", "group", "use")
USES = ("member", "stranger")


@dataclass(frozen=True, slots=True)
class Subject:
    """One person of the test set. member: whether he or she may be enrolled."""

    identity: str
    group: str
    member: bool
    photos: tuple[Path, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Person:
    """One person's faces.

    descriptors: (N, D) float32 of unit length, in the order of the photos. good: (N,) bool, the
    photos that pass the gates of quality.
    """

    identity: str
    group: str
    member: bool
    descriptors: FloatArray
    good: NDArray[np.bool_]


def read_subjects(folder: Path, identities: Path) -> list[Subject]:
    """Who is in the test set; `folder` has a folder of photos for each identity.

    identities: CSV with the columns identity, group and use (member or stranger). Raises
    UsageError with the line of what is wrong.
    """
    try:
        with identities.open(newline="", encoding="utf-8") as file:
            reader = csv.DictReader(file)
            missing = [name for name in COLUMNS if name not in (reader.fieldnames or ())]
            if missing:
                raise UsageError(
                    f"the list has no column {', '.join(missing)}",
                    where=f"{identities}:1",
                    remedy=f"it needs {', '.join(COLUMNS)}",
                )
            return [_subject(row, folder, f"{identities}:{reader.line_num}") for row in reader]
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise UsageError(f"the list cannot be read: {error}", where=str(identities)) from error


def describe(
    subject: Subject, finder: FaceFinder, embedder: Embedder, step: Callable[[], None]
) -> Person | None:
    """The person's descriptors; None without any face. step: called after each photo."""
    rows, good = [], []
    for chip, usable in _chips(subject.photos, finder, step):
        rows.append(embedder.embed(chip[None])[0])
        good.append(usable)
    if not rows:
        return None
    return Person(subject.identity, subject.group, subject.member, np.array(rows), np.array(good))


def _chips(
    photos: Sequence[Path], finder: FaceFinder, step: Callable[[], None]
) -> Iterator[tuple[NDArray[np.uint8], bool]]:
    for path in photos:
        pixels = cv2.imread(str(path), cv2.IMREAD_COLOR)
        if pixels is None:
            raise UsageError("this is no picture", where=str(path))
        look = finder.search(BgrImage(np.asarray(pixels, np.uint8)))
        if look.chip is not None:
            yield look.chip, look.quality.usable
        step()


def _subject(row: dict[str, str], folder: Path, where: str) -> Subject:
    identity, use = row["identity"], row["use"]
    if use not in USES:
        raise UsageError(f"use is {use!r}", where=where, remedy="it is member or stranger")
    photos = sorted(
        path for path in (folder / identity).glob("*") if path.suffix.lower() in SUFFIXES
    )
    if not photos:
        raise UsageError(f"there are no photos of {identity} in {folder}", where=where)
    return Subject(identity, row["group"], use == "member", tuple(photos))
