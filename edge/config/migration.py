"""Bring an older configuration file up to the layout of this version; comments stay.

Every change of the layout adds one `Migration` here, and a line to the test of this module.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import yaml

from edge.config import edit
from edge.errors import ConfigError

SCHEMA_VERSION = 1
VERSION_KEY = ("schema_version",)


@dataclass(frozen=True, slots=True)
class Migration:
    """One step. to: the version that it makes of the one before. apply: changes the text."""

    to: int
    summary: str
    apply: Callable[[str], str]


MIGRATIONS: tuple[Migration, ...] = ()


@dataclass(frozen=True, slots=True)
class Migrated:
    """text: what the file should hold. done: what was changed, in order; empty for a new file."""

    text: str
    before: int
    after: int
    done: tuple[str, ...]


def migrate(
    text: str,
    source: str,
    migrations: Sequence[Migration] = MIGRATIONS,
    newest: int = SCHEMA_VERSION,
) -> Migrated:
    """The text in the newest layout. source: names the file in messages.

    Raises ConfigError for a file that is no YAML or of a version that this software does not know.
    """
    before = version_of(text, source)
    if before > newest:
        raise ConfigError(
            f"schema_version {before} is of a newer version; this one knows up to {newest}",
            where=source,
            remedy="gymstation upgrade, or restore the file from its backup",
        )
    done: list[str] = []
    for step in sorted(migrations, key=lambda each: each.to):
        if before < step.to <= newest:
            text = edit.put(step.apply(text), VERSION_KEY, step.to)
            done.append(f"{step.to}: {step.summary}")
    return Migrated(text, before, newest, tuple(done))


def version_of(text: str, source: str) -> int:
    """The layout that a file has; 1 where it does not say so. Raises ConfigError."""
    try:
        version = edit.get(text, VERSION_KEY)
    except KeyError:
        return 1
    except yaml.YAMLError as error:
        raise ConfigError(
            "cannot be read as YAML", where=source, remedy="gymstation config check"
        ) from error
    if not isinstance(version, int) or version < 1:
        raise ConfigError("schema_version is no version", where=source, remedy="write 1")
    return version
