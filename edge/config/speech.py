"""The voice of a station."""

from enum import StrEnum

from pydantic import Field

from edge.config.model import ConfigModel


class KoreanNumbers(StrEnum):
    """How Korean repetitions are counted."""

    NATIVE = "native"
    SINO = "sino"


class SpeechConfig(ConfigModel):
    """How the voice speaks; it speaks the station's language."""

    volume: float = Field(
        default=1.0,
        ge=0.0,
        le=2.0,
        title="Volume",
        description="Loudness; 1 is the voice's usual one, above it distorts.",
    )
    words_per_minute: int = Field(
        default=175,
        ge=80,
        le=400,
        title="Words a minute",
        description="How fast it speaks.",
    )
    korean_numbers: KoreanNumbers = Field(
        default=KoreanNumbers.NATIVE,
        strict=False,
        title="Korean numbers",
        description="How repetitions are counted in Korean: native (hana, dul) or sino (il, i); "
        "seconds are always sino.",
    )
    device: str | None = Field(
        default=None,
        min_length=1,
        max_length=100,
        title="Audio device",
        description="Name of the sound device; null is the system's own.",
    )
