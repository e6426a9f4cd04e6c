"""How well a set of shots tells that somebody else is in it: `python tools/enrolment_limits.py F`.

F is the scratch file that `gymstation members evaluate DIR --identities CSV --cache F` leaves. For
each group of the CSV, sets of five photos of one person, with none, one or two of them of another
person of the same group, are tried against limits of the farthest pair.
"""

import argparse
import csv
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from edge.member.enrol.enrol import FARTHEST_PAIR, SHOTS, farthest_pair

FloatArray = NDArray[np.float32]

LIMITS = (0.38, 0.40, FARTHEST_PAIR, 0.44, 0.46)
SETS = 400


def main() -> None:
    """Print a table for each group."""
    arguments = _parser().parse_args()
    with arguments.identities.open(encoding="utf-8", newline="") as file:
        groups = {row["identity"]: row["group"] for row in csv.DictReader(file)}
    with np.load(arguments.scratch, allow_pickle=False) as stored:
        people = {
            name.removeprefix("face:"): stored[name]
            for name in stored.files
            if name.startswith("face:") and len(stored[name]) >= SHOTS
        }
    rng = np.random.default_rng(arguments.seed)
    for group in sorted(set(groups.values())):
        members = [faces for name, faces in people.items() if groups[name] == group]
        print(f"{group}: {len(members)} people with {SHOTS} photos")
        print("limit  good sets refused  one foreign shot caught  two caught")
        farthest = [_farthest(members, foreign, rng) for foreign in range(3)]
        for limit in LIMITS:
            shares = "".join(f"{(far > limit).mean():>18.1%}" for far in farthest)
            print(f"{limit:.2f} {shares}")


def _farthest(
    members: Sequence[FloatArray], foreign: int, rng: np.random.Generator
) -> NDArray[np.float64]:
    """The farthest pair of random sets, of which `foreign` shots are of another person."""
    found = []
    for _ in range(SETS):
        one, other = rng.choice(len(members), 2, replace=False)
        own = rng.choice(len(members[one]), SHOTS - foreign, replace=False)
        others = rng.choice(len(members[other]), foreign, replace=False)
        found.append(farthest_pair(np.vstack([members[one][own], members[other][others]]))[2])
    return np.array(found)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("scratch", type=Path, help="scratch file of `members evaluate --cache`")
    parser.add_argument("--identities", type=Path, required=True, help="the same CSV")
    parser.add_argument("--seed", type=int, default=0, help="of the random sets")
    return parser


if __name__ == "__main__":
    main()
