"""The configuration that a station runs with: defaults, then its file, then the command line."""

import os
from collections.abc import Mapping
from pathlib import Path

from edge.config.compose import compose
from edge.config.document import Document
from edge.config.exercise import KNOWN_EXERCISES
from edge.config.overrides import COMMAND_LINE, overlay
from edge.config.pack import pack_names
from edge.config.station import StationConfig
from edge.config.validation import load_document, validate

ENVIRONMENT_VARIABLE = "GYMSTATION_CONFIG"
SYSTEM_CONFIG = Path("/etc/gymstation/station.yaml")


def find_config(
    explicit: Path | None = None,
    *,
    environ: Mapping[str, str] = os.environ,
    system_config: Path = SYSTEM_CONFIG,
) -> Path | None:
    """The station's file: `explicit`, else $GYMSTATION_CONFIG, else /etc/gymstation/station.yaml.

    None if none of them is there: the station then runs on the defaults. A file that is named but
    missing is returned all the same, so that reading it says so.
    """
    if explicit is not None:
        return explicit
    if named := environ.get(ENVIRONMENT_VARIABLE):
        return Path(named)
    try:
        system_config.stat()
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError:
        return system_config
    return system_config


def load_config(path: Path | None, overrides: Mapping[str, object] | None = None) -> StationConfig:
    """The settings of the file `path` (None: the defaults) with dotted `overrides` over them.

    `overrides` maps keys such as `camera.source` to values as YAML would give them. Raises
    `ConfigError` with a line for everything that is wrong.
    """
    document = load_document(path) if path else Document(COMMAND_LINE, {})
    merged, places = overlay(document, overrides or {})
    return validate(merged, StationConfig, places=places, context={KNOWN_EXERCISES: pack_names()})


def check_text(text: str, source: str) -> StationConfig:
    """The settings that the text of a file holds; raises `ConfigError` like `load_config`."""
    document = compose(text, source)
    return validate(document, StationConfig, context={KNOWN_EXERCISES: pack_names()})
