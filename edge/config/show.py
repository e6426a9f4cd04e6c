"""A configuration as text, for people and editors."""

import json

import yaml
from pydantic import BaseModel

JSON_SCHEMA_DIALECT = "https://json-schema.org/draft/2020-12/schema"


def as_yaml(settings: BaseModel) -> str:
    """All `settings` as YAML, in the order of the model; passwords and tokens are masked."""
    return yaml.safe_dump(settings.model_dump(mode="json"), sort_keys=False, allow_unicode=True)


def as_json_schema(model: type[BaseModel]) -> str:
    """The JSON Schema of a model's file, for editors that check while one types."""
    schema = {"$schema": JSON_SCHEMA_DIALECT, **model.model_json_schema()}
    return json.dumps(schema, indent=2, ensure_ascii=False)
