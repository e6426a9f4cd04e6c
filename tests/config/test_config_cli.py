import json
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest
import yaml
from typer.testing import CliRunner

from edge.cli.config import app
from edge.config import load_config
from edge.resources import packs_dir, share_dir

ENVIRONMENT = {key: value for key, value in os.environ.items() if key != "GYMSTATION_CONFIG"}


@pytest.fixture(autouse=True)
def no_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("GYMSTATION_CONFIG", raising=False)


def gymstation(*arguments: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "edge.cli.main", *map(str, arguments)],
        capture_output=True,
        text=True,
        check=False,
        env=ENVIRONMENT,
    )


def test_check_of_sound_files():
    result = CliRunner().invoke(app, ["check", str(share_dir() / "config" / "station.yaml")])
    assert result.exit_code == 0
    assert result.stdout.endswith("station.yaml: ok\n")
    packs = sorted(map(str, packs_dir().glob("*.yaml")))
    result = CliRunner().invoke(app, ["check", "--kind", "pack", *packs])
    assert result.exit_code == 0
    assert result.stdout.splitlines() == [f"{pack}: ok" for pack in packs]


def test_check_looks_at_every_file(tmp_path: Path):
    bad = tmp_path / "bad.yaml"
    bad.write_text("sit: gym\nlanguage: 5\n")
    good = tmp_path / "good.yaml"
    good.write_text("site: gym\n")
    missing = tmp_path / "missing.yaml"
    result = CliRunner().invoke(app, ["check", str(bad), str(missing), str(good)])
    assert result.exit_code == 2
    assert result.stdout == f"{good}: ok\n"
    assert result.stderr.splitlines() == [
        f'{bad}:1:1: sit: unknown key; did you mean "site"?',
        f"{bad}:2:11: language: 5 is not among the choices; allowed: one of en, ko",
        f"{missing}: there is no such file — check the path, or copy the example",
    ]


def test_check_without_a_file_takes_the_station_s_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    own = tmp_path / "own.yaml"
    own.write_text("site: gym\n")
    monkeypatch.setenv("GYMSTATION_CONFIG", str(own))
    assert CliRunner().invoke(app, ["check"]).stdout == f"{own}: ok\n"


def test_show_is_merged_masked_and_loads_again(tmp_path: Path):
    station = tmp_path / "station.yaml"
    station.write_text("camera: {source: stream, url: 'rtsp://me:hunter2@host/1', fps: 15}\n")
    result = CliRunner().invoke(app, ["show", str(station), "--set", "language=ko"])
    assert result.exit_code == 0
    assert "hunter2" not in result.stdout
    shown = yaml.safe_load(result.stdout)
    assert shown["camera"]["url"] == "rtsp://me:***@host/1"
    assert shown["camera"]["fps"] == 15
    assert shown["language"] == "ko"
    assert result.stdout.startswith(f"# {station} over the defaults\n")


def test_show_of_the_defaults_can_be_used_as_a_file(tmp_path: Path):
    result = CliRunner().invoke(app, ["show", str(share_dir() / "config" / "station.yaml")])
    copy = tmp_path / "copy.yaml"
    copy.write_text(result.stdout)
    assert load_config(copy) == load_config(None)


@pytest.mark.parametrize("kind", ["station", "pack"])
def test_schema(kind: str):
    result = CliRunner().invoke(app, ["schema", kind])
    schema = json.loads(result.stdout)
    assert schema["$schema"].startswith("https://json-schema.org/")
    assert schema["additionalProperties"] is False


def test_mistake_has_exit_status_2_and_no_traceback(tmp_path: Path):
    garbage = tmp_path / "garbage.yaml"
    garbage.write_bytes(os.urandom(10_000_000))
    for arguments in (("check", garbage), ("show", garbage), ("show", "--set", "camera.fps=x")):
        start_s = time.perf_counter()
        result = gymstation("config", *arguments)
        assert time.perf_counter() - start_s < 5.0  # most of it starts Python, on a busy machine
        assert result.returncode == 2
        assert "Traceback" not in result.stderr
        assert len(result.stderr.splitlines()) == 1


def test_no_heavy_library_is_loaded():
    code = (
        "import sys; sys.argv = ['gymstation', 'config', 'check', sys.argv[1]]\n"
        "import edge.cli.main\n"
        "try: edge.cli.main.main()\n"
        "finally: print([name for name in ('cv2', 'numpy', 'ai_edge_litert') "
        "if name in sys.modules])"
    )
    example = str(share_dir() / "config" / "station.yaml")
    result = subprocess.run(
        [sys.executable, "-c", code, example],
        capture_output=True,
        text=True,
        check=False,
        env=ENVIRONMENT,
    )
    assert result.stdout.splitlines() == [f"{example}: ok", "[]"]
