"""What is asked of a release's own command, and of systemd's."""

import os
import zipfile
from pathlib import Path

import pytest

from edge.cli.upgrade import upgrade
from edge.errors import UpgradeError, UsageError
from edge.upgrade.manager import Systemctl, UnitState
from edge.upgrade.program import Commands, Health
from edge.upgrade.releases import Release

SYSTEMCTL = """#!/bin/sh
echo "$@" >>"$TOLD"
case "$1 $2" in
"show well.service") printf 'ActiveState=active\\nNRestarts=3\\nStatusText=watching = all\\n' ;;
"show away.service") printf 'ActiveState=inactive\\nNRestarts=[not set]\\nStatusText=\\n' ;;
"restart ill.service") echo "Job failed" >&2; exit 1 ;;
esac
"""


def release(folder: Path, script: str) -> Release:
    program = folder / "1.0/bin/gymstation"
    program.parent.mkdir(parents=True)
    program.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    program.chmod(0o755)
    return Release(folder / "1.0")


def test_a_release_tells_its_version(tmp_path: Path) -> None:
    assert Commands().version(release(tmp_path, "echo gymstation 1.2.3")) == "1.2.3"


def test_a_release_that_does_not_start_is_quoted_without_frames(tmp_path: Path) -> None:
    broken = release(tmp_path, "echo '│ Missing module │' >&2; echo '╰───╯' >&2; exit 1")
    with pytest.raises(UpgradeError, match="does not start: Missing module"):
        Commands().version(broken)


def test_a_release_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(UpgradeError, match="cannot be run"):
        Commands().version(Release(tmp_path / "nowhere"))


@pytest.mark.parametrize(
    ("script", "health"),
    [
        ("echo '{}'", Health.HEALTHY),
        ("echo '{}'; exit 1", Health.WARNING),
        ("echo '{}'; exit 2", Health.CRITICAL),
        ("echo '{}'; exit 9", Health.CRITICAL),
        ("echo 'no such command' >&2; exit 2", None),
    ],
)
def test_the_doctor_answers_by_its_exit_status(
    tmp_path: Path, script: str, health: Health | None
) -> None:
    assert Commands().health(release(tmp_path, script)) is health


def test_a_file_that_a_release_cannot_use_stops_the_upgrade(tmp_path: Path) -> None:
    config = tmp_path / "station.yaml"
    asked = release(tmp_path, 'echo "$@" >&2; exit 2')
    with pytest.raises(UpgradeError, match=f"config migrate --print {config}"):
        Commands().migrated(asked, config)
    assert not Commands().accepts(asked, config)


@pytest.fixture
def told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    program = tmp_path / "systemctl"
    program.write_text(SYSTEMCTL, encoding="utf-8")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
    monkeypatch.setenv("TOLD", str(tmp_path / "told"))
    return tmp_path / "told"


def test_a_unit_tells_how_it_is(told: Path) -> None:
    manager = Systemctl()
    assert manager.state("well.service") == UnitState("active", 3, "watching = all")
    assert manager.state("well.service").runs
    assert manager.state("away.service") == UnitState("inactive", 0, "")


def test_a_start_waits_and_tells_whether_it_came_up(told: Path) -> None:
    manager = Systemctl()
    assert manager.restart("well.service")
    assert not manager.restart("ill.service")
    lines = told.read_text(encoding="utf-8").splitlines()
    assert "reset-failed ill.service" in lines


def test_a_wheel_that_is_none_is_named(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no such wheel"):
        upgrade(tmp_path / "x.whl")
    (tmp_path / "x.whl").write_bytes(b"no zip")
    with pytest.raises(UpgradeError, match="is no wheel"):
        upgrade(tmp_path / "x.whl")
    with zipfile.ZipFile(tmp_path / "y.whl", "w") as content:
        content.writestr("other.py", "")
    with pytest.raises(UpgradeError, match="is no wheel"):
        upgrade(tmp_path / "y.whl")


def test_one_thing_at_a_time() -> None:
    with pytest.raises(UsageError, match="give one of"):
        upgrade()
    with pytest.raises(UsageError, match="give one of"):
        upgrade(Path("x.whl"), rollback=True)
