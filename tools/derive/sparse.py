"""Sparse constants of a TFLite file made dense.

The encoding is TACO's, as described in the TFLite schema (`SparsityParameters`): the dimensions are
walked in `traversalOrder`, the block dimensions last; each is either dense (every index is present)
or compressed sparse row (segments and indices).
"""

from typing import Any

import numpy as np
import numpy.typing as npt

_DENSE = 0


def densify(values: npt.NDArray[Any], shape: tuple[int, ...], sparsity: Any) -> npt.NDArray[Any]:
    """Return the dense array of `shape` whose stored values are `values` (1-D, as stored)."""
    order = [int(axis) for axis in sparsity.traversalOrder]
    block_map = [] if sparsity.blockMap is None else [int(axis) for axis in sparsity.blockMap]
    coordinates = _stored_coordinates(sparsity.dimMetadata)
    block_size = dict.fromkeys(range(len(shape)), 1)
    for level, axis in enumerate(order):
        if axis >= len(shape):
            block_size[block_map[axis - len(shape)]] = int(sparsity.dimMetadata[level].denseSize)
    index = [np.zeros(len(values), dtype=np.int64) for _ in shape]
    for level, axis in enumerate(order):
        if axis < len(shape):
            index[axis] += coordinates[:, level] * block_size[axis]
        else:
            index[block_map[axis - len(shape)]] += coordinates[:, level]
    dense = np.zeros(shape, dtype=values.dtype)
    dense[tuple(index)] = values
    return dense


def _stored_coordinates(levels: list[Any]) -> npt.NDArray[np.int64]:
    """Coordinates (stored values, levels) of every stored value, in storage order."""
    positions = np.zeros(1, dtype=np.int64)
    coordinates = np.zeros((1, 0), dtype=np.int64)
    for level in levels:
        if level.format == _DENSE:
            size = int(level.denseSize)
            counts = np.full(len(positions), size)
            offsets = np.tile(np.arange(size), len(positions))
            here = offsets
            positions = np.repeat(positions * size, counts) + offsets
        else:
            segments = np.asarray(level.arraySegments.values, dtype=np.int64)
            starts, counts = segments[positions], segments[positions + 1] - segments[positions]
            offsets = np.arange(counts.sum()) - np.repeat(np.cumsum(counts) - counts, counts)
            entries = np.repeat(starts, counts) + offsets
            here = np.asarray(level.arrayIndices.values, dtype=np.int64)[entries]
            positions = entries
        coordinates = np.column_stack([np.repeat(coordinates, counts, axis=0), here])
    return coordinates
