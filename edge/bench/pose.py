"""`gymstation bench pose`: the pose stage beside MediaPipe and beside its float twin."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Any

from edge.bench.agreement import Agreement, Seen
from edge.bench.contestants import Contestant, Watcher
from edge.bench.cost import Cost, summary
from edge.bench.twin import FloatTwin
from edge.camera.factory import open_file
from edge.camera.frame import Frame, RecordedLandmarks
from edge.errors import CameraError, RecordingError, UsageError

READ_TIMEOUT_S = 10.0
# Frames at the beginning of a video whose cost does not count: MediaPipe loads its models there.
WARM_UP = 1

Say = Callable[[str], None]


@dataclass(slots=True)
class Pass:
    """What one contestant saw in one video."""

    seen: list[Seen | None] = field(default_factory=list)
    costs: list[Cost] = field(default_factory=list)


class PoseBench:
    """Shows the same videos to every contestant and gathers what they cost and saw.

    contestants: the first is compared with the one named `reference`, if there is one. twin:
    compares the quantised model with its float twin, if wanted. frames: at most so many of each
    video, None = all.
    """

    def __init__(
        self,
        contestants: Sequence[Contestant],
        *,
        reference: str | None = None,
        twin: FloatTwin | None = None,
        frames: int | None = None,
    ) -> None:
        self._contestants = contestants
        self._twin = twin
        self._reference = reference
        self._frames = frames
        self._costs: dict[str, list[Cost]] = {one.name: [] for one in contestants}
        self._with_person: dict[str, int] = {one.name: 0 for one in contestants}
        self._agreement = Agreement()
        self._files: list[dict[str, Any]] = []

    def show(self, video: Path, say: Say) -> str | None:
        """Show a video to everybody, one after the other; returns what was wrong with it, if so."""
        passes: dict[str, Pass] = {}
        error: str | None = None
        for contestant in self._contestants:
            say(f"{video.name}: {contestant.name}")
            result, problem = self._watch(contestant, video)
            passes[contestant.name] = result
            self._costs[contestant.name] += result.costs[WARM_UP:]
            self._with_person[contestant.name] += sum(one is not None for one in result.seen)
            error = problem or error
        if self._twin is not None:
            say(f"{video.name}: {self._twin.name}")
            self._watch(self._twin, video)
        agreement = self._compare(passes)
        first = passes[self._contestants[0].name]
        entry: dict[str, Any] = {"file": str(video), "frames": len(first.seen), "error": error}
        if agreement is not None:
            entry["against"] = agreement.summary()
        self._files.append(entry)
        return error

    def report(self) -> dict[str, Any]:
        """Everything measured until now; times are per frame."""
        runs = {
            one.name: {
                "frames": len(self._costs[one.name]),
                "frames_with_person": self._with_person[one.name],
                **summary(self._costs[one.name]),
                "rss_peak_mb": round(one.rss_mb(), 1),
            }
            for one in self._contestants
            if self._costs[one.name]
        }
        report: dict[str, Any] = {"files": self._files, "runs": runs}
        if self._reference is not None and self._reference in runs:
            report["against"] = {"reference": self._reference, **self._agreement.summary()}
            reference_ms = runs[self._reference]["cpu_ms"]["mean"]
            report["cpu_ratio"] = {
                name: round(run["cpu_ms"]["mean"] / reference_ms, 4)
                for name, run in runs.items()
                if name != self._reference
            }
        if self._twin is not None:
            report["float_twin"] = self._twin.agreement.summary()
        return report

    def _watch(self, watcher: Watcher, video: Path) -> tuple[Pass, str | None]:
        """Everything seen, and what was wrong with the video."""
        watcher.begin()
        result = Pass()
        try:
            for frame in islice(pictures(video), self._frames):
                seen, cost = watcher.see(frame)
                result.seen.append(seen)
                result.costs.append(cost)
        except (CameraError, RecordingError, UsageError) as error:
            return result, str(error)
        return result, None

    def _compare(self, passes: dict[str, Pass]) -> Agreement | None:
        if self._reference is None:
            return None
        ours = passes[self._contestants[0].name].seen
        theirs = passes[self._reference].seen
        of_video = Agreement()
        for one, other in zip(ours, theirs, strict=False):
            of_video.add(one, other)
            self._agreement.add(one, other)
        return of_video


def pictures(video: Path) -> Iterator[Frame]:
    """Every frame of a video; raises CameraError, and UsageError for a pose recording."""
    camera = open_file(video)
    camera.open()
    try:
        while (frame := camera.read(READ_TIMEOUT_S)) is not None:
            if isinstance(frame.content, RecordedLandmarks):
                raise UsageError(
                    "a pose recording holds no picture", where=str(video), remedy="give videos"
                )
            yield frame
    finally:
        camera.close()
