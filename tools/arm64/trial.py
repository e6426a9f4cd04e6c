"""One suite: install offline and without compiling, run the station's own checks, compare."""

import json
import shutil
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from tools.arm64 import look
from tools.arm64.board import Board
from tools.arm64.compare import Agreement, agreement, outputs_apart
from tools.arm64.root import Root
from tools.arm64.system import System
from tools.arm64.wheels import locked

VENV = "/opt/gymstation"
COMPILERS = ("cc", "gcc", "c++", "clang", "cmake")
CHECKS = {
    "version": ("gymstation", "--version"),
    "hub": ("gymhub", "--help"),
    "config": ("gymstation", "config", "check", "/opt/station.yaml"),
    "models": ("gymstation", "models", "verify", "--json"),
    "doctor": ("gymstation", "doctor", "--config", "/opt/station.yaml", "--json"),
}
# The doctor warns of what a root in a root has not, as a time server; nothing may be critical.
MAY_END = {"doctor": {0, 1}}
# A clip in the camera's place: rendering one is too slow for an emulated processor.
STATION = f"camera: {{source: file, path: {VENV}/share/gymstation/config/demo/demo.mp4}}\n"


@dataclass(frozen=True, slots=True)
class Installed:
    """bytes_by_part: of the environment after each lock was installed; seconds, emulated."""

    bytes_by_part: dict[str, int]
    seconds: float


def install(root: Root, board: Board, system: System, wheel: Path, wheels: Path) -> Installed:
    """Make the environment from these wheels alone: no network, no compiler.

    wheels: the folder of what the locks name.
    """
    store = root.folder / "opt/wheels"
    shutil.rmtree(store, ignore_errors=True)
    shutil.copytree(wheels, store)
    shutil.copy(wheel, store)
    began_s = time.monotonic()
    root.must(board, "rm", "-rf", VENV)
    root.must(board, "python3", "-m", "venv", VENV)
    offline = ("install", "--quiet", "--no-index", "--find-links", "/opt/wheels")
    sizes = {}
    for lock in system.locks:
        wanted = store / f"{lock}.txt"
        wanted.write_text("".join(locked((lock,), system.python)), encoding="utf-8")
        strict = ("--only-binary", ":all:", "--require-hashes", "-r", f"/opt/wheels/{lock}.txt")
        root.must(board, f"{VENV}/bin/pip", *offline, *strict)
        if lock == system.locks[0]:
            root.must(board, f"{VENV}/bin/pip", *offline, "--no-deps", f"/opt/wheels/{wheel.name}")
        sizes[lock] = int(root.must(board, "du", "--summarize", "--bytes", VENV).split()[0])
    root.must(board, f"{VENV}/bin/pip", "check")
    return Installed(sizes, round(time.monotonic() - began_s, 1))


def compilers(root: Root, board: Board) -> list[str]:
    """The compilers that the root has: there must be none for the proof to be one."""
    return [
        name for name in COMPILERS if root.run(board, "sh", "-c", f"command -v {name}").status == 0
    ]


def checks(root: Root, board: Board, tell: Callable[[str], None]) -> dict[str, Any]:
    """Exit status and output of the station's own commands."""
    (root.folder / "opt/station.yaml").write_text(STATION, encoding="utf-8")
    results = {}
    for name, command in CHECKS.items():
        tell(" ".join(command))
        done = root.run(board, f"{VENV}/bin/{command[0]}", *command[1:])
        results[name] = {"exit": done.status, "said": _said(done.output, done.errors)}
    return results


def landmarks(root: Root, board: Board, given: look.Arrays, here: look.Arrays) -> dict[str, Any]:
    """Let the root look at the pictures, and compare with what this machine saw."""
    folder = root.folder / "opt/look"
    folder.mkdir(exist_ok=True)
    np.savez(folder / "pictures.npz", **given)
    shutil.copy(str(look.__file__), folder / "look.py")
    inside = "/opt/look"
    root.must(
        board,
        *(f"{VENV}/bin/python", f"{inside}/look.py"),
        *(f"{inside}/pictures.npz", f"{inside}/seen.npz"),
    )
    with np.load(folder / "seen.npz") as file:
        there = dict(file)
    return {
        "same_regions": agreement("located", here, there),
        "whole_stage": agreement("pose", here, there),
        "shifted_by_a_thousandth_px_here": agreement("shifted", here, here_located(here)),
        "other_models": outputs_apart(here, there),
    }


def here_located(here: look.Arrays) -> look.Arrays:
    """This machine's own landmarks in the regions given, under the names of those shifted."""
    return {
        name.replace("located", "shifted"): landmarks
        for name, landmarks in here.items()
        if name.startswith("located_")
    }


def passed(results: dict[str, Any]) -> bool:
    """Whether a system meets what is asked."""
    done = results["checks"]
    if results["compilers"] or any(
        check["exit"] not in MAY_END.get(name, {0}) for name, check in done.items()
    ):
        return False
    if "landmarks" not in results:
        return True
    same: Agreement = results["landmarks"]["same_regions"]
    stage: Agreement = results["landmarks"]["whole_stage"]
    return (
        same.missed == stage.missed == 0
        and same.worst_percent <= 1.0
        and stage.median_percent <= 1.0
    )


def _said(output: str, errors: str) -> Any:
    try:
        return json.loads(output)
    except ValueError:
        return (output + errors).strip()[-2000:]
