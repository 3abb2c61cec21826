"""The wire below the bot, replaced: a private chat on this machine in place of Telegram."""

import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from itertools import count
from time import time
from typing import Any

from telegram.request import BaseRequest, RequestData

TOKEN = "1:local"  # noqa: S105 - nothing is behind it
PERSON = 1  # in a private chat the chat has the person's number
BOT: dict[str, Any] = {"id": 2, "is_bot": True, "first_name": "Pramana", "username": "pramana"}
COMMAND = re.compile(r"/[A-Za-z0-9_]{1,32}(@\w+)?(?!\S)")


@dataclass(frozen=True, slots=True)
class Shown:
    """What the bot shows: a message with the buttons below it, new or in place of an earlier one.

    A button is its text and its data; one that opens a web address has the address in its text, and no data.
    """

    number: int
    html: str
    buttons: tuple[tuple[str, str], ...]


class LocalWire(BaseRequest):
    """Answers the bot's requests as Telegram would, and hands what it shows to `show` and its notices to `notify`."""

    def __init__(self, show: Callable[[Shown], None], notify: Callable[[str], None], language: str) -> None:
        self._show, self._notify = show, notify
        self._person = {"id": PERSON, "is_bot": False, "first_name": "You", "language_code": language}
        self._numbers = count(1)
        self._updates = count(1)
        self._messages: dict[int, dict[str, Any]] = {}

    def say(self, text: str) -> dict[str, Any]:
        """Return the update that a person's message makes."""
        message = self._message(self._person, text)
        command = COMMAND.match(text)
        if command:
            message["entities"] = [{"type": "bot_command", "offset": 0, "length": command.end()}]
        return {"update_id": next(self._updates), "message": message}

    def press(self, number: int, data: str) -> dict[str, Any]:
        """Return the update that a press on a button of a shown message makes."""
        query = {"id": str(next(self._numbers)), "from": self._person, "chat_instance": "local", "data": data}
        return {"update_id": next(self._updates), "callback_query": {**query, "message": self._messages[number]}}

    @property
    def read_timeout(self) -> float | None:
        """No request waits for anything."""
        return None

    async def initialize(self) -> None:
        """Nothing to set up."""

    async def shutdown(self) -> None:
        """Nothing to tear down."""

    async def do_request(
        self,
        url: str,
        method: str,  # noqa: ARG002 - GET or POST, all the same here
        request_data: RequestData | None = None,
        *_: object,
        **__: object,
    ) -> tuple[int, bytes]:
        """Answer one request of the Bot API."""
        parameters: dict[str, Any] = request_data.parameters if request_data else {}
        result = self._answer(url.rsplit("/", 1)[-1], parameters)
        return 200, json.dumps({"ok": True, "result": result}).encode()

    def _answer(self, method: str, parameters: dict[str, Any]) -> Any:
        match method:
            case "getMe":
                return BOT
            case "sendMessage":
                return self._shown(self._message(BOT, parameters["text"]), parameters)
            case "editMessageText":
                message = {**self._messages[int(parameters["message_id"])], "text": parameters["text"]}
                return self._shown(message, parameters)
            case "answerCallbackQuery" if parameters.get("text"):
                self._notify(parameters["text"])
        return True

    def _shown(self, message: dict[str, Any], parameters: dict[str, Any]) -> dict[str, Any]:
        rows = parameters.get("reply_markup", {}).get("inline_keyboard", [])
        buttons = tuple(_button(key) for row in rows for key in row)
        self._messages[message["message_id"]] = message
        self._show(Shown(message["message_id"], parameters["text"], buttons))
        return message

    def _message(self, sender: dict[str, Any], text: str) -> dict[str, Any]:
        number = next(self._numbers)
        chat = {"id": PERSON, "type": "private", "first_name": "You"}
        message = {"message_id": number, "date": int(time()), "chat": chat, "from": sender, "text": text}
        self._messages[number] = message
        return message


def _button(key: dict[str, str]) -> tuple[str, str]:
    return (f"{key['text']}: {key['url']}", "") if "url" in key else (key["text"], key["callback_data"])
