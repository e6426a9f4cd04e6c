"""MediaPipe Pose in a process, and if need be an interpreter, of its own.

mediapipe 0.10.18 needs numpy 1; this script imports nothing of ours, so that it can run where only
mediapipe is installed. It reads pictures from standard input and answers on standard output, in the
machine's byte order:

request: width, height (uint32), then width * height * 3 bytes RGB; 0, 0 = the next video begins.
answer: processor seconds, wall seconds, peak RSS in MB, 1.0 if somebody is seen else 0.0 (float64),
then 33 x (x, y in pixels, visibility) float32. The first answer, all zero, says it is ready.
"""

import os
import resource
import struct
import sys
import time
from typing import Any, BinaryIO

import numpy as np

REQUEST = struct.Struct("=II")
ANSWER = struct.Struct("=dddd")
LANDMARKS = 33


def serve(source: BinaryIO, sink: BinaryIO, pose_class: Any) -> None:
    """Answer every request until the input ends."""
    _answer(sink, 0.0, 0.0, None, (0, 0))
    pose = None
    while len(header := source.read(REQUEST.size)) == REQUEST.size:
        width, height = REQUEST.unpack(header)
        if pose is not None and not width:
            pose.close()
            pose = None
        if not width:
            continue
        if pose is None:
            pose = pose_class(model_complexity=1, smooth_landmarks=False)
        pixels = np.frombuffer(source.read(width * height * 3), np.uint8)
        pixels = pixels.reshape(height, width, 3)
        cpu_s, wall_s = time.process_time(), time.perf_counter()
        result = pose.process(pixels)
        cpu_s, wall_s = time.process_time() - cpu_s, time.perf_counter() - wall_s
        _answer(sink, cpu_s, wall_s, result.pose_landmarks, (width, height))


def _answer(
    sink: BinaryIO, cpu_s: float, wall_s: float, landmarks: Any, size: tuple[int, int]
) -> None:
    values = np.zeros((LANDMARKS, 3), np.float32)
    if landmarks is not None:
        rows = [(point.x, point.y, point.visibility) for point in landmarks.landmark]
        values[:] = np.array(rows) * (*size, 1)
    rss_mb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    sink.write(ANSWER.pack(cpu_s, wall_s, rss_mb, float(landmarks is not None)))
    sink.write(values.tobytes())
    sink.flush()


def main() -> None:
    """Serve on the standard streams; what the native code prints goes to standard error."""
    sys.path.pop(0)  # this script's folder: its modules are not meant for mediapipe to find
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    try:
        from mediapipe.python.solutions.pose import Pose  # noqa: PLC0415
    except ImportError as error:
        sys.exit(f"mediapipe cannot be imported: {error}")
    serve(sys.stdin.buffer, answers, Pose)


if __name__ == "__main__":
    main()
