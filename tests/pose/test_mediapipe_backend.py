import sys

import pytest

from edge.camera.frame import Frame
from edge.config.pose import PoseBackend, PoseConfig
from edge.errors import RuntimeMissingError
from edge.pose.factory import make_estimator
from tests.fakes.pose import picture


def test_without_mediapipe_the_error_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "mediapipe", None)
    estimator = make_estimator(PoseConfig(backend=PoseBackend.MEDIAPIPE))
    with pytest.raises(RuntimeMissingError, match=r"pip install gymstation\[mediapipe\]"):
        estimator.estimate(Frame(picture(), 0.0, 0))
