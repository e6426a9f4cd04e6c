"""What setup.py asks for: `python -m tools.declared base hub` prints those requirements.

The lock is made of these lines, and the test that the lock is whole reads them.
"""

import ast
import sys
from pathlib import Path

SETUP = Path(__file__).resolve().parent.parent / "setup.py"
BASE = "base"
OWN = "gymstation["


def declared(setup: Path = SETUP) -> dict[str, list[str]]:
    """The requirements by extra, `base` for those of every installation; extras in extras too."""
    tree = ast.parse(setup.read_text(encoding="utf-8"))
    stated = {
        keyword.arg: keyword.value
        for call in ast.walk(tree)
        if isinstance(call, ast.Call)
        and isinstance(call.func, ast.Name)
        and call.func.id == "setup"
        for keyword in call.keywords
    }
    asked: dict[str, list[str]] = {
        BASE: ast.literal_eval(stated["install_requires"]),
        **ast.literal_eval(stated["extras_require"]),
    }
    return {name: _flat(name, asked) for name in asked}


def _flat(name: str, asked: dict[str, list[str]]) -> list[str]:
    """The lines of an extra, those of our own extras that it names in their place."""
    lines = []
    for line in asked[name]:
        if line.startswith(OWN):
            lines += _flat(line.removeprefix(OWN).removesuffix("]"), asked)
        else:
            lines.append(line)
    return lines


def main() -> None:
    """Print the requirements of the extras named."""
    asked = declared()
    print("\n".join(sorted({line for name in sys.argv[1:] for line in asked[name]})))


if __name__ == "__main__":
    main()
