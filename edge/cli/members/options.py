"""Options that several commands of `gymstation members` share."""

from pathlib import Path
from typing import Annotated

import typer

from edge.config import find_config, load_config
from edge.resources import data_dir as resolved_data_dir

ConfigOption = Annotated[
    Path | None, typer.Option("--config", "-c", help="The station's YAML file.")
]
DataDirOption = Annotated[
    Path | None, typer.Option("--data-dir", help="Instead of the configured data folder.")
]


def chosen_data_dir(config: Path | None, data_dir: Path | None) -> Path:
    """The data folder: as given, else as configured; made where it is missing."""
    if data_dir is not None:
        return resolved_data_dir(data_dir)
    return resolved_data_dir(load_config(find_config(config)).data_dir)
