"""Wheels of this checkout: as it is, and two later versions, of which one does not work."""

import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from edge.errors import UsageError

ROOT = Path(__file__).resolve().parent.parent.parent
NOT_SOURCE = shutil.ignore_patterns(
    ".*", "build", "*.egg-info", "__pycache__", "tests", "docs", "soak*", "node_modules"
)
VERSION = re.compile(r'^__version__ = ".*"$', re.MULTILINE)
# Its commands work, so that nothing is noticed before it runs.
BROKEN = """

def assembled(*_: object) -> None:
    raise RuntimeError("a broken release")
"""
MIGRATION = """
MIGRATIONS = (
    Migration(
        2,
        "session.left_after_s is halved",
        lambda text: edit.put(
            text, ("session", "left_after_s"), edit.get(text, ("session", "left_after_s")) / 2
        ),
    ),
)
SCHEMA_VERSION = 2
migrate.__defaults__ = (MIGRATIONS, SCHEMA_VERSION)
"""


@dataclass(frozen=True, slots=True)
class Wheels:
    """broken: installs, checks its configuration, and fails when it is run.

    newer: works, and has another layout of the configuration.
    """

    current: Path
    broken: Path
    newer: Path


def build(folder: Path, current: Path | None = None) -> Wheels:
    """All three in the folder. current: a wheel instead of one of this checkout."""
    return Wheels(
        current or _wheel(folder / "current", lambda _: None),
        _wheel(folder / "broken", _break),
        _wheel(folder / "newer", _change_layout),
    )


def _wheel(folder: Path, change: Callable[[Path], None]) -> Path:
    source = folder / "source"
    shutil.copytree(ROOT, source, ignore=NOT_SOURCE)
    change(source)
    done = subprocess.run(
        [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "-w", folder, source],
        capture_output=True,
        text=True,
        check=False,
    )
    found = list(folder.glob("gymstation-*.whl"))
    if done.returncode != 0 or len(found) != 1:
        raise UsageError("no wheel can be built", where=str(source), remedy=done.stderr[-500:])
    return found[0]


def _break(source: Path) -> None:
    _name(source, "99.1.0")
    path = source / "edge/station/assembly.py"
    path.write_text(
        path.read_text(encoding="utf-8") + BROKEN,
        encoding="utf-8",
    )


def _change_layout(source: Path) -> None:
    _name(source, "99.2.0")
    migration = source / "edge/config/migration.py"
    migration.write_text(migration.read_text(encoding="utf-8") + MIGRATION, encoding="utf-8")
    station = source / "edge/config/station.py"
    text = station.read_text(encoding="utf-8")
    text = re.sub(r"schema_version: Literal\[\d+\]", "schema_version: Literal[2]", text)
    station.write_text(text.replace("default=1,", "default=2,", 1), encoding="utf-8")


def _name(source: Path, version: str) -> None:
    path = source / "edge/__init__.py"
    text = VERSION.sub(f'__version__ = "{version}"', path.read_text(encoding="utf-8"))
    path.write_text(text, encoding="utf-8")
