"""A real PostgreSQL from Debian's packages, in a folder of its own."""

import os
import pwd
import shutil
import subprocess
import tempfile
from pathlib import Path
from types import TracebackType
from typing import Self

import psycopg

from edge.errors import UsageError

PACKAGES = Path("/usr/lib/postgresql")
ACCOUNT = "postgres"  # the server refuses to run as root


def programs() -> Path | None:
    """The folder of initdb and pg_ctl of the newest version that is installed."""
    found = sorted(PACKAGES.glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    return found[-1].parent if found else None


class Postgres:
    """Runs until the block ends. safe: whether it waits for the disk, as a gym's would."""

    def __init__(self, *, safe: bool = True) -> None:
        folder = programs()
        if folder is None:
            raise UsageError("PostgreSQL is not installed", remedy="apt-get install postgresql")
        self._bin = folder
        self._safe = safe
        self._user = ACCOUNT if os.geteuid() == 0 else None
        self._folder = Path(tempfile.mkdtemp(prefix="hub-pg-"))
        self._count = 0
        if self._user:
            account = pwd.getpwnam(self._user)
            os.chown(self._folder, account.pw_uid, account.pw_gid)

    def __enter__(self) -> Self:
        self._run("initdb", "-U", "hub", "-A", "trust", "-D", str(self._data), "--no-sync")
        self.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.stop()
        shutil.rmtree(self._folder, ignore_errors=True)

    def start(self) -> None:
        """Listen on a socket in the folder only."""
        sync = "on" if self._safe else "off"
        settings = f"-k {self._folder} -c listen_addresses='' -c fsync={sync}"
        log = str(self._folder / "log")
        self._run("pg_ctl", "-D", str(self._data), "-w", "-o", settings, "-l", log, "start")

    def stop(self) -> None:
        """As a power cut does."""
        self._run("pg_ctl", "-D", str(self._data), "-w", "-m", "immediate", "stop")

    def new_database(self) -> str:
        """The URL of an empty one."""
        self._count += 1
        name = f"hub{self._count}"
        address = f"host={self._folder} user=hub dbname=postgres"
        with psycopg.connect(address, autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {name}".encode())
        return f"postgresql://hub@/{name}?host={self._folder}"

    @property
    def _data(self) -> Path:
        return self._folder / "data"

    def _run(self, program: str, *arguments: str) -> None:
        subprocess.run(
            [self._bin / program, *arguments],
            check=True,
            user=self._user,
            cwd=self._folder,
            stdout=subprocess.DEVNULL,
        )
