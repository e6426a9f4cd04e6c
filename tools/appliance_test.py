"""Install the station on a bare Debian with systemd, break what can break, and remove it again.

    sudo .venv/bin/python -m tools.appliance_test --suite bookworm --json appliance.json

The Debian is a folder made by debootstrap and run by systemd-nspawn; it is kept in --root-cache, so
that only the first run downloads it. The camera and the broker run on this machine.
"""

import json
import signal
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from contextlib import ExitStack
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Annotated

import numpy as np
import typer
from rich.console import Console
from rich.table import Table

from tools.appliance import installing, running, upgrading
from tools.appliance.camera import NetworkCamera
from tools.appliance.hub_end import HubEnd
from tools.appliance.machine import Machine, fresh_root, require_tools
from tools.appliance.stage import Stage
from tools.appliance.wheels import build
from tools.chaos.broker import Mosquitto

Step = Callable[[Stage], str]
STEPS: dict[str, Step] = {
    "carried to the machine": installing.carry,
    "dry run": installing.dry_run,
    "installed": installing.install,
    "installed again": installing.install_again,
    "set up": installing.set_up,
    "confined": installing.confined,
    "no camera: not ready": running.waits_for_frames,
    "camera: ready": running.ready_with_frames,
    "counts": running.counts,
    "doctor": upgrading.doctor,
    "members": running.members,
    "process stopped": running.process_stopped,
    "vision thread stopped": running.thread_stopped,
    "killed twenty times": running.killed,
    "camera away and back": running.camera_away,
    "configuration reloaded": running.reloaded,
    "configuration broken": running.config_broken,
    "upgrade that does not work": upgrading.broken_upgrade,
    "upgrade that does": upgrading.newer_upgrade,
    "rolled back": upgrading.rolled_back,
    "hub beside it": upgrading.hub_beside,
    "stopped": upgrading.stopped,
    "uninstalled": installing.uninstall,
    "purged": installing.purge,
}
NEEDED = frozenset({"carried to the machine", "installed", "set up", "camera: ready"})


@dataclass(frozen=True, slots=True)
class Plan:
    """wheel: the one to install; None: one of this tree. steps: by name, in order."""

    suite: str
    root_cache: Path
    wheel: Path | None
    seed: int
    steps: Mapping[str, Step]


@dataclass(frozen=True, slots=True)
class Took:
    """One step. trouble: empty where it went well."""

    step: str
    seconds: float
    detail: str
    trouble: str = ""


def main(
    suite: Annotated[str, typer.Option(help="bookworm or trixie.")] = "bookworm",
    *,
    root_cache: Annotated[Path, typer.Option(help="Where bare systems are kept.")] = Path(
        "/var/cache/gymstation-roots"
    ),
    wheel: Annotated[Path | None, typer.Option(help="This wheel; without, of this tree.")] = None,
    seed: Annotated[int, typer.Option(help="Decides when it is killed.")] = 0,
    leave_out: Annotated[
        list[str] | None, typer.Option(help="A step that takes long, by its name; repeatable.")
    ] = None,
    as_json: Annotated[
        Path | None, typer.Option("--json", help="Write the outcome to this file.")
    ] = None,
) -> None:
    """Print every step with its seconds; exit status 1 when one failed."""
    steps = {name: step for name, step in STEPS.items() if name not in (leave_out or ())}
    require_tools()
    # Ended from outside it switches its machine off all the same.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    console = Console(width=120)
    with tempfile.TemporaryDirectory(prefix="appliance-", dir="/var/tmp") as name:
        took = _trial(Path(name), Plan(suite, root_cache, wheel, seed, steps), console)
    table = Table("step", "seconds", "", title=f"Debian {suite}", box=None)
    for each in took:
        mark = "[red]failed[/] " if each.trouble else ""
        table.add_row(each.step, f"{each.seconds:.1f}", mark + each.detail)
    console.print(table)
    failed = [each for each in took if each.trouble]
    for each in failed:
        console.print(f"\n{each.step}: {each.trouble}", markup=False)
    if as_json:
        outcome = {"suite": suite, "steps": [asdict(each) for each in took]}
        as_json.write_text(f"{json.dumps(outcome, indent=2)}\n", encoding="utf-8")
    sys.exit(bool(failed) or len(took) < len(steps))


def _trial(folder: Path, plan: Plan, console: Console) -> list[Took]:
    root, store = folder / "root", folder / "store"
    root.mkdir(mode=0o755)
    store.mkdir(mode=0o777)
    console.print("building wheels", style="dim")
    wheels = build(folder, plan.wheel)
    console.print(f"a bare Debian {plan.suite}", style="dim")
    fresh_root(plan.suite, plan.root_cache, root)
    settings = ("persistence true", f"persistence_location {store}/", "max_queued_messages 0")
    with ExitStack() as stack:
        broker = stack.enter_context(Mosquitto(folder, *settings))
        hub = HubEnd(broker.port)
        stack.callback(hub.close)
        camera = NetworkCamera()
        stack.callback(camera.stop)
        camera.start()
        camera.stop()  # it has a port now
        machine = stack.enter_context(Machine(root, f"appliance-{plan.suite}", folder / "console"))
        stage = Stage(machine, camera, broker, hub, wheels, np.random.default_rng(plan.seed))
        return _take(stage, plan.steps, console)


def _take(stage: Stage, steps: Mapping[str, Step], console: Console) -> list[Took]:
    took: list[Took] = []
    for name, step in steps.items():
        began_s = time.monotonic()
        trouble = detail = ""
        try:
            detail = step(stage)
        except Exception as error:  # noqa: BLE001 - whatever happens, the steps after it count
            trouble = f"{type(error).__name__}: {error}"
        seconds = time.monotonic() - began_s
        took.append(Took(name, seconds, detail, trouble))
        console.print(f"{seconds:6.1f} s  {name}: {detail or trouble}", markup=False, style="dim")
        if trouble and name in NEEDED:
            break
    return took


if __name__ == "__main__":
    typer.run(main)
