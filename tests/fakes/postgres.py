"""A real PostgreSQL from Debian's packages, in a folder of its own; skipped where it is missing."""

import os
import pwd
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import Self

import psycopg
import pytest

PACKAGES = Path("/usr/lib/postgresql")
ACCOUNT = "postgres"  # the server refuses to run as root


def programs() -> Path | None:
    """The folder of initdb and pg_ctl of the newest version that is installed."""
    found = sorted(PACKAGES.glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    return found[-1].parent if found else None


class Postgres:
    def __init__(self) -> None:
        folder = programs()
        if folder is None:
            pytest.skip("PostgreSQL is not installed (apt-get install postgresql)")
        self._bin = folder
        self._user = ACCOUNT if os.geteuid() == 0 else None
        self._folder = Path(tempfile.mkdtemp(prefix="hub-pg-"))
        self._count = 0
        if self._user:
            account = pwd.getpwnam(self._user)
            os.chown(self._folder, account.pw_uid, account.pw_gid)

    @property
    def _data(self) -> Path:
        return self._folder / "data"

    def __enter__(self) -> Self:
        self._run("initdb", "-U", "hub", "-A", "trust", "-D", str(self._data), "--no-sync")
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()
        shutil.rmtree(self._folder, ignore_errors=True)

    def start(self) -> None:
        # Where it listens and that it need not survive a power cut.
        settings = f"-k {self._folder} -c listen_addresses='' -c fsync=off"
        self._run("pg_ctl", "-D", str(self._data), "-w", "-o", settings, "-l", self._log, "start")

    def stop(self) -> None:
        self._run("pg_ctl", "-D", str(self._data), "-w", "-m", "immediate", "stop")

    def new_database(self) -> str:
        """The URL of an empty one."""
        self._count += 1
        name = f"hub{self._count}"
        address = f"host={self._folder} user=hub dbname=postgres"
        with psycopg.connect(address, autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {name}")
        return f"postgresql://hub@/{name}?host={self._folder}"

    @property
    def _log(self) -> str:
        return str(self._folder / "log")

    def _run(self, program: str, *arguments: str) -> None:
        subprocess.run(
            [self._bin / program, *arguments],
            check=True,
            user=self._user,
            cwd=self._folder,
            stdout=subprocess.DEVNULL,
        )
