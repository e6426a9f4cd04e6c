"""Announces the station to Home Assistant: one retained document for the whole device.

Follows the device discovery of Home Assistant 2024.12 and newer.
"""

import json

from edge.uplink.mailbox import Letter
from edge.uplink.topics import Topics

BIRTH = "status"
"""Home Assistant says `online` on `{prefix}/status` when it has started."""


def discovery(topics: Topics, prefix: str, version: str) -> Letter:
    """The document. prefix: first level of Home Assistant's topics."""
    device = f"{topics.prefix}_{topics.site}_{topics.station}".replace("-", "_")
    document = {
        "device": {
            "identifiers": [device],
            "name": f"{topics.site} {topics.station}",
            "manufacturer": "gymstation",
            "sw_version": version,
        },
        "origin": {"name": "gymstation", "sw_version": version},
        "availability_topic": topics.of("availability"),
        "availability_template": "{{ 'online' if value_json.status == 'online' else 'offline' }}",
        "payload_available": "online",
        "payload_not_available": "offline",
        "components": {
            "phase": _sensor(device, topics, "state", "phase", "Phase"),
            "exercise": _sensor(device, topics, "state", "exercise", "Exercise"),
            "count": _sensor(device, topics, "state", "count", "Repetitions"),
            "health": _sensor(device, topics, "health", "status", "Health"),
            "end_session": {
                "platform": "button",
                "unique_id": f"{device}_end_session",
                "name": "End session",
                "command_topic": topics.of("cmd/end-session"),
                "payload_press": "{}",
            },
        },
    }
    topic = f"{prefix}/device/{device}/config"
    return Letter(topic, json.dumps(document, separators=(",", ":")), qos=1, retain=True)


def _sensor(device: str, topics: Topics, message: str, field: str, name: str) -> dict[str, str]:
    return {
        "platform": "sensor",
        "unique_id": f"{device}_{field}",
        "name": name,
        "state_topic": topics.of(message),
        "value_template": f"{{{{ value_json.{field} | default('', true) }}}}",
    }
