"""The trained form model as it ships."""

import numpy as np
import pytest

from edge.config.pack import load_packs
from edge.errors import ModelError, ModelMissingError
from edge.exercise.judge.judge import FormJudge
from edge.exercise.values import Verdict
from edge.form_model import TfliteFormModel, load_form_models
from tests.fakes.performer import perform, poses


def test_the_packs_models_load_and_judge() -> None:
    packs = load_packs(None)
    models = load_form_models(packs)
    assert set(models) == {"form_push_up_int8"}
    (pack,) = load_packs(["push_up"])
    motion = perform("push_up", repetitions=1)
    form = FormJudge(pack, models=models)
    for pose in poses(motion, 90):
        form.observe(pose.captured_s, pose)
    (rep,) = motion.repetitions
    result = {r.condition: r for r in form.judge(rep.start_s, rep.turn_s, rep.end_s)}["technique"]
    assert result.verdict is not Verdict.NOT_JUDGED
    assert result.worst is not None
    assert 0.0 <= result.worst <= 1.0


def test_the_answer_depends_on_what_the_model_is_told() -> None:
    model = load_form_models(load_packs(["push_up"]))["form_push_up_int8"]
    rng = np.random.default_rng(0)
    answers = {model(rng.uniform(-2, 2, 116).astype(np.float32)) for _ in range(20)}
    assert len(answers) > 5


def test_a_model_of_other_features_is_refused() -> None:
    with pytest.raises(ModelError, match="its pack has 3"):
        TfliteFormModel("form_push_up_int8", 3)
    with pytest.raises(ModelMissingError):
        TfliteFormModel("form_nothing_int8", 3)
