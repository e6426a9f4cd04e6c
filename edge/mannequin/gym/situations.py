"""What happens in a gym when one person trains and others are about, chosen by seed."""

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np

from edge.mannequin.casting import some_body, some_light, some_looks, some_room
from edge.mannequin.exercises import EXERCISES
from edge.mannequin.gym.actor import ACROSS_M, Actor
from edge.mannequin.gym.place import Spot
from edge.mannequin.gym.scene import GymScene
from edge.mannequin.performance import Performance
from edge.mannequin.sensor import Sensor
from edge.mannequin.view import View
from edge.mannequin.walking import WALK_SPEED_MPS

CHOICE = ("squat", "biceps_curl", "shoulder_press", "jumping_jack", "lunge")
ATHLETE, NEXT = "athlete", "next athlete"
HALF_WALK_S = ACROSS_M / WALK_SPEED_MPS  # until somebody who walks past is at their spot
SETTLED_S = 5.0  # walking in and standing: the set begins about then
SET_S = 10.0  # a set takes about so long
LEAVING_S = 6.5  # from the end of a set until its athlete is out of the picture


@dataclass(frozen=True, slots=True)
class Situation:
    """kind: its name. exercise: what the athletes do. athletes: who is to be counted, in order."""

    kind: str
    exercise: str
    scene: GymScene
    athletes: tuple[str, ...] = (ATHLETE,)


@dataclass(frozen=True, slots=True)
class Draw:
    """What the seed decides before anybody is placed."""

    rng: np.random.Generator
    exercise: str
    repetitions: int

    def athlete(self, name: str = ATHLETE, *, leaves: bool = False, start_s: float = 0.0) -> Actor:
        """Somebody who walks in, trains, and stays or leaves."""
        rng = self.rng
        performance = Performance(
            self.exercise,
            self.repetitions,
            before=("walk_in", "stand", "stand"),
            after=("stand", "leave") if leaves else ("stand", "stand"),
        )
        heading = float(rng.choice([-1.0, 1.0]) * rng.uniform(20.0, 70.0))
        spot = Spot(float(rng.uniform(-0.2, 0.2)), float(rng.uniform(-0.2, 0.2)), heading)
        return self.dressed(Actor(name, performance, spot, start_s=start_s))

    def walker(self, nearer_m: float, at_s: float, name: str = "walker") -> Actor:
        """Somebody who walks across and is in the middle at `at_s`."""
        heading = float(self.rng.choice([-90.0, 90.0]))
        start_s = max(at_s - HALF_WALK_S, 0.0)
        return self.dressed(Actor(name, None, Spot(0.0, nearer_m, heading), start_s=start_s))

    def bystander(self, spot: Spot, start_s: float, seconds: int) -> Actor:
        """Somebody who walks up, stands for so many seconds and leaves."""
        performance = Performance(
            "squat", 0, before=("walk_in", *("stand",) * seconds), after=("leave",)
        )
        enters = 90.0 if spot.right_m < 0.0 else -90.0
        return self.dressed(Actor("bystander", performance, spot, enters, start_s))

    def dressed(self, actor: Actor) -> Actor:
        """The same with some body and clothes."""
        return replace(actor, body=some_body(self.rng), looks=some_looks(self.rng))


People = tuple[Actor, ...]


def _passes_in_front(draw: Draw) -> People:
    """Somebody walks between camera and athlete, in the set."""
    near = float(draw.rng.uniform(0.9, 1.4))
    return draw.athlete(), draw.walker(near, SETTLED_S + float(draw.rng.uniform(2.0, 8.0)))


def _same_clothes_in_front(draw: Draw) -> People:
    """The same, dressed as the athlete is."""
    athlete, walker = _passes_in_front(draw)
    return athlete, replace(walker, looks=athlete.looks)


def _passes_behind(draw: Draw) -> People:
    """Somebody walks by behind the athlete, and somebody else comes back the other way."""
    times = SETTLED_S + draw.rng.uniform(1.0, 9.0, 2)
    return (
        draw.athlete(),
        draw.walker(-1.2, float(times[0])),
        draw.walker(-1.8, float(times[1]), "second walker"),
    )


def _helper(draw: Draw) -> People:
    """Somebody comes to the athlete's side in the set, stands there and leaves."""
    right = float(draw.rng.choice([-1.0, 1.0]) * draw.rng.uniform(0.75, 0.95))
    heading = -90.0 if right > 0.0 else 90.0
    spot = Spot(right, float(draw.rng.uniform(-0.3, 0.2)), heading)
    return draw.athlete(), draw.bystander(spot, SETTLED_S + 1.0, 5)


def _mirror(draw: Draw) -> People:
    """Behind the athlete hangs a mirror, and somebody passes in it."""
    return draw.athlete(), draw.walker(-0.9, SETTLED_S + 4.0)


def _side_by_side(draw: Draw) -> People:
    """Somebody trains beside the zone, from before the athlete comes."""
    athlete = draw.athlete()
    right = float(draw.rng.choice([-1.0, 1.0]) * draw.rng.uniform(1.35, 1.5))
    performance = Performance(draw.exercise, 8, pace=1.15, before=("stand",), after=("stand",))
    return athlete, draw.dressed(Actor("neighbour", performance, Spot(right, -0.5)))


def _replaced(draw: Draw) -> People:
    """The athlete leaves after a set and somebody else takes the place."""
    first = draw.athlete(leaves=True)
    end_s = first.act(5.0, 0).repetitions[-1].end_s
    return first, draw.athlete(NEXT, start_s=end_s + LEAVING_S)


SITUATIONS: dict[str, Callable[[Draw], People]] = {
    "passes_in_front": _passes_in_front,
    "helper": _helper,
    "mirror": _mirror,
    "replaced": _replaced,
    "side_by_side": _side_by_side,
    "same_clothes_in_front": _same_clothes_in_front,
    "passes_behind": _passes_behind,
}


def situation(kind: str, seed: int) -> Situation:
    """One scene of a kind; the same kind and seed are the same pictures."""
    rng = np.random.default_rng((seed, 7))
    exercise = CHOICE[int(rng.integers(len(CHOICE)))]
    repetitions = max(4, round(SET_S / EXERCISES[exercise].tempo.cycle_s))
    people = SITUATIONS[kind](Draw(rng, exercise, repetitions))
    athletes = tuple(one.name for one in people if one.name in {ATHLETE, NEXT})
    ends = [
        one.start_s + one.act(5.0, 0).repetitions[-1].end_s
        for one in people
        if one.name in athletes
    ]
    scene = GymScene(
        people,
        seconds=max(ends) + 2.0,
        mirror_m=float(rng.uniform(1.6, 2.4)) if kind == "mirror" else None,
        view=View(yaw_deg=0.0, pitch_deg=float(rng.uniform(3.0, 9.0)), distance_m=3.6),
        light=some_light(rng),
        room=some_room(rng),
        sensor=Sensor(noise=0.008),
        seed=seed,
    )
    return Situation(kind, exercise, scene, athletes)
