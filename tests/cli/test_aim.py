"""`gymstation aim` on a pose recording."""

import numpy as np
import pytest
from typer.testing import CliRunner

from edge.cli.aim import parse_address
from edge.cli.main import build
from edge.errors import UsageError
from tests.fakes.performer import SIZE, perform, poses


@pytest.fixture
def recording(tmp_path):
    seen = poses(perform("squat", repetitions=1), 90.0)[:1] * 12
    points = np.stack([pose.landmarks / (SIZE[0], SIZE[1], SIZE[0]) for pose in seen])
    visibility = np.stack([pose.visibility for pose in seen])[..., None]
    path = tmp_path / "standing.npz"
    np.savez(
        path,
        time_s=np.arange(len(seen)) / 10,
        landmarks=np.concatenate([points, visibility], axis=-1).astype(np.float32),
        world=np.stack([pose.world for pose in seen]).astype(np.float32),
        image_size=np.array(SIZE),
    )
    return path


def test_readings_are_printed(recording) -> None:
    done = CliRunner().invoke(build(("aim",)), ["aim", "--camera", str(recording), "--page"])
    assert done.exit_code == 0, done.output
    for words in ("open once: http://127.0.0.1:", "camera height:", "tilt:", "distance:",
                  "from the side", "can be judged: squat depth", "in the zone: yes"):  # fmt: skip
        assert words in done.output


@pytest.mark.parametrize("address", ["", "8080", "host:", "host:x", "host:70000"])
def test_an_address_that_cannot_be_is_refused(address: str) -> None:
    with pytest.raises(UsageError, match="HOST:PORT"):
        parse_address(address)


def test_an_address_is_read() -> None:
    assert parse_address("192.168.1.20:8080") == ("192.168.1.20", 8080)
