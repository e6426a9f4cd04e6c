"""The last configuration that the station ran with: what safe mode knows of broker and lights."""

import os
from pathlib import Path

from edge.config.compose import compose
from edge.config.document import Document
from edge.config.show import as_yaml
from edge.config.station import StationConfig
from edge.config.validation import validate
from edge.errors import StationError
from edge.resources import data_dir
from edge.station.storage import small_file

FILE = "last-good.yaml"
NEEDED = ("site", "station", "language", "data_dir", "feedback", "uplink")
"""What safe mode needs of it; the rest may be what is wrong, and names packs that are gone."""


def folder(configured: Path | None = None) -> Path | None:
    """Where it is kept: the service's state folder, which is found without a configuration.

    configured: `data_dir` of the settings, for a station that is no service. None where the folder
    cannot be used.
    """
    try:
        return data_dir(None if os.environ.get("STATE_DIRECTORY") else configured)
    except StationError:
        return None


def keep(settings: StationConfig, where: Path | None) -> None:
    """Remember the settings; passwords in addresses are masked. A full disk is no trouble."""
    if where is not None:
        small_file.replace(where / FILE, as_yaml(settings))


def is_somebodys(settings: StationConfig) -> bool:
    """Whether a gym said them: without its file the defaults would count into another's name."""
    of_nobody = StationConfig()
    return settings.uplink.host is not None or (settings.site, settings.station) != (
        of_nobody.site,
        of_nobody.station,
    )


def recall(where: Path | None) -> StationConfig | None:
    """What is remembered, as far as safe mode needs it; None where there is nothing of use."""
    text = small_file.read(where / FILE) if where else None
    if text is None:
        return None
    try:
        data = compose(text, FILE).data
        known = {key: data[key] for key in NEEDED if key in data} if isinstance(data, dict) else {}
        return validate(Document(FILE, known), StationConfig)
    except StationError:
        return None
