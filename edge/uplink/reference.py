"""The reference of what is said over MQTT, made from the message classes: schemas, AsyncAPI 3."""

from typing import Any

from edge.uplink.message import (
    Alert,
    Availability,
    Command,
    Health,
    Message,
    RepDone,
    Reply,
    State,
)
from edge.uplink.session_message import SessionDone
from edge.uplink.topics import COMMANDS

SPOKEN: tuple[type[Message], ...] = (
    Availability,
    State,
    RepDone,
    SessionDone,
    Health,
    Alert,
    Reply,
)
DRAFT = "https://json-schema.org/draft/2020-12/schema"


def schemas() -> dict[str, dict[str, Any]]:
    """The JSON Schema of each message by its name; `cmd` is that of all commands."""
    found = {kind.name: kind.model_json_schema(by_alias=True) for kind in SPOKEN}
    found["cmd"] = Command.model_json_schema()
    return {name: {"$schema": DRAFT, **schema} for name, schema in found.items()}


def asyncapi(version: str) -> dict[str, Any]:
    """The AsyncAPI 3.0 document; the schemas lie beside it."""
    return {
        "asyncapi": "3.0.0",
        "info": {
            "title": "Gym station",
            "version": version,
            "description": "What a station says to its gym's hub over MQTT, and what it hears.",
        },
        "defaultContentType": "application/json",
        "channels": {
            **{kind.name: _channel(kind.name, kind.name, kind.__doc__ or "") for kind in SPOKEN},
            "cmd": _channel("cmd/{command}", "cmd", Command.__doc__ or "", with_command=True),
        },
        "operations": {
            **{f"say-{kind.name}": _saying(kind) for kind in SPOKEN},
            "hear-cmd": {
                "action": "receive",
                "channel": {"$ref": "#/channels/cmd"},
                "reply": {
                    "address": {
                        "location": "$message.header#/responseTopic",
                        "description": "Without one the answer goes to the station's `reply`.",
                    },
                    "channel": {"$ref": "#/channels/reply"},
                },
            },
        },
    }


def _channel(
    address: str, schema: str, summary: str, *, with_command: bool = False
) -> dict[str, Any]:
    parameters: dict[str, Any] = {
        "prefix": {"description": "`uplink.prefix` of the station's file."},
        "site": {"description": "Id of the gym."},
        "station": {"description": "Id of the station."},
    }
    if with_command:
        parameters["command"] = {"enum": list(COMMANDS)}
    return {
        "address": f"{{prefix}}/{{site}}/{{station}}/{address}",
        "parameters": parameters,
        "messages": {
            schema: {
                "summary": " ".join(summary.split()),
                "contentType": "application/json",
                "payload": {"$ref": f"{schema}.schema.json"},
            }
        },
    }


def _saying(kind: type[Message]) -> dict[str, Any]:
    mqtt: dict[str, Any] = {"qos": kind.qos, "retain": kind.retained, "bindingVersion": "0.2.0"}
    if kind.expires_s is not None:
        mqtt["messageExpiryInterval"] = kind.expires_s
    return {
        "action": "send",
        "channel": {"$ref": f"#/channels/{kind.name}"},
        "bindings": {"mqtt": mqtt},
    }
