"""Who is the athlete: settling, staying, handing over, crossing. No model runs."""

import pytest

from edge.athlete.sighting import Presence
from tests.athlete.people import BLUE, RED, WIDTH, Person, Scene, Station

MIDDLE = WIDTH / 2
SPEED_PX_S = 150.0  # a walk of 1.1 m a second where a torso of 0.5 m is 68 pixels


def walks(person: Person, speed: float = SPEED_PX_S):
    def step(seconds: float) -> None:
        person.x += speed * seconds

    return step


def numbers(seen) -> set[int | None]:
    return {number for number, _ in seen}


def near(seen, x: float, within: float = 40.0) -> bool:
    return all(at is None or abs(at - x) < within for _, at in seen)


@pytest.mark.parametrize("fps", [5.0, 15.0, 30.0])
def test_who_stands_in_the_zone_becomes_the_athlete_after_settling(fps: float) -> None:
    station = Station(Scene([Person(MIDDLE)]), fps=fps)
    seen = station.watch(2.0)
    first = next(index for index, (number, _) in enumerate(seen) if number == 1)
    assert 0.7 <= first / fps <= 0.95
    assert station.guide.presence is Presence.IN_ZONE


def test_who_walks_through_the_zone_does_not() -> None:
    walker = Person(20.0)
    station = Station(Scene([walker]))
    assert numbers(station.watch(4.0, walks(walker))) == {None}


def test_who_stands_outside_the_zone_does_not() -> None:
    station = Station(Scene([Person(60.0)]))
    assert numbers(station.watch(5.0)) == {None}
    assert station.guide.presence is Presence.PASSING


def test_nobody_is_empty() -> None:
    station = Station(Scene())
    station.watch(1.0)
    assert station.guide.presence is Presence.EMPTY
    assert station.guide.people == 0


def test_of_two_who_settle_the_nearer_is_the_athlete() -> None:
    mirror_image = Person(MIDDLE + 80, y=240, torso=35)
    station = Station(Scene([mirror_image, Person(MIDDLE)]))
    seen = station.watch(3.0)
    assert near(seen, MIDDLE)
    assert station.guide.people == 2


@pytest.mark.parametrize("colour", [BLUE, RED], ids=["other clothes", "same clothes"])
@pytest.mark.parametrize("fps", [8.0, 15.0, 30.0])
def test_somebody_walks_between_camera_and_athlete(colour, fps: float) -> None:
    scene = Scene([Person(MIDDLE)])
    station = Station(scene, fps=fps)
    station.watch(3.0)
    walker = Person(-20.0, y=300, torso=90, colour=colour)
    scene.people.append(walker)
    seen = station.watch(5.0, walks(walker, SPEED_PX_S * 1.3))
    assert numbers(seen) == {1}
    # Never taken along, and back within a second of being free again.
    assert near(seen, MIDDLE + 15, within=70)
    assert all(x is not None for _, x in seen[-round(fps) :])


def test_a_helper_at_the_side_does_not_take_over() -> None:
    scene = Scene([Person(MIDDLE)])
    station = Station(scene)
    station.watch(3.0)
    scene.people.append(Person(MIDDLE + 90, colour=BLUE))
    seen = station.watch(10.0)
    assert numbers(seen) == {1}
    assert near(seen, MIDDLE + 15)


def test_the_helper_does_not_take_over_while_the_athlete_is_hidden() -> None:
    scene = Scene([Person(MIDDLE)])
    station = Station(scene)
    station.watch(3.0)
    athlete = scene.people.pop()
    scene.people.append(Person(MIDDLE + 90, colour=BLUE))
    hidden = station.watch(4.0)
    assert numbers(hidden) == {1}
    assert all(x is None for _, x in hidden[3:])
    scene.people.append(athlete)
    assert station.watch(1.0)[-1][0] == 1


def test_another_who_settles_takes_over_soon_after_the_athlete_walked_out() -> None:
    athlete, following = Person(MIDDLE), Person(-100.0, colour=BLUE)
    scene = Scene([athlete, following])
    station = Station(scene, leave_s=60.0)
    station.watch(2.0)
    station.watch(2.0, walks(athlete))
    assert athlete.x > WIDTH * 0.9
    following.x = MIDDLE
    seen = station.watch(4.0)
    assert [number for number, _ in seen][-1] == 2
    assert near([one for one in seen if one[0] == 2], MIDDLE + 15)
    changed = next(index for index, (number, _) in enumerate(seen) if number == 2)
    assert all(x is None or x > WIDTH * 0.8 for _, x in seen[:changed])


def test_who_left_is_no_longer_the_athlete_and_comes_back_as_another() -> None:
    scene = Scene([Person(MIDDLE)])
    station = Station(scene, leave_s=5.0)
    station.watch(2.0)
    athlete = scene.people.pop()
    seen = station.watch(7.0)
    gone = next(index for index, (number, _) in enumerate(seen) if number is None)
    assert gone / station.fps == pytest.approx(5.0, abs=0.2)
    scene.people.append(athlete)
    assert station.watch(2.0)[-1][0] == 2


def test_who_returns_in_time_is_the_same() -> None:
    scene = Scene([Person(MIDDLE)])
    station = Station(scene, leave_s=5.0)
    station.watch(2.0)
    athlete = scene.people.pop()
    station.watch(3.0)
    scene.people.append(athlete)
    assert numbers(station.watch(2.0)) == {1}


def test_somebody_in_other_clothes_at_the_same_place_is_another() -> None:
    scene = Scene([Person(MIDDLE)])
    station = Station(scene, leave_s=5.0)
    station.watch(2.0)
    scene.people.clear()
    station.watch(1.0)
    scene.people.append(Person(MIDDLE, colour=BLUE))
    seen = station.watch(6.0)
    assert all(x is None for number, x in seen if number == 1)
    assert seen[-1][0] == 2


def test_in_quiet_times_the_detector_rests() -> None:
    scene = Scene([Person(MIDDLE)])
    station = Station(scene)
    station.watch(2.0)
    before = scene.detections
    station.watch(10.0)
    assert scene.detections - before == 5


def test_with_company_it_looks_more_often() -> None:
    scene = Scene([Person(MIDDLE), Person(MIDDLE + 120, colour=BLUE)])
    station = Station(scene, fps=20.0)
    station.watch(2.0)
    before = scene.detections
    station.watch(10.0)
    assert 30 <= scene.detections - before <= 45


def test_after_a_reset_numbers_go_on() -> None:
    station = Station(Scene([Person(MIDDLE)]))
    station.watch(2.0)
    station.tracker.reset()
    assert station.guide.athlete is None
    assert station.watch(2.0)[-1][0] == 2
