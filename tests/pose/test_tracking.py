from collections.abc import Callable

import pytest

from edge.pose.guide import Anybody
from edge.pose.landmarker import Sighting
from edge.pose.region import Region
from edge.pose.tracking import BEATS_IN_DOUBT, Tracker
from tests.fakes.pose import FakeDetector, FakeLocator, detection, picture, region, sighting

HERE, THERE = region(200), region(500)


def tracker(detector: FakeDetector, locator: FakeLocator) -> Tracker:
    return Tracker(detector, locator, Anybody(detect_every_s=2.0), presence_threshold=0.5)


def stays(presence: float = 1.0) -> Callable[[Region], Sighting]:
    """Whoever is looked at is seen, and stays."""
    return lambda where: sighting(where, presence)


def only(where: Region, presence: float = 1.0) -> Callable[[Region], Sighting | None]:
    """Somebody is seen only where they are."""
    return lambda asked: (
        sighting(where, presence) if abs(asked.center_x_px - where.center_x_px) < 100 else None
    )


def watch(one: Tracker, start_s: float, stop_s: float, fps: float = 10) -> list[Sighting | None]:
    steps = round((stop_s - start_s) * fps)
    return [one.follow(picture(), start_s + step / fps) for step in range(steps)]


def center(seen: Sighting | None) -> float:
    assert seen is not None
    return seen.region.center_x_px


def test_the_detector_runs_once_and_then_at_its_beat() -> None:
    detector, locator = FakeDetector(detection(HERE)), FakeLocator(stays())
    seen = watch(tracker(detector, locator), 0, 6)
    assert all(seen)
    assert detector.runs == 3
    assert len(locator.asked) == 60


def test_the_beat_does_not_depend_on_the_frame_rate() -> None:
    runs = []
    for fps in (8, 30):
        detector = FakeDetector(detection(HERE))
        watch(tracker(detector, FakeLocator(stays())), 0, 6, fps)
        runs.append(detector.runs)
    assert runs == [3, 3]


def test_nobody_is_nobody_and_is_looked_for_in_every_frame() -> None:
    detector, locator = FakeDetector(), FakeLocator(stays())
    assert watch(tracker(detector, locator), 0, 1) == [None] * 10
    assert detector.runs == 10
    assert locator.asked == []


def test_below_the_presence_threshold_nobody_is_seen() -> None:
    one = tracker(FakeDetector(detection(HERE)), FakeLocator(stays(0.49)))
    assert one.follow(picture(), 0.0) is None


def test_a_person_lost_is_found_again_in_the_same_frame() -> None:
    detector, locator = FakeDetector(detection(HERE)), FakeLocator(only(HERE))
    one = tracker(detector, locator)
    assert one.follow(picture(), 0.0)
    detector.people = [detection(THERE)]
    locator.see = only(THERE)
    assert center(one.follow(picture(), 0.1)) == pytest.approx(500)


def test_a_person_whom_the_detector_misses_is_looked_for_where_they_were() -> None:
    detector, locator = FakeDetector(detection(HERE)), FakeLocator(stays())
    one = tracker(detector, locator)
    assert one.follow(picture(), 0.0)
    detector.people = []
    locator.see = lambda _: None
    assert watch(one, 0.1, 0.5) == [None] * 4
    locator.see = stays()
    assert center(one.follow(picture(), 0.6)) == pytest.approx(200)


def test_the_place_is_not_tried_for_ever() -> None:
    detector, locator = FakeDetector(detection(HERE)), FakeLocator(stays())
    one = tracker(detector, locator)
    assert one.follow(picture(), 0.0)
    detector.people = []
    locator.see = lambda _: None
    watch(one, 0.1, 3)
    locator.see = stays()
    assert one.follow(picture(), 3.1) is None


def test_with_two_people_the_one_followed_stays() -> None:
    detector = FakeDetector(detection(HERE, 0.6))
    one = tracker(detector, FakeLocator(stays()))
    assert one.follow(picture(), 0.0)
    detector.people = [detection(HERE, 0.6), detection(THERE, 0.99)]
    assert {round(center(seen)) for seen in watch(one, 0.1, 10)} == {200}


def test_a_person_lost_is_preferred_to_a_surer_one_elsewhere() -> None:
    detector, locator = FakeDetector(detection(HERE, 0.6)), FakeLocator(stays())
    one = tracker(detector, locator)
    assert one.follow(picture(), 0.0)
    moved = region(260)
    detector.people = [detection(THERE, 0.99), detection(moved, 0.6)]
    locator.see = lambda where: None if where.center_x_px < 250 else sighting(where)
    assert center(one.follow(picture(), 0.1)) == pytest.approx(260)


def test_long_after_the_loss_the_surest_is_taken() -> None:
    detector, locator = FakeDetector(detection(HERE, 0.6)), FakeLocator(stays())
    one = tracker(detector, locator)
    assert one.follow(picture(), 0.0)
    detector.people = []
    locator.see = lambda _: None
    watch(one, 0.1, 5)
    detector.people = [detection(HERE, 0.6), detection(THERE, 0.99)]
    locator.see = stays()
    assert center(one.follow(picture(), 5.0)) == pytest.approx(500)


@pytest.mark.parametrize(
    "jump", [region(330), region(200, side=400), region(200, side=100), region(200, turn=2.0)]
)
def test_a_region_that_jumps_is_not_believed(jump: Region) -> None:
    detector, locator = FakeDetector(detection(HERE)), FakeLocator(stays())
    one = tracker(detector, locator)
    assert one.follow(picture(), 0.0)
    detector.people = []
    locator.see = lambda _: sighting(jump)
    assert one.follow(picture(), 0.1) is None


