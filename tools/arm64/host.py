"""What the host needs: the emulator, known to the kernel, and debootstrap."""

import os
import shutil
import subprocess
from pathlib import Path

from edge.errors import UsageError

PACKAGES = ("qemu-user-static", "binfmt-support", "debootstrap")
PROGRAMS = ("qemu-aarch64-static", "update-binfmts", "debootstrap")
BINFMT = Path("/proc/sys/fs/binfmt_misc")


def prepare_host() -> None:
    """Install what is missing and register the emulator; raises UsageError where that fails."""
    if os.geteuid() != 0:
        raise UsageError("making and entering a root needs root", remedy="run it with sudo")
    if any(shutil.which(program) is None for program in PROGRAMS):
        install = ("apt-get", "install", "-y", "-q", "--no-install-recommends", *PACKAGES)
        _run(install, "install " + " ".join(PACKAGES))
    if not (BINFMT / "register").exists():
        _run(("mount", "-t", "binfmt_misc", "binfmt_misc", str(BINFMT)), "load binfmt_misc")
    if not (BINFMT / "qemu-aarch64").exists():
        _run(("update-binfmts", "--enable", "qemu-aarch64"), "start binfmt-support")


def _run(command: tuple[str, ...], remedy: str) -> None:
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=environment)
    if done.returncode:
        raise UsageError(f"{command[0]} failed: {done.stderr.strip()}", remedy=remedy)
