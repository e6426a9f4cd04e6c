"""`gymstation models`, from making a key to rolling back."""

import json
import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from edge.cli.models import app
from edge.errors import ModelPackError, PackSignatureError
from edge.modelpack import keys
from edge.modelpack.rules import Rules
from edge.resources import bundled_models_dir

pytest.importorskip("cryptography", reason="the extra `members` is not installed")


def run(*arguments: object) -> Result:
    result = CliRunner().invoke(app, [str(argument) for argument in arguments])
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


def test_the_bundled_models_are_verified(tmp_path: Path) -> None:
    told = json.loads(run("verify", "--data-dir", tmp_path, "--json").stdout)
    assert told["models"] == "bundled"
    assert told["passed"] is True
    assert told["worst_torso"] < 0.01


def test_from_a_key_to_a_rollback(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    trusted = tmp_path / "trusted"
    trusted.mkdir()
    monkeypatch.setattr(keys, "SITE_KEYS", trusted)
    data = ("--data-dir", tmp_path / "data")
    key, pack = tmp_path / "maker", tmp_path / "pack"
    assert "keep it away" in run("key", key).stdout
    made = run("pack", bundled_models_dir(), pack, "--name", "gym-models", "--version", "1.2")
    assert "gym-models 1.2" in made.stdout
    with pytest.raises(PackSignatureError, match="not signed"):
        run("install", pack, *data)
    run("sign", pack, key)
    with pytest.raises(PackSignatureError, match="does not trust"):
        run("install", pack, *data)
    shutil.copy(f"{key}.pub.pem", trusted)
    assert "active pack now" in run("install", pack, *data).stdout
    assert "* gym-models-1.2: gym-models 1.2" in run("list", *data).stdout
    assert json.loads(run("verify", *data, "--json").stdout)["models"] == "gym-models 1.2"
    assert json.loads(run("list", *data, "--json").stdout)["active"] == "gym-models 1.2"
    assert "bundled" in run("rollback", *data).stdout
    assert "* bundled" in run("list", *data).stdout
    with pytest.raises(ModelPackError, match="nothing to take back"):
        run("rollback", *data)


def test_an_unknown_pack_is_named_with_those_there_are(tmp_path: Path) -> None:
    with pytest.raises(ModelPackError, match=r"'nothing'.*there are: bundled"):
        run("verify", "nothing", "--data-dir", tmp_path)


def test_the_keys_of_the_software_and_of_the_site_are_trusted() -> None:
    software, site = Rules().keys
    assert (software / "README.md").is_file()
    assert site == Path("/etc/gymstation/model-keys.d")
