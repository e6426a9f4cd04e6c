"""A report file in Markdown, made of sections that commands write, each its own; its plots."""

import re
from pathlib import Path

from edge.errors import UsageError

TITLE = """# Accuracy

Written by `gymstation evaluate`; every section names its command, `tools/accuracy.sh` runs them
all. The packs' limits were chosen while looking at the same clips, and the recogniser was trained
on them: other people and other clips will come out worse.

Intervals hold 95 %: Wilson's for shares, bootstrap over clips or blocks for everything else. A
count is exact where it lies in the range that a person gave; MAE is the distance to that range over
the repetitions. The reasons for wrong counts are written by people, in `accuracy.reasons.yaml`;
each stands for one count and drops out when another comes out. The other methods are what popular
counters and simple research do, on the same poses and by the same command.
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
