import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from pydantic import BaseModel

from edge.config import load_config, load_yaml
from edge.config.camera import CameraConfig
from edge.config.pack import ExercisePack
from edge.config.station import StationConfig
from edge.errors import ConfigError
from edge.resources import share_dir

EXAMPLE = share_dir() / "config" / "station.yaml"


def fields(model: type[BaseModel], prefix: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    for name, field in model.model_fields.items():
        yield (*prefix, name)
        if isinstance(field.annotation, type) and issubclass(field.annotation, BaseModel):
            yield from fields(field.annotation, (*prefix, name))


def models(model: type[BaseModel]) -> set[type[BaseModel]]:
    def inside(annotation: object) -> Iterator[type[BaseModel]]:
        if isinstance(annotation, type) and issubclass(annotation, BaseModel):
            yield from models(annotation)
        for argument in getattr(annotation, "__args__", ()):
            yield from inside(argument)

    found = {model}
    for field in model.model_fields.values():
        found.update(inside(field.annotation))
    return found


def test_example_is_the_defaults():
    assert load_config(EXAMPLE) == load_config(None) == StationConfig()


def test_example_holds_every_key():
    written = set(load_yaml(EXAMPLE).keys)
    assert written == set(fields(StationConfig))


def test_every_key_of_the_example_is_commented():
    # A key, or a group of keys without a blank line between, has a comment right above it.
    previous = "#"
    for line in EXAMPLE.read_text(encoding="utf-8").splitlines():
        if line.strip() and not line.lstrip().startswith("#"):
            assert previous.strip(), f"no comment above: {line}"
        previous = line


@pytest.mark.parametrize("model", sorted(models(StationConfig), key=lambda model: model.__name__))
def test_every_field_says_what_it_is(model: type[BaseModel]):
    assert model.__doc__
    assert model.model_config.get("extra") == "forbid"
    assert model.model_config.get("frozen")
    for name, field in model.model_fields.items():
        assert field.title, name
        assert field.description, name
        assert field.description.endswith("."), name


def test_one_model_a_module():
    modules = [model.__module__ for model in models(StationConfig)]
    assert len(set(modules)) == len(modules)


def test_defaults_obey_their_own_rules():
    config = StationConfig()
    assert StationConfig.model_validate_json(config.model_dump_json()) == config


@pytest.mark.parametrize(
    ("overrides", "message"),
    [
        ({"camera.source": "stream"}, "camera.url: source stream needs the address"),
        ({"camera.source": "file"}, "camera.path: source file needs the path"),
        ({"camera.source": "poses"}, "camera.path: source poses needs the path"),
        (
            {"camera.source": "picamera2", "camera.device": "/dev/video0"},
            "camera.device: source picamera2 needs the number",
        ),
        ({"camera.source": "picamera2", "camera.width": 641}, "camera.width: 641 is odd"),
        ({"camera.source": "picamera2", "camera.height": 481}, "camera.height: 481 is odd"),
        ({"camera.retry_first_s": 31}, "camera.retry_first_s: is more than retry_longest_s"),
        ({"camera.rotate": 45}, "camera.rotate: 45 is not among the choices"),
        ({"camera.device": "video0"}, 'camera.device: "video0" does not fit'),
        ({"camera.device": -1}, "camera.device: -1 is too small"),
        ({"camera.timeout_s": 0}, "camera.timeout_s: 0 is too small"),
        ({"site": "Gym"}, 'site: "Gym" does not fit; allowed: up to 40 lower-case'),
        ({"station": "a/b"}, 'station: "a/b" does not fit'),
        ({"station": "+"}, 'station: "+" does not fit'),
        ({"station": "hall\n"}, "station:"),
        ({"station": "a" * 41}, "is too long"),
        ({"language": "de"}, "allowed: one of en, ko"),
        ({"schema_version": 2}, "schema_version: 2 is not among the choices; allowed: 1"),
        ({"exercises": []}, "exercises: a list is too short"),
        ({"exercises": ["squat", "squat"]}, "exercises: squat is named twice"),
        ({"exercises": ["sqat"]}, 'exercises[0]: "sqat" has no pack'),
        ({"exercises": ["sqat"]}, 'did you mean "squat"?'),
        ({"exercises": ["../squat"]}, "is no exercise id"),
        ({"camera.mannequin.exercise": "sqat"}, 'camera.mannequin.exercise: "sqat" has no pack'),
        ({"pose.presence_threshold": 1.0}, "pose.presence_threshold: 1.0 is too large"),
        ({"pose.backend": "blaze_pose"}, 'did you mean "blazepose"?'),
    ],
)
def test_refused(overrides: dict[str, object], message: str):
    with pytest.raises(ConfigError) as caught:
        load_config(None, overrides)
    assert message in str(caught.value)


def test_values_of_every_kind():
    config = load_config(
        None,
        {
            "camera.source": "usb",
            "camera.device": "/dev/v4l/by-id/usb-cam",
            "camera.fps": 15,
            "exercises": ["lunge", "squat"],
            "camera.path": Path("/data/a.mp4"),
        },
    )
    assert config.camera.device == "/dev/v4l/by-id/usb-cam"
    assert config.camera.fps == 15.0
    assert config.camera.path == Path("/data/a.mp4")
    assert config.exercises == ("lunge", "squat")


def test_secret_does_not_reach_the_error_of_a_direct_call():
    with pytest.raises(ValueError, match="url") as caught:
        CameraConfig(url="hunter2")
    assert "hunter2" not in str(caught.value)


@pytest.mark.parametrize("model", [StationConfig, ExercisePack])
def test_schema_is_json(model: type[BaseModel]):
    schema = json.loads(json.dumps(model.model_json_schema()))
    assert schema["additionalProperties"] is False
    assert isinstance(schema["properties"], dict)
