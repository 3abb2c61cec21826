"""Telegram's limits, and the very words in which it refuses.

The words are those of the official server (telegram-bot-api, Client.cpp) and of TDLib; where only Telegram's
own servers speak, they are those reported in public threads.
"""

from __future__ import annotations

import json
import math
import re
import time
from collections import defaultdict, deque
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import telegram_texts
from telegram.constants import ChatAction, ReactionEmoji
from telegram_texts import Formatted

Json = dict[str, Any]

TEXT_BYTES = 1 << 15  # before parsing
MESSAGE_LENGTH = 4096  # code points after parsing, as all lengths here unless they say bytes
CAPTION_LENGTH = 1024
CALLBACK_ANSWER_LENGTH = 200
QUOTE_LENGTH = 1024
CALLBACK_DATA_BYTES = 64
COPY_TEXT_LENGTH = 256
ROW_BUTTONS, PARSED_BUTTONS = 12, 300  # what TDLib keeps; the rest it drops without a word
KEYBOARD_BUTTONS, KEYBOARD_BYTES = 100, 10_000  # what the server then takes
COMMANDS, COMMAND_LENGTH, COMMAND_DESCRIPTION_LENGTH = 100, 32, 256
DESCRIPTION_LENGTHS = {"name": 64, "description": 512, "short_description": 120}
CALLBACK_LIFETIME = 150  # seconds in which a button press is delivered and may be answered
UPDATE_LIFETIME = 24 * 3600  # seconds for which all other updates wait
OWN_MESSAGE_DELETABLE = 48 * 3600  # seconds
LONG_POLL = 50  # seconds, at most
FILE_BYTES = 20 << 20  # a bot may download

_ACTIONS = (
    "url",
    "callback_data",
    "callback_game",
    "pay",
    "switch_inline_query",
    "switch_inline_query_chosen_chat",
    "switch_inline_query_current_chat",
    "login_url",
    "web_app",
    "copy_text",
)
_LOOKS = ("style", "icon_custom_emoji_id")
_NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup are exactly the same as a "
    "current content and reply markup of the message"
)
_TITLES = {
    400: "Bad Request",
    403: "Forbidden",
    409: "Conflict",
    429: "Too Many Requests",
    500: "Internal Server Error",
}


class Refused(Exception):  # noqa: N818 - an answer of the server rather than an error of ours
    """The server's answer that is no success: a status code, a description, perhaps parameters."""

    def __init__(self, code: int, description: str, parameters: Json | None = None) -> None:
        super().__init__(description)
        self.code, self.description, self.parameters = code, description, parameters

    def body(self) -> Json:
        """The JSON body of the answer."""
        body = {"ok": False, "error_code": self.code, "description": self.description}
        return body | ({"parameters": self.parameters} if self.parameters else {})


class Silence(Exception):  # noqa: N818 - the same
    """The server's answer that never comes, though the call may have been carried out."""

    def __init__(self, *, carried_out: bool = False) -> None:
        super().__init__("no answer")
        self.carried_out = carried_out


def refused(code: int, words: str, parameters: Json | None = None) -> Refused:
    """A refusal as the official server words it: prefixed, the first letter small unless a capital is next"""
    if not (words[1:2] == "_" or words[1:2].isupper()):
        words = words[:1].lower() + words[1:]
    return Refused(code, f"{_TITLES[code]}: {words}", parameters)


def bad_request(words: str, parameters: Json | None = None) -> Refused:
    """A 400."""
    return refused(400, words, parameters)


def forbidden(words: str) -> Refused:
    """A 403."""
    return refused(403, words)


def too_many_requests(retry_after: int) -> Refused:
    """A 429, with the seconds to wait."""
    return refused(429, f"retry after {retry_after}", {"retry_after": retry_after})


def server_error() -> Refused:
    """A 500."""
    return Refused(500, "Internal Server Error")


def not_modified() -> Refused:
    """The 400 for an edit which changes nothing."""
    return bad_request(_NOT_MODIFIED)


def read_text(params: Mapping[str, Any], name: str = "text", entities: str = "entities") -> Formatted:
    """The text of a request as it would arrive, its length not judged yet."""
    text = str(params.get(name) or "")
    if len(text.encode()) > TEXT_BYTES:
        raise bad_request("Text is too long")
    try:
        return telegram_texts.delivered(_marked_up(text, params, entities))
    except telegram_texts.Unreadable as fault:
        raise bad_request(str(fault)) from None


