"""An arm64 Debian root: made once, entered with the face of a board."""

import shlex
import subprocess
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from edge.errors import UsageError
from tools.arm64.board import CORES, Board

MIRROR = "http://deb.debian.org/debian"
INCLUDE = "python3,python3-venv,ca-certificates"
READY = ".made"
PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"
# The runtime counts processors by these; see tools/arm64/board.py.
PROCESSOR_LISTS = ("possible", "present")


@dataclass(frozen=True, slots=True)
class Done:
    """A command that ended: its exit status and what it wrote."""

    status: int
    output: str
    errors: str


class Root:
    """The tree of one Debian suite under `folder`."""

    def __init__(self, folder: Path, suite: str) -> None:
        self.folder = folder / suite
        self.suite = suite

    def make(self) -> None:
        """Unpack and configure the suite, unless that was done before."""
        if (self.folder / READY).is_file():
            return
        command = ("debootstrap", "--arch=arm64", "--variant=minbase", f"--include={INCLUDE}")
        done = subprocess.run(
            (*command, self.suite, str(self.folder), MIRROR),
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            raise UsageError(
                f"debootstrap failed: {done.stdout.strip().splitlines()[-1:]}",
                where=str(self.folder),
                remedy="remove the folder and try again",
            )
        (self.folder / READY).touch()

    @contextmanager
    def entered(self, board: Board) -> Iterator[None]:
        """Mount what programs need, as long as the block lasts."""
        with ExitStack() as stack:
            # In memory: thousands of small files are written there, and none is wanted afterwards.
            self._mount(stack, "opt", "-t", "tmpfs", "tmpfs")
            cpuinfo = self.folder / "opt" / "cpuinfo"
            cpuinfo.write_text(board.cpuinfo(), encoding="utf-8")
            processors = self.folder / "sys/devices/system/cpu"
            processors.mkdir(parents=True, exist_ok=True)
            for name in PROCESSOR_LISTS:
                (processors / name).write_text(f"0-{CORES - 1}\n", encoding="utf-8")
            self._mount(stack, "proc", "-t", "proc", "proc")
            self._mount(stack, "dev", "--bind", "/dev")
            self._mount(stack, "proc/cpuinfo", "--bind", str(cpuinfo))
            yield

    def run(self, board: Board, *command: str) -> Done:
        """Run a command inside, as low priority; see `entered`."""
        environment = (
            *(f"PATH={PATH}", "HOME=/root", "LANG=C.UTF-8", "OMP_NUM_THREADS=1"),
            f"QEMU_CPU={board.cpu}",
        )
        done = subprocess.run(
            ("nice", "chroot", str(self.folder), "env", "-i", *environment, *command),
            capture_output=True,
            text=True,
            check=False,
        )
        return Done(done.returncode, done.stdout, done.stderr)

    def must(self, board: Board, *command: str) -> str:
        """As `run`; raises UsageError where the command fails."""
        done = self.run(board, *command)
        if done.status:
            raise UsageError(
                f"`{shlex.join(command)}` ended with {done.status}: {done.errors.strip()[-2000:]}",
                where=self.suite,
            )
        return done.output

    def _mount(self, stack: ExitStack, place: str, *arguments: str) -> None:
        target = str(self.folder / place)
        subprocess.run(("mount", *arguments, target), check=True)
        stack.callback(subprocess.run, ("umount", target), check=False)
