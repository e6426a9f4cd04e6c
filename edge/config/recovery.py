"""What the station does about a camera that stays away."""

from collections.abc import Iterator

from pydantic import Field

from edge.config.model import ConfigModel


class RecoveryConfig(ConfigModel):
    """A camera is opened again and again; then the program starts anew; then, if set, the board."""

    restart_after_s: float | None = Field(
        default=300.0,
        ge=30.0,
        le=86_400.0,
        title="Restart after",
        description="Seconds without a picture after which the program ends, for the service "
        "manager to start it anew; null = never.",
    )
    reboot: bool = Field(
        default=False,
        title="Reboot",
        description="Whether the computer may be restarted when starting the program anew did not "
        "bring the camera back.",
    )
    reboot_after_s: float = Field(
        default=1800.0,
        ge=60.0,
        le=604_800.0,
        title="Reboot after",
        description="Seconds without a picture after which the computer is restarted.",
    )
    most_reboots: int = Field(
        default=2,
        ge=1,
        le=20,
        title="Most reboots",
        description="Restarts of the computer until the camera has worked again for an hour: one "
        "that is truly gone must not restart it for ever.",
    )
    reboot_command: tuple[str, ...] = Field(
        default=("touch", "/run/gymstation/reboot"),
        min_length=1,
        max_length=20,
        title="Reboot command",
        description="The program that has the computer restarted, and its arguments; by default "
        "the file for which gymstation-reboot.path waits.",
    )

    def conflicts(self) -> Iterator[tuple[str, str]]:
        """A computer that would be restarted before the program."""
        if self.reboot and self.reboot_after_s <= (self.restart_after_s or 0.0):
            yield "reboot_after_s", "must be longer than restart_after_s"