def read_message_text(params: Mapping[str, Any]) -> Formatted:
    """The text of a message; none at all is refused at once."""
    if not params.get("text"):
        raise bad_request("Message text is empty")
    return read_text(params)


def check_message(text: Formatted) -> None:
    """Refuses what is blank or too long to be a message."""
    if not text.text:
        raise bad_request("Text must be non-empty")
    if len(text.text) > MESSAGE_LENGTH:
        raise bad_request("Message is too long")


def check_caption(text: Formatted) -> None:
    """Refuses what is too long to be a caption."""
    if len(text.text) > CAPTION_LENGTH:
        raise bad_request("Message caption is too long")


def _marked_up(text: str, params: Mapping[str, Any], entities: str) -> Formatted:
    mode = params.get("parse_mode")
    if text and mode and mode.lower() != "none":
        return telegram_texts.parsed(text, mode)
    return telegram_texts.marked(text, params.get(entities) or [])


def read_markup(params: Mapping[str, Any]) -> Json | None:
    """The reply markup of a request, inline buttons reduced to their text and one action, not judged yet."""
    markup = params.get("reply_markup")
    if markup is None or markup == "":
        return None
    if isinstance(markup, str):
        raise bad_request("Can't parse reply keyboard markup JSON object")
    if not isinstance(markup, dict):
        raise bad_request("Object expected as reply markup")
    rows = markup.get("inline_keyboard")
    return markup if rows is None else {"inline_keyboard": _read_rows(rows)}


def check_markup(markup: Json | None, *, private: bool, only_inline: bool = False) -> Json | None:
    """The inline keyboard as the message will bear it, cut as Telegram cuts it; None when none is left."""
    if only_inline and markup and "inline_keyboard" not in markup:
        raise bad_request("Inline keyboard expected")
    rows = _cut_rows((markup or {}).get("inline_keyboard", []))
    buttons = [button for row in rows for button in row]
    for button in buttons:
        _check_link(button)
    if len(buttons) > KEYBOARD_BUTTONS or len(json.dumps(rows, ensure_ascii=False).encode()) > KEYBOARD_BYTES:
        raise bad_request("reply markup is too long")
    for button in buttons:
        _check_action(button, private)
    return {"inline_keyboard": rows} if rows else None


def _read_rows(rows: Any) -> list[list[Json]]:
    if not isinstance(rows, list):
        raise bad_request('Field "inline_keyboard" must be of type Array')
    if not all(isinstance(row, list) for row in rows):
        raise bad_request('Field "inline_keyboard" of the InlineKeyboardMarkup must be an Array of Arrays')
    return [[_read_button(button) for button in row] for row in rows]


def _read_button(button: Any) -> Json:
    if not isinstance(button, dict):
        raise _unreadable_button("InlineKeyboardButton must be an Object")
    text = _read_string(button, "text")
    for action in _ACTIONS:
        # an empty link or empty data is no action, but an empty inline query is one
        if action in button and (button[action] or action.startswith("switch_inline")):
            value = _read_string(button, action) if action in ("url", "callback_data") else button[action]
            return {"text": text, **{look: button[look] for look in _LOOKS if look in button}, action: value}
    raise _unreadable_button("Text buttons are unallowed in the inline keyboard")


def _read_string(button: Json, name: str) -> str:
    value = button.get(name)
    if value is None:
        raise _unreadable_button(f'Can\'t find field "{name}"')
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        raise _unreadable_button(f'Field "{name}" must be of type String')
    return str(value)


def _unreadable_button(words: str) -> Refused:
    return bad_request(f"Can't parse inline keyboard button: {words}")


def _cut_rows(rows: list[list[Json]]) -> list[list[Json]]:
    room, cut = PARSED_BUTTONS, []
    for row in rows:
        cut.append([button for button in row if button["text"]][: min(ROW_BUTTONS, room)])
        room -= len(cut[-1])
    return [row for row in cut if row]


def _check_link(button: Json) -> None:
    fault = telegram_texts.url_fault(button["url"]) if "url" in button else None
    if fault:
        raise bad_request(f"Inline keyboard button {fault}")


