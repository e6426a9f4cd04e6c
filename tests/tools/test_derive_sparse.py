"""Sparse constants, against arrays encoded by hand."""

from types import SimpleNamespace

import numpy as np

from tools.derive.sparse import densify

DENSE, COMPRESSED = 0, 1


def level(size: int) -> SimpleNamespace:
    return SimpleNamespace(format=DENSE, denseSize=size, arraySegments=None, arrayIndices=None)


def compressed(segments: list[int], indices: list[int]) -> SimpleNamespace:
    return SimpleNamespace(
        format=COMPRESSED,
        denseSize=0,
        arraySegments=SimpleNamespace(values=segments),
        arrayIndices=SimpleNamespace(values=indices),
    )


def test_rows_of_different_lengths() -> None:
    sparsity = SimpleNamespace(
        traversalOrder=[0, 1],
        blockMap=None,
        dimMetadata=[level(3), compressed([0, 2, 2, 3], [0, 3, 1])],
    )
    dense = densify(np.array([5, 6, 7], np.float32), (3, 4), sparsity)
    assert dense.tolist() == [[5, 0, 0, 6], [0, 0, 0, 0], [0, 7, 0, 0]]


def test_columns_first() -> None:
    sparsity = SimpleNamespace(
        traversalOrder=[1, 0],
        blockMap=None,
        dimMetadata=[level(2), compressed([0, 1, 3], [2, 0, 1])],
    )
    dense = densify(np.array([1, 2, 3], np.float32), (3, 2), sparsity)
    assert dense.tolist() == [[0, 2], [0, 3], [1, 0]]


def test_blocks() -> None:
    # (4, 2) in blocks of 2 x 1: blocks (0, 1) and (1, 0) are stored.
    sparsity = SimpleNamespace(
        traversalOrder=[0, 1, 2],
        blockMap=[0],
        dimMetadata=[level(2), compressed([0, 1, 2], [1, 0]), level(2)],
    )
    dense = densify(np.array([1, 2, 3, 4], np.float32), (4, 2), sparsity)
    assert dense.tolist() == [[0, 1], [0, 2], [3, 0], [4, 0]]
