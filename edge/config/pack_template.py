"""The text of a new exercise pack: valid as it stands, every line explained."""

import re

from edge.errors import UsageError

_ID = re.compile(r"[a-z][a-z0-9_]{1,39}")

_TEMPLATE = """\
# An exercise pack. `gymstation exercise check {id}.yaml` says what it counts and judges.
# As it stands it counts knee bends; change it line by line and check again.

# The same as the name of the file.
id: {id}
# What members call it, at most 60 characters.
name: {{en: {title}, ko: {title}}}
# repetitions, or hold for an exercise that is timed.
kind: repetitions
# From where it can be followed: front, side, back, front_oblique, back_oblique.
views: [front, side, back, front_oblique, back_oblique]
# together: both sides of the body do the same; each: one arm or leg at a time may count.
sides: together

# What travels from `start` to `far` and back in every repetition. One or several of
#   angle: [a, b, c]  degrees at b        tilt: [a, b]      degrees of a-b against upright
#   height: [a, b]    b above a           distance: [a, b]  between a and b
# Lengths are in torso lengths. Points: nose, eye, ear, mouth, shoulder, elbow, wrist, index, hip,
# knee, ankle, heel, foot_index: of each side, or left_knee, right_knee, mid_knee.
movement:
  - {{angle: [hip, knee, ankle], start: 170, far: 90}}
# The smallest swing that counts, as a part of the way from start to far.
least_swing: 0.4
# What a repetition needs of the member's own usual swing; what turns back earlier is partial.
full_swing: 0.5
# From which part of that a movement is told as partial; 1 = never.
partial_from: 0.6
# Seconds that one repetition may take.
gates: {{shortest_s: 0.5, longest_s: 20}}
# What keeps everything else out of the count: limits that hold during the repetition.
posture:
  - {{tilt: [mid_hip, mid_shoulder], at_most: 65}}  # upright, not lying

# What good form is, one thing at a time.
conditions:
  - id: depth
    name: {{en: Depth, ko: 깊이}}
    # What the station says when it is at fault, at most 80 characters.
    cue: {{en: Go deeper, ko: 더 깊이 내려가세요}}
    # A measure as above, or: ahead: [a, b] (b in front of a), bend: [a, b, c] (b above the line
    # a-c, degrees), ratio: [a, b, c, d] (distance a-b over c-d), duration: outward/return/whole.
    angle: [hip, knee, ankle]
    # Where: start, turn, outward, return, end, whole. How: keep (all the time) or reach (once).
    when: whole
    must: reach
    # at_most or at_least, in degrees, torso lengths or seconds.
    at_most: 105
    # Views from which it can be judged, degrees: 0 = facing the camera, 90 = side, 180 = back.
    yaw_deg: [[0, 180]]
    # Where the limit comes from, for whoever asks.
    basis: Chosen for a first try; look at a few members and put the limit where coaches put it
"""


def new_pack(name: str) -> str:
    """The YAML text of a pack called `name`; raises UsageError where that is no id."""
    if not _ID.fullmatch(name):
        raise UsageError(
            f"{name!r} is no id for an exercise",
            remedy="use lower-case letters, digits and _, a letter first, 2 to 40 characters",
        )
    return _TEMPLATE.format(id=name, title=name.replace("_", " ").capitalize())
