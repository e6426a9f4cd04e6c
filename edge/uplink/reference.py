"""The reference of what is said over MQTT, made from the message classes: schemas, AsyncAPI 3."""

from typing import Any

from edge.uplink.hub_lists import PARTS, Cards, Forgotten, ListsObeyed
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
from edge.uplink.topics import COMMANDS, GALLERY, HUB

SPOKEN: tuple[type[Message], ...] = (
    Availability,
    State,
    RepDone,
    SessionDone,
    Health,
    Alert,
    Reply,
    ListsObeyed,
)
LISTS: tuple[type[Forgotten] | type[Cards], ...] = (Forgotten, Cards)
DRAFT = "https://json-schema.org/draft/2020-12/schema"


def schemas() -> dict[str, dict[str, Any]]:
    """The JSON Schema of each message by its name; `cmd` is that of all commands."""
    found = {kind.name: kind.model_json_schema(by_alias=True) for kind in SPOKEN}
    found |= {kind.name: kind.model_json_schema(by_alias=True) for kind in LISTS}
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
            **{kind.name: _list_channel(kind) for kind in LISTS},
            GALLERY: _gallery_channel(),
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
            **{f"hear-{kind.name}": _exchanging("receive", kind.name) for kind in LISTS},
            f"say-{GALLERY}": _exchanging("send", GALLERY),
            f"hear-{GALLERY}": _exchanging("receive", GALLERY),
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


def _list_channel(kind: type[Forgotten] | type[Cards]) -> dict[str, Any]:
    channel = _channel(kind.name, kind.name, kind.__doc__ or "")
    prefix = channel["parameters"]["prefix"]
    part = {"enum": list(PARTS), "description": "First digit of the digests in this part."}
    address = f"{{prefix}}/{HUB}/{kind.name}/{{part}}"
    return channel | {"address": address, "parameters": {"prefix": prefix, "part": part}}


def _gallery_channel() -> dict[str, Any]:
    channel = _channel(GALLERY, GALLERY, "")
    bundle = {
        "summary": "The members whom the station knows, sealed and signed with the site's key: "
        "for its other stations, and readable by nobody else.",
        "contentType": "application/octet-stream",
    }
    return channel | {"messages": {GALLERY: bundle}}


def _exchanging(action: str, name: str) -> dict[str, Any]:
    mqtt = {"qos": 1, "retain": True, "bindingVersion": "0.2.0"}
    return {
        "action": action,
        "channel": {"$ref": f"#/channels/{name}"},
        "bindings": {"mqtt": mqtt},
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
