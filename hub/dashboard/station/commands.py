"""Commands to a station, for staff: asked about where they disturb, and answered."""

import logging
from collections.abc import Awaitable, Callable

from nicegui import ui

from edge.errors import HubError, RefusedError, StoreError
from hub.actions.actor import ForbiddenError
from hub.api.who import SignedOutError
from hub.dashboard.dom import box, said
from hub.dashboard.icons import chip
from hub.dashboard.visit import Visit
from hub.dashboard.words import commands as words
from hub.dashboard.words import shell
from hub.dashboard.words.text import Text
from hub.wire.commands import Reply

log = logging.getLogger(__name__)

Send = Callable[[dict[str, str]], Awaitable[None]]
_REASONS: dict[type[HubError], Text] = {
    SignedOutError: words.ENDED,
    ForbiddenError: words.NOT_ALLOWED,
    StoreError: words.STORE_AWAY,
}


class CommandPanel:
    """The buttons, and the last answer."""

    def __init__(self, visit: Visit, station_id: str) -> None:
        self._visit = visit
        self._station_id = station_id
        with box("section", "card", data_testid="commands"):
            said("h2", visit.say(words.TITLE))
            said("p", visit.say(words.ABOUT), "muted")
            with box("div", "row-of"):
                for name, told in words.COMMANDS.items():
                    self._button(name, told)
            self._answer = box("div", "answer", role="status", data_testid="reply")

    def _button(self, name: str, told: words.CommandWords) -> None:
        async def send(parameters: dict[str, str]) -> None:
            await self._send(name, told, parameters)

        async def ask(_: object = None) -> None:
            if told.asks is None:
                await send({})
            else:
                self._confirm(name, told, told.asks, send)

        button = said("button", self._visit.say(told.label), "button", type="button")
        button.props["data-testid"] = name
        button.on("click", ask)

    def _confirm(self, name: str, told: words.CommandWords, asks: Text, send: Send) -> None:
        visit, title = self._visit, self._visit.say(told.label)
        chosen = {"signal": "ready"} if name == "signal-test" else {}
        with ui.dialog(value=True) as dialog, box("div", "card dialog", data_testid="confirm"):
            dialog.props["aria-label"] = title
            said("h2", title)
            said("p", visit.say(asks))
            if chosen:
                self._signals(chosen)
            with box("div", "row-of"):
                yes = said("button", title, "button first", type="button", data_testid="yes")
                no = said("button", visit.say(shell.CANCEL), "button", type="button")
                no.props["data-testid"] = "no"
        dialog.on("hide", dialog.delete)  # after it has given the focus back
        no.on("click", dialog.close)

        async def confirmed() -> None:
            dialog.close()
            await send(chosen)

        yes.on("click", confirmed)

    def _signals(self, chosen: dict[str, str]) -> None:
        def choose(value: str) -> None:
            chosen["signal"] = value

        with box("label", "field"):
            said("span", self._visit.say(words.SIGNAL))
            select = box("select", data_testid="signal")
            with select:
                for id_, name in words.signals(self._visit.language).items():
                    said("option", name, value=id_)
            select.on(
                "change",
                lambda event: choose(str(event.args)),
                js_handler="(event) => emit(event.target.value)",
            )

    async def _send(self, name: str, told: words.CommandWords, parameters: dict[str, str]) -> None:
        visit = self._visit
        title = visit.say(told.label)
        self._answer.clear()
        with self._answer:
            said("p", visit.say(words.ASKING), "muted")
        commands = visit.services.commands
        try:
            reply = await visit.act(commands.send, visit.actor, self._station_id, name, parameters)
        except HubError as error:
            reply = Reply(ok=False, result={}, error=self._reason(error))
        except Exception:
            log.exception("%s to %s", name, self._station_id)
            reply = Reply(ok=False, result={}, error=visit.say(words.FAILED))
        if not visit.client.is_deleted:
            self._show(title, reply)

    def _reason(self, error: HubError) -> str:
        if isinstance(error, RefusedError) and not self._is_there():
            return self._visit.say(words.AWAY)
        known = next((text for kind, text in _REASONS.items() if isinstance(error, kind)), None)
        return self._visit.say(known) if known else str(error)

    def _is_there(self) -> bool:
        live = self._visit.services.board.station(self._station_id)
        return live is not None and live.is_online

    def _show(self, title: str, reply: Reply) -> None:
        self._answer.clear()
        outcome = words.DONE if reply.ok else words.NOT_DONE
        with self._answer:
            chip("good" if reply.ok else "bad", self._visit.say(outcome, command=title))
            if not reply.answered:
                said("p", self._visit.say(words.SILENT))
            elif reply.error:
                said("p", reply.error)
            if reply.result:
                with box("dl", "facts"):
                    for key, value in reply.result.items():
                        name, told = words.answer(key, value, self._visit.language)
                        said("dt", name)
                        said("dd", told)
