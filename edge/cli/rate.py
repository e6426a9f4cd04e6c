"""The option that says how many frames of a recording are counted."""

from enum import StrEnum


class Rate(StrEnum):
    """Frame rates to count at."""

    NATIVE = "native"
    FPS_8 = "8"
    FPS_15 = "15"

    @property
    def fps(self) -> float | None:
        """Frames a second; None = every frame."""
        return None if self is Rate.NATIVE else float(self.value)

    @property
    def words(self) -> str:
        """As a heading says it."""
        return "every frame" if self is Rate.NATIVE else f"{self.value} frames a second"
