"""Members as staff find them in a field: by a part of the name."""

import re

from nicegui import ui

from hub.dashboard.dom import Attribute
from hub.dashboard.fields import offers, suggestions, text_field
from hub.dashboard.visit import Visit

_MOST = 12
_LEAST = 1
_ID = re.compile(r"[A-Za-z0-9_-]{1,64}")
_BETWEEN = " · "


def member_text(id_: str, name: str) -> str:
    """How a member stands in the field."""
    return f"{name}{_BETWEEN}{id_}"


def member_of(text: str) -> str | None:
    """The id in a field's text; None where there is none."""
    id_ = text.rpartition(_BETWEEN)[2].strip()
    return id_ if _ID.fullmatch(id_) else None


def member_field(
    visit: Visit, name: str, label: str, value: str = "", **attributes: Attribute
) -> ui.element:
    """A field that offers members as their names are written."""
    list_id = f"members-of-{name}"
    field = text_field(name, label, value, list=list_id, autocomplete="off", **attributes)
    offered = suggestions(list_id, [])

    async def written(event: object) -> None:
        text = str(getattr(event, "args", "")).partition(_BETWEEN)[0].strip()
        if len(text) < _LEAST:
            return
        page = await visit.ask(visit.services.records.members, None, _MOST, text)
        offered.set_content(offers([member_text(each.id, each.name) for each in page.items]))

    return field.on("input", written, js_handler="(e) => emit(e.target.value)", throttle=0.3)
