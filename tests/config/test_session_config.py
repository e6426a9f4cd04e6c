"""The session's settings."""

import pytest
from pydantic import ValidationError

from edge.config.session import SessionConfig


def test_a_session_that_would_end_in_its_first_rest_is_refused():
    with pytest.raises(ValidationError, match="longest_session_s: must be longer"):
        SessionConfig(rest_ends_set_s=120.0, longest_session_s=90.0)


@pytest.mark.parametrize("targets", [{"squat": 0}, {"Squat!": 5}, {"squat": 2.5}])
def test_targets_are_whole_numbers_of_known_forms(targets):
    with pytest.raises(ValidationError):
        SessionConfig(targets=targets)
