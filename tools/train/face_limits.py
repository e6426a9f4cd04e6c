"""Learn the room around faces: `python -m tools.train.face_limits DIR --identities CSV`.

Describes photos of people with the face model, tries the rule on people whom the limits were not
learned from, then learns from all and writes `models/face_limits.json`, the manifest's entry and
the card. The same photos and weights give the same file.
"""

import hashlib
import json
from pathlib import Path
from typing import Annotated, Any

import typer

from edge.cli.members.options import DataDirOption, chosen_data_dir
from edge.cli.members.people import described_people
from edge.evaluation.faces_fit import NEIGHBOURS, RIDGE, fit_limits
from edge.evaluation.faces_photos import Person, read_subjects
from edge.evaluation.faces_report import CAPTION, to_rows
from edge.evaluation.faces_trial import Result, cross_folds, run_trial
from edge.evaluation.tables import markdown
from edge.member.embedding.dlib import DLIB
from edge.member.embedding.worker_embedder import WorkerEmbedder
from edge.member.identify.limits import MODEL, FaceLimits
from edge.resources import bundled_models_dir
from tools.derive.records import LICENCE, write_manifest

COMMAND = "python -m tools.train.face_limits DIR --identities CSV"
DIGITS = 5
_CARD = """# Face limits

Written by `{command}`.

| | |
|---|---|
| file | `{model}.json` |
| what it does | says how near two descriptors must be to be one person's, by where they lie in the space |
| form | {dimension} weights and an offset: the expected distance from a face to its {neighbours} nearest other people |
| for | descriptors of {embedder} {version} |
| trained on | {faces} photos of {people} public figures, {groups}, from Labeled Faces in the Wild (Huang et al. 2007) |
| training | ridge regression ({ridge:g} of the mean variance), groups of equal size; no face, name or descriptor of anybody is in the file |
| licence | {licence} |
| not for | telling a person's origin, sex or age; descriptors of another model |

The groups were made by hand from names and are coarse. Other groups whom the face model tells apart
badly are served as far as they lie in the same direction of the space; nobody measured them.

"""  # noqa: E501 - rows of a table


def main(
    folder: Annotated[Path, typer.Argument(help="A folder of photos for each identity.")],
    identities: Annotated[Path, typer.Option(help="CSV: identity, group, use.")],
    data_dir: DataDirOption = None,
    cache: Annotated[Path | None, typer.Option(help="Scratch file for descriptors.")] = None,
    output: Annotated[Path | None, typer.Option(help="Folder for the model files.")] = None,
) -> None:
    """Learn the limits, try them on other people, write the files."""
    subjects = read_subjects(folder, identities)
    embedder = WorkerEmbedder.dlib(chosen_data_dir(None, data_dir))
    people = described_people(subjects, embedder, cache)
    limits = fit_limits(people, DLIB)
    results = [
        result
        for result in run_trial(cross_folds(people, limits))
        if result.method.startswith(("station", "cohort", "nearest"))
    ]
    write(output or bundled_models_dir(), limits, people, results)


def write(target: Path, limits: FaceLimits, people: list[Person], results: list[Result]) -> None:
    """Write the limits, their entry of the manifest and their card."""
    document: dict[str, Any] = {
        "embedder": {
            "name": limits.embedder.name,
            "version": limits.embedder.version,
            "dimension": limits.embedder.dimension,
        },
        "offset": round(limits.offset, DIGITS),
        "weights": [round(float(weight), DIGITS) for weight in limits.weights],
    }
    path = target / f"{MODEL}.json"
    path.write_text(json.dumps(document, indent=1) + "\n", encoding="utf-8")
    entry = {
        "file": path.name,
        "sha256": hashlib.sha256(path.read_bytes()).hexdigest(),
        "origin": "trained by tools/train/face_limits.py",
        "licence": LICENCE,
    }
    write_manifest(target, {MODEL: entry})
    groups = sorted({person.group for person in people})
    card = _CARD.format(
        command=COMMAND,
        model=MODEL,
        dimension=limits.embedder.dimension,
        neighbours=NEIGHBOURS,
        embedder=limits.embedder.name,
        version=limits.embedder.version,
        faces=sum(len(person.descriptors) for person in people),
        people=len(people),
        groups=" and ".join(
            f"{sum(person.group == group for person in people)} {group}" for group in groups
        ),
        ridge=RIDGE,
        licence=LICENCE,
    )
    table = markdown("On people not learned from", COMMAND, [(CAPTION, to_rows(results))])
    (target / f"{MODEL}.md").write_text(card + table.rstrip() + "\n", encoding="utf-8")


if __name__ == "__main__":
    typer.run(main)
