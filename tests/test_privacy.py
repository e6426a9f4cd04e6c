"""No picture is written, and nothing of a face or a name can reach the uplink."""

import ast
import json
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
EDGE = ROOT / "edge"

# What turns pixels into a file, in the libraries that are installed or might be.
ENCODERS = {
    "imwrite",
    "imwritemulti",
    "imwriteanimation",
    "imencode",
    "imencodemulti",
    "VideoWriter",
    "fromarray",
    "imsave",
    "savefig",
    "tofile",
    "write_jpeg",
    "capture_file",
    "start_recording",
}
LIBRARIES = {"PIL", "imageio", "skimage", "matplotlib", "av", "simplejpeg", "turbojpeg"}
# Who may, and why it is no photo of a member kept without being asked.
ALLOWED = {
    # A technician's live preview, open as long as somebody looks at it.
    "aim/server.py": {"imencode"},
    # `analyse --annotate`: a file that somebody gave, drawn on, where he or she asked for it.
    "overlay/video.py": {"VideoWriter"},
    # Films of the mannequin.
    "mannequin/video.py": {"VideoWriter"},
    # The golden frame of the models: the mannequin, by the tool that makes it.
    "pose/golden.py": {"imencode"},
    # The name of a pixel format: its fourcc.
    "camera/usb.py": {"VideoWriter"},
}
# Where a template, a name or a face may be at hand.
PERSONAL = (
    "edge.member.template",
    "edge.member.card",
    "edge.member.embedding",
    "edge.member.enrol",
    "edge.member.face",
    "edge.member.gallery",
    "edge.member.identify",
)


def modules(folder: Path) -> Iterator[tuple[str, ast.Module]]:
    for path in sorted(folder.rglob("*.py")):
        yield path.relative_to(EDGE).as_posix(), ast.parse(path.read_text(encoding="utf-8"))


def touched(tree: ast.Module) -> set[str]:
    """Encoders and libraries that a module names, however it came by them."""
    found: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute):
            found.add(node.attr)
        elif isinstance(node, ast.Name):
            found.add(node.id)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            found.add(node.value)  # getattr(cv2, "imwrite")
        elif isinstance(node, ast.Import):
            found |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module.split(".")[0], *(alias.name for alias in node.names)}
    return found & (ENCODERS | LIBRARIES)


def test_only_the_modules_named_touch_image_encoders() -> None:
    found = {name: touched(tree) for name, tree in modules(EDGE)}
    assert {name: used for name, used in found.items() if used} == ALLOWED


@pytest.mark.parametrize(
    "code",
    [
        "import cv2\ncv2.imwrite('x.png', image)",
        "from cv2 import imencode as shrink",
        "import cv2\ngetattr(cv2, 'imwrite')('x.png', image)",
        "from PIL import Image",
        "image.tofile('x')",
    ],
)
def test_the_walk_sees_encoders(code: str) -> None:
    assert touched(ast.parse(code))


def imported(module: str) -> set[str]:
    """The modules of ours that a module imports, as their own files."""
    path = EDGE.parent / (module.replace(".", "/") + ".py")
    if not path.is_file():
        path = EDGE.parent / module.replace(".", "/") / "__init__.py"
    if not path.is_file():
        return set()
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    return {name for name in found if name.startswith("edge.")}


def reach(start: set[str]) -> set[str]:
    """Everything that is imported from here, directly or not."""
    seen: set[str] = set()
    waiting = set(start)
    while waiting:
        module = waiting.pop()
        seen.add(module)
        waiting |= imported(module) - seen
    return seen


@pytest.mark.parametrize("room", ["uplink", "session", "feedback"])
def test_no_template_or_name_is_within_reach(room: str) -> None:
    start = {
        "edge." + name.removesuffix(".py").replace("/", ".") for name, _ in modules(EDGE / room)
    }
    assert len(start) > 3
    close = sorted(name for name in reach(start) if name.startswith(PERSONAL))
    assert not close, f"edge.{room} can reach {close}"


def test_the_reach_is_followed_through_modules() -> None:
    assert "edge.member.template" in reach({"edge.member.identify.factory"})
    assert not [name for name in PERSONAL if not list(EDGE.glob(f"member/{name[12:]}*"))]


def test_a_summary_has_no_place_for_a_name_or_a_face() -> None:
    schema = json.loads((ROOT / "docs/session-summary.schema.json").read_text(encoding="utf-8"))
    words = {"name", "photo", "picture", "image", "face", "template", "vector", "descriptor"}

    def keys(value: object) -> Iterator[str]:
        if isinstance(value, dict):
            properties = value.get("properties")
            yield from properties if isinstance(properties, dict) else ()
            for inner in value.values():
                yield from keys(inner)
        elif isinstance(value, list):
            for inner in value:
                yield from keys(inner)

    named = set(keys(schema))
    assert "member_id" in named or "member" in named
    assert not named & words


def test_the_worker_keeps_nothing_on_disk() -> None:
    for name in (
        "embedding/process",
        "embedding/dlib",
        "embedding/worker",
        "identify/visit",
        "identify/work",
    ):
        tree = ast.parse((EDGE / "member" / f"{name}.py").read_text(encoding="utf-8"))
        calls = {
            node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            for node in ast.walk(tree)
            if isinstance(node, ast.Call)
        }
        assert not calls & {"open", "write_bytes", "write_text", "save", "savez", "mkstemp"}
