"""The data folder of commands that need no gallery."""

from pathlib import Path
from typing import Annotated

import typer

from edge.cli.members.station import station_files
from edge.resources import data_dir as resolved_data_dir

DataDirOption = Annotated[
    Path | None, typer.Option("--data-dir", help="Instead of the configured data folder.")
]


def chosen_data_dir(config: Path | None, data_dir: Path | None) -> Path:
    """The data folder: as given, else as configured; made where it is missing."""
    if data_dir is not None:
        return resolved_data_dir(data_dir)
    return station_files(config).data_dir
