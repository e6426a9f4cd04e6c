"""Configuration: YAML to frozen models, every error with file, line and column."""

from edge.config.compose import load_yaml
from edge.config.document import Document
from edge.config.load import find_config, load_config
from edge.config.model import ConfigModel
from edge.config.validation import load_model

__all__ = ["ConfigModel", "Document", "find_config", "load_config", "load_model", "load_yaml"]
