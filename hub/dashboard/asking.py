"""A button that opens a dialog with a form; the browser checks its fields, the hub the rest.

async def rename(values: Values) -> str | None:
    await visit.act(visit.services.members.rename, visit.actor, id_, values["name"])
    return f"/members/{id_}?done=renamed"

Asking(visit, RENAME, rename, fill, verb="rename").button()
"""

import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

from nicegui import ui

from edge.errors import HubError, StoreError
from hub.actions.actor import ForbiddenError
from hub.api.who import SignedOutError
from hub.dashboard.dom import box, said
from hub.dashboard.visit import Visit
from hub.dashboard.words import asking as words
from hub.dashboard.words import shell
from hub.dashboard.words.refusals import refusal
from hub.dashboard.words.text import Text

__all__ = ["Asking", "Values", "show_done"]

Values = dict[str, str]
Submit = Callable[[Values], Awaitable[str | None]]

_SEND = (
    "(event) => { event.preventDefault(); emit(Object.fromEntries(new FormData(event.target))) }"
)
_REASONS: dict[type[HubError], Text] = {
    SignedOutError: shell.ENDED,
    ForbiddenError: words.NOT_ALLOWED,
    StoreError: shell.STORE_AWAY,
}

log = logging.getLogger(__name__)


def _nothing() -> None:
    """A form without fields."""


@dataclass(frozen=True, slots=True)
class Asking:
    """verb: for tests, and of the button. about: what will happen, said before it does.

    submit: does it, and returns the address to go to then; None: it has drawn its outcome, which
    takes the place of the form. fill: draws the fields. kind: `first` or `danger`.
    """

    visit: Visit
    label: Text
    submit: Submit
    fill: Callable[[], None] = field(default=_nothing)
    verb: str = "ask"
    about: str = ""
    kind: str = ""
    name: str = ""

    def button(self) -> ui.element:
        """The button, where it stands. name: what the button is about, for screen readers."""
        label = self.visit.say(self.label)
        button = said("button", label, f"button {self.kind}", type="button")
        button.props["data-testid"] = self.verb
        if self.name:
            button.props["aria-label"] = f"{label}: {self.name}"
        return button.on("click", self._open)

    def _open(self) -> None:
        title = self.visit.say(self.label)
        with ui.dialog(value=True) as dialog, box("div", "card dialog", data_testid="dialog"):
            dialog.props["aria-label"] = title
            said("h2", title)
            if self.about:
                said("p", self.about)
            with box("form", "stack") as form:
                self.fill()
                problem = said("p", "", "problem", role="alert", data_testid="problem")
                with box("div", "row-of"):
                    send = said("button", title, f"button {self.kind or 'first'}", type="submit")
                    send.props["data-testid"] = "yes"
                    cancel = said("button", self.visit.say(shell.CANCEL), "button", type="button")
                    cancel.props["data-testid"] = "no"
            result = box("div", "stack")
        cancel.on("click", dialog.close)
        dialog.on("hide", dialog.delete)  # not before: it gives the focus back to the button

        async def sent(event: object) -> None:
            values = {str(k): str(v).strip() for k, v in getattr(event, "args", {}).items()}
            send.props["disabled"] = True
            problem.text = ""
            failure = await self._do(values, form, result)
            if failure is not None:
                problem.text = failure
                send.props.pop("disabled", None)
                send.update()

        form.on("submit", sent, js_handler=_SEND)

    async def _do(self, values: Values, form: ui.element, result: ui.element) -> str | None:
        """What went wrong, in words; None where nothing did."""
        try:
            with result:
                target = await self.submit(values)
        except HubError as error:
            return self._reason(error)
        except Exception:
            log.exception("%s", self.verb)
            return self.visit.say(shell.FAILED)
        if self.visit.client.is_deleted:
            return None
        with result:
            if target is not None:
                ui.navigate.to(target)
            else:
                form.delete()
                said("a", self.visit.say(words.CLOSE), "button", href="", data_testid="close")
        return None

    def _reason(self, error: HubError) -> str:
        known = next((text for kind, text in _REASONS.items() if isinstance(error, kind)), None)
        return self.visit.say(known) if known else refusal(error, self.visit.language)


def show_done(visit: Visit, done: str, texts: dict[str, Text]) -> None:
    """What the page before has done, told to screen readers too."""
    if done in texts:
        said("p", visit.say(texts[done]), "chip good", role="status", data_testid="done")
