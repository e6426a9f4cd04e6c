"""Describing the people of a test set, with progress for whoever waits."""

from collections.abc import Sequence
from pathlib import Path

from edge.cli.progress import progress_bar
from edge.evaluation.faces_cache import load_people, save_people
from edge.evaluation.faces_photos import Person, Subject, describe
from edge.member.face.finder import FaceFinder
from edge.member.port import Embedder


def described_people(
    subjects: Sequence[Subject], embedder: Embedder, cache: Path | None
) -> list[Person]:
    """Everybody with a face in a photo; closes the embedder.

    cache: scratch file that is read where it exists, else written; None = nothing is written.
    """
    if cache is not None and cache.exists():
        return load_people(cache, subjects, embedder.id)
    finder = FaceFinder.load()
    people = []
    with progress_bar() as progress:
        task = progress.add_task("photos", total=sum(len(one.photos) for one in subjects))
        for subject in subjects:
            person = describe(subject, finder, embedder, lambda: progress.advance(task))
            people += [person] if person is not None else []
    embedder.close()
    if cache is not None:
        save_people(cache, subjects, people, embedder.id)
    return people
