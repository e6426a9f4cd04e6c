"""The units as they are installed: sound, hardened, and in step with the list of files."""

import configparser
import re
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
UNITS = sorted((ROOT / "systemd").glob("*.service"))
MOST_EXPOSED = 20  # tenths
NEEDS_ANALYZE = pytest.mark.skipif(
    shutil.which("systemd-analyze") is None, reason="systemd-analyze is not installed"
)


def settings(unit: Path) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for line in unit.read_text(encoding="utf-8").splitlines():
        key, separator, value = line.partition("=")
        if separator and not line.startswith("#"):
            found.setdefault(key, []).append(value)
    return found


@NEEDS_ANALYZE
@pytest.mark.parametrize("unit", UNITS, ids=lambda unit: unit.stem)
def test_a_unit_is_exposed_to_little(unit: Path) -> None:
    done = subprocess.run(
        ["systemd-analyze", "security", "--offline=yes", f"--threshold={MOST_EXPOSED}", str(unit)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout[-400:] + done.stderr


@NEEDS_ANALYZE
def test_systemd_knows_every_directive() -> None:
    units = [*UNITS, *(ROOT / "systemd").glob("*.timer"), *(ROOT / "systemd").glob("*.path")]
    done = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", *map(str, units)],
        capture_output=True,
        text=True,
        check=False,
    )
    # The program is not installed here.
    wrong = [line for line in done.stderr.splitlines() if "is not executable" not in line]
    assert wrong == []


def test_the_station_is_watched_and_started_anew_within_limits() -> None:
    unit = settings(ROOT / "systemd/gymstation.service")
    assert unit["Type"] == ["notify"]
    assert unit["WatchdogSec"] == ["30s"]
    assert unit["Restart"] == ["always"]
    assert unit["StartLimitBurst"] == ["30"]
    assert unit["ExecReload"] == ["/bin/sh -c 'kill -HUP ${MAINPID}'"]
    assert unit["WorkingDirectory"] == ["/run/gymstation"]


def test_a_missing_key_does_not_keep_the_station_from_starting() -> None:
    for unit in UNITS:
        for credential in settings(unit).get("LoadCredential", []):
            # An absolute path must be there; a name is looked for in /etc/credstore.
            assert re.fullmatch(r"[a-z.-]+:gym(station|hub)\.[a-z.-]+", credential)


def test_the_clock_may_be_asked() -> None:
    unit = settings(ROOT / "systemd/gymstation.service")
    assert "ProtectClock" not in unit
    assert unit["SystemCallFilter"][-1] == "adjtimex clock_adjtime"


def test_every_file_of_the_list_exists_and_every_unit_is_in_it() -> None:
    rows = [
        line.split()
        for line in (ROOT / "systemd/files").read_text(encoding="utf-8").splitlines()
        if not line.startswith("#")
    ]
    assert {row[0] for row in rows} == {"always", "station", "hub"}
    for _part, source, mode, destination in rows:
        assert (ROOT / source).is_file()
        assert mode in {"644", "755"}
        assert destination.startswith("/")
    listed = {Path(row[1]).name for row in rows}
    assert {unit.name for unit in UNITS} <= listed


def test_an_account_belongs_to_the_groups_that_own_the_devices() -> None:
    text = (ROOT / "systemd/sysusers.conf").read_text(encoding="utf-8")
    memberships = set(re.findall(r"^m gymstation (\w+)$", text, re.MULTILINE))
    rules = (ROOT / "systemd/udev.rules").read_text(encoding="utf-8")
    assert set(re.findall(r'GROUP="(\w+)"', rules)) <= memberships


@pytest.mark.parametrize("name", ["journald.conf", "reboot.conf"])
def test_a_drop_in_is_an_ini_file(name: str) -> None:
    parser = configparser.ConfigParser()
    parser.read(ROOT / "systemd" / name)
    assert parser.sections()
