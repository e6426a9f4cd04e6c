"""The command `gymhub`."""

from typing import Annotated

import typer

from edge import __version__

app = typer.Typer(pretty_exceptions_enable=False)


@app.command()
def gymhub(
    *,
    version: Annotated[bool, typer.Option("--version", help="Print the version and stop.")] = False,
) -> None:
    """The gym's side: receives what the stations report. This version only tells its version."""
    if version:
        print(f"gymhub {__version__}")
        return
    print("gymhub: this version has no hub yet; stations count without one", flush=True)
    raise typer.Exit(1)


def main() -> None:
    """Entry point of the console script."""
    app(prog_name="gymhub")
