"""Devices that hang: a light, a buzzer and a voice that never answer."""

from threading import Event


class Hanging:
    """Something that blocks whoever uses it, until it is released."""

    name = "hanging device"

    def __init__(self) -> None:
        self._free = Event()

    def release(self) -> None:
        """Let everybody go."""
        self._free.set()

    def set(self, state: object) -> None:  # noqa: ARG002
        """As an instrument: hangs."""
        self._free.wait()

    def begin(self, text: str) -> "Hanging":  # noqa: ARG002
        """As a speaker: begins something that is never said."""
        return self

    def wait(self) -> None:
        """As a speech: hangs."""
        self._free.wait()

    def stop(self) -> None:
        """As a speech: it goes on hanging."""

    def close(self) -> None:
        """As an instrument."""
