"""Where a pack comes from: a folder, or the same in a zip file, on a stick or a share.

Nothing of it is trusted: files are asked for by the names of the signed manifest, at most so many
bytes as it states are read, and nothing but plain files is opened.
"""

import os
import stat
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, Protocol

from edge.errors import ModelPackError

CHUNK_BYTES = 1 << 20


class Source(Protocol):
    """A pack before it is installed."""

    @property
    def where(self) -> str:
        """What to call it in a message."""
        ...

    def opened(self, name: str) -> BinaryIO:
        """A file of it; raises OSError or KeyError where there is no such plain file."""
        ...


class Folder:
    """A pack in a folder."""

    def __init__(self, path: Path) -> None:
        self.where = str(path)
        self._path = path

    def opened(self, name: str) -> BinaryIO:
        """See `Source.opened`. A link is no plain file: it could lead anywhere."""
        handle = os.open(self._path / name, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
        if not stat.S_ISREG(os.fstat(handle).st_mode):
            os.close(handle)
            raise OSError(0, "it is no plain file")
        return os.fdopen(handle, "rb")


class Archive:
    """A pack in a zip file: its files at the top, or all in one folder."""

    def __init__(self, path: Path, opened: zipfile.ZipFile, marker: str) -> None:
        self.where = str(path)
        self._zip = opened
        tops = [name for name in opened.namelist() if name.rpartition("/")[2] == marker]
        self._prefix = tops[0].removesuffix(marker) if len(tops) == 1 else ""

    def opened(self, name: str) -> BinaryIO:
        """See `Source.opened`."""
        file: BinaryIO = self._zip.open(self._prefix + name)  # type: ignore[assignment]
        return file


@contextmanager
def open_source(path: Path, marker: str) -> Iterator[Source]:
    """The pack at `path`; raises ModelPackError where that is neither a folder nor a zip file.

    marker: the file that every pack has, by which its folder in a zip file is found.
    """
    if path.is_dir():
        yield Folder(path)
        return
    try:
        opened = zipfile.ZipFile(path)
    except (OSError, zipfile.BadZipFile) as error:
        raise ModelPackError(
            f"there is no model pack: {getattr(error, 'strerror', None) or error}",
            where=str(path),
            remedy="give the folder or the zip file of a pack",
        ) from error
    with opened:
        yield Archive(path, opened, marker)


def read(source: Source, name: str, most_bytes: int) -> bytes:
    """A small file of the pack; raises ModelPackError where it is missing or larger."""
    content = b"".join(chunks(source, name, most_bytes + 1))
    if len(content) > most_bytes:
        raise _bad(source, name, "it is too large")
    return content


def chunks(source: Source, name: str, most_bytes: int) -> Iterator[bytes]:
    """The first `most_bytes` of a file, piece by piece; raises ModelPackError as `read`.

    A file that unpacks to more than it should is not unpacked further.
    """
    try:
        with source.opened(name) as file:
            while most_bytes > 0 and (chunk := file.read(min(CHUNK_BYTES, most_bytes))):
                most_bytes -= len(chunk)
                yield chunk
    except KeyError as error:
        raise _bad(source, name, "it is missing") from error
    except (OSError, zipfile.BadZipFile, RuntimeError, NotImplementedError, EOFError) as error:
        raise _bad(source, name, getattr(error, "strerror", None) or str(error)) from error


def _bad(source: Source, name: str, why: str) -> ModelPackError:
    return ModelPackError(
        f"the pack's file {name} cannot be read: {why}",
        where=source.where,
        remedy="fetch the pack again",
    )
