"""The wheel set: our own wheel, and those that it needs on an arm64 board."""

import re
import shutil
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

from packaging.requirements import Requirement

from edge.errors import UsageError
from tools.arm64.system import System

ROOT = Path(__file__).resolve().parent.parent.parent
# What Debian 12 (glibc 2.36) and everything newer can load.
GLIBC = (17, 24, 26, 27, 28, 31, 34, 35, 36)


def build_wheel(work: Path) -> Path:
    """The wheel of this tree, built in a copy: other builds may be going on in the tree itself."""
    source, output = work / "source", work / "wheel"
    for folder in (source, output):
        shutil.rmtree(folder, ignore_errors=True)
    known = ("git", "-C", str(ROOT), "ls-files", "--cached", "--others", "--exclude-standard")
    for name in subprocess.run(known, capture_output=True, text=True, check=True).stdout.split(
        "\n"
    ):
        if name and (ROOT / name).is_file():
            (source / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, source / name)
    _pip("wheel", "--no-deps", "--wheel-dir", str(output), str(source))
    (wheel,) = output.glob("*.whl")
    return wheel


def download(system: System, folder: Path) -> None:
    """Every wheel that the system's locks name, into a new folder.

    The locks name every system: markers are read for the target, because pip reads them for itself.
    """
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    wanted = folder / "wanted.txt"
    wanted.write_text("".join(locked(system.locks, system.python)), encoding="utf-8")
    _pip(
        "download",
        *("--no-deps", "--require-hashes", "--requirement", str(wanted)),
        *("--only-binary", ":all:", "--implementation", "cp", "--python-version", system.python),
        *_each("--platform", ("manylinux2014_aarch64", *_platforms())),
        *_each("--abi", ("cp" + system.python.replace(".", ""), "abi3", "none")),
        *("--dest", str(folder)),
    )


def locked(locks: Iterable[str], python: str) -> list[str]:
    """The requirements, with hashes, of these locks that hold on arm64 with Python `python`."""
    target = {"platform_machine": "aarch64", "python_version": python}
    target |= {"python_full_version": f"{python}.0", "implementation_name": "cpython"}
    chosen: dict[str, str] = {}
    for lock in locks:
        text = (ROOT / "requirements" / f"{lock}.txt").read_text(encoding="utf-8")
        for block in re.split(r"\n(?=\S)", text):
            line = block.partition("\\\n")[0].strip()
            if not line or line.startswith("#"):
                continue
            requirement = Requirement(line)
            if requirement.marker is None or requirement.marker.evaluate(target):
                hashes = block.partition("\\\n")[2]
                chosen[line] = f"{requirement.name}{requirement.specifier} \\\n{hashes}\n"
    return sorted(chosen.values())


def _platforms() -> Iterable[str]:
    return (f"manylinux_2_{minor}_aarch64" for minor in GLIBC)


def _each(option: str, values: Iterable[str]) -> list[str]:
    return [word for value in values for word in (option, value)]


def _pip(*arguments: str) -> None:
    command = (sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check", *arguments)
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise UsageError(
            f"pip {arguments[0]} failed: {done.stderr.strip()[-2000:]}",
            remedy="check the network and the package index",
        )
