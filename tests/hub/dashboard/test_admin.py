from html import unescape

import pytest

from hub.actions.actor import Role
from hub.ingest.parse import parse
from hub.ingest.writer import Writer
from hub.services import Services
from tests.hub.dashboard.conftest import SignIn, texts
from tests.hub.dashboard.training import NAME, open_gym
from tests.hub.messages import received

PAGES = ("/admin", "/admin/tokens", "/admin/quarantine", "/admin/audit")


@pytest.mark.parametrize("path", PAGES)
def test_administration_is_for_administrators(browser: SignIn, path: str) -> None:
    assert browser(Role.STAFF).get(path).status_code == 403
    assert browser(Role.ADMIN).get(path).status_code == 200


def test_a_message_that_could_not_be_read_is_shown_as_it_came(
    services: Services, browser: SignIn
) -> None:
    bad = received("session", '{"summary": "<script>alert(1)</script>"')
    Writer(services.database).write([parse(bad, "gymstation")])
    admin = browser(Role.ADMIN)
    assert "message-1" in admin.get("/admin/quarantine").text
    page = admin.get("/admin/quarantine/1")
    assert "alert(1)</script>" in unescape(texts(page.text))
    assert "<script>alert" not in page.text
    assert admin.get("/admin/quarantine/2").status_code == 404


def test_the_log_names_no_member(services: Services, browser: SignIn) -> None:
    open_gym(services)
    page = browser(Role.ADMIN).get("/admin/audit")
    assert "enrolled a member" in texts(page.text)
    assert NAME not in page.text
