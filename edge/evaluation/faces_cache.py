"""Descriptors of a test set kept in a scratch file, so that they are made only once."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from edge.errors import UsageError
from edge.evaluation.faces_photos import Person, Subject
from edge.member.template import EmbedderId


def load_people(path: Path, subjects: Sequence[Subject], embedder: EmbedderId) -> list[Person]:
    """The people of a scratch file; raises UsageError for one of another test set or model."""
    try:
        with np.load(path, allow_pickle=False) as stored:
            named = str(stored["embedder"])
            kept = {name: stored[name] for name in stored.files if name != "embedder"}
    except (OSError, ValueError, KeyError) as error:
        raise UsageError(f"the scratch file cannot be read: {error}", where=str(path)) from error
    if named != _name(embedder) or any(f"face:{one.identity}" not in kept for one in subjects):
        raise UsageError(
            "the scratch file is of other photos or another face model",
            where=str(path),
            remedy="remove it, or name another file",
        )
    return [
        Person(
            one.identity,
            one.group,
            one.member,
            kept[f"face:{one.identity}"],
            kept[f"good:{one.identity}"],
        )
        for one in subjects
        if len(kept[f"face:{one.identity}"])
    ]


def save_people(
    path: Path, subjects: Sequence[Subject], people: Sequence[Person], embedder: EmbedderId
) -> None:
    """Write the scratch file; somebody without any face is noted as such."""
    known = {person.identity: person for person in people}
    arrays: dict[str, np.ndarray[tuple[int, ...], np.dtype[np.generic]]] = {
        "embedder": np.array(_name(embedder))
    }
    for one in subjects:
        person = known.get(one.identity)
        arrays[f"face:{one.identity}"] = (
            person.descriptors if person else np.empty((0, embedder.dimension), np.float32)
        )
        arrays[f"good:{one.identity}"] = person.good if person else np.empty(0, np.bool_)
    with path.open("wb") as file:
        np.savez(file, **arrays)  # type: ignore[arg-type]


def _name(embedder: EmbedderId) -> str:
    return f"{embedder.name} {embedder.version}"
