"""A Debian with systemd of its own, in a folder: made by debootstrap, run by systemd-nspawn."""

import os
import shlex
import shutil
import signal
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

from edge.errors import UsageError

MIRROR = "http://deb.debian.org/debian"
PACKAGES = "systemd,systemd-sysv,dbus,udev,ca-certificates"
TOOLS = ("debootstrap", "systemd-nspawn", "nsenter")
OWN_AUTHORITIES = Path("/usr/local/share/ca-certificates")
BUNDLE = "/etc/ssl/certs/ca-certificates.crt"
BOOT_S = 60.0
PIP_CACHE = Path("/root/.cache/pip")
NSPAWN = (
    "systemd-nspawn",
    "--boot",
    "--quiet",
    "--register=no",
    "--keep-unit",
    "--console=pipe",
    "--bind-ro=/etc/resolv.conf",
    f"--bind={PIP_CACHE}",
    # Asking whether the clock is right is refused in a container, if not allowed.
    "--system-call-filter=adjtimex clock_adjtime",
)
PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"
ENVIRONMENT = ("env", "--ignore-environment", "HOME=/root", f"PATH={PATH}", "LANG=C.UTF-8")
_TAIL = 1500


@dataclass(frozen=True, slots=True)
class Done:
    """How a command ended."""

    status: int
    out: str
    complaint: str

    @property
    def text(self) -> str:
        """The end of everything it said."""
        return (self.out + self.complaint)[-_TAIL:]


class MachineError(RuntimeError):
    """A command in the machine failed, or the machine itself."""


def require_tools() -> None:
    """Raise UsageError where something to make a machine with is missing."""
    missing = [
        tool for tool in TOOLS if shutil.which(tool, path=f"{os.environ['PATH']}:/usr/sbin") is None
    ]
    if missing or os.geteuid() != 0:
        raise UsageError(
            f"needs root, and {', '.join(TOOLS)}",
            remedy="apt-get install debootstrap systemd-container; run it as root",
        )


def fresh_root(suite: str, cache: Path, folder: Path) -> None:
    """A new Debian in `folder`, from the one in the cache, which is made at the first time."""
    kept = cache / suite
    if not (kept / "etc/debian_version").exists():
        kept.mkdir(parents=True, exist_ok=True)
        _call("debootstrap", "--variant=minbase", f"--include={PACKAGES}", suite, str(kept), MIRROR)
    _call("cp", "--archive", "--reflink=auto", f"{kept}/.", str(folder))
    # What this machine trusts beyond Debian's authorities, the other one trusts as well.
    for authority in OWN_AUTHORITIES.glob("*.crt"):
        shutil.copy(authority, folder / str(OWN_AUTHORITIES).lstrip("/") / authority.name)
    _call("chroot", str(folder), "update-ca-certificates")
    (folder / "etc/pip.conf").write_text(f"[global]\ncert = {BUNDLE}\n", encoding="utf-8")


class Machine:
    """Boots at the block's begin and is switched off at its end. Shares this machine's network."""

    def __init__(self, root: Path, name: str, log: Path) -> None:
        self.root = root
        self._name = name
        self._log = log
        self._process: subprocess.Popen[bytes] | None = None
        self._leader = 0

    def __enter__(self) -> Self:
        PIP_CACHE.mkdir(parents=True, exist_ok=True)
        with self._log.open("ab") as log:
            self._process = subprocess.Popen(
                [*NSPAWN, f"--directory={self.root}", f"--machine={self._name}"],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                env={**os.environ, "SYSTEMD_NSPAWN_UNIFIED_HIERARCHY": "1"},
            )
        self._await_boot()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        if self._process is None:
            return
        self._process.terminate()  # switches it off in good order
        try:
            self._process.wait(BOOT_S)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()

    def run(self, command: str, *, check: bool = True, timeout_s: float = 600.0) -> Done:
        """A shell command as root in the machine; raises MachineError where it fails."""
        done = subprocess.run(
            ["nsenter", "--all", f"--target={self._leader}", *ENVIRONMENT, "sh", "-c", command],
            capture_output=True,
            text=True,
            timeout=timeout_s,
            check=False,
        )
        result = Done(done.returncode, done.stdout, done.stderr)
        if check and result.status != 0:
            raise MachineError(f"{command}: exit status {result.status}\n{result.text}")
        return result

    def put(self, source: Path, destination: str) -> None:
        """A copy of a file of ours."""
        target = self.root / destination.lstrip("/")
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(source, target)

    def path(self, name: str) -> Path:
        """A file of the machine, as we see it."""
        return self.root / name.lstrip("/")

    def show(self, unit: str, name: str) -> str:
        """A property of a unit."""
        return self.run(f"systemctl show {unit} --property={name} --value").out.strip()

    def pid(self, unit: str) -> int:
        """The unit's main process, by the number that it has on this machine."""
        inside = self.show(unit, "MainPID")
        wanted = f"NSpid:\t{{}}\t{inside}"
        for status in Path("/proc").glob("[0-9]*/status"):
            try:
                text = status.read_text(encoding="ascii", errors="replace")
            except OSError:
                continue
            number = int(status.parent.name)
            if wanted.format(number) in text and self._holds(number):
                return number
        raise MachineError(f"{unit} has no process")

    def _holds(self, number: int) -> bool:
        """Whether a process is one of this machine's."""
        try:
            return Path(f"/proc/{number}/ns/pid").readlink() == self._namespace
        except OSError:
            return False

    @property
    def _namespace(self) -> Path:
        return Path(f"/proc/{self._leader}/ns/pid").readlink()

    def _await_boot(self) -> None:
        limit_s = time.monotonic() + BOOT_S
        while time.monotonic() < limit_s:
            if self._process is None or self._process.poll() is not None:
                break
            children = Path(f"/proc/{self._process.pid}/task/{self._process.pid}/children")
            if found := children.read_text(encoding="ascii").split():
                self._leader = int(found[0])
                state = self.run("systemctl is-system-running", check=False).out.strip()
                if state in {"running", "degraded"}:
                    return
            time.sleep(0.3)
        raise MachineError(f"the machine does not boot: {self._log.read_text()[-_TAIL:]}")


def kill(number: int, what: signal.Signals) -> None:
    """A signal to a process of a machine."""
    os.kill(number, what)


def quoted(*words: str) -> str:
    """Words of a command, safe for the shell."""
    return shlex.join(words)


def _call(*command: str) -> None:
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise MachineError(f"{command[0]}: {(done.stdout + done.stderr)[-_TAIL:]}")
