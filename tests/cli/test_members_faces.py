"""`gymstation members setup` and `evaluate`: what they print, and how they fail."""

import json
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from edge.cli.members.evaluate import evaluate
from edge.cli.members.setup import setup
from edge.errors import UsageError, WeightsFetchError, WeightsMissingError
from edge.evaluation.faces_cache import load_people, save_people
from edge.evaluation.faces_photos import Person, read_subjects
from edge.member.embedding.dlib import DLIB
from edge.member.template import EmbedderId, unit

MEMBERS, STRANGERS, PHOTOS = 12, 80, 8


def make_set(folder: Path) -> tuple[Path, Path]:
    """Folders of files that are no pictures, with their list: descriptors come from a cache."""
    rows = ["identity,group,use"]
    for group in ("one", "two"):
        for index in range(MEMBERS + STRANGERS):
            use = "member" if index < MEMBERS else "stranger"
            identity = f"{group}{index}"
            rows.append(f"{identity},{group},{use}")
            (folder / identity).mkdir(parents=True)
            for number in range(PHOTOS if use == "member" else 1):
                (folder / identity / f"{number}.jpg").touch()
    identities = folder / "identities.csv"
    identities.write_text("\n".join(rows) + "\n")
    return folder, identities


def make_cache(folder: Path, identities: Path, spread: float) -> Path:
    rng = np.random.default_rng(0)
    subjects = read_subjects(folder, identities)
    # Faces have much in common, as those of the real model.
    middle = unit(rng.normal(size=128).astype(np.float32))
    people = []
    for one in subjects:
        own = unit(middle + 0.03 * rng.normal(size=128))
        photos = own + spread * rng.normal(size=(len(one.photos), 128))
        faces = unit(photos.astype(np.float32))
        people.append(
            Person(one.identity, one.group, one.member, faces, np.ones(len(faces), np.bool_))
        )
    path = folder / "scratch.npz"
    save_people(path, subjects, people, DLIB)
    return path


@pytest.fixture
def run(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Callable[..., dict[str, object]]:
    folder, identities = make_set(tmp_path / "faces")
    cache = make_cache(folder, identities, spread=0.002)

    def go(**options: object) -> dict[str, object]:
        evaluate(
            folder,
            identities,
            data_dir=tmp_path / "data",
            cache=cache,
            as_json=True,
            **{"size": [5, 50], "splits": 2, **options},  # type: ignore[arg-type]
        )
        return json.loads(capsys.readouterr().out)

    return go


def of(found: dict[str, object], method: str, gallery: str) -> list[dict[str, object]]:
    results = found["results"]
    assert isinstance(results, list)
    return [one for one in results if (one["method"], one["gallery"]) == (method, gallery)]


def test_every_method_and_group_is_reported(run: Callable[..., dict[str, object]]) -> None:
    found = run(cross_validate=True)
    assert found["limits"] == "learned from other people"
    assert found["people"] == 2 * (MEMBERS + STRANGERS)
    for method in ("station normal", "station strict", "nearest at 0.6", "k-NN", "cohort margin"):
        for gallery, capped in (("one", 12), ("two", 12), ("mixed", 24)):
            small, large = of(found, method, gallery)
            assert (small["members_asked"], small["members"]) == (5, 5)
            assert (large["members_asked"], large["members"]) == (50, capped)


def test_clear_faces_are_all_known_by_the_station(run: Callable[..., dict[str, object]]) -> None:
    for result in of(run(cross_validate=True), "station normal", "mixed"):
        assert result["all"]["fnir"]["percent"] == 0  # type: ignore[index]
        assert result["all"]["fpir"]["of"] > 0  # type: ignore[index]


def test_the_same_seed_gives_the_same_figures(run: Callable[..., dict[str, object]]) -> None:
    assert run(seed=3) == run(seed=3)


def test_a_report_is_written(run: Callable[..., dict[str, object]], tmp_path: Path) -> None:
    report = tmp_path / "report.md"
    run(report=report)
    text = report.read_text()
    assert "## Faces" in text
    assert "| mixed, N = 5 | 5 | station normal | one |" in text


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("identity,use\na,member\n", ":1: the list has no column group"),
        ("identity,group,use\na,one,guest\n", ":2: use is 'guest'"),
        ("identity,group,use\nnobody,one,member\n", ":2: there are no photos of nobody"),
    ],
)
def test_a_list_that_cannot_be_used(tmp_path: Path, content: str, message: str) -> None:
    identities = tmp_path / "identities.csv"
    identities.write_text(content)
    with pytest.raises(UsageError) as caught:
        read_subjects(tmp_path, identities)
    assert message in str(caught.value)


def test_a_scratch_file_of_another_model_is_refused(tmp_path: Path) -> None:
    folder, identities = make_set(tmp_path / "faces")
    cache = make_cache(folder, identities, spread=0.01)
    subjects = read_subjects(folder, identities)
    with pytest.raises(UsageError, match="another face model"):
        load_people(cache, subjects, EmbedderId("other", "1", 128))
    cache.write_bytes(b"nothing")
    with pytest.raises(UsageError, match="cannot be read"):
        load_people(cache, subjects, DLIB)


def test_evaluate_without_weights_says_what_to_do(tmp_path: Path) -> None:
    import cv2  # noqa: PLC0415

    from edge.mannequin import Performance, Scene, View, render  # noqa: PLC0415

    (tmp_path / "a").mkdir()
    scene = Scene(Performance("squat", repetitions=1), view=View(yaw_deg=0.0), fps=1.0)
    frame = next(iter(render(scene)))
    x, y = (int(value) for value in frame.landmarks[0, :2])
    head = frame.image[max(0, y - 60) : y + 60, max(0, x - 60) : x + 60]
    cv2.imwrite(str(tmp_path / "a" / "1.png"), head)
    identities = tmp_path / "identities.csv"
    identities.write_text("identity,group,use\na,one,member\n")
    with pytest.raises(WeightsMissingError, match="members setup"):
        evaluate(tmp_path, identities, data_dir=tmp_path / "data")


def test_setup_from_a_file_that_is_something_else(tmp_path: Path) -> None:
    other = tmp_path / "other.tar.gz"
    other.write_bytes(b"something else")
    with pytest.raises(WeightsFetchError, match="not the pinned file"):
        setup(data_dir=tmp_path / "data", source=other)
