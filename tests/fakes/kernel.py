"""What a Linux kernel tells under /sys and /proc, as files that a test may change."""

from pathlib import Path


class FakeKernel:
    """Lies under `root`: give `sys` and `proc` to whoever reads them."""

    def __init__(self, root: Path) -> None:
        self.sys = root / "sys"
        self.proc = root / "proc"
        (self.proc / "self").mkdir(parents=True)
        self.sys.mkdir(parents=True, exist_ok=True)

    def memory(self, *, total_mb: int, free_mb: int, own_mb: int) -> None:
        (self.proc / "meminfo").write_text(
            f"MemTotal:       {total_mb * 1000} kB\nMemFree:  1 kB\n"
            f"MemAvailable:   {free_mb * 1000} kB\n"
        )
        (self.proc / "self/status").write_text(f"Name:\tx\nVmRSS:\t  {own_mb * 1000} kB\n")

    def ext4_errors(self, device: str, count: str) -> None:
        self._write(f"fs/ext4/{device}/errors_count", count)

    def card_wear(self, card: str, level: str) -> None:
        self._write(f"block/{card}/device/pre_eol_info", level)

    def _write(self, path: str, text: str) -> None:
        file = self.sys / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(f"{text}\n")
