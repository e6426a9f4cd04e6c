"""A report file in Markdown, made of sections that commands write, each its own; its plots."""

import re
from pathlib import Path

from edge.errors import UsageError

TITLE = """# Accuracy

Written by `gymstation evaluate`; every section names its command. The packs' limits were chosen
while looking at the same clips: other people and other clips will come out worse.
"""


def write_section(path: Path, heading: str, section: str) -> None:
    """Replace the section with this heading, or append it; the others stay as they are."""
    try:
        text = path.read_text(encoding="utf-8") if path.exists() else TITLE
        before, *sections = re.split(r"(?m)^(?=## )", text)
        kept = [each.strip() for each in sections if not each.startswith(f"## {heading}\n")]
        parts = [before.strip(), *sorted([*kept, section.strip()])]
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("\n\n".join(parts) + "\n", encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"cannot write the report: {error}", where=str(path)) from error


def write_plot(report: Path, name: str, svg: str) -> None:
    """Write a plot into the folder `images` beside the report."""
    path = report.parent / "images" / name
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(svg, encoding="utf-8")
    except OSError as error:
        raise UsageError(f"cannot write the plot: {error}", where=str(path)) from error
