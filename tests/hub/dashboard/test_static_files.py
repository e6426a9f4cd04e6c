"""What a browser may keep of the dashboard's own files."""

from starlette.applications import Starlette
from starlette.routing import Mount
from starlette.testclient import TestClient

from hub.dashboard.plain import static_url
from hub.dashboard.static_files import FOR_EVER, KeptFiles
from hub.dashboard.theme import STATIC


def test_a_file_is_kept_by_its_digest_alone() -> None:
    web = TestClient(Starlette(routes=[Mount("/static", KeptFiles(directory=STATIC))]))
    assert web.get(static_url("hub.css")).headers["cache-control"] == FOR_EVER
    assert "cache-control" not in web.get("/static/hub.css").headers
