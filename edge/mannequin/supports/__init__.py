"""What carries the body: from an exercise's own parameters to the channels of the rig.

Each support takes parameters (N,) by name, which an exercise's key positions give, and the body,
and returns a full posture in which the angle that defines the movement is exact at every frame.
Parameters that are channels of the rig pass through.
"""

from collections.abc import Mapping

from edge.mannequin.supports.hanging import hanging
from edge.mannequin.supports.parameters import Support
from edge.mannequin.supports.prone import prone
from edge.mannequin.supports.standing import standing
from edge.mannequin.supports.supine import supine
from edge.mannequin.supports.walking import strolling

SUPPORTS: Mapping[str, Support] = {
    "standing": standing,
    "prone": prone,
    "supine": supine,
    "hanging": hanging,
    "walking": strolling,
}
