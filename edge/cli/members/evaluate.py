"""`gymstation members evaluate DIR`: how often faces are named wrongly, and how often missed."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from edge.cli.members.options import DataDirOption, chosen_data_dir
from edge.cli.members.people import described_people
from edge.cli.members.station import ConfigOption
from edge.cli.progress import progress_bar
from edge.errors import UsageError
from edge.evaluation.document import write_section
from edge.evaluation.faces_photos import read_subjects
from edge.evaluation.faces_report import CAPTION, to_json, to_rows
from edge.evaluation.faces_trial import (
    SIZES,
    SPLITS,
    Fold,
    Result,
    cross_folds,
    one_fold,
    plan,
    run_trial,
)
from edge.evaluation.tables import markdown, rich_table
from edge.member.embedding.worker_embedder import WorkerEmbedder
from edge.member.identify.limits import FaceLimits

HEADING = "Faces"


def evaluate(
    folder: Annotated[Path, typer.Argument(help="A folder of photos for each identity.")],
    identities: Annotated[
        Path, typer.Option(help="CSV: identity, group, use (member or stranger).")
    ],
    config: ConfigOption = None,
    data_dir: DataDirOption = None,
    *,
    size: Annotated[
        list[int] | None, typer.Option(min=1, help="Members of a gallery; default: 25, 50, 200.")
    ] = None,
    splits: Annotated[int, typer.Option(min=1, help="Random galleries of each kind.")] = SPLITS,
    seed: Annotated[int, typer.Option(help="Of the random galleries.")] = 0,
    cross_validate: Annotated[
        bool,
        typer.Option(
            "--cross-validate",
            help="Learn the limits anew from half the strangers, and try the others.",
        ),
    ] = False,
    cache: Annotated[
        Path | None,
        typer.Option(
            help="Scratch file for the descriptors, so that the next run is quick. Without it "
            "nothing is written."
        ),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object.")] = False,
    report: Annotated[
        Path | None, typer.Option(help="Write the table into a section of this Markdown file.")
    ] = None,
) -> None:
    """Try recognition on photos of people, beside what others use.

    The first five photos of a member enrol (with fewer than six, all but the last), the others
    probe, and so do all photos of strangers and of members who were not drawn.
    """
    limits = FaceLimits.load()
    subjects = read_subjects(folder, identities)
    people = described_people(
        subjects, WorkerEmbedder.dlib(chosen_data_dir(config, data_dir)), cache
    )
    folds = cross_folds(people, limits, seed) if cross_validate else one_fold(people, limits)
    planned = plan(folds, size or SIZES)
    if not planned:
        raise UsageError("nobody has two photos with a face", where=str(folder))
    results = _tried(folds, size or SIZES, splits, seed, galleries=len(planned) * splits)
    if report is not None:
        _write(report, results, cross_validate=cross_validate)
    if as_json:
        found = to_json(
            people,
            results,
            embedder=limits.embedder,
            photos=sum(len(subject.photos) for subject in subjects),
            cross_validated=cross_validate,
            seed=seed,
        )
        print(json.dumps(found, indent=1))
    else:
        console = Console()
        console.print(rich_table(HEADING, to_rows(results)))
        console.print(CAPTION)


def _tried(
    folds: Sequence[Fold], sizes: Sequence[int], splits: int, seed: int, *, galleries: int
) -> list[Result]:
    with progress_bar() as progress:
        task = progress.add_task("galleries", total=galleries)
        return list(
            run_trial(
                folds, sizes=sizes, splits=splits, seed=seed, step=lambda: progress.advance(task)
            )
        )


def _write(report: Path, results: Sequence[Result], *, cross_validate: bool) -> None:
    command = f"gymstation members evaluate DIR --identities CSV --report {report}"
    command += " --cross-validate" if cross_validate else ""
    write_section(report, HEADING, markdown(HEADING, command, [(CAPTION, to_rows(results))]))
