"""The command `gymhub`. What a verb needs is loaded when it is used."""

import os
import sys
from importlib import import_module
from pathlib import Path
from typing import Annotated, Any

import typer

from edge import __version__
from edge.errors import HubError, RuntimeMissingError, StationError

app = typer.Typer(
    help="The gym's side: keeps what the stations report, and shows it.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
db = typer.Typer(help="The hub's tables.", no_args_is_help=True)
app.add_typer(db, name="db")

ENVIRONMENT_VARIABLE = "GYMHUB_CONFIG"
SYSTEM_CONFIG = Path("/etc/gymhub/hub.yaml")
ConfigOption = Annotated[
    Path | None,
    typer.Option(
        "--config",
        "-c",
        help=f"The hub's YAML file; default ${ENVIRONMENT_VARIABLE}, else "
        f"{SYSTEM_CONFIG}, else every default.",
    ),
]


def _print_version(wanted: bool) -> None:  # noqa: FBT001 - how the library calls it
    if wanted:
        print(f"gymhub {__version__}")
        raise typer.Exit


@app.callback()
def _options(
    *,
    version: Annotated[
        bool,
        typer.Option(
            "--version", help="Print the version and stop.", is_eager=True, callback=_print_version
        ),
    ] = False,
) -> None:
    del version  # was dealt with when it was read


@app.command()
def serve(
    config: ConfigOption = None,
    *,
    worker: Annotated[
        str | None, typer.Option(help="This worker's own name, in place of broker.worker.")
    ] = None,
    port: Annotated[
        int | None, typer.Option(min=0, max=65_535, help="In place of web.port; 0: a free one.")
    ] = None,
    parent: Annotated[
        int | None, typer.Option(min=1, help="Process id of whoever starts it; end when it ends.")
    ] = None,
) -> None:
    """Listen to the stations, and answer staff and programs, until it is stopped."""
    verbs = _verbs()
    if parent is not None:
        verbs.end_with(parent)
    verbs.serve(_found(config), worker, port)


@app.command()
def check(config: ConfigOption = None) -> None:
    """Look at the configuration, the database and the broker; name what is wrong."""
    wrong = 0
    for found in _verbs().check(_found(config)):
        wrong += bool(found.problem)
        print(f"{found.what:12} {'wrong' if found.problem else 'ok':6} {found.detail}")
        if found.problem:
            print(f"{'':19} {found.problem}")
    if wrong:
        raise HubError(f"{wrong} of these must be put right")


@app.command("reset-password")
def reset_password(
    name: Annotated[str, typer.Argument(help="The account.")], config: ConfigOption = None
) -> None:
    """Print a link by which somebody sets a new password, once, within a day."""
    print(_verbs().reset_link(_found(config), name))


@db.command("upgrade")
def db_upgrade(config: ConfigOption = None) -> None:
    """Bring the tables to what this version needs. Safe to repeat; stop the workers before."""
    print(_verbs().upgrade(_found(config)))


@app.command()
def fleet(
    config: ConfigOption = None,
    *,
    stations: Annotated[int, typer.Option(min=1, max=100_000, help="How many.")] = 20,
    rate: Annotated[
        float, typer.Option(min=0, help="Summaries a second, of all of them together.")
    ] = 1.0,
    states: Annotated[
        float, typer.Option(min=0, help="States a second, of all of them together.")
    ] = 10.0,
    seconds: Annotated[float, typer.Option(min=0.1, help="How long.")] = 60.0,
    seed: Annotated[int, typer.Option(help="The same seed gives the same training.")] = 0,
) -> None:
    """Say what so many stations would, to the configured broker: for trying out and for sizing."""
    verbs = _verbs()
    load = verbs.Load(stations=stations, rate=rate, states=states, seed=seed)
    sent = verbs.fleet(_found(config), load, seconds)
    print(f"{sent.sessions} summaries, {sent.states} states in {sent.seconds:.1f} s")


def _verbs() -> Any:
    """What the verbs do; raises RuntimeMissingError where the extra `hub` is not installed."""
    try:
        return import_module("hub.verbs")
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] in {"hub", "edge"}:
            raise
        raise RuntimeMissingError(
            f"{error.name} is not installed", remedy="pip install 'gymstation[hub]'"
        ) from error


def _found(explicit: Path | None) -> Path | None:
    if explicit is not None:
        return explicit
    if named := os.environ.get(ENVIRONMENT_VARIABLE):
        return Path(named)
    return SYSTEM_CONFIG if SYSTEM_CONFIG.exists() else None


def main() -> None:
    """Entry point of the console script."""
    try:
        app(prog_name="gymhub")
    except StationError as error:
        message = str(error)
        # Several lines name their own file and place each.
        print(message if "\n" in message else f"gymhub: {message}", file=sys.stderr)
        sys.exit(error.exit_status)
