"""Both commands say which version they are."""

import subprocess
import sys

import pytest

from edge import __version__


@pytest.mark.parametrize(
    ("module", "name"), [("edge.cli.main", "gymstation"), ("hub.cli", "gymhub")]
)
def test_the_version_is_said(module: str, name: str) -> None:
    code = f"import sys; sys.argv = ['{name}', '--version']; from {module} import main; main()"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (0, f"{name} {__version__}\n"), done.stderr
