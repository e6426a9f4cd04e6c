"""`gymstation evaluate rendered`: named faults of the mannequin through the real pose stage."""

import json
from dataclasses import asdict
from typing import Annotated

import typer
from rich.console import Console

from edge.cli.evaluate.options import AsJson, KeptPoses, Report
from edge.cli.progress import progress_bar
from edge.evaluation.document import write_section
from edge.evaluation.form_rendered import Found, evaluate_rendered
from edge.evaluation.studio import Studio
from edge.evaluation.tables import Rows, markdown, rich_table

HEADING = "Form, rendered faults"
TITLE = "Conditions on rendered repetitions, landmarks by the station's own pose stage"


def rendered(
    exercises: Annotated[
        list[str] | None, typer.Argument(metavar="[EXERCISE]...", help="Without: all.")
    ] = None,
    *,
    seeds: Annotated[int, typer.Option(min=1, max=100, help="People for each view.")] = 1,
    jobs: Annotated[int, typer.Option(min=1, max=64, help="Scenes rendered at once.")] = 1,
    poses: KeptPoses = None,
    as_json: AsJson = False,
    report: Report = None,
) -> None:
    """Render sets with named faults from three views and judge every repetition. Takes minutes."""
    with progress_bar() as progress:
        task = progress.add_task("scenes", total=None)

        def step(scene: str, scenes: int) -> None:
            progress.update(task, description=scene, advance=1, total=scenes)

        found = evaluate_rendered(exercises, Studio(poses, jobs).films, range(1, seeds + 1), step)
    if report is not None:
        command = f"gymstation evaluate rendered --seeds {seeds} --report {report}"
        write_section(report, HEADING, markdown(HEADING, command, [(TITLE, _rows(found))]))
    if as_json:
        print(json.dumps([asdict(each) for each in found], indent=1))
    else:
        Console().print(rich_table(TITLE, _rows(found)))


def _rows(found: list[Found]) -> Rows:
    head = ["exercise", "condition", "precision", "recall", "not judged", "not counted"]
    return [
        head,
        *(
            [
                each.exercise,
                each.condition,
                str(each.precision),
                str(each.recall),
                f"{each.not_judged:.2f}",
                str(each.uncounted),
            ]
            for each in found
        ),
    ]
