"""The process that describes faces: `python -m edge.member.embedding.process WEIGHTS`.

It reads chips from standard input and answers on standard output, in the machine's byte order.
First, unasked: a status byte, a length (uint32) and that many bytes, JSON of the embedder's id.
request: a number of chips (uint32), then each as 150 x 150 x 3 bytes RGB; the input's end ends it.
answer: a status byte, a length (uint32), then float32 rows, or a message in UTF-8 (`Status`).
"""

import json
import os
import struct
import sys
from collections.abc import Callable
from contextlib import suppress
from dataclasses import asdict
from enum import IntEnum
from pathlib import Path
from typing import BinaryIO

import numpy as np

from edge.errors import RuntimeMissingError, StationError, WeightsMissingError
from edge.member.port import CHIP_SIZE, Embedder

COUNT = struct.Struct("=I")
HEAD = struct.Struct("=BI")
CHIP_BYTES = CHIP_SIZE * CHIP_SIZE * 3
# Least urgent: whatever the station does for the athlete comes first.
NICENESS = 19


class Status(IntEnum):
    """How a request went."""

    DONE = 0
    FAILED = 1
    WEIGHTS_MISSING = 2
    RUNTIME_MISSING = 3


def serve(source: BinaryIO, sink: BinaryIO, make: Callable[[], Embedder]) -> None:
    """Make the embedder, say which it is, and answer every request until the input ends."""
    try:
        embedder = make()
    except StationError as error:
        _answer(sink, _status(error), str(error).encode())
        return
    _answer(sink, Status.DONE, json.dumps(asdict(embedder.id)).encode())
    while len(header := source.read(COUNT.size)) == COUNT.size:
        (count,) = COUNT.unpack(header)
        pixels = source.read(count * CHIP_BYTES)
        if len(pixels) < count * CHIP_BYTES:
            return
        chips = np.frombuffer(pixels, np.uint8).reshape(count, CHIP_SIZE, CHIP_SIZE, 3)
        try:
            rows = np.ascontiguousarray(embedder.embed(chips), np.float32)
        except Exception as error:  # noqa: BLE001 - whatever a picture does, the next one counts
            _answer(sink, Status.FAILED, f"{type(error).__name__}: {error}".encode())
        else:
            _answer(sink, Status.DONE, rows.tobytes())


def main() -> None:
    """Serve dlib's model on standard input and output."""
    from edge.member.embedding.dlib import DlibEmbedder  # noqa: PLC0415 - of this process alone

    os.nice(NICENESS)
    # What a library prints must not get between the answers.
    sink = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    with suppress(BrokenPipeError):
        serve(sys.stdin.buffer, sink, lambda: DlibEmbedder(Path(sys.argv[1])))


def _answer(sink: BinaryIO, status: Status, payload: bytes) -> None:
    sink.write(HEAD.pack(status, len(payload)) + payload)
    sink.flush()


def _status(error: StationError) -> Status:
    if isinstance(error, WeightsMissingError):
        return Status.WEIGHTS_MISSING
    if isinstance(error, RuntimeMissingError):
        return Status.RUNTIME_MISSING
    return Status.FAILED


if __name__ == "__main__":
    main()
