"""Ids of sessions."""

from uuid import UUID

import pytest

from edge.session.uuid7 import uuid7


def test_the_example_of_the_standard():
    # RFC 9562, appendix A.6: its time, its 12 and 62 random bits.
    entropy = ((0xCC3 << 68) | 0x18C4DC0C0C07398F).to_bytes(10, "big")
    assert uuid7(0x017F22E279B0 / 1000, entropy) == "017f22e2-79b0-7cc3-98c4-dc0c0c07398f"


@pytest.mark.parametrize("wall_time_s", [-5.0, 0.0, 1.7e9, 1e15])
def test_version_and_variant_stand_whatever_the_time(wall_time_s):
    made = UUID(uuid7(wall_time_s, bytes(range(10))))
    assert made.version == 7
    assert made.variant == "specified in RFC 4122"


def test_later_ids_sort_behind():
    ids = [uuid7(1.7e9 + second, bytes([255 - second] * 10)) for second in range(5)]
    assert ids == sorted(ids)


def test_too_few_bytes_are_refused():
    with pytest.raises(ValueError, match="9 bytes"):
        uuid7(0.0, bytes(9))
