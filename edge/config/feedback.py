"""How the station tells its athlete how it goes."""

from collections.abc import Iterator
from enum import StrEnum

from pydantic import Field

from edge.config.buzzer import BuzzerConfig
from edge.config.light import LightConfig
from edge.config.model import ConfigModel
from edge.config.quiet import QuietHours
from edge.config.speech import SpeechConfig


class LightPlayer(StrEnum):
    """What shows the signals."""

    GPIO = "gpio"
    TERMINAL = "terminal"
    NONE = "none"


class BuzzerPlayer(StrEnum):
    """What sounds the signals."""

    GPIO = "gpio"
    NONE = "none"


class VoicePlayer(StrEnum):
    """What says the signals."""

    ESPEAK = "espeak-ng"
    NONE = "none"


class FeedbackConfig(ConfigModel):
    """Light, buzzer and voice, and how often the coach repeats itself.

    What each signal looks and sounds like stands in `config/signals.yaml`.
    """

    led: LightPlayer = Field(
        default=LightPlayer.TERMINAL,
        strict=False,
        title="Light",
        description="Where signals are seen: gpio on LEDs, terminal as lines of text.",
    )
    buzzer: BuzzerPlayer = Field(
        default=BuzzerPlayer.NONE,
        strict=False,
        title="Buzzer",
        description="Where signals are heard: gpio on a piezo buzzer.",
    )
    voice: VoicePlayer = Field(
        default=VoicePlayer.NONE,
        strict=False,
        title="Voice",
        description="What counts and advises aloud: espeak-ng must be installed.",
    )
    light: LightConfig = Field(
        default=LightConfig(), title="LEDs", description="The LEDs, for led gpio."
    )
    tones: BuzzerConfig = Field(
        default=BuzzerConfig(), title="Tones", description="The piezo buzzer, for buzzer gpio."
    )
    speech: SpeechConfig = Field(
        default=SpeechConfig(), title="Speech", description="The voice, for voice espeak-ng."
    )
    quiet_hours: QuietHours | None = Field(
        default=None,
        title="Quiet hours",
        description="Local hours without buzzer and voice; the light goes on.",
    )
    repeat_fault_after_reps: int = Field(
        default=5,
        ge=1,
        le=1000,
        title="Repeat a fault after",
        description="Repetitions after which a fault that was told may be told again.",
    )

    def conflicts(self) -> Iterator[tuple[str, str]]:
        """A pin that is used twice."""
        led = self.light.pins if self.led is LightPlayer.GPIO else ()
        if self.buzzer is BuzzerPlayer.GPIO and self.tones.pin in led:
            yield "tones.pin", f"pin {self.tones.pin} is one of light.pins; give another"

    @property
    def is_mute(self) -> bool:
        """Whether nothing is shown, sounded or said."""
        return (
            self.led is LightPlayer.NONE
            and self.buzzer is BuzzerPlayer.NONE
            and self.voice is VoicePlayer.NONE
        )
