"""Write the software bill of materials, CycloneDX JSON: `make sbom`, or `python -m tools.sbom`.

Installs what the locks of a station and a hub name into an environment of its own, has cyclonedx-py
list it with licences and dependencies, and adds the models.
"""

import argparse
import json
import subprocess
import sys
import venv
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import yaml

from edge import __version__
from edge.resources import bundled_models_dir

ROOT = Path(__file__).resolve().parent.parent
LOCKS = ("base", "pi", "members", "hub")
BUILD = ROOT / "build"
SPECIFICATION = "1.6"
TWIN = "_float"  # for measuring; they do not ship

Document = dict[str, Any]


def main(arguments: Sequence[str] | None = None) -> int:
    """Write the file; returns the exit status."""
    parser = argparse.ArgumentParser(
        prog="python -m tools.sbom", description=(__doc__ or "").split("\n\n")[1]
    )
    parser.add_argument("--output", type=Path, default=BUILD / f"gymstation-{__version__}.cdx.json")
    parser.add_argument("--tools", type=Path, default=BUILD / "tools-venv/bin")
    options = parser.parse_args(arguments)
    try:
        document = with_models(listed(options.tools / "cyclonedx-py", environment()))
    except (OSError, subprocess.CalledProcessError) as error:
        print(f"sbom: {error} — check the network and the package index", file=sys.stderr)
        return 1
    options.output.parent.mkdir(parents=True, exist_ok=True)
    options.output.write_text(json.dumps(document, indent=1) + "\n", encoding="utf-8")
    print(f"{options.output}: {len(document['components'])} components")
    return 0


def environment() -> Path:
    """The Python of an environment with what the locks name, and nothing else; made once a lock."""
    folder = BUILD / "sbom-venv"
    python, stamp = folder / "bin/python", folder / ".ready"
    files = [ROOT / "requirements" / f"{lock}.txt" for lock in LOCKS]
    if stamp.is_file() and all(path.stat().st_mtime < stamp.stat().st_mtime for path in files):
        return python
    venv.create(folder, clear=True, with_pip=True)
    for path in files:
        strict = ("--only-binary", ":all:", "--require-hashes", "--requirement", str(path))
        subprocess.run((str(python), "-m", "pip", "install", "--quiet", *strict), check=True)
    subprocess.run((str(python), "-m", "pip", "uninstall", "--quiet", "--yes", "pip"), check=True)
    stamp.touch()
    return python


def listed(program: Path, python: Path) -> Document:
    """What an environment holds, as cyclonedx-py tells it, checked against the schema."""
    command = (str(program), "environment", "--spec-version", SPECIFICATION, "--validate")
    shown = (*command, "--output-reproducible", "--output-format", "JSON", str(python))
    done = subprocess.run(shown, stdout=subprocess.PIPE, check=True)
    document: Document = json.loads(done.stdout)
    return document


def with_models(document: Document, folder: Path | None = None) -> Document:
    """The same with the station itself as its subject, and each model as a component.

    folder: of the models; the bundled ones by default.
    """
    folder = bundled_models_dir() if folder is None else folder
    entries = yaml.safe_load((folder / "manifest.yaml").read_text(encoding="utf-8"))["models"]
    models = [_model(name, entry) for name, entry in sorted(entries.items()) if TWIN not in name]
    subject = {
        "type": "application",
        "bom-ref": "gymstation",
        "name": "gymstation",
        "version": __version__,
        "licenses": [{"license": {"id": "Apache-2.0"}}],
    }
    return {
        **document,
        "metadata": {**document.get("metadata", {}), "component": subject},
        "components": [*document.get("components", []), *models],
    }


def _model(name: str, entry: dict[str, Any]) -> Document:
    component: Document = {
        "type": "machine-learning-model",
        "bom-ref": f"model:{name}",
        "name": name,
        "version": entry["sha256"][:12],
        "hashes": [{"alg": "SHA-256", "content": entry["sha256"]}],
        "licenses": [{"license": {"id": entry["licence"]}}],
        "description": f"from {entry['origin']}",
    }
    address = entry["origin"].partition(" ")[0]
    if address.startswith("https://"):
        component["externalReferences"] = [{"type": "distribution", "url": address}]
    return component


if __name__ == "__main__":
    sys.exit(main())
