"""Counts one recording after another: the pipeline behind `analyse`, `record` and `evaluate`."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from edge.camera.port import Camera
from edge.errors import CameraError, RecordingError
from edge.exercise.values import Rep
from edge.vision import Listener, SetRecorder, Vision, frames


@dataclass(frozen=True, slots=True)
class Analysis:
    """What one recording holds.

    fps is the recording's mean frame rate. error says why a recording could not be read to its
    end; what was counted until then stands beside it.
    """

    file: str
    exercise: str | None
    count: int
    reps: tuple[Rep, ...]
    hold_s: float
    frames: int
    seconds: float
    fps: float
    error: str | None

    def to_json(self) -> dict[str, Any]:
        """The line that `analyse --json` prints; times in seconds, rounded to milliseconds."""
        return {
            "file": self.file,
            "exercise": self.exercise,
            "count": self.count,
            "reps": [_rep_json(rep) for rep in self.reps],
            "hold_s": round(self.hold_s, 3),
            "frames": self.frames,
            "seconds": round(self.seconds, 3),
            "fps": round(self.fps, 2),
            "error": self.error,
        }


def analyse_recording(
    file: Path | str,
    camera: Camera,
    vision: Vision,
    exercise: str | None,
    listeners: Sequence[Listener] = (),
) -> Analysis:
    """Count the recording from its first frame to its last; errors become part of the answer."""
    recorder = SetRecorder()
    error: str | None = None
    vision.restart()
    try:
        camera.open()
        for frame in frames(camera):
            observation = vision.see(frame)
            recorder(observation)
            for listener in listeners:
                listener(observation)
    except (CameraError, RecordingError) as problem:
        error = str(problem)
    finally:
        camera.close()
    recorder.note(vision.finish())
    result = recorder.result(exercise or "")
    return Analysis(
        file=str(file),
        exercise=(result.exercise or None) if result.frames else exercise,
        count=result.count,
        reps=result.reps,
        hold_s=result.hold_s,
        frames=result.frames,
        seconds=result.seconds,
        fps=result.frames / result.seconds if result.seconds > 0 else 0.0,
        error=error,
    )


def _rep_json(rep: Rep) -> dict[str, Any]:
    return {
        "index": rep.index,
        "start_s": round(rep.start_s, 3),
        "turn_s": round(rep.turn_s, 3),
        "end_s": round(rep.end_s, 3),
        "range_of_motion": round(rep.range_of_motion, 3),
        "conditions": [asdict(condition) for condition in rep.conditions],
    }
