"""The command `gymstation`: finds the verb, loads only what that verb needs, reports errors.

Every verb is one module of this package. A module named `record` either has a function `record`
(one command) or a `typer.Typer` named `app` (a group of commands).
"""

import sys
from importlib import import_module
from typing import Annotated

import typer

from edge import __version__
from edge.errors import StationError

VERBS = (
    "run",
    "analyse",
    "record",
    "aim",
    "bench",
    "evaluate",
    "mannequin",
    "config",
    "exercise",
    "members",
    "models",
    "mqtt",
    "signal",
    "setup",
    "upgrade",
    "doctor",
    "support",
)
HELP = "Coach whoever stands in front of the camera: pose, repetitions, form, on this device."


def build(verbs: tuple[str, ...]) -> typer.Typer:
    """The command line with these verbs; other verbs are unknown to it."""
    app = typer.Typer(
        help=HELP, no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False
    )
    app.callback()(_options)
    for verb in verbs:
        module = import_module(f"edge.cli.{verb}")
        if hasattr(module, "app"):
            app.add_typer(module.app, name=verb)
        else:
            app.command(verb)(getattr(module, verb))
    return app


def main() -> None:
    """Entry point of the console script."""
    # The verb's rooms (OpenCV, the model runtime) take time to load: `config check` needs none.
    chosen = next((argument for argument in sys.argv[1:] if argument in VERBS), None)
    app = build((chosen,) if chosen and sys.argv[1] == chosen else VERBS)
    try:
        app(prog_name="gymstation")
    except StationError as error:
        message = str(error)
        # Several lines name their own file and place each.
        print(message if "\n" in message else f"gymstation: {message}", file=sys.stderr)
        sys.exit(error.exit_status)


def _print_version(wanted: bool) -> None:
    if wanted:
        print(f"gymstation {__version__}")
        raise typer.Exit


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


if __name__ == "__main__":
    main()
