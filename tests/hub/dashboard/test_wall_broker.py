"""The wall says when what it shows may be old."""

import re
from dataclasses import dataclass, replace
from types import SimpleNamespace
from typing import cast

import pytest

from hub.actions.actor import Role
from hub.dashboard.words import wall as words
from hub.ingest.service import Ingest
from hub.services import Services
from tests.hub.dashboard.conftest import SignIn, texts


@dataclass
class Ear:
    """One of the hub's two connections to the broker."""

    is_up: bool


@pytest.fixture(params=[(True, True), (True, False), (False, False)])
def ears(request: pytest.FixtureRequest) -> tuple[Ear, ...]:
    return tuple(Ear(is_up) for is_up in request.param)


@pytest.fixture
def services(services: Services, ears: tuple[Ear, ...]) -> Services:
    return replace(services, ingest=cast("Ingest", SimpleNamespace(hearing=ears)))


@pytest.mark.parametrize("language", ["en", "ko"])
def test_a_broker_that_is_away_is_said_on_the_wall(
    browser: SignIn, ears: tuple[Ear, ...], language: str
) -> None:
    page = texts(browser(Role.VIEWER, language).get("/").text)
    assert words.BROKER_AWAY.in_(language) in page
    assert is_seen(page) is not all(ear.is_up for ear in ears)


def is_seen(page: str) -> bool:
    """Whether the card that says so is not hidden."""
    (classes,) = re.findall(r'"class":\[([^\]]*"notice","warn"[^\]]*)\]', page)
    return '"hidden"' not in classes
