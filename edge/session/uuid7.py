"""Ids that sort by time: UUID version 7 of RFC 9562, section 5.7."""

from uuid import UUID

ENTROPY_BYTES = 10
_TIME_BITS, _VERSION, _VARIANT = 48, 7, 0b10


def uuid7(wall_time_s: float, entropy: bytes) -> str:
    """An id of that moment. entropy: 10 random bytes; 74 of their bits tell ids of a time apart.

    A time outside 1970 to the year 10889 is taken as the nearest in it. Raises ValueError for
    another number of bytes.
    """
    if len(entropy) != ENTROPY_BYTES:
        raise ValueError(f"{len(entropy)} bytes of entropy; {ENTROPY_BYTES} are needed")
    milliseconds = min(max(int(wall_time_s * 1000), 0), (1 << _TIME_BITS) - 1)
    chance = int.from_bytes(entropy, "big")
    first, second = chance >> 68, chance & ((1 << 62) - 1)
    value = milliseconds << 80 | _VERSION << 76 | first << 64 | _VARIANT << 62 | second
    return str(UUID(int=value))
