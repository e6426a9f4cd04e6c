"""Everything that a hub can be told."""

import os
from enum import StrEnum
from pathlib import Path
from typing import Annotated

from pydantic import AfterValidator, Field

from edge.config.model import ConfigModel
from edge.config.validation import load_model
from edge.errors import StoreError
from hub.config.broker import BrokerConfig
from hub.config.retention import RetentionConfig
from hub.config.web import WebConfig
from hub.local_time import LocalTime, machine_zone
from hub.store.database import sqlite_url

FILE_NAME = "hub.db"
TimeZone = Annotated[str, AfterValidator(lambda name: LocalTime(name).name)]


class Language(StrEnum):
    """What staff read."""

    EN = "en"
    KO = "ko"


class HubConfig(ConfigModel):
    """The settings of one worker; every one has a default."""

    data_dir: Path | None = Field(
        default=None,
        strict=False,
        title="Data folder",
        description="Folder of the SQLite file; default $STATE_DIRECTORY, else "
        "~/.local/share/gymhub.",
    )
    database: str | None = Field(
        default=None,
        min_length=1,
        max_length=2000,
        title="Database",
        description="postgresql://user@host/name, or sqlite:///path; default: a SQLite file in the "
        "data folder. $GYMHUB_DATABASE holds it where a password is in it.",
    )
    language: Language = Field(
        default=Language.EN,
        strict=False,
        title="Language",
        description="en or ko: of whoever has not chosen one.",
    )
    time_zone: TimeZone = Field(
        default_factory=machine_zone,
        title="Time zone",
        description="Of the gym, such as Asia/Seoul: days and hours of figures; default: the "
        "machine's.",
    )
    broker: BrokerConfig = Field(
        default=BrokerConfig(), title="Broker", description="Where the stations are heard."
    )
    web: WebConfig = Field(
        default=WebConfig(), title="Web", description="Where staff and programs reach the hub."
    )
    retention: RetentionConfig = Field(
        default=RetentionConfig(), title="Retention", description="How long what is kept."
    )

    @property
    def database_url(self) -> str:
        """Where the store is; makes the data folder where it holds the store."""
        named = self.database or os.environ.get("GYMHUB_DATABASE")
        return named or sqlite_url(self.made_data_dir() / FILE_NAME)

    def made_data_dir(self) -> Path:
        """The data folder, made where it is missing; raises StoreError."""
        return _made(self.data_dir or _default_dir())


def load_config(path: Path | None) -> HubConfig:
    """The settings of a file (None: the defaults); raises ConfigError with file, line, column."""
    return load_model(path, HubConfig) if path else HubConfig()


def _default_dir() -> Path:
    if state := os.environ.get("STATE_DIRECTORY", "").partition(":")[0]:
        return Path(state)
    if home := os.environ.get("XDG_DATA_HOME", ""):
        return Path(home) / "gymhub"
    return Path.home() / ".local" / "share" / "gymhub"


def _made(folder: Path) -> Path:
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise StoreError(
            f"the data folder cannot be made: {error.strerror}",
            where=str(folder),
            remedy="set data_dir to a folder that this user may write",
        ) from error
    return folder
