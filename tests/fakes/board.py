"""A computer's /sys and vcgencmd, as files that a test may change."""

import sys
from pathlib import Path


class FakeBoard:
    """Lies under `root`: give `sys` and `vcgencmd` to whoever reads a board."""

    def __init__(self, root: Path) -> None:
        self.sys = root / "sys"
        self._program = root / "vcgencmd.py"
        self._calls = root / "vcgencmd.calls"
        self.sys.mkdir(parents=True)

    @property
    def vcgencmd(self) -> tuple[str, ...]:
        return (sys.executable, "-S", "-E", str(self._program))

    def temperature(self, text: str, *, zone: int = 0, kind: str = "cpu-thermal") -> None:
        """What a sensor says, in thousandths of a degree."""
        folder = self.sys / f"class/thermal/thermal_zone{zone}"
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "temp").write_text(f"{text}\n")
        (folder / "type").write_text(f"{kind}\n")

    def firmware_file(self, text: str) -> None:
        """The file that older kernels keep."""
        folder = self.sys / "devices/platform/soc/soc:firmware"
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "get_throttled").write_text(f"{text}\n")

    def firmware(self, answer: str, *, status: int = 0, hangs_s: float = 0.0) -> None:
        """What vcgencmd answers."""
        self._program.write_text(
            "import sys, time\n"
            f"open({str(self._calls)!r}, 'a').write(' '.join(sys.argv[1:]) + '\\n')\n"
            f"time.sleep({hangs_s})\nprint({answer!r})\nsys.exit({status})\n"
        )

    @property
    def calls(self) -> list[str]:
        """What vcgencmd was asked."""
        return self._calls.read_text().splitlines()
