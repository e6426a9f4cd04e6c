"""Prove the station on arm64 Debian 12 and 13, emulated: `sudo python -m tools.arm64_test`.

Makes a root of each with debootstrap (kept under --work), builds our wheel, downloads the wheels
that it needs there, installs them offline into a root without a compiler, runs the station's own
commands, and compares landmarks with this machine's. Prints the wheels and the installed size.
"""

import json
from collections.abc import Callable
from contextlib import suppress
from dataclasses import asdict, is_dataclass
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console

from edge.errors import StationError
from tools.arm64 import look, trial
from tools.arm64.board import BOARDS, Board
from tools.arm64.host import prepare_host
from tools.arm64.pictures import pictures
from tools.arm64.root import Root
from tools.arm64.wheels import build_wheel, download


def main(
    work: Annotated[Path, typer.Option(help="Where roots and wheels are kept.")] = Path(
        "build/arm64"
    ),
    suites: Annotated[str, typer.Option(help="Debian's names, with commas.")] = ",".join(
        trial.PYTHONS
    ),
    board: Annotated[str, typer.Option(help="pi4 or pi5: whose processor is emulated.")] = "pi4",
    *,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON alone.")] = False,
) -> None:
    """Run the trial; exit status 1 where a suite fails."""
    tell = Console(stderr=True).print
    try:
        results = run(work.resolve(), suites.split(","), BOARDS[board], tell)
    except StationError as error:
        tell(f"arm64_test: {error}")
        raise typer.Exit(error.exit_status) from None
    print(json.dumps(results, indent=None if as_json else 2, default=_plain))
    if not all(result["passed"] for result in results["suites"].values()):
        raise typer.Exit(1)


def run(work: Path, suites: list[str], board: Board, tell: Callable[[str], None]) -> dict[str, Any]:
    """All suites, one after the other."""
    prepare_host()
    work.mkdir(parents=True, exist_ok=True)
    tell("building the wheel")
    wheel = build_wheel(work)
    given = pictures()
    here = look.look(given)
    given |= look.regions(here)
    here |= look.located(given) | look.shifted(given)
    results = {}
    for suite in suites:
        tell(f"{suite}: root")
        root = Root(work, suite)
        root.make()
        tell(f"{suite}: wheels")
        wheels = work / f"wheels-{suite}"
        download(trial.PYTHONS[suite], wheels)
        with root.entered(board):
            results[suite] = _suite(root, board, (wheel, wheels), (given, here), tell)
    return {"board": asdict(board), "pictures": len(here), "suites": results}


def _suite(
    root: Root,
    board: Board,
    wheel_and_wheels: tuple[Path, Path],
    pictures_and_seen: tuple[look.Arrays, look.Arrays],
    tell: Callable[[str], None],
) -> dict[str, Any]:
    tell(f"{root.suite}: installing")
    wheel, folder = wheel_and_wheels
    wheels = [wheel, *sorted(folder.glob("*.whl"))]
    results: dict[str, Any] = {
        "python": root.must(board, "python3", "--version").split()[1],
        "machine": root.must(board, "uname", "-m").strip(),
        "wheels": {wheel.name: wheel.stat().st_size for wheel in wheels},
        "wheels_bytes": sum(wheel.stat().st_size for wheel in wheels),
        "compilers": trial.compilers(root, board),
        "installed": trial.install(root, board, wheel, folder),
        "checks": trial.checks(root, board, lambda what: tell(f"{root.suite}: {what}")),
    }
    tell(f"{root.suite}: looking at the pictures")
    results["landmarks"] = trial.landmarks(root, board, *pictures_and_seen)
    return results | {"passed": trial.passed(results)}


def _plain(value: Any) -> Any:
    if is_dataclass(value) and not isinstance(value, type):
        return asdict(value)
    raise TypeError(type(value).__name__)


if __name__ == "__main__":
    with suppress(KeyboardInterrupt):
        typer.run(main)
