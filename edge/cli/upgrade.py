"""`gymstation upgrade`: a new release beside the old one, and back when it is not well."""

import json
import os
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from edge.errors import UpgradeError, UsageError
from edge.upgrade.activate import Outcome, activate, roll_back
from edge.upgrade.attempt import Installation
from edge.upgrade.manager import Systemctl
from edge.upgrade.places import Part, Places
from edge.upgrade.program import Commands
from edge.upgrade.watch import Patience, Watch

INSTALLER = "share/gymstation/tools/install.sh"


def upgrade(
    wheel: Annotated[
        Path | None, typer.Argument(help="The wheel of the new release: gymstation-….whl.")
    ] = None,
    *,
    wheels: Annotated[
        Path | None,
        typer.Option(help="Take every other package from this folder: nothing is downloaded."),
    ] = None,
    rollback: Annotated[
        bool, typer.Option("--rollback", help="Let the previous release run again.")
    ] = False,
    activate_release: Annotated[
        Path | None,
        typer.Option("--activate", metavar="FOLDER", help="A release that is installed already."),
    ] = None,
    part: Annotated[
        list[Part] | None, typer.Option(help="What is installed; without, what is there.")
    ] = None,
    no_start: Annotated[
        bool, typer.Option("--no-start", help="Start nothing anew, and watch nothing.")
    ] = False,
    stable: Annotated[
        float, typer.Option(min=0.0, help="Seconds that the new release must stay well.")
    ] = 15.0,
    as_json: Annotated[bool, typer.Option("--json", help="Print the outcome as JSON.")] = False,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Say what would be done, and do nothing.")
    ] = False,
) -> None:
    """Install a new release beside the old one, switch to it, and watch it become healthy.

    When it does not, the old release runs again with its configuration. The last two are kept.
    """
    chosen = sum(one is not None for one in (wheel, activate_release)) + rollback
    if chosen != 1:
        raise UsageError("give one of: a wheel, --rollback, --activate", where="gymstation upgrade")
    if wheel is not None:
        _install(wheel, wheels, no_start=no_start, as_json=as_json, dry_run=dry_run)
        return
    here = _here(stable)
    parts = part or _installed(here.places)
    if dry_run:
        print(f"would switch to {activate_release or here.releases.previous}: {', '.join(parts)}")
        return
    _require_root()
    if activate_release is None:
        outcome = roll_back(here, parts, start=not no_start)
    else:
        outcome = activate(here, here.releases.named(activate_release), parts, start=not no_start)
    _tell(outcome, parts, as_json=as_json)


def _here(stable_s: float) -> Installation:
    manager, programs = Systemctl(), Commands()
    watch = Watch(manager, programs, Patience(stable_s, longest_s=stable_s + 75.0))
    return Installation(Places(), manager, programs, watch, _say)


def _installed(places: Places) -> tuple[Part, ...]:
    units = places.at("/usr/local/lib/systemd/system")
    found = tuple(part for part in Part if (units / part.unit).exists())
    if not found:
        raise UpgradeError(
            "nothing is installed here", where=str(units), remedy="run tools/install.sh"
        )
    return found


def _install(
    wheel: Path, wheels: Path | None, *, no_start: bool, as_json: bool, dry_run: bool
) -> None:
    """The wheel's own installer knows what its release needs; it comes back here to activate."""
    options = {"--no-start": no_start, "--json": as_json, "--dry-run": dry_run}
    command = ["--wheel", str(wheel.resolve()), *(name for name, on in options.items() if on)]
    if wheels is not None:
        command += ["--wheels", str(wheels.resolve())]
    with tempfile.TemporaryDirectory() as folder:
        script = _installer_of(wheel, Path(folder))
        done = subprocess.run(["bash", str(script), *command], check=False)  # noqa: S603, S607
    if done.returncode != 0:
        raise typer.Exit(done.returncode)


def _installer_of(wheel: Path, folder: Path) -> Path:
    try:
        with zipfile.ZipFile(wheel) as content:
            name = next(name for name in content.namelist() if name.endswith(INSTALLER))
            return Path(content.extract(name, folder))
    except FileNotFoundError:
        raise UsageError("there is no such wheel", where=str(wheel)) from None
    except (OSError, zipfile.BadZipFile, StopIteration) as error:
        raise UpgradeError(
            "is no wheel of the gym station", where=str(wheel), remedy="name gymstation-….whl"
        ) from error


def _tell(outcome: Outcome, parts: Sequence[Part], *, as_json: bool) -> None:
    if as_json:
        print(json.dumps(asdict(outcome)))
        return
    print(f"{outcome.release} is installed; the configuration was {outcome.config}")
    for part in outcome.started:
        print(f"{part.unit} runs and is well")
    if Part.STATION in parts and Part.STATION not in outcome.started:
        print("now: sudo gymstation setup")


def _require_root() -> None:
    if os.geteuid() != 0:
        raise UsageError(
            "this changes the system", where="gymstation upgrade", remedy="run it with sudo"
        )


def _say(line: str) -> None:
    print(f"upgrade: {line}", file=sys.stderr, flush=True)
