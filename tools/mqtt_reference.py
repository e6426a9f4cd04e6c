"""Write docs/mqtt/: the JSON Schema of every message, and asyncapi.yaml."""

import json
from pathlib import Path

import yaml

from edge import __version__
from edge.uplink.reference import asyncapi, schemas

FOLDER = Path(__file__).resolve().parent.parent / "docs" / "mqtt"


def documents() -> dict[str, str]:
    """Name and text of every file."""
    files = {
        f"{name}.schema.json": json.dumps(schema, indent=2) + "\n"
        for name, schema in schemas().items()
    }
    files["asyncapi.yaml"] = yaml.safe_dump(asyncapi(__version__), sort_keys=False, width=100)
    return files


if __name__ == "__main__":
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name, text in documents().items():
        (FOLDER / name).write_text(text, encoding="utf-8")
        print(FOLDER / name)
