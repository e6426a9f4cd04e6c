"""Why clips come out wrong: prose by people, beside the report that a command writes.

A reason explains one count of one clip. When the clip is counted differently, the reason no longer
fits and is left out of the report, which then says that somebody has to look again.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import yaml

from edge.errors import UsageError
from edge.evaluation.summary import Wrong

SUFFIX = ".reasons.yaml"
UNEXPLAINED = "not looked at yet"


@dataclass(frozen=True, slots=True)
class Reasons:
    """by_clip: file of a clip → count → why it came to that count."""

    by_clip: Mapping[str, Mapping[int, str]]

    def of(self, wrong: Wrong) -> str:
        """The reason for this count, or that there is none."""
        return self.by_clip.get(wrong.file, {}).get(wrong.count, UNEXPLAINED)


def load_reasons(report: Path | None) -> Reasons:
    """The reasons beside a report, `accuracy.reasons.yaml` for `accuracy.md`; none where no file.

    Raises UsageError where the file is no mapping of clips to counts to text.
    """
    path = None if report is None else report.with_suffix(SUFFIX)
    if path is None or not path.exists():
        return Reasons({})
    try:
        found = yaml.safe_load(path.read_text(encoding="utf-8")) or {}
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise UsageError(f"cannot read the reasons: {error}", where=str(path)) from error
    if not _sound(found):
        raise UsageError(
            "the reasons are not clips with counts with text",
            where=str(path),
            remedy="write `squat/a.mp4: {2: walks out of the picture}`",
        )
    return Reasons(found)


def _sound(found: object) -> bool:
    return isinstance(found, dict) and all(
        isinstance(file, str)
        and isinstance(reasons, dict)
        and all(isinstance(n, int) and isinstance(text, str) for n, text in reasons.items())
        for file, reasons in found.items()
    )
