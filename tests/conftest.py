"""For all tests: no station of a test shares its data with another, or with the user's own."""

from pathlib import Path

import pytest


@pytest.fixture(autouse=True)
def data_of_its_own(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "share"))
