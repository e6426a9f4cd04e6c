"""`gymstation members selftest`: how well faces are told apart in this very gallery."""

import json
from dataclasses import asdict

from edge.cli.members.station import ConfigOption, JsonOption, gallery_of
from edge.errors import EnrolmentError
from edge.evaluation.figures import wilson
from edge.member.gallery.selftest import FEWEST_MEMBERS, SelfTest, self_test
from edge.member.identify.limits import FaceLimits
from edge.member.identify.matching import Matcher


def selftest(as_json: JsonOption = False, config: ConfigOption = None) -> None:
    """Leave out each shot of each member and try it: who is missed, and who is mixed up."""
    limits = FaceLimits.load()
    with gallery_of(config) as (gallery, files):
        rule = files.config.members.rule
        outcome = self_test(
            gallery.members(),
            limits.embedder,
            lambda templates: Matcher(templates, limits, rule),
        )
    if outcome.members < FEWEST_MEMBERS:
        raise EnrolmentError(
            f"{outcome.members} member(s) with a face: a self-test needs {FEWEST_MEMBERS}"
        )
    if as_json:
        print(json.dumps(asdict(outcome)))
        return
    for line in lines(outcome):
        print(line)


def lines(outcome: SelfTest) -> list[str]:
    """What is printed."""
    missed = outcome.missed + outcome.mistaken
    return [
        f"{outcome.members} members, {outcome.searches} shots, one frame each, rule as configured",
        f"members not named (FNIR)    {_share(missed, outcome.searches)}",
        f"  of them named as another  {outcome.mistaken}",
        f"strangers named (FPIR)      {_share(outcome.strangers_named, outcome.searches)}",
        *(f"mixed up: {one} and {other}" for one, other in outcome.mixed_up),
        "shots of one day: on other days more members are missed",
    ]


def _share(count: int, of: int) -> str:
    share = wilson(count, of)
    return f"{share.value:.1%}  (95 %: {share.low:.1%} to {share.high:.1%})"
