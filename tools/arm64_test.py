"""Prove the station on arm64 Debian 12 and 13, emulated: `sudo python -m tools.arm64_test`.

Makes a root of each with debootstrap (kept under --work), builds our wheel, downloads the wheels
that the locks name, installs them offline into a root without a compiler, runs the station's own
commands, and compares landmarks with this machine's. Prints the wheels and the installed size.
raspios12 is Debian 12 with what Raspberry Pi OS 12 installs: an older NumPy and OpenCV.
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
from tools.arm64.system import SYSTEMS, System
from tools.arm64.wheels import build_wheel, download


def main(
    work: Annotated[Path, typer.Option(help="Where roots and wheels are kept.")] = Path(
        "build/arm64"
    ),
    systems: Annotated[str, typer.Option(help="Which, with commas.")] = ",".join(SYSTEMS),
    board: Annotated[str, typer.Option(help="pi4 or pi5: whose processor is emulated.")] = "pi4",
    *,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON alone.")] = False,
) -> None:
    """Run the trial; exit status 1 where a suite fails."""
    tell = Console(stderr=True).print
    try:
        results = run(work.resolve(), systems.split(","), BOARDS[board], tell)
    except StationError as error:
        tell(f"arm64_test: {error}")
        raise typer.Exit(error.exit_status) from None
    print(as_text(results, None if as_json else 2))
    if not all(result["passed"] for result in results["systems"].values()):
        raise typer.Exit(1)


def run(work: Path, names: list[str], board: Board, tell: Callable[[str], None]) -> dict[str, Any]:
    """All systems, one after the other."""
    prepare_host()
    work.mkdir(parents=True, exist_ok=True)
    tell("building the wheel")
    wheel = build_wheel(work)
    given = pictures()
    here = look.look(given)
    given |= look.regions(here)
    here |= look.located(given) | look.shifted(given)
    results = {}
    for name in names:
        tell(f"{name}: root and wheels")
        system = SYSTEMS[name]
        root = Root(work, system.suite)
        root.make()
        wheels = work / f"wheels-{name}"
        download(system, wheels)
        with root.entered(board):
            results[name] = _installed((root, board), system, (wheel, wheels), tell)
            if system.same_opencv:
                tell(f"{name}: looking at the pictures")
                results[name]["landmarks"] = trial.landmarks(root, board, given, here)
        results[name]["passed"] = trial.passed(results[name])
        # A system takes a quarter of an hour: what is known is not lost with a later one.
        (work / f"{name}.json").write_text(as_text(results[name]), encoding="utf-8")
    return {"board": asdict(board), "systems": results}


def _installed(
    place: tuple[Root, Board],
    system: System,
    parts: tuple[Path, Path],
    tell: Callable[[str], None],
) -> dict[str, Any]:
    (root, board), (wheel, folder) = place, parts
    tell(f"{root.suite}: installing")
    wheels = [wheel, *sorted(folder.glob("*.whl"))]
    return {
        "python": root.must(board, "python3", "--version").split()[1],
        "machine": root.must(board, "uname", "-m").strip(),
        "wheels": {wheel.name: wheel.stat().st_size for wheel in wheels},
        "wheels_bytes": sum(wheel.stat().st_size for wheel in wheels),
        "compilers": trial.compilers(root, board),
        "installed": trial.install(root, board, system, wheel, folder),
        "checks": trial.checks(root, board, lambda what: tell(f"{root.suite}: {what}")),
    }


def as_text(results: dict[str, Any], indent: int | None = 2) -> str:
    """The results as JSON."""
    return json.dumps(results, indent=indent, default=_plain)


def _plain(value: Any) -> Any:
    if is_dataclass(value) and not isinstance(value, type):
        return asdict(value)
    raise TypeError(type(value).__name__)


if __name__ == "__main__":
    with suppress(KeyboardInterrupt):
        typer.run(main)
