"""Everything that is broken, each with its name; a fault heals itself before it returns."""

import os
import shutil
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from tools.chaos.broker import Mosquitto
from tools.chaos.process import StationProcess
from tools.chaos.proxy import Proxy

LONGEST_S = 1.2  # most faults last a random part of this
FROZEN_S = 3.0  # longer than the station's patience
FILLED = "filled"
PIECE = 65_536


@dataclass(frozen=True, slots=True)
class Faults:
    """What can go wrong. disk: a small file system for the station alone; None: no rights to it."""

    broker: Mosquitto
    store: Path
    proxy: Proxy
    station: StationProcess
    clock: Path
    disk: Path | None
    rng: np.random.Generator

    def all(self, *, may_kill_station: bool) -> dict[str, Callable[[], None]]:
        """Every fault by its name."""
        faults = {
            "broker stopped": self._stop_broker,
            "broker killed": self._kill_broker,
            "broker killed, its store lost": self._lose_store,
            "broker frozen": self._freeze_broker,
            "network cut": self._cut,
            "network down": self._down,
            "network stalled": self._stall,
            "network slow": self._slow,
            "packet cut in half": self._halve,
            "clock stepped": self._step_clock,
            "clock not set": self._unset_clock,
        }
        if may_kill_station:
            faults["station killed"] = self._kill_station
        if self.disk is not None:
            faults["disk full"] = self._fill_disk
        return faults

    def heal(self) -> None:
        """A right clock at the end."""
        self.clock.write_text("0 1", encoding="ascii")

    def _while(self) -> None:
        time.sleep(float(self.rng.uniform(0.1, LONGEST_S)))

    def _stop_broker(self) -> None:
        self.broker.stop()
        self._while()
        self.broker.start()

    def _kill_broker(self) -> None:
        self.broker.kill()
        self._while()
        self.broker.start()

    def _lose_store(self) -> None:
        self.broker.kill()
        shutil.rmtree(self.store)
        self.store.mkdir(mode=0o777)
        self._while()
        self.broker.start()

    def _freeze_broker(self) -> None:
        self.broker.freeze()
        time.sleep(float(self.rng.uniform(0.2, FROZEN_S)))
        self.broker.thaw()

    def _cut(self) -> None:
        self.proxy.cut()

    def _down(self) -> None:
        self.proxy.refuse = True
        self.proxy.cut()
        self._while()
        self.proxy.refuse = False

    def _stall(self) -> None:
        self.proxy.stall = True
        time.sleep(float(self.rng.uniform(0.2, FROZEN_S)))
        self.proxy.stall = False

    def _slow(self) -> None:
        self.proxy.delay_s = float(self.rng.uniform(0.02, 0.2))
        self._while()
        self.proxy.delay_s = 0.0

    def _halve(self) -> None:
        self.proxy.halve = True
        self._while()
        self.proxy.halve = False

    def _step_clock(self) -> None:
        shift_s = float(self.rng.choice([-86_400.0, -3600.0, -1.0, 1.0, 3600.0, 31_536_000.0]))
        self.clock.write_text(f"{shift_s} 1", encoding="ascii")
        self._while()

    def _unset_clock(self) -> None:
        self.clock.write_text("-1700000000 0", encoding="ascii")
        self._while()
        self.clock.write_text("0 1", encoding="ascii")

    def _kill_station(self) -> None:
        self.station.kill()
        self._while()
        self.station.start()

    def _fill_disk(self) -> None:
        if self.disk is None:
            return
        path = self.disk / FILLED
        try:
            with path.open("wb", buffering=0) as file:
                while file.write(os.urandom(PIECE)):
                    pass
        except OSError:
            pass  # full, as it should be
        self._while()
        path.unlink()
        time.sleep(1.0)  # what waited in memory goes to the disk
