"""The models in the bill of materials; the packages in it are cyclonedx-py's work."""

from edge import __version__
from edge.pose.manifest import load_manifest
from edge.resources import bundled_models_dir
from tools.sbom import with_models


def test_every_model_that_ships_is_listed_with_its_hash_and_licence() -> None:
    package = {"type": "library", "name": "rich", "bom-ref": "rich"}
    document = with_models({"bomFormat": "CycloneDX", "components": [package]})
    assert document["components"][0] == package
    models = {component["name"]: component for component in document["components"][1:]}
    shipped = {
        name: entry
        for name, entry in load_manifest(bundled_models_dir()).items()
        if not name.endswith("_float")
    }
    assert set(models) == set(shipped)
    for name, entry in shipped.items():
        assert models[name]["hashes"] == [{"alg": "SHA-256", "content": entry.sha256}]
        assert models[name]["licenses"][0]["license"]["id"]
    assert document["metadata"]["component"]["version"] == __version__
