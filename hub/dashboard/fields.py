"""Fields of a form in plain HTML, each with its label."""

from collections.abc import Mapping
from html import escape

from nicegui import ui

from hub.dashboard.dom import Attribute, box, said


def text_field(name: str, label: str, value: str = "", **attributes: Attribute) -> ui.element:
    """One line; attributes: of the input, such as `type`, `required`, `maxlength`, `list`."""
    with box("label", "field"):
        said("span", label)
        given: dict[str, Attribute] = {"type": "text", **attributes}
        field = box("input", "", name=name, **given)
        # What is given as `value` would come back over what was written since.
        field.props["defaultValue"] = value
        return field


def choice_field(name: str, label: str, options: Mapping[str, str], chosen: str = "") -> ui.element:
    """One of the options, which are texts by value. They may be many, so they are one element."""
    inner = "".join(
        f'<option value="{escape(value)}"{" selected" if value == chosen else ""}>'
        f"{escape(text)}</option>"
        for value, text in options.items()
    )
    with box("label", "field"):
        said("span", label)
        select = ui.html(inner, sanitize=False, tag="select")
        select.props["name"] = name
        return select


def tick_field(name: str, label: str, *, required: bool = False) -> ui.element:
    """A box to tick; `on` when it is."""
    with box("label", "tick"):
        tick = box("input", type="checkbox", name=name)
        if required:
            tick.props["required"] = True
        said("span", label)
        return tick


def suggestions(id_: str, texts: list[str]) -> ui.html:
    """What a field with `list=id_` offers; `set_content(offers(texts))` changes it."""
    found = ui.html(offers(texts), sanitize=False, tag="datalist")
    found.props["id"] = id_
    return found


def offers(texts: list[str]) -> str:
    """The content of `suggestions`."""
    return "".join(f'<option value="{escape(each)}"></option>' for each in texts)
