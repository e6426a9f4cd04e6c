"""What every summary of a station's run has in common."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from edge.session.summary import Versions


@dataclass(frozen=True, slots=True)
class StationAbout:
    """Which station counts, in which run, with what.

    boot_id: another one for each run of the station. units: of the range of motion, by exercise.
    """

    site: str
    station: str
    boot_id: str
    versions: Versions
    units: Mapping[str, str] = field(default_factory=dict)
