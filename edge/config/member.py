"""How members are known: by face, by card, or not at all."""

from enum import StrEnum
from pathlib import Path

from pydantic import Field

from edge.config.model import ConfigModel


class Identification(StrEnum):
    """By what the station knows members."""

    OFF = "off"
    CARD = "card"
    FACE = "face"
    FACE_AND_CARD = "face+card"

    @property
    def by_face(self) -> bool:
        """Whether faces are compared."""
        return self in {Identification.FACE, Identification.FACE_AND_CARD}

    @property
    def by_card(self) -> bool:
        """Whether cards are read."""
        return self in {Identification.CARD, Identification.FACE_AND_CARD}


class MatchRule(StrEnum):
    """How sure the station must be before it names a face."""

    STRICT = "strict"
    NORMAL = "normal"
    LENIENT = "lenient"


class MembersConfig(ConfigModel):
    """The gallery of members: how faces are matched, where the keys lie, how long it keeps."""

    rule: MatchRule = Field(
        default=MatchRule.NORMAL,
        strict=False,
        title="Rule",
        description="How sure the station must be before it names a face: strict names fewest "
        "strangers and misses most members, lenient the other way round.",
    )
    key_file: Path | None = Field(
        default=None,
        strict=False,
        title="Key file",
        description="File with the key that seals the gallery, readable by its owner alone and "
        "outside the data folder. Default: ~/.config/gymstation/gallery.key; a systemd "
        "credential gallery.key comes before both.",
    )
    site_key_file: Path | None = Field(
        default=None,
        strict=False,
        title="Site key file",
        description="File with the key that all stations of a gym share, for gallery bundles. "
        "Default: ~/.config/gymstation/site.key; a systemd credential site.key comes before both.",
    )
    consent_days: int = Field(
        default=365,
        ge=1,
        le=1826,
        title="Days of consent",
        description="Days that a consent lasts. From then on nothing of the member is used "
        "until he or she consents again.",
    )
    keep_expired_days: int = Field(
        default=30,
        ge=0,
        le=365,
        title="Days kept after expiry",
        description="Days that data stays stored, unused, after its consent expired, so that a "
        "renewal needs no new photos; then it is erased.",
    )
