import numpy as np
import pytest

from edge.pose.heatmap import refine

COLD = -20.0


def cold() -> np.ndarray:
    return np.full((64, 64, 39), COLD, np.float32)


def at(*points: tuple[float, float]) -> np.ndarray:
    return np.array(points, np.float32)


def test_without_heat_a_point_stays() -> None:
    points = at((100.5, 37.25), (0, 0), (255.9, 255.9))
    assert refine(points, cold(), 256) == pytest.approx(points)


def test_a_point_moves_to_the_heat_near_it() -> None:
    heat = cold()
    heat[11, 27, 1] = 20  # row, column, landmark
    points = at((100, 40), (100, 40))
    refined = refine(points, heat, 256)
    assert refined[0] == pytest.approx([100, 40])  # another landmark's heat does not matter
    assert refined[1] == pytest.approx([27 * 4, 11 * 4], abs=1e-3)


def test_two_warm_cells_share_the_point() -> None:
    heat = cold()
    heat[10, [24, 26], 0] = 20
    assert refine(at((100, 40)), heat, 256)[0] == pytest.approx([25 * 4, 40], abs=1e-3)


def test_heat_outside_the_window_or_below_half_does_not_move_a_point() -> None:
    heat = cold()
    heat[10, 25 + 4, 0] = 20
    heat[10, 25, 0] = -0.1
    assert refine(at((100, 40)), heat, 256)[0] == pytest.approx([100, 40])


@pytest.mark.parametrize(("point", "cell"), [((1, 1), (0, 1)), ((254, 254), (63, 62))])
def test_at_the_edge_the_window_does_not_wrap_around(
    point: tuple[float, float], cell: tuple[int, int]
) -> None:
    heat = cold()
    heat[cell[1], cell[0], 0] = 20
    heat[20:40, :, 0] = 20
    heat[(cell[1] + 1) % 64, (cell[0] + 32) % 64, 0] = 20
    assert refine(at(point), heat, 256)[0] == pytest.approx([cell[0] * 4, cell[1] * 4], abs=1e-3)


@pytest.mark.parametrize("point", [(-9, 100), (100, 300), (-1000, 5000)])
def test_a_point_outside_the_crop_stays(point: tuple[float, float]) -> None:
    heat = np.full((64, 64, 39), 20, np.float32)
    assert refine(at(point), heat, 256)[0] == pytest.approx(point)
