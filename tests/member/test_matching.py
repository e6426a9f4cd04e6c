"""Whose face it is: limits by where a member lies, by rule and by the size of the gallery."""

import json
from pathlib import Path

import numpy as np
import pytest

from edge.config.member import MatchRule
from edge.errors import ModelError, TemplateError
from edge.member.embedding.dlib import DLIB
from edge.member.identify.limits import FaceLimits
from edge.member.identify.matching import LEAST, Match, allowed, score
from edge.member.identify.votes import Outcome, Votes
from edge.member.template import EmbedderId, Template, mean_template, unit
from tests.fakes.embedding import FAKE, LIMITS, face_of, matcher


def template(number: int) -> Template:
    return Template(f"m{number}", FAKE, face_of(number))


def between(first: int, second: int, share: float) -> np.ndarray:
    return unit((1 - share) * face_of(first) + share * face_of(second))


def test_a_members_face_is_named_with_its_score() -> None:
    found = matcher([template(1), template(2)]).match(face_of(2))
    assert found == Match("m2", pytest.approx(1.0, abs=1e-3))


def test_somebody_elses_is_nobodys() -> None:
    found = matcher([template(1), template(2)]).match(face_of(5))
    assert found.member_id is None
    assert found.score < 0


def test_the_score_falls_to_zero_at_the_limit() -> None:
    scores = [matcher([template(1)]).match(between(1, 2, share)).score for share in (0, 0.1, 0.2)]
    assert scores == sorted(scores, reverse=True)
    limit = float(allowed(face_of(1)[None], LIMITS, MatchRule.NORMAL)[0])
    for share in np.linspace(0, 0.5, 50):
        face = between(1, 2, float(share))
        named = matcher([template(1)]).match(face).member_id is not None
        assert named == (float(np.linalg.norm(face - face_of(1))) <= limit)


def test_an_empty_gallery_knows_nobody() -> None:
    assert matcher([]).match(face_of(1)).member_id is None


def test_one_member_needs_no_others_beside() -> None:
    one = matcher([template(1)])
    assert one.match(face_of(1)).member_id == "m1"
    assert one.match(face_of(2)).member_id is None


def test_where_others_lie_near_the_limit_is_tighter() -> None:
    weights = np.zeros(8, np.float32)
    weights[1] = -0.2
    limits = FaceLimits(FAKE, weights, 0.4)
    crowded, roomy = allowed(np.array([face_of(1), face_of(2)]), limits, MatchRule.NORMAL)
    assert crowded < roomy


def test_rules_and_large_galleries_order_the_limits() -> None:
    few, many = np.tile(face_of(1), (3, 1)), np.tile(face_of(1), (400, 1))
    strict, normal, lenient = (
        float(allowed(few, LIMITS, rule)[0])
        for rule in (MatchRule.STRICT, MatchRule.NORMAL, MatchRule.LENIENT)
    )
    assert strict < normal < lenient
    assert float(allowed(many, LIMITS, MatchRule.NORMAL)[0]) < normal
    assert float(allowed(few[:1], LIMITS, MatchRule.NORMAL)[0]) == normal


def test_no_limit_falls_to_nothing() -> None:
    limits = FaceLimits(FAKE, np.zeros(8, np.float32), -5.0)
    assert float(allowed(face_of(1)[None], limits, MatchRule.STRICT)[0]) == pytest.approx(LEAST)


def test_templates_of_another_model_are_never_compared() -> None:
    other = Template("m1", EmbedderId("fake", "2", 8), face_of(1))
    with pytest.raises(TemplateError, match="'2'"):
        matcher([template(2), other])


def test_scores_of_many_are_those_of_each() -> None:
    gallery = np.array([face_of(1), face_of(2)])
    limit = allowed(gallery, LIMITS, MatchRule.NORMAL)
    probes = np.array([face_of(2), between(1, 2, 0.2), face_of(4)])
    together = score(probes, gallery, limit)
    for index, probe in enumerate(probes):
        alone = score(probe[None], gallery, limit)
        assert alone.nearest[0] == together.nearest[index]
        assert alone.score[0] == pytest.approx(together.score[index], abs=1e-4)


def test_the_stations_limits_are_for_its_embedder() -> None:
    limits = FaceLimits.load()
    assert limits.embedder == DLIB
    faces = unit(np.random.default_rng(0).normal(size=(20, 128)).astype(np.float32))
    assert np.isfinite(limits.room(faces)).all()


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{}",
        '{"embedder": {"name": "a", "version": "1", "dimension": 3}, "offset": 1, "weights": [1]}',
    ],
)
def test_limits_that_cannot_be_read(tmp_path: Path, text: str) -> None:
    path = tmp_path / "limits.json"
    path.write_text(text)
    with pytest.raises(ModelError, match="limits"):
        FaceLimits.load(path)


def test_limits_of_a_file(tmp_path: Path) -> None:
    path = tmp_path / "limits.json"
    embedder = {"name": "a", "version": "1", "dimension": 2}
    path.write_text(json.dumps({"embedder": embedder, "offset": 0.5, "weights": [0.1, 0.2]}))
    room = FaceLimits.load(path).room(np.array([[1, 0], [0, 1]], np.float32))
    assert room.tolist() == pytest.approx([0.6, 0.7])


def test_a_template_has_length_one() -> None:
    with pytest.raises(TemplateError, match="length"):
        Template("m", FAKE, np.full(8, 0.1, np.float32))
    with pytest.raises(TemplateError, match="shape"):
        Template("m", FAKE, np.ones(3, np.float32))
    with pytest.raises(TemplateError, match="not finite"):
        unit(np.array([[np.nan, 1.0]], np.float32))


def test_a_mean_template_lies_between_its_photos() -> None:
    made = mean_template("m", FAKE, np.array([face_of(1), 3 * face_of(2)]))
    np.testing.assert_allclose(made.vector, between(1, 2, 0.5), atol=1e-5)
    with pytest.raises(ValueError, match="read-only"):
        made.vector[0] = 1


VOTES = {
    "": Outcome.OPEN,
    "a": Outcome.OPEN,
    "aa": Outcome.NAMED,
    "ab": Outcome.OPEN,
    "aba": Outcome.NAMED,
    "---": Outcome.UNKNOWN,
    "abc": Outcome.OPEN,
    "a--": Outcome.OPEN,
    "a--a": Outcome.OPEN,
    "a--aa": Outcome.NAMED,
    "a---": Outcome.UNKNOWN,
    "a--ab": Outcome.UNKNOWN,
}


@pytest.mark.parametrize(("cast", "outcome"), VOTES.items())
def test_votes(cast: str, outcome: Outcome) -> None:
    votes = Votes()
    for name in cast:
        votes.add(Match(None if name == "-" else name, 0.5))
    assert votes.outcome is outcome
    assert votes.score == (0.5 if cast.strip("-") else 0.0)
