"""A real mosquitto for a test; the test is skipped where it is not installed."""

from pathlib import Path

import pytest

from tools.chaos import broker
from tools.chaos.broker import free_port

__all__ = ["Mosquitto", "free_port"]


class Mosquitto(broker.Mosquitto):
    def __init__(self, folder: Path, *settings: str, port: int | None = None) -> None:
        if broker.mosquitto_path() is None:
            pytest.skip("mosquitto is not installed (apt-get install mosquitto)")
        super().__init__(folder, *settings, port=port)
