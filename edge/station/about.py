"""What a station says of itself in every summary, and when it is asked."""

import hashlib
from collections.abc import Sequence
from uuid import uuid4

from edge import __version__
from edge.config.pack import ExercisePack
from edge.config.show import as_yaml
from edge.config.station import StationConfig
from edge.pose.manifest import load_manifest
from edge.session.about import StationAbout
from edge.session.machine import SessionMachine
from edge.session.summary import Versions
from edge.uplink.command import Result

MODEL_PACK = "pack"  # no model is called so
SHORT = 12  # letters of a hash that tell versions apart


def about_station(
    settings: StationConfig, packs: Sequence[ExercisePack], models_label: str
) -> StationAbout:
    """Ids and versions, with a boot id of its own; raises ModelError.

    models_label: name and version of the models as a whole, beside the hash of each.
    """
    models = {name: entry.sha256[:SHORT] for name, entry in load_manifest().items()}
    models[MODEL_PACK] = models_label
    config = hashlib.sha256(as_yaml(settings).encode()).hexdigest()[:SHORT]
    return StationAbout(
        site=settings.site,
        station=settings.station,
        boot_id=new_boot_id(),
        versions=Versions(software=__version__, config=config, models=models),
        units={pack.id: pack.movement[0].unit for pack in packs if pack.movement},
    )


def new_boot_id() -> str:
    """Of one start of the station."""
    return uuid4().hex


def status_of(machine: SessionMachine, about: StationAbout) -> Result:
    """What goes on, and which versions do it."""
    return {
        "phase": machine.phase.value,
        "boot_id": about.boot_id,
        "software": about.versions.software,
        "config": about.versions.config,
    }
