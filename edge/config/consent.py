"""The words in which members are asked for their consent."""

from collections.abc import Iterator
from pathlib import Path

from pydantic import Field

from edge.config.model import ConfigModel
from edge.config.validation import load_model
from edge.resources import share_dir


class ConsentWords(ConfigModel):
    """One question, in both languages."""

    en: str = Field(min_length=1, title="English", description="The question in English.")
    ko: str = Field(min_length=1, title="Korean", description="The question in Korean.")


class ConsentVersion(ConfigModel):
    """The three questions as they were asked from some day on."""

    version: str = Field(
        pattern=r"^[0-9a-z.-]{1,20}$",
        title="Version",
        description="Name of this version, such as the day it was written.",
    )
    face: ConsentWords = Field(title="Face", description="Asked before a face is stored.")
    card: ConsentWords = Field(title="Card", description="Asked before a card is given out.")
    history: ConsentWords = Field(title="History", description="Asked before a record is kept.")


class ConsentTexts(ConfigModel):
    """Every version of the questions, the one in use last."""

    versions: tuple[ConsentVersion, ...] = Field(
        min_length=1, title="Versions", description="All versions, the newest last."
    )

    def conflicts(self) -> Iterator[tuple[str, str]]:
        """A version that is there twice."""
        names = [text.version for text in self.versions]
        twice = sorted({name for name in names if names.count(name) > 1})
        if twice:
            yield "versions", f"{', '.join(twice)} is there twice; allowed: each version once"

    @property
    def current(self) -> ConsentVersion:
        """What is asked now."""
        return self.versions[-1]

    def find(self, version: str) -> ConsentVersion | None:
        """What was asked in this version, if it is known here."""
        return next((text for text in self.versions if text.version == version), None)


def load_consent_texts(path: Path | None = None) -> ConsentTexts:
    """The texts of a file, by default the bundled ones; raises ConfigError."""
    return load_model(path or share_dir() / "config" / "consent.yaml", ConsentTexts)
