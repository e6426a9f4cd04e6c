"""`Board`: temperature and power of the computer, as its kernel and firmware tell them."""

import subprocess
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum
from itertools import chain
from pathlib import Path
from typing import Self

SYS = Path("/sys")
VCGENCMD = ("vcgencmd",)
COMMAND_TIMEOUT_S = 2.0
PLAUSIBLE_C = (-40.0, 150.0)
EVER_SHIFT = 16
"""Distance in bits from what holds now to what held since the start of the board."""
_PROCESSOR_ZONES = ("cpu", "x86_pkg", "soc", "k10temp")
_FIRMWARE_FILES = "devices/platform/soc*/*/get_throttled"


class Limit(IntEnum):
    """What the firmware of a Raspberry Pi limits or complains of, with its bit.

    Source: `vcgencmd get_throttled` in the documentation of Raspberry Pi OS.
    """

    UNDER_VOLTAGE = 0
    FREQUENCY_CAPPED = 1
    THROTTLED = 2
    SOFT_LIMIT = 3


@dataclass(frozen=True, slots=True)
class Throttled:
    """now: what holds at this moment. ever: what held at some time since the board was started."""

    now: frozenset[Limit] = frozenset()
    ever: frozenset[Limit] = frozenset()

    @classmethod
    def from_bits(cls, bits: int) -> Self:
        """The firmware's word; bits without a meaning are left out."""
        return cls(
            frozenset(limit for limit in Limit if bits >> limit & 1),
            frozenset(limit for limit in Limit if bits >> (limit + EVER_SHIFT) & 1),
        )


class Board:
    """Reads what a board tells of itself; None for what it does not tell.

    sys: the kernel's tree. vcgencmd: the firmware's program and the arguments before its command;
    () = there is none. A reading takes milliseconds, and at most `timeout_s` for each of the two.
    """

    def __init__(
        self,
        sys: Path = SYS,
        vcgencmd: Sequence[str] = VCGENCMD,
        *,
        timeout_s: float = COMMAND_TIMEOUT_S,
    ) -> None:
        self._sys = sys
        self._vcgencmd = tuple(vcgencmd)
        self._timeout_s = timeout_s

    def temperature_c(self) -> float | None:
        """Of the processor in degrees Celsius; the hottest where it has several sensors."""
        zones = dict(self._zones())
        processor = [value for name, value in zones.items() if name.startswith(_PROCESSOR_ZONES)]
        return max(processor or zones.values(), default=None)

    def throttled(self) -> Throttled | None:
        """What the firmware limits; None where there is no such firmware, or it does not answer."""
        # The file is deprecated: newer kernels do not have it, some keep an old word in it.
        for word in chain([self._ask_firmware()], self._firmware_files()):
            bits = _hexadecimal(word)
            if bits is not None:
                return Throttled.from_bits(bits)
        return None

    def _zones(self) -> Iterator[tuple[str, float]]:
        for folder in sorted(self._sys.glob("class/thermal/thermal_zone*")):
            milli, kind = _text(folder / "temp"), _text(folder / "type")
            if milli is None or not milli.lstrip("-").isdigit():
                continue
            value_c = int(milli) / 1000
            if PLAUSIBLE_C[0] <= value_c <= PLAUSIBLE_C[1]:
                yield f"{kind or ''} {folder.name}", value_c

    def _firmware_files(self) -> Iterator[str | None]:
        return map(_text, sorted(self._sys.glob(_FIRMWARE_FILES)))

    def _ask_firmware(self) -> str | None:
        if not self._vcgencmd:
            return None
        try:
            done = subprocess.run(  # noqa: S603 - the command is ours
                [*self._vcgencmd, "get_throttled"],
                capture_output=True,
                text=True,
                timeout=self._timeout_s,
                check=True,
            )
        except (OSError, subprocess.SubprocessError):
            return None
        return done.stdout.strip().removeprefix("throttled=")


def _hexadecimal(text: str | None) -> int | None:
    try:
        return None if text is None else int(text, 16)
    except ValueError:
        return None


def _text(path: Path) -> str | None:
    """What a file of the kernel holds; None where it is missing or cannot be read."""
    try:
        return path.read_text(encoding="ascii", errors="replace").strip()
    except OSError:
        return None
