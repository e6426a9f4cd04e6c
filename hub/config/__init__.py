"""The hub's one YAML file."""

from hub.config.hub import HubConfig, load_config

__all__ = ["HubConfig", "load_config"]
