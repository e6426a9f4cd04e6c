"""The systems that are tried: which Debian, which Python, which locks."""

from dataclasses import dataclass

ALL = ("base", "members", "pi", "hub")


@dataclass(frozen=True, slots=True)
class System:
    """suite: Debian's name. python: its Python. locks: installed one after the other.

    same_opencv: whether its OpenCV is the one of this machine, so that landmarks can be compared;
    an older one warps pictures a little differently, which is not the processor's doing.
    """

    suite: str
    python: str
    locks: tuple[str, ...] = ALL
    same_opencv: bool = True


SYSTEMS = {
    "bookworm": System("bookworm", "3.11"),
    "trixie": System("trixie", "3.13"),
    "raspios12": System("bookworm", "3.11", ("pi-bookworm", "pi-bookworm-hub"), same_opencv=False),
}
