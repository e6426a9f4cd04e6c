"""Words for members, in each language that the station speaks."""

from pydantic import Field

from edge.config.model import ConfigModel


class Name(ConfigModel):
    """What members call a thing."""

    en: str = Field(min_length=1, max_length=60, description="English name")
    ko: str = Field(min_length=1, max_length=60, description="Korean name")


class Cue(ConfigModel):
    """What a coach says, short enough to be heard between two repetitions."""

    en: str = Field(min_length=1, max_length=80, description="English cue")
    ko: str = Field(min_length=1, max_length=80, description="Korean cue")
