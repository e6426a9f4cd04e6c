"""The page: who gets in, when the picture is sent, when the lamp is lit."""

import json
from http.client import HTTPConnection
from urllib.parse import urlsplit

import numpy as np
import pytest

from edge.aim.report import AimReport
from edge.aim.server import OPEN_S, AimPage
from edge.camera.frame import Frame, RecordedLandmarks
from edge.errors import UsageError
from tests.fakes.performer import perform, poses
from tests.fakes.pose import picture

ZONE = [(0.2, 0.4), (0.8, 0.4), (0.8, 1.0), (0.2, 1.0)]
FRAME = Frame(picture(), 0.0, 0)
REPORT = AimReport(poses(perform("squat", repetitions=1), 90.0)[0], 1, yaw_deg=90.0)


class Clock:
    now_s = 100.0

    def __call__(self) -> float:
        return self.now_s


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def lamp() -> list[bool]:
    return []


@pytest.fixture
def page(clock, lamp):
    one = AimPage(ZONE, lamp.append, clock=clock)
    yield one
    one.close()


class Browser:
    def __init__(self, page: AimPage) -> None:
        self.page = page
        self.cookie: str | None = None

    def get(self, path: str) -> tuple[int, bytes, dict[str, str]]:
        parts = urlsplit(self.page.url)
        connection = HTTPConnection(str(parts.hostname), parts.port, timeout=5)
        connection.request("GET", path, headers={"Cookie": self.cookie} if self.cookie else {})
        answer = connection.getresponse()
        body, headers = answer.read(), dict(answer.getheaders())
        connection.close()
        if "Set-Cookie" in headers:
            self.cookie = headers["Set-Cookie"].split(";")[0]
        return answer.status, body, headers

    def enter(self) -> "Browser":
        status, _, headers = self.get(urlsplit(self.page.url).path)
        assert (status, headers["Location"]) == (303, "/")
        return self


def test_the_address_lets_one_browser_in_once(page) -> None:
    first = Browser(page).enter()
    status, body, headers = first.get("/")
    assert status == 200
    assert b"Nothing is stored" in body
    assert headers["Cache-Control"] == "no-store"
    assert Browser(page).get(urlsplit(page.url).path)[0] == 403
    assert first.get("/")[0] == 200


@pytest.mark.parametrize("path", ["/", "/state.json", "/picture.jpg", "/wrong", "/%00", "/../etc"])
def test_without_the_token_nothing_is_shown(page, lamp, path: str) -> None:
    page.show(FRAME, REPORT)
    assert Browser(page).get(path)[0] == 403
    intruder = Browser(page)
    intruder.cookie = "aim=guessed"
    assert intruder.get(path)[0] == 403
    assert lamp == []


def test_the_picture_is_sent_and_the_lamp_lit_only_while_the_page_is_open(
    page, clock, lamp
) -> None:
    browser = Browser(page).enter()
    page.show(FRAME, REPORT)
    assert lamp == []
    assert browser.get("/picture.jpg")[0] == 204  # nothing was kept before somebody watched
    assert lamp == [True]
    page.show(FRAME, REPORT)
    status, body, headers = browser.get("/picture.jpg")
    assert (status, headers["Content-Type"], body[:2]) == (200, "image/jpeg", b"\xff\xd8")
    clock.now_s += OPEN_S + 0.1
    page.show(FRAME, REPORT)
    assert lamp == [True, False]
    assert browser.get("/picture.jpg")[0] == 204
    assert lamp == [True, False, True]


def test_closing_puts_the_lamp_out(clock, lamp) -> None:
    page = AimPage(ZONE, lamp.append, clock=clock)
    Browser(page).enter().get("/picture.jpg")
    page.close()
    assert lamp == [True, False]


def test_the_state_holds_no_picture(page) -> None:
    page.show(FRAME, REPORT)
    state = json.loads(Browser(page).enter().get("/state.json")[1])
    assert len(state["landmarks"]) == 33
    assert state["yaw_deg"] == 90
    assert state["mount"] is None


def test_a_pose_recording_has_no_picture_to_show(page) -> None:
    browser = Browser(page).enter()
    browser.get("/picture.jpg")
    row = RecordedLandmarks(np.zeros((33, 4), np.float32), None, (0, 0))
    page.show(Frame(row, 0.0, 0), REPORT)
    assert browser.get("/picture.jpg")[0] == 204
    assert browser.get("/nothing")[0] == 404


def test_an_address_that_is_taken_is_said(page) -> None:
    parts = urlsplit(page.url)
    with pytest.raises(UsageError, match="cannot serve the page"):
        AimPage(ZONE, lambda lit: None, host="203.0.113.1", port=int(parts.port or 0))