def test_a_jump_that_the_detector_confirms_is_followed() -> None:
    detector, locator = FakeDetector(detection(HERE)), FakeLocator(stays())
    one = tracker(detector, locator)
    assert one.follow(picture(), 0.0)
    detector.people = [detection(region(330))]
    locator.see = lambda _: sighting(region(330))
    assert center(one.follow(picture(), 0.1)) == pytest.approx(330)


def test_a_sure_person_is_kept_though_the_detector_misses_them() -> None:
    detector = FakeDetector(detection(HERE))
    one = tracker(detector, FakeLocator(stays(0.95)))
    assert one.follow(picture(), 0.0)
    detector.people = []
    assert all(watch(one, 0.1, 20))


def test_a_region_in_doubt_is_given_up_after_some_beats() -> None:
    detector = FakeDetector(detection(HERE))
    one = tracker(detector, FakeLocator(stays(0.6)))
    assert one.follow(picture(), 0.0)
    detector.people = [detection(THERE)]
    before = watch(one, 0.1, BEATS_IN_DOUBT * 2.0 - 0.5)
    assert {round(center(seen)) for seen in before} == {200}
    after = watch(one, BEATS_IN_DOUBT * 2.0 - 0.5, BEATS_IN_DOUBT * 2.0 + 1)
    assert round(center(after[-1])) == 500


def test_a_region_that_went_wrong_is_corrected_where_the_model_is_surer() -> None:
    detector, locator = FakeDetector(detection(HERE)), FakeLocator(stays())
    one = tracker(detector, locator)
    assert one.follow(picture(), 0.0)
    detector.people = [detection(region(200, side=500))]
    locator.see = lambda where: sighting(where, 0.99 if where.side_px > 400 else 0.7)
    watch(one, 0.1, 2.5)
    seen = one.follow(picture(), 2.6)
    assert seen is not None
    assert seen.region.side_px == pytest.approx(500, rel=0.01)


@pytest.mark.parametrize("x", [-500.0, 1500.0, float("nan")])
def test_a_region_outside_the_picture_is_nobody(x: float) -> None:
    one = tracker(FakeDetector(detection(HERE)), FakeLocator(lambda _: sighting(region(x))))
    assert one.follow(picture(), 0.0) is None


@pytest.mark.parametrize("times", [(0.0, 0.0, 0.0), (5.0, 4.0, 0.0), (0.0, 1e9, 0.0)])
def test_strange_times_do_not_lose_the_person(times: tuple[float, ...]) -> None:
    one = tracker(FakeDetector(detection(HERE)), FakeLocator(stays()))
    assert all(one.follow(picture(), time_s) for time_s in times)


def test_after_a_reset_the_search_starts_anew() -> None:
    detector, locator = FakeDetector(detection(HERE)), FakeLocator(stays())
    one = tracker(detector, locator)
    assert one.follow(picture(), 0.0)
    one.reset()
    detector.people = [detection(THERE, 0.9), detection(HERE, 0.6)]
    assert center(one.follow(picture(), 0.1)) == pytest.approx(500)


class Chosen(Anybody):
    """Follows only whoever stands near `x`, and remembers what it was told."""

    search_s = 0.5

    def __init__(self, x: float) -> None:
        super().__init__(detect_every_s=2.0)
        self.x = x
        self.at_home: Region | None = None
        self.told: list[float | None] = []

    def home(self) -> Region | None:
        return self.at_home

    def accepts(self, image, sighting: Sighting, now_s: float) -> bool:
        return abs(sighting.region.center_x_px - self.x) < 60

    def followed(self, image, sighting: Sighting | None, now_s: float) -> None:
        self.told.append(None if sighting is None else sighting.region.center_x_px)


def guided(guide: Chosen, *people: Region) -> tuple[Tracker, FakeDetector]:
    detector = FakeDetector(*(detection(one, 0.9 - index / 10) for index, one in enumerate(people)))
    return Tracker(detector, FakeLocator(stays()), guide, presence_threshold=0.5), detector


def test_a_guide_chooses_among_those_found() -> None:
    one, _ = guided(Chosen(500), HERE, THERE)
    assert center(one.follow(picture(), 0.0)) == pytest.approx(500)


def test_a_person_whom_the_guide_refuses_is_given_up_at_once() -> None:
    guide = Chosen(200)
    one, _ = guided(guide, HERE, THERE)
    assert center(one.follow(picture(), 0.0)) == pytest.approx(200)
    guide.x = 500
    assert center(one.follow(picture(), 1.0)) == pytest.approx(500)
    guide.x = 900
    assert one.follow(picture(), 2.0) is None
    assert guide.told == pytest.approx([200, 500, None])


def test_the_guide_says_how_often_nobody_is_looked_for() -> None:
    one, detector = guided(Chosen(900), HERE)
    assert watch(one, 0.0, 2.0) == [None] * 20
    assert detector.runs == 4


def test_the_guide_says_where_somebody_hidden_is_looked_for_without_end() -> None:
    guide = Chosen(200)
    one, detector = guided(guide, HERE)
    assert one.follow(picture(), 0.0)
    detector.people = []
    guide.at_home, guide.x = HERE, 900
    assert watch(one, 0.1, 8.0) == [None] * 79
    guide.x = 200
    assert center(one.follow(picture(), 8.0)) == pytest.approx(200)
