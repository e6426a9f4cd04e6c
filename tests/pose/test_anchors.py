import numpy as np
import pytest

from edge.pose.anchors import anchor_centers


def test_there_is_an_anchor_for_every_row_of_the_model() -> None:
    assert anchor_centers().shape == (2254, 2)


def test_layers_follow_each_other_row_by_row() -> None:
    centers = anchor_centers()
    assert centers[0].tolist() == centers[1].tolist() == [4, 4]
    assert centers[2].tolist() == [12, 4]
    assert centers[2 * 28].tolist() == [4, 12]
    assert centers[1568].tolist() == [8, 8]
    assert centers[1568 + 392].tolist() == [16, 16]
    assert centers[1568 + 392 + 6].tolist() == [48, 16]
    assert centers[-1].tolist() == [208, 208]


def test_anchors_cannot_be_changed_by_accident() -> None:
    with pytest.raises(ValueError, match="read-only"):
        anchor_centers()[0] = np.float32(0)
