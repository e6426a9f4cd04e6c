"""`gymstation evaluate scenes`: several people before the camera, and whose repetitions count."""

import json
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from edge.athlete.follower import AthleteFollower
from edge.cli.progress import progress_bar
from edge.config import load_config
from edge.evaluation.document import write_section
from edge.evaluation.scene_store import SceneStore
from edge.evaluation.scenes import SceneResult, evaluate_scenes, scene_seeds
from edge.evaluation.tables import Rows, markdown, rich_table

HEADING = "Several people"
TITLE = "Repetitions in rendered scenes with several people, by the station's own pose stage"


def scenes(
    *,
    seeds: Annotated[int, typer.Option(min=1, max=1000, help="How many scenes.")] = 21,
    first: Annotated[int, typer.Option(min=0, help="The first seed.")] = 0,
    rendered: Annotated[
        Path | None,
        typer.Option(help="Folder of rendered scenes; missing ones are made and kept there."),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object.")] = False,
    report: Annotated[
        Path | None, typer.Option(help="Write the table into a section of this Markdown file.")
    ] = None,
) -> None:
    """Render scenes with two and three people and count the athlete's repetitions."""
    config = load_config(None)
    chosen = [one for one in scene_seeds(first + seeds) if one[1] >= first]
    with progress_bar() as progress:
        task = progress.add_task("scenes", total=len(chosen))
        results = evaluate_scenes(
            chosen,
            lambda: AthleteFollower.of(config.pose, config.zone),
            lambda result: progress.update(task, description=result.kind, advance=1),
            SceneStore(rendered),
        )
    if report is not None:
        options = f"--seeds {seeds} --first {first}"
        command = f"gymstation evaluate scenes {options} --report {report}"
        write_section(report, HEADING, markdown(HEADING, command, [(TITLE, _rows(results))]))
    if as_json:
        print(json.dumps({**_total(results), "scenes": [asdict(one) for one in results]}, indent=1))
    else:
        Console().print(rich_table(TITLE, _rows(results)))


def _total(results: list[SceneResult]) -> dict[str, float]:
    done = sum(sum(one.truth.values()) for one in results)
    return {
        "repetitions": done,
        "counted_share": round(sum(one.matched for one in results) / max(done, 1), 4),
        "wrong": sum(one.wrong for one in results),
        "extra": sum(one.extra for one in results),
    }


def _rows(results: list[SceneResult]) -> Rows:
    head = ["scenes", "number", "repetitions", "counted", "of a wrong person", "extra", "astray s"]
    kinds = list(dict.fromkeys(one.kind for one in results))
    groups = [(kind, [one for one in results if one.kind == kind]) for kind in kinds]
    return [head, *(_row(name, group) for name, group in [*groups, ("all", results)])]


def _row(name: str, group: list[SceneResult]) -> list[str]:
    total = _total(group)
    astray_s = sum(one.astray_s for one in group)
    return [
        name.replace("_", " "),
        str(len(group)),
        str(total["repetitions"]),
        f"{total['counted_share']:.3f}",
        str(total["wrong"]),
        str(total["extra"]),
        f"{astray_s:.1f}",
    ]
