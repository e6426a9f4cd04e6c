"""What an exercise pack does, in plain words."""

from collections.abc import Iterator

from edge.config.condition import ConditionSpec, FormMeasure, Limb, Moment, Must, Take
from edge.config.measure import Measure
from edge.config.pack import ExercisePack, Kind, View

_KINDS = {
    "angle": "the angle at {1} between {0} and {2}",
    "tilt": "the tilt of the line from {0} to {1} against upright",
    "height": "how high {1} is above {0}",
    "distance": "the distance between {0} and {1}",
    "ahead": "how far {1} is in front of {0}",
    "bend": "how far {1} lies above the line from {0} to {2}",
    "ratio": "the distance of {0} and {1} against that of {2} and {3}",
}
_MOMENTS = {
    Moment.START: "at the start",
    Moment.TURN: "at the turn",
    Moment.OUTWARD: "on the way out",
    Moment.RETURN: "on the way back",
    Moment.END: "at the end",
    Moment.WHOLE: "in the whole repetition",
}
_TAKES = {
    Take.VALUE: "",
    Take.RANGE: "the change of ",
    Take.DIFFERENCE: "the difference between left and right of ",
}
_LIMBS = {
    Limb.WORKING: "",
    Limb.LEADING: ", of the leg in front",
    Limb.TRAILING: ", of the leg behind",
    Limb.BOTH: ", mean of both sides",
}
_UNITS = {"deg": " degrees", "torso": " torso lengths", "s": " s", "probability": "", "": ""}


def measure_words(measure: Measure) -> str:
    """A measure: `the angle at knee between hip and ankle`."""
    if isinstance(measure, FormMeasure) and measure.duration is not None:
        return f"the seconds {_MOMENTS[measure.duration]}"
    if isinstance(measure, ConditionSpec) and measure.learned is not None:
        return "the probability that a coach calls it wrong, as a trained model sees it,"
    return _KINDS[measure.kind].format(*(p.replace("_", " ") for p in measure.points))


def condition_words(condition: ConditionSpec) -> str:
    """What a condition asks for, in one sentence."""
    verb = "must reach" if condition.must is Must.REACH else "must stay"
    way = "at most" if condition.upper else "at least"
    limit = f"{way} {condition.limit:g}{_UNITS[condition.unit]}"
    what = f"{_TAKES[condition.take]}{measure_words(condition)}{_LIMBS[condition.side]}"
    when = "" if condition.kind == "duration" else f" {_MOMENTS[condition.when]}"
    return f"{what} {verb} {limit}{when}"


def views_words(condition: ConditionSpec) -> str:
    """From where a condition is judged: `any view`, `30 to 150 degrees`."""
    if condition.kind == "duration" or condition.yaw_deg == ((0.0, 180.0),):
        return "any view"
    ranges = [f"{first:g} to {last:g}" for first, last in condition.yaw_deg]
    return f"{' or '.join(ranges)} degrees"


def judged_from(pack: ExercisePack) -> dict[View, tuple[str, ...]]:
    """The conditions that can be judged from each view."""
    return {
        view: tuple(
            condition.id
            for condition in pack.conditions
            if condition.kind == "duration" or condition.judged_from(view.yaw_deg)
        )
        for view in sorted(View, key=lambda view: view.yaw_deg)
    }


def movement_words(pack: ExercisePack) -> Iterator[str]:
    """What is counted or timed."""
    if pack.kind is Kind.HOLD:
        yield "counts the seconds in which every posture holds"
    for part in pack.movement:
        unit = _UNITS[part.unit]
        yield f"counts {measure_words(part)}, from {part.start:g} to {part.far:g}{unit} and back"


def advice(pack: ExercisePack) -> Iterator[str]:
    """What is allowed but hardly meant."""
    if not pack.conditions:
        yield "there are no conditions: repetitions are counted, not judged"
    for condition in pack.conditions:
        if condition.kind != "duration" and not any(
            condition.judged_from(view.yaw_deg) for view in pack.views
        ):
            yield f"{condition.id} cannot be judged from any of the views of the pack"
    for view in pack.views if pack.conditions else ():
        if not judged_from(pack)[view]:
            yield f"nothing can be judged from the view {view}"