def _check_action(button: Json, private: bool) -> None:
    if len(button.get("callback_data", "").encode()) > CALLBACK_DATA_BYTES:
        raise bad_request("BUTTON_DATA_INVALID")
    if len(button.get("copy_text", {}).get("text", "")) > COPY_TEXT_LENGTH:
        raise bad_request("BUTTON_COPY_TEXT_INVALID")
    if "web_app" in button and not private:
        raise bad_request("BUTTON_TYPE_INVALID")


def read_commands(params: Mapping[str, Any]) -> list[Json]:
    """The command list of a request as it will be shown."""
    commands = params.get("commands") or []
    if not isinstance(commands, list):
        raise bad_request("Expected an Array of BotCommand")
    read = [_read_command(command) for command in commands]
    if len(read) > COMMANDS:
        raise bad_request("BOT_COMMANDS_TOO_MUCH")
    if not all(re.fullmatch("[a-z0-9_]+", command["command"]) for command in read):
        raise bad_request("BOT_COMMAND_INVALID")
    return read


def _read_command(command: Any) -> Json:
    for name in ("command", "description"):
        if not isinstance(command.get(name), str):
            raise bad_request(f"Can't parse BotCommand: Can't find field \"{name}\"")
    name, description = command["command"].strip().removeprefix("/"), command["description"].strip()
    _check_length("Command", name, COMMAND_LENGTH)
    _check_length("Command description", description, COMMAND_DESCRIPTION_LENGTH)
    return {"command": name, "description": description}


def _check_length(what: str, text: str, most: int) -> None:
    if not text:
        raise bad_request(f"{what} must be non-empty")
    if len(text) > most:
        raise bad_request(f"{what} length must not exceed {most}")


def check_language(params: Mapping[str, Any]) -> str:
    """The language code of a request: none, or two small letters."""
    code = str(params.get("language_code") or "")
    if not re.fullmatch("(?:[a-z][a-z])?", code):
        raise bad_request("Invalid language code specified")
    return code


def check_reaction(reactions: list[Json]) -> None:
    """Refuses more than the one reaction which a bot may set, and emoji which are none of Telegram's."""
    if len(reactions) > 1:
        raise bad_request("REACTIONS_TOO_MANY")
    if any(reaction.get("emoji", ReactionEmoji.EYES) not in set(ReactionEmoji) for reaction in reactions):
        raise bad_request("REACTION_INVALID")


def check_action(action: str) -> None:
    """Refuses a chat action which Telegram does not have."""
    if action not in set(ChatAction):
        raise bad_request("Wrong parameter action in request")


def check_webhook(url: str, secret: str) -> None:
    """Refuses a webhook without TLS, and secrets beyond 1-256 of A-Za-z0-9_-."""
    if not url.startswith("https://"):
        raise bad_request("bad webhook: An HTTPS URL must be provided for webhook")
    if len(secret) > 256:
        raise bad_request("secret token is too long")
    if not re.fullmatch("[A-Za-z0-9_-]*", secret):
        raise bad_request("secret token contains unallowed characters")


def check_description(name: str, text: str) -> None:
    """AssertionError, no refusal, beyond the documented length: how the server words that is not known."""
    most = DESCRIPTION_LENGTHS[name]
    if len(text) > most:
        raise AssertionError(f"{name} has {len(text)} characters, documented are {most} at most")


@dataclass
class Clock:
    """The double's time in seconds since 1970: it runs with the machine's until frozen, and can be put on."""

    ahead: float = 0.0
    frozen_at: float | None = None

    def __call__(self) -> float:
        return self.ahead + (time.time() if self.frozen_at is None else self.frozen_at)

    def advance(self, seconds: float) -> None:
        """Lets that many seconds pass at once."""
        self.ahead += seconds

    def freeze(self, at: float | None = None) -> None:
        """Stops the clock, now or at a given time."""
        self.frozen_at, self.ahead = (self() if at is None else at), 0.0


@dataclass
class FloodMeter:
    """Counts a bot's messages by chat: one a second, and twenty a minute in groups."""

    sent: dict[int, deque[float]] = field(default_factory=lambda: defaultdict(lambda: deque(maxlen=20)))

    def count(self, chat_id: int, now: float) -> None:
        """Counts one message; refuses it with 429 when it comes too early."""
        times = self.sent[chat_id]
        waits = [times[-1] + 1 - now] if times else []
        if chat_id < 0 and len(times) == times.maxlen:
            waits.append(times[0] + 60 - now)
        wait = math.ceil(max(waits, default=0))
        if wait > 0:
            raise too_many_requests(wait)
        times.append(now)
