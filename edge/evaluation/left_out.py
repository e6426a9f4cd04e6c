"""What training measured on clips that it had left out, as the models' manifest has it."""

from collections.abc import Mapping

import yaml

from edge.pose.manifest import MANIFEST_NAME
from edge.resources import models_dir


def left_out(model: str) -> Mapping[str, str]:
    """Figure → value in words; empty where the model was trained without leaving any out."""
    text = (models_dir() / MANIFEST_NAME).read_text(encoding="utf-8")
    entry = yaml.safe_load(text)["models"].get(model, {})
    return {str(what): str(value) for what, value in entry.get("measured", {}).items()}
