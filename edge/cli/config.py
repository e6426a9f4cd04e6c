"""`gymstation config`: check a configuration file, show what is in force, describe the keys."""

import stat
import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer
from pydantic import BaseModel

from edge.config import find_config, load_config
from edge.config.load import check_text
from edge.config.migration import migrate
from edge.config.overrides import parse_assignments
from edge.config.pack import ExercisePack, load_pack
from edge.config.show import as_json_schema, as_yaml
from edge.config.source import read_text
from edge.config.station import StationConfig
from edge.errors import ConfigError, UsageError
from edge.upgrade.replace import copy, write

app = typer.Typer(
    help="Check and show the station's configuration.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
)


class Kind(StrEnum):
    """The kinds of configuration file."""

    STATION = "station"
    PACK = "pack"


MODELS: dict[Kind, type[BaseModel]] = {Kind.STATION: StationConfig, Kind.PACK: ExercisePack}


@app.command()
def check(
    files: Annotated[
        list[Path] | None,
        typer.Argument(metavar="[FILE]...", help="The files; without, the station's own."),
    ] = None,
    kind: Annotated[
        Kind, typer.Option(help="What the files are: station settings or exercise packs.")
    ] = Kind.STATION,
) -> None:
    """Report everything that is wrong in the files; exit status 2 if anything is."""
    chosen = files or [path for path in (find_config(),) if path]
    if not chosen:
        print("no configuration file: the station runs on the defaults")
    sound = [_is_sound(file, kind) for file in chosen]
    if not all(sound):
        raise typer.Exit(ConfigError.exit_status)


@app.command()
def show(
    file: Annotated[
        Path | None, typer.Argument(help="The file; without, the station's own.")
    ] = None,
    assignments: Annotated[
        list[str] | None, typer.Option("--set", metavar="KEY=VALUE", help="As camera.fps=15.")
    ] = None,
) -> None:
    """Print the settings in force: defaults, then the file, then --set. Passwords are masked."""
    path = find_config(file)
    settings = load_config(path, parse_assignments(assignments or ()))
    print(f"# {path} over the defaults" if path else "# the defaults; there is no file")
    print(as_yaml(settings), end="")


@app.command()
def schema(
    kind: Annotated[Kind, typer.Argument(help="Which kind of file.")] = Kind.STATION,
) -> None:
    """Print the JSON Schema of a kind of file, for editors that check while one types."""
    print(as_json_schema(MODELS[kind]))


@app.command("migrate")
def migrate_file(
    file: Annotated[
        Path | None, typer.Argument(help="The file; without, the station's own.")
    ] = None,
    to_print: Annotated[
        bool, typer.Option("--print", help="Print what the file would become; change nothing.")
    ] = False,
) -> None:
    """Bring an older station file up to the layout of this version; a copy of the old one stays."""
    path = find_config(file)
    if path is None:
        raise UsageError("there is no file", where="gymstation config migrate", remedy="name one")
    old = read_text(path)
    result = migrate(old, str(path))
    check_text(result.text, str(path))
    if to_print:
        print(result.text, end="")
    elif not result.done:
        print(f"{path}: has the layout of this version already")
    else:
        backup = path.with_name(f"{path.name}.v{result.before}")
        copy(path, backup)
        write(path, result.text.encode(), stat.S_IMODE(path.stat().st_mode))
        print("\n".join([*result.done, f"{path}: as it was: {backup}"]))


def _is_sound(file: Path, kind: Kind) -> bool:
    try:
        if kind is Kind.STATION:
            load_config(file)
        else:
            load_pack(file)
    except ConfigError as error:
        print(error, file=sys.stderr)
        return False
    print(f"{file}: ok")
    return True
