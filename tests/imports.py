"""What a module imports, read from its source."""

import ast
from collections.abc import Iterator
from pathlib import Path


def imported(path: Path) -> set[str]:
    """Every module that the source at this path names in an import."""
    return set(_names(ast.parse(path.read_text(encoding="utf-8"))))


def packages(path: Path) -> set[str]:
    """The first part of each: `cv2` of `cv2.typing`."""
    return {name.partition(".")[0] for name in imported(path)}


def _names(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
