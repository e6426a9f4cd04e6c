"""The boards that are emulated: what their kernel says of the processor, and what qemu emulates.

qemu-user shows programs the host's own /proc and /sys. The model runtime chooses its kernels by
them: without them it computes the eight-bit models differently, and slowly.
"""

from dataclasses import dataclass

CORES = 4


@dataclass(frozen=True, slots=True)
class Board:
    """A board. cpu: qemu's name. features, part: of /proc/cpuinfo (implementer 0x41 is Arm)."""

    model: str
    cpu: str
    features: str
    variant: str
    part: str
    revision: int

    def cpuinfo(self) -> str:
        """/proc/cpuinfo of the board, as its 64 bit kernel writes it."""
        cores = (
            f"processor\t: {core}\nBogoMIPS\t: 108.00\nFeatures\t: {self.features}\n"
            f"CPU implementer\t: 0x41\nCPU architecture: 8\nCPU variant\t: {self.variant}\n"
            f"CPU part\t: {self.part}\nCPU revision\t: {self.revision}\n\n"
            for core in range(CORES)
        )
        return "".join(cores) + f"Model\t\t: {self.model}\n"


BOARDS = {
    "pi4": Board(
        model="Raspberry Pi 4 Model B Rev 1.5",
        cpu="cortex-a72",
        features="fp asimd evtstrm crc32 cpuid",
        variant="0x0",
        part="0xd08",
        revision=3,
    ),
    "pi5": Board(
        model="Raspberry Pi 5 Model B Rev 1.0",
        cpu="cortex-a76",
        features="fp asimd evtstrm aes pmull sha1 sha2 crc32 atomics fphp asimdhp cpuid asimdrdm "
        "lrcpc dcpop asimddp",
        variant="0x4",
        part="0xd0b",
        revision=1,
    ),
}
