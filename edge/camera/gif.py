"""The blocks of a GIF file (GIF89a specification, CompuServe 1990): does it reach its end."""

from typing import BinaryIO

HEADER_BYTES = 13
IMAGE_BYTES = 9
EXTENSION, IMAGE, TRAILER = b"!", b",", b";"
HAS_TABLE = 0x80
TABLE_SIZE = 0x07


def gif_is_whole(file: BinaryIO) -> bool:
    """Whether the blocks lead to the trailer that ends a GIF."""
    file.seek(0)
    header = file.read(HEADER_BYTES)
    if len(header) < HEADER_BYTES:
        return False
    _skip_table(file, header[10])
    while kind := file.read(1):
        if kind == TRAILER:
            return True
        if kind == EXTENSION:
            file.read(1)
        elif kind == IMAGE:
            descriptor = file.read(IMAGE_BYTES)
            if len(descriptor) < IMAGE_BYTES:
                return False
            _skip_table(file, descriptor[8])
            file.read(1)  # the code size of the compressed data that follows
        else:
            return False
        _skip_data(file)
    return False


def _skip_table(file: BinaryIO, packed: int) -> None:
    """Skip a colour table: 3 bytes for each of its 2 ** (n + 1) colours, where there is one."""
    if packed & HAS_TABLE:
        file.seek(3 << (packed & TABLE_SIZE) + 1, 1)


def _skip_data(file: BinaryIO) -> None:
    """Skip blocks, each led by its length, up to the empty one."""
    while (length := file.read(1)) and length[0]:
        file.seek(length[0], 1)
