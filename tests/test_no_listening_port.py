"""A station with its default settings listens on no port: as the kernel sees it, while it runs."""

import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(
    not Path("/proc/net/tcp").is_file(), reason="this system has no /proc/net"
)
LISTEN = "0A"  # of a TCP socket, in /proc/net/tcp (proc(5))
UNCONNECTED = "07"  # of a UDP socket: it takes datagrams from anybody
STARTED_S = 60.0


@pytest.fixture
def station(tmp_path: Path) -> Iterator[subprocess.Popen[str]]:
    """A station without a configuration file; where there is no camera, it plays the demo clip."""
    environment = {
        key: value for key, value in os.environ.items() if not key.startswith("GYMSTATION_")
    }
    environment |= {"HOME": str(tmp_path), "XDG_DATA_HOME": str(tmp_path / "share")}
    process = subprocess.Popen(
        [sys.executable, "-u", "-m", "edge", "run"],
        cwd=tmp_path,
        env=environment | {"PYTHONPATH": str(Path(__file__).resolve().parent.parent)},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    yield process
    process.send_signal(signal.SIGTERM)
    process.communicate(timeout=30)


def listening(pid: int) -> list[str]:
    """Local addresses that a process and its children take connections or datagrams on."""
    inodes = set()
    for process in (pid, *children(pid)):
        for link in Path(f"/proc/{process}/fd").iterdir():
            try:
                target = str(link.readlink())
            except OSError:
                continue  # closed meanwhile
            if target.startswith("socket:["):
                inodes.add(target.removeprefix("socket:[").removesuffix("]"))
    found = []
    for name in ("tcp", "tcp6", "udp", "udp6", "raw", "raw6"):
        path = Path(f"/proc/{pid}/net/{name}")
        state = LISTEN if name.startswith("tcp") else UNCONNECTED
        for line in path.read_text("ascii").splitlines()[1:] if path.is_file() else []:
            fields = line.split()
            if fields[3] == state and fields[9] in inodes:
                found.append(f"{name} {fields[1]}")
    return found


def children(pid: int) -> list[int]:
    tasks = Path(f"/proc/{pid}/task").iterdir()
    own = [int(child) for task in tasks for child in (task / "children").read_text().split()]
    return own + [below for child in own for below in children(child)]


def test_the_look_at_the_kernel_finds_ports() -> None:
    with (
        socket.create_server(("127.0.0.1", 0)) as tcp,
        socket.socket(type=socket.SOCK_DGRAM) as udp,
    ):
        udp.bind(("127.0.0.1", 0))
        ports = {f"{socket_.getsockname()[1]:04X}" for socket_ in (tcp, udp)}
        assert ports <= {found.rpartition(":")[2] for found in listening(os.getpid())}


@pytest.mark.slow
def test_a_station_with_its_defaults_listens_nowhere(station: subprocess.Popen[str]) -> None:
    lines: list[str] = []
    assert station.stdout is not None
    reader = threading.Thread(target=lines.extend, args=(station.stdout,), daemon=True)
    reader.start()
    until_s = time.monotonic() + STARTED_S
    while not lines or len(list(Path(f"/proc/{station.pid}/task").iterdir())) < 3:
        assert station.poll() is None, "".join(lines)
        assert time.monotonic() < until_s, "".join(lines)
        time.sleep(0.1)
    for _ in range(20):
        assert listening(station.pid) == []
        assert station.poll() is None, "".join(lines)
        time.sleep(0.1)
