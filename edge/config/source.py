"""Read a configuration file as text, or say why that cannot be done."""

import os
import re
import stat
from pathlib import Path

from edge.errors import ConfigError

MAX_BYTES = 128 * 1024
"""The largest file that is read. Our longest takes a tenth; parsing this much stays under a second
on a Raspberry Pi."""
CONTROL_CHARACTER = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
"""What no setting holds: C0 (but tab and line feed), DEL, C1, halves of UTF-16 pairs."""


def read_text(path: Path) -> str:
    """The text of `path`.

    Raises `ConfigError` for a path that is missing, unreadable or no regular file, and for content
    that is too large, binary, not UTF-8 or indented with tabs.
    """
    where = str(path)
    try:
        return _decode(_read_bytes(path), where)
    except FileNotFoundError:
        raise ConfigError(
            "there is no such file", where=where, remedy="check the path, or copy the example"
        ) from None
    except PermissionError:
        raise ConfigError(
            "no permission to read this file", where=where, remedy="check its owner and mode"
        ) from None
    except OSError as error:
        reason = error.strerror or str(error)
        raise ConfigError(f"cannot be read: {reason}", where=where) from None
    except ValueError as error:
        if isinstance(error, ConfigError):
            raise
        raise ConfigError("this is no valid path", where=repr(where)) from None


def _read_bytes(path: Path) -> bytes:
    # A device or a named pipe would block or never end, so look before opening.
    if not stat.S_ISREG(path.stat().st_mode):
        kind = "a directory" if path.is_dir() else "not a regular file"
        raise ConfigError(f"is {kind}", where=str(path), remedy="name a YAML file")
    with path.open("rb") as file:
        size = os.fstat(file.fileno()).st_size
        content = file.read(MAX_BYTES + 1)
    if len(content) > MAX_BYTES:
        raise ConfigError(
            f"is too large: {max(size, len(content)):,} bytes, at most {MAX_BYTES:,} are read",
            where=str(path),
            remedy="is this the right file?",
        )
    return content


def _decode(content: bytes, where: str) -> str:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        column = error.start - content.rfind(b"\n", 0, error.start)
        raise ConfigError(
            "not UTF-8 text",
            where=f"{where}:{line}:{column}",
            remedy="save the file as UTF-8, or is this the right file?",
        ) from None
    check_characters(text, where)
    return text


def check_characters(text: str, where: str) -> None:
    """Refuse control characters and tabs that indent; raises `ConfigError` at the first."""
    for number, line in enumerate(text.split("\n"), start=1):
        indent = len(line) - len(line.lstrip(" \t"))
        tab = line.find("\t", 0, indent)
        if tab >= 0:
            raise ConfigError(
                "a tab in the indentation, which YAML does not allow",
                where=f"{where}:{number}:{tab + 1}",
                remedy="indent with spaces",
            )
        control = CONTROL_CHARACTER.search(line.removesuffix("\r"))
        if control:
            raise ConfigError(
                f"control character U+{ord(control[0]):04X}",
                where=f"{where}:{number}:{control.start() + 1}",
                remedy="is this a text file?",
            )
