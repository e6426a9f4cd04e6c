"""Signs of state, drawn by us; each stands beside a word, and is nothing to a screen reader."""

from nicegui import ui

from hub.dashboard.dom import box, said

SIGNS = {
    "good": "M5 12.5l4.5 4.5L19 7.5",
    "warn": "M12 4L2.5 20h19zM12 10v4.5M12 17.4v.2",
    "bad": "M8 3h8l5 5v8l-5 5H8l-5-5V8zM12 7.5v5.5M12 16.4v.2",
    "away": "M4 4l16 16M8.5 8.7A6 6 0 0 0 7 18h10M11 6.2A6 6 0 0 1 17.8 11 4 4 0 0 1 20.4 16",
}


def sign(level: str) -> ui.element:
    """level: good, warn, bad or away."""
    drawing = box("svg", "sign", viewBox="0 0 24 24", aria_hidden="true")
    with drawing:
        box("path", d=SIGNS.get(level, SIGNS["away"]))
    return drawing


def chip(level: str, word: str) -> ui.element:
    """A sign with its word, in the colour of the level."""
    outer = box("span", f"chip {level}")
    with outer:
        sign(level)
        said("span", word)
    return outer
