"""The list of clips with their truth, `clips.csv`."""

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from edge.errors import UsageError

LIST = "clips.csv"
NOT_COUNTED = ("negative", "nobody")
COLUMNS = ("file", "exercise", "view", "reps", "reps_low", "reps_high", "certainty")


@dataclass(frozen=True, slots=True)
class Clip:
    """One clip and what a person counted in it.

    file: relative to the folder of the list. Any count in reps_low..reps_high is right. certain:
    False = the truth itself is doubtful, no figure rests on it.
    """

    file: str
    exercise: str
    view: str
    reps: int
    reps_low: int
    reps_high: int
    certain: bool

    def error(self, count: int) -> int:
        """Repetitions too many (above 0) or too few (below 0)."""
        if count > self.reps_high:
            return count - self.reps_high
        return min(0, count - self.reps_low)

    @property
    def negative(self) -> bool:
        """True where any repetition is a false one."""
        return self.exercise in NOT_COUNTED


def load_clips(folder: Path) -> tuple[Clip, ...]:
    """The clips of a folder; raises UsageError that names the line."""
    path = folder / LIST
    try:
        with path.open(encoding="utf-8", newline="") as stream:
            rows = csv.DictReader(stream)
            missing = set(COLUMNS) - set(rows.fieldnames or ())
            if missing:
                raise UsageError(
                    f"columns are missing: {', '.join(sorted(missing))}", where=str(path)
                )
            return tuple(_clip(row, f"{path}:{rows.line_num}") for row in rows)
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(
            f"cannot read the list of clips: {error}",
            where=str(path),
            remedy="give the folder that holds clips.csv",
        ) from error


def _clip(row: Mapping[str, str], where: str) -> Clip:
    try:
        low, reps, high = (int(row[key]) for key in ("reps_low", "reps", "reps_high"))
    except (TypeError, ValueError):
        raise UsageError(
            "reps, reps_low and reps_high must be whole numbers", where=where
        ) from None
    if not 0 <= low <= reps <= high:
        raise UsageError("reps_low <= reps <= reps_high does not hold", where=where)
    return Clip(
        file=row["file"],
        exercise=row["exercise"],
        view=row["view"],
        reps=reps,
        reps_low=low,
        reps_high=high,
        certain=row["certainty"] != "low",
    )
