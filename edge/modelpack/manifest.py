"""What a model pack says of itself: `pack.json`, the text that is signed."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self

from edge.errors import ModelPackError

SCHEMA = "gymstation.modelpack/1"
MANIFEST, SIGNATURE = "pack.json", "pack.sig"
# The models take 9 MB today: this leaves room, and stops what would fill a card.
LARGEST_FILE_BYTES = 64 * 2**20
LARGEST_PACK_BYTES = 128 * 2**20
LARGEST_MANIFEST_BYTES = 64 * 2**10
MOST_FILES = 64

# Files lie side by side: no folder, no hidden file, nothing that leads elsewhere.
FILE_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,99}")
PACK_NAME = re.compile(r"[a-z][a-z0-9-]{0,39}")
VERSION = re.compile(r"\d{1,6}(\.\d{1,6}){0,3}")
SHA256 = re.compile(r"[0-9a-f]{64}")
BUNDLED = "bundled"


@dataclass(frozen=True, slots=True)
class PackFile:
    """A file of the pack: its hash, 64 hexadecimal digits, and its size."""

    sha256: str
    size_bytes: int


@dataclass(frozen=True, slots=True)
class PackManifest:
    """A model pack.

    name, version: which one. replaces: the packs in whose place it may be installed, `bundled` for
    the models that came with the software; it always replaces an older one of its own name.
    least_software: the oldest version of the software that it works with. files: by name.
    """

    name: str
    version: str
    replaces: tuple[str, ...]
    least_software: str
    files: Mapping[str, PackFile]

    @property
    def label(self) -> str:
        """Name and version, as they stand in summaries."""
        return f"{self.name} {self.version}"

    @property
    def folder_name(self) -> str:
        """The name of its folder in the store."""
        return f"{self.name}-{self.version}"

    @property
    def size_bytes(self) -> int:
        """What its files take."""
        return sum(file.size_bytes for file in self.files.values())

    def to_bytes(self) -> bytes:
        """The canonical text: sorted keys, no spaces, UTF-8, one line."""
        document = {
            "schema": SCHEMA,
            "name": self.name,
            "version": self.version,
            "replaces": list(self.replaces),
            "least_software": self.least_software,
            "files": {
                name: {"sha256": file.sha256, "size_bytes": file.size_bytes}
                for name, file in self.files.items()
            },
        }
        return (json.dumps(document, sort_keys=True, separators=(",", ":")) + "\n").encode()

    @classmethod
    def from_bytes(cls, content: bytes, where: str) -> Self:
        """Read and check a manifest; raises ModelPackError for all that is not one.

        where: the file, for the message. Only the canonical text is taken, so that what was signed
        can be read in one way alone.
        """
        try:
            manifest = cls._read(json.loads(content))
        except (ValueError, LookupError, TypeError, AttributeError, RecursionError) as error:
            raise _unreadable(str(error) or type(error).__name__, where) from error
        manifest.check(where)
        if manifest.to_bytes() != content:
            raise _unreadable("it is not in its canonical form", where)
        return manifest

    @classmethod
    def _read(cls, document: Any) -> Self:
        if document["schema"] != SCHEMA:
            raise ValueError(f"schema {document['schema']!r}, this software reads {SCHEMA!r}")
        return cls(
            name=str(document["name"]),
            version=str(document["version"]),
            replaces=tuple(str(name) for name in document["replaces"]),
            least_software=str(document["least_software"]),
            files={
                str(name): PackFile(str(file["sha256"]), int(file["size_bytes"]))
                for name, file in document["files"].items()
            },
        )

    def check(self, where: str) -> None:
        """Raise ModelPackError for a value that could do harm. where: as in `from_bytes`."""
        named = [(self.name, PACK_NAME), (self.version, VERSION), (self.least_software, VERSION)]
        named += [(name, PACK_NAME) for name in self.replaces]
        named += [(name, FILE_NAME) for name in self.files]
        named += [(file.sha256, SHA256) for file in self.files.values()]
        for text, pattern in named:
            if not pattern.fullmatch(text):
                raise _unreadable(f"{text[:100]!r} is not allowed there", where)
        if self.name == BUNDLED or {MANIFEST, SIGNATURE} & set(self.files):
            raise _unreadable("it takes a name that is not free", where)
        sizes = [file.size_bytes for file in self.files.values()]
        if len(sizes) > MOST_FILES or sum(sizes) > LARGEST_PACK_BYTES:
            raise _unreadable(f"{len(sizes)} files of {sum(sizes)} bytes are too much", where)
        if not sizes or min(sizes) < 0 or max(sizes) > LARGEST_FILE_BYTES:
            raise _unreadable("it has no file, or one of an impossible size", where)


def order(version: str) -> tuple[int, ...]:
    """A version as numbers to compare; `1.0` and `1.0.0` are the same."""
    numbers = [int(part) for part in version.split(".")]
    while numbers and numbers[-1] == 0:
        numbers.pop()
    return tuple(numbers)


def _unreadable(why: str, where: str) -> ModelPackError:
    return ModelPackError(
        f"this is no model pack that can be read: {why}", where=where, remedy="fetch it again"
    )
