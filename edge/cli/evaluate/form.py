"""`gymstation evaluate form DIR`: judge labelled frames and clips."""

import json
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from edge.cli.evaluate.options import AsJson, Report
from edge.evaluation.document import write_section
from edge.evaluation.form import HEADING, evaluate_form, to_json, to_markdown, to_terminal


def form(
    folder: Annotated[Path, typer.Argument(help="The folder that holds frames/ or push_up/.")],
    *,
    as_json: AsJson = False,
    report: Report = None,
) -> None:
    """Judge labelled frames and clips, and compare with what people said."""
    result = evaluate_form(folder)
    if report is not None:
        command = f"gymstation evaluate form DIR --report {report}"
        write_section(report, HEADING, to_markdown(result, command))
    if as_json:
        print(json.dumps(to_json(result), indent=1))
    else:
        Console().print(to_terminal(result))
