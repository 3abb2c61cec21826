"""What the double is made of: people, chats, topics, calls, and how to name a message or a button."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

Json = dict[str, Any]

MEMBER, LEFT, KICKED = {"status": "member"}, {"status": "left"}, {"status": "kicked", "until_date": 0}
PRESENT = {"creator", "administrator", "member", "restricted"}
MEDIA = {"photo", "document", "video", "animation", "audio", "voice"}
CONTENT = MEDIA | {"text", "entities", "caption", "caption_entities"}


@dataclass(eq=False)
class User:
    """A person, or a bot."""

    id: int
    first_name: str
    username: str | None = None
    last_name: str | None = None
    language_code: str | None = "en"
    is_bot: bool = False
    deactivated: bool = False

    def json(self) -> Json:
        """The user as messages carry it."""
        names = {name: getattr(self, name) for name in ("last_name", "username", "language_code")}
        known = {name: value for name, value in names.items() if value is not None}
        return {"id": self.id, "is_bot": self.is_bot, "first_name": self.first_name, **known}


GROUP_ANONYMOUS_BOT = User(1087968824, "Group", "GroupAnonymousBot", language_code=None, is_bot=True)
CHANNEL_BOT = User(136817688, "Channel", "Channel_Bot", language_code=None, is_bot=True)
SERVICE_NOTIFICATIONS = User(777000, "Telegram", language_code=None)


@dataclass
class Topic:
    """A topic of a forum; its thread id is that of the message which created it."""

    name: str
    closed: bool = False


@dataclass(eq=False)
class Chat:
    """A private chat, group, supergroup (perhaps a forum) or channel, and who is in it as what."""

    id: int
    type: str
    title: str | None = None
    username: str | None = None
    user: User | None = None
    is_forum: bool = False
    linked_chat_id: int | None = None
    members: dict[int, Json] = field(default_factory=dict)
    topics: dict[int, Topic] = field(default_factory=dict)
    migrated_to: Chat | None = None

    def json(self) -> Json:
        """The chat as messages carry it."""
        names = self.user.json() if self.user else {"title": self.title, "username": self.username}
        shown = ("title", "username", "first_name", "last_name")
        known = {name: names[name] for name in shown if names.get(name) is not None}
        return {"id": self.id, "type": self.type, **known, **({"is_forum": True} if self.is_forum else {})}

    def status(self, user: User) -> str:
        """creator, administrator, member, restricted, left or kicked."""
        return str(self.members.get(user.id, LEFT)["status"])

    def may(self, user: User, right: str) -> bool:
        """Whether an administrator has a right; the creator has them all."""
        return self.status(user) == "creator" or bool(self.members.get(user.id, LEFT).get(right))


@dataclass
class Call:
    """One call of the bot and what it was answered: a status code (0 until then, and for silence) and a body."""

    method: str
    params: Json
    code: int = 0
    body: Json = field(default_factory=dict)

    @property
    def result(self) -> Any:
        """What the call returned; None when it was refused."""
        return self.body.get("result")


def key_of(thing: Json) -> tuple[int, int]:
    """The ids of chat and message, given the message or the update that brought it."""
    message = _message_of(thing)
    return message["chat"]["id"], message["message_id"]


def _message_of(thing: Json) -> Json:
    """The message in an update, or the message itself."""
    kinds = ("message", "edited_message", "channel_post", "edited_channel_post")
    return next((thing[kind] for kind in kinds if kind in thing and "update_id" in thing), thing)


def buttons(message: Json) -> list[Json]:
    """All buttons under a message, in reading order."""
    return [button for row in message.get("reply_markup", {}).get("inline_keyboard", []) for button in row]


def button_data(message: Json, wanted: str) -> str:
    """The data of a button, named by its text or data; an AssertionError when there is none to press."""
    for button in buttons(message):
        if wanted in (button["text"], button.get("callback_data")) and "callback_data" in button:
            return str(button["callback_data"])
    raise AssertionError(f"no button {wanted!r} to press, only {buttons(message)}")
