"""The rooms import only what the layout allows, and importing one has no effect."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.imports import imported, packages

EDGE = Path(__file__).resolve().parent.parent / "edge"
EVERYWHERE = {"edge", "edge.errors", "edge.resources", "edge.config", "edge.backoff", "edge.files"}
ROOMS: dict[str, set[str]] = {
    "config": set(),
    "camera": {"edge.mannequin"},  # the adapter `mannequin`; the room itself is checked below
    "pose": {"edge.camera"},
    "modelpack": {"edge.pose"},
    "exercise": {"edge.pose"},
    "mannequin": {"edge.pose"},
    "athlete": {"edge.camera", "edge.pose"},
    "aim": {"edge.camera", "edge.pose", "edge.athlete"},
    "member": {"edge.camera", "edge.pose"},
    "session": {"edge.exercise", "edge.member"},
    "feedback": {"edge.session", "edge.exercise"},
    "uplink": {"edge.session", "edge.exercise", "edge.member"},
    "setup": {"edge.camera", "edge.feedback", "edge.uplink", "edge.health", "edge.upgrade"},
    "upgrade": set(),
    "sharing": {"edge.uplink", "edge.member"},
    "health": {"edge.camera", "edge.athlete", "edge.pose", "edge.uplink"},  # values, limits, words
}
COMPOSITION = {
    "station",
    "analysis",
    "overlay",
    "bench",
    "evaluation",
    "cli",
    "resources",
    "errors",
    "backoff",
    "files",
    "classifier",
    "form_model",
    "vision",
    "words",
}


def ours(path: Path) -> set[str]:
    return {name for name in imported(path) if name.partition(".")[0] == "edge"}


def room_of(module: str) -> str:
    return ".".join(module.split(".")[:2])


@pytest.mark.parametrize("room", sorted(ROOMS))
def test_a_room_imports_only_what_it_may(room: str) -> None:
    allowed = EVERYWHERE | ROOMS[room] | {f"edge.{room}"}
    for path in (EDGE / room).rglob("*.py"):
        wrong = {name for name in ours(path) if room_of(name) not in allowed}
        assert not wrong, f"{path.relative_to(EDGE)} imports {sorted(wrong)}"


def test_every_room_is_in_the_table() -> None:
    rooms = {path.stem for path in EDGE.iterdir() if path.is_dir() or path.suffix == ".py"}
    rooms -= {"__init__", "__main__", "__pycache__", "py"}
    assert rooms <= set(ROOMS) | COMPOSITION


@pytest.mark.parametrize("room", ["exercise", "session"])
def test_a_pure_room_stays_so(room: str) -> None:
    impure = {"time", "threading", "os", "pathlib", "random", "secrets", "socket", "cv2"}
    impure |= {"datetime"} if room == "exercise" else set()  # a summary holds dates, and asks none
    for path in (EDGE / room).rglob("*.py"):
        source = path.read_text(encoding="utf-8")
        assert ".now(" not in source, f"{path.name} asks a clock"
        names = packages(path)
        assert not names & impure, f"{path.name} imports {sorted(names & impure)}"


def test_checking_a_config_loads_no_picture_or_model_library() -> None:
    code = (
        "import sys; from edge.cli.main import build; build(('config',));"
        "heavy = {'cv2', 'ai_edge_litert', 'numpy'} & set(sys.modules);"
        "sys.exit(f'loaded {sorted(heavy)}' if heavy else 0)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
