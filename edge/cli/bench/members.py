"""`gymstation bench members`: what knowing members by face costs."""

import json
from dataclasses import asdict
from typing import Annotated

import numpy as np
import typer

from edge.bench.members import measure
from edge.cli.members.options import DataDirOption, chosen_data_dir
from edge.config.pose import PoseConfig
from edge.errors import EmbedderError
from edge.member.embedding.worker_embedder import WorkerEmbedder
from edge.member.port import CHIP_SIZE
from edge.pose.blazepose import BlazePoseEstimator
from edge.resources import demo_clip


def members(
    data_dir: DataDirOption = None,
    *,
    threads: Annotated[int, typer.Option(min=1, max=8, help="Of the pose models.")] = 1,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
) -> None:
    """The pose rate beside a face worker that never rests, and the worker's memory and time.

    Needs the weights (`gymstation members setup`). In a gym the worker rests most of the time.
    """
    embedder = WorkerEmbedder.dlib(chosen_data_dir(None, data_dir))
    embedder.embed(np.zeros((1, CHIP_SIZE, CHIP_SIZE, 3), np.uint8))
    if embedder.pid is None:
        raise EmbedderError("the face worker ended at once")
    estimator = BlazePoseEstimator.load(PoseConfig(threads=threads))
    try:
        cost = measure(estimator, embedder, embedder.pid, demo_clip())
    finally:
        embedder.close()
        estimator.close()
    if as_json:
        print(json.dumps(asdict(cost)))
        return
    print(
        f"pose: {cost.alone_ms:.1f} ms a frame alone, {cost.beside_ms:.1f} ms beside a busy "
        f"worker: {100 * cost.rate_kept:.0f} % of the rate is kept\n"
        f"worker: {cost.worker_rss_mb:.0f} MB at most; {cost.face_cpu_s:.2f} s of processor time a "
        f"face, {cost.member_cpu_s:.2f} s for a member, {cost.stranger_cpu_s:.2f} s for a stranger"
    )
