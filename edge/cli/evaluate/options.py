"""The options that several ways to evaluate have in common."""

from pathlib import Path
from typing import Annotated

import typer

AsJson = Annotated[bool, typer.Option("--json", help="One JSON object.")]
Report = Annotated[
    Path | None,
    typer.Option(
        help="Write the tables into a section of this Markdown file, a plot into images/ beside it."
    ),
]
KeptPoses = Annotated[
    Path | None,
    typer.Option(help="Folder of pose recordings; missing ones are made and kept there."),
]
