"""The installer's decisions, by what it says that it would do."""

import os
import shutil
import subprocess
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
INSTALL, UNINSTALL = ROOT / "tools/install.sh", ROOT / "tools/uninstall.sh"
REQUIREMENTS = "gymstation-1.2.3.data/data/share/gymstation/requirements"
LOCKED = ("members", "metrics", "pi", "pi-bookworm")
WHEEL = "gymstation-1.2.3-py3-none-any.whl"
pytestmark = pytest.mark.skipif(
    shutil.which("dpkg-query") is None or shutil.which("bash") is None,
    reason="needs bash and dpkg, as on Debian",
)


def install(
    folder: Path, *options: str, system: str = "debian/bookworm", board: str = ""
) -> subprocess.CompletedProcess[str]:
    name, _, codename = system.partition("/")
    release = folder / "os-release"
    release.write_text(f"ID={name}\nVERSION_CODENAME={codename}\n", encoding="utf-8")
    model = folder / "model"
    model.write_bytes(board.encode() + b"\0")
    wheel = folder / WHEEL
    with zipfile.ZipFile(wheel, "w") as content:
        for part in LOCKED:
            content.writestr(f"{REQUIREMENTS}/{part}.txt", "")
    environment = {
        **os.environ,
        "INSTALL_OS_RELEASE": str(release),
        "INSTALL_BOARD": str(model),
        "INSTALL_ARCHITECTURE": os.environ.get("TEST_ARCHITECTURE", "arm64"),
    }
    command = ["bash", str(INSTALL), "--dry-run", "--wheel", str(wheel), *options]
    return subprocess.run(command, capture_output=True, text=True, check=False, env=environment)


@pytest.mark.parametrize("system", ["debian/bookworm", "debian/trixie", "raspbian/bookworm"])
def test_it_says_every_step_and_writes_nothing(tmp_path: Path, system: str) -> None:
    done = install(tmp_path, system=system)
    assert done.returncode == 0, done.stderr
    lines = done.stdout.splitlines()
    assert all(line.startswith("would ") for line in lines)
    assert "would run: python3 -m venv /opt/gymstation/releases/1.2.3" in lines
    packages, ours = [line for line in lines if "pip install" in line]
    assert "--only-binary=:all:" in packages
    assert "--require-hashes" in packages
    assert "requirements/members.txt" in packages
    assert packages.endswith("requirements/metrics.txt")
    assert ours.endswith("--no-deps --no-index " + str(tmp_path / WHEEL))
    assert "would write: /usr/local/lib/systemd/system/gymstation.service" in lines
    assert not any("gymhub" in line for line in lines)


def test_a_pi_gets_its_camera_from_apt(tmp_path: Path) -> None:
    done = install(tmp_path, board="Raspberry Pi 4 Model B Rev 1.4")
    assert "python3-picamera2" in done.stdout
    assert "venv --system-site-packages" in done.stdout
    # apt's picamera2 of bookworm cannot stand NumPy 2.
    assert "requirements/pi-bookworm.txt" in done.stdout
    newer = install(tmp_path, system="debian/trixie", board="Raspberry Pi 5")
    assert "requirements/members.txt" in newer.stdout
    assert "requirements/pi.txt" in newer.stdout
    # Without a list for this board and these parts.
    with_hub = install(tmp_path, "--hub", board="Raspberry Pi 4 Model B Rev 1.4")
    assert "numpy<2" in with_hub.stdout
    assert "[members,metrics,pi,hub]" in with_hub.stdout


def test_a_hub_alone_needs_no_camera(tmp_path: Path) -> None:
    done = install(tmp_path, "--no-station", board="Raspberry Pi 4 Model B")
    assert "picamera2" not in done.stdout
    assert "[hub]" in done.stdout
    assert "gymstation.service" not in done.stdout
    assert "would write: /usr/local/lib/systemd/system/gymhub.service" in done.stdout


def test_nothing_is_downloaded_where_a_folder_is_named(tmp_path: Path) -> None:
    done = install(tmp_path, "--wheels", str(tmp_path))
    assert f"--no-index --find-links {tmp_path}" in done.stdout


@pytest.mark.parametrize(
    ("system", "architecture", "words"),
    [
        ("ubuntu/noble", "arm64", "is not supported: use Raspberry Pi OS or Debian"),
        ("debian/bullseye", "arm64", "is not supported"),
        ("debian/bookworm", "armhf", "install the 64-bit edition"),
    ],
)
def test_other_systems_are_refused_with_a_reason(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    system: str,
    architecture: str,
    words: str,
) -> None:
    monkeypatch.setenv("TEST_ARCHITECTURE", architecture)
    done = install(tmp_path, system=system)
    assert done.returncode == 3
    assert words in done.stderr


@pytest.mark.parametrize(
    ("option", "words"),
    [("--hubb", "is no option"), ("--wheels", "needs a path"), ("--wheel=x", "is no option")],
)
def test_a_wrong_option_is_named(tmp_path: Path, option: str, words: str) -> None:
    done = install(tmp_path, option)
    assert done.returncode == 64
    assert words in done.stderr


def test_a_missing_wheel_is_named() -> None:
    done = subprocess.run(
        ["bash", str(INSTALL), "--dry-run", "--wheel", "/nowhere/x.whl"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 2
    assert "/nowhere/x.whl" in done.stderr


def test_removing_says_what_it_would_do() -> None:
    done = subprocess.run(
        ["bash", str(UNINSTALL), "--dry-run"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert "these stay" in done.stderr
    wrong = subprocess.run(
        ["bash", str(UNINSTALL), "--all"], capture_output=True, text=True, check=False
    )
    assert wrong.returncode == 64
