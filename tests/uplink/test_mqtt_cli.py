"""`gymstation mqtt`: what a technician is told."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

from edge.cli.mqtt import app
from edge.errors import UplinkError, UsageError
from tests.fakes.broker import Mosquitto, free_port


def station(folder: Path, **uplink: object) -> str:
    path = folder / "station.yaml"
    lines = [f"  {key}: {value}" for key, value in uplink.items()]
    path.write_text("\n".join(["station: rack-2", "uplink:", *lines, ""]))
    return str(path)


def test_every_step_of_the_way_is_named(broker: Mosquitto, tmp_path: Path) -> None:
    config = station(tmp_path, host="127.0.0.1", port=broker.port)

    result = CliRunner().invoke(app, ["test", "-c", config])

    assert result.exit_code == 0, result.output
    steps = [line.split()[0] for line in result.output.splitlines()[1:]]
    assert steps == ["DNS", "TCP", "MQTT", "publish", "confirmed"]


@pytest.mark.parametrize(
    ("uplink", "failed"),
    [
        ({"host": "no-such-host.invalid"}, "DNS: no-such-host.invalid: .* check uplink.host"),
        ({"host": "127.0.0.1", "port": free_port()}, "TCP: Connection refused"),
    ],
)
def test_the_step_that_fails_is_named_with_its_remedy(
    tmp_path: Path, uplink: dict[str, object], failed: str
) -> None:
    result = CliRunner().invoke(app, ["test", "-c", station(tmp_path, **uplink)])

    assert isinstance(result.exception, UplinkError)
    with pytest.raises(UplinkError, match=failed):
        raise result.exception


def test_without_a_broker_it_says_so(tmp_path: Path) -> None:
    result = CliRunner().invoke(app, ["test", "-c", station(tmp_path, port=1883)])

    assert isinstance(result.exception, UsageError)
    assert "no broker is configured" in str(result.exception)


def test_the_rights_are_those_of_this_station(tmp_path: Path) -> None:
    result = CliRunner().invoke(app, ["acl", "-c", station(tmp_path, host="broker")])

    assert "user gym.rack-2\ntopic write gymstation/gym/rack-2/availability" in result.output
    assert "topic read gymstation/gym/rack-2/cmd/+" in result.output


def test_a_wildcard_in_a_name_is_refused_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "station.yaml"
    path.write_text("station: rack+\nuplink:\n  prefix: a/b\n")

    result = CliRunner().invoke(app, ["acl", "-c", str(path)])

    assert "station.yaml:1:" in str(result.exception)
    assert "station.yaml:3:" in str(result.exception)
