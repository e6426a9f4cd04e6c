"""Plain HTML elements, which bring their meaning for screen readers with them.

    with box("section", "card"):
        said("h2", visit.say(TITLE))
        with box("a", "button", href="/sessions", data_testid="export"):
            ...

An attribute's `_` becomes `-` (`aria_label`, `data_testid`), one at its end is dropped (`for_`).
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import zip_longest

from nicegui import ui
from nicegui.elements.mixins.text_element import TextElement

Attribute = str | int | bool


def box(tag: str, classes: str = "", **attributes: Attribute) -> ui.element:
    """An element to put others into."""
    return _dress(ui.element(tag), classes, attributes)


def said(tag: str, text: str, classes: str = "", **attributes: Attribute) -> TextElement:
    """An element that holds a text, which is never read as HTML."""
    element = TextElement(tag=tag, text=text)
    _dress(element, classes, attributes)
    return element


@contextmanager
def table_body(title: str, heads: Sequence[str], classes: str = "table") -> Iterator[None]:
    """A table of elements: what is made inside the block are its rows."""
    with (
        box("div", "table-box", tabindex=0, role="region", aria_label=title),
        box("table", classes, aria_label=title),
    ):
        with box("thead"), box("tr"):
            for head in heads:
                said("th", head, scope="col")
        with box("tbody"):
            yield


def table(
    caption: str,
    heads: Sequence[str],
    rows: Sequence[Sequence[str]],
    *,
    numbers: int = 0,
    links: Sequence[str] = (),
    titled: bool = False,
) -> ui.element:
    """A table of texts.

    numbers: so many of the last columns are figures and stand to the right. links: where the first
    cell of each row leads; none, or one a row. titled: whether a heading says the caption already.
    """
    first = len(heads) - numbers
    outer = box("div", "table-box", tabindex=0, role="region", aria_label=caption)
    with outer, box("table", "table"):
        said("caption", caption, "visually-hidden" if titled else "")
        with box("thead"), box("tr"):
            for place, head in enumerate(heads):
                said("th", head, "number" if place >= first else "", scope="col")
        with box("tbody"):
            for row, link in zip_longest(rows, links):
                with box("tr"):
                    for place, cell in enumerate(row):
                        if place == 0 and link:
                            with box("td"):
                                said("a", cell, href=link)
                        else:
                            said("td", cell, "number" if place >= first else "")
    return outer


def _dress(element: ui.element, classes: str, attributes: dict[str, Attribute]) -> ui.element:
    for name, value in attributes.items():
        element.props[name.rstrip("_").replace("_", "-")] = value
    return element.classes(classes) if classes else element
