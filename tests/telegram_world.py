"""The double's world: people, chats and messages, and the updates which bring what happens to the bot."""

from __future__ import annotations

import copy
import itertools
import mimetypes
import threading
from collections import defaultdict
from collections.abc import Iterable
from typing import Any

import telegram_rules as rules
import telegram_shapes as shapes
import telegram_texts as texts
from telegram_bell import Bell
from telegram_rules import Clock, FloodMeter, bad_request
from telegram_values import CONTENT, LEFT, MEMBER, PRESENT, Chat, Json, User, key_of

_ONLY_WHEN_ASKED_FOR = {"chat_member", "message_reaction", "message_reaction_count"}


class World:
    """Users, chats, messages, and the queue of updates."""

    def __init__(self, token: str) -> None:
        self.token = token
        self.bot = User(int(token.partition(":")[0]), "Pramana", "PramanaBot", language_code=None, is_bot=True)
        self.reads_all_group_messages = True  # privacy mode is off
        self.hides_members = False  # supergroups and channels tell of members only to administrators
        self.clock = Clock()
        self.flood: FloodMeter | None = None
        self.bell = Bell()
        self.users: dict[int, User] = {self.bot.id: self.bot}
        self.chats: dict[int, Chat] = {}
        self.messages: dict[tuple[int, int], Json] = {}
        self.deleted: dict[tuple[int, int], Json] = {}
        self.files: dict[str, shapes.Upload] = {}
        self.open_queries: dict[str, float] = {}  # callback query id: when it was made
        self.updates: list[Json] = []  # all ever made
        self._queue: list[tuple[Json, float]] = []  # updates to deliver, and until when
        self._allowed: set[str] | None = None
        self._lock = threading.RLock()
        self._update_ids, self._ids = itertools.count(100_000_001), itertools.count(1001)
        self._message_ids: dict[int, Iterable[int]] = defaultdict(lambda: itertools.count(2))

    def user(self, first_name: str = "Asha", **about: Any) -> User:
        """A new person whom the bot has not met."""
        user = User(next(self._ids), first_name, **about)
        self.users[user.id] = user
        return user

    def private(self, user: User) -> Chat:
        """The person's chat with the bot, started."""
        members = {user.id: MEMBER, self.bot.id: MEMBER}
        return self.chats.setdefault(user.id, Chat(user.id, "private", user=user, members=members))

    def group(self, title: str = "Group", members: Iterable[User] = (), **about: Any) -> Chat:
        """A supergroup with the bot in it; about: type="group", is_forum=True, username=..., creator=user."""
        kind = about.pop("type", "supergroup")
        creator = about.pop("creator", None) or self.user("Creator")
        chat = self._new_chat(kind, title, **about)
        chat.members |= {user.id: MEMBER for user in (*members, self.bot)}
        chat.members[creator.id] = {"status": "creator", "is_anonymous": False}
        return chat

    def channel(self, title: str = "Channel", **about: Any) -> Chat:
        """A channel which the bot is not in; about: username=... makes it public, creator=user."""
        creator = about.pop("creator", None) or self.user("Creator")
        chat = self._new_chat("channel", title, **about)
        chat.members[creator.id] = {"status": "creator", "is_anonymous": False}
        return chat

    def creator(self, chat: Chat) -> User:
        """Who made the group or channel."""
        return next(user for user in self.users.values() if chat.status(user) == "creator")

    @property
    def pending(self) -> int:
        """How many updates wait for the bot to acknowledge them."""
        return len(self._queue)

    def delete(self, message: Json) -> None:
        """Someone deletes a message; bots are not told."""
        self.deleted[key_of(message)] = self.messages.pop(key_of(message))

    def document(self, message: Json) -> bytes:
        """The bytes of the document in a message, the bot's or a person's."""
        return self.files[self._any_message(message)["document"]["file_id"]].data

    def keep_file(self, file: shapes.Upload) -> str:
        """Stores a file at Telegram; returns its file_id."""
        file_id = f"BQACAgIAAx{next(self._ids)}"
        self.files[file_id] = file
        return file_id

    def now(self) -> int:
        """The time in whole seconds, as dates are."""
        return int(self.clock())

    def _new_chat(self, kind: str, title: str, **about: Any) -> Chat:
        number = next(self._ids)
        chat = Chat(-number if kind == "group" else -1_001_500_000_000 - number, kind, title, **about)
        self.chats[chat.id] = chat
        return chat

    def _document_of(self, file_id: str, mime_type: str | None = None) -> Json:
        """A kept file as messages carry it."""
        file = self.files[file_id]
        kind = mime_type or mimetypes.guess_type(file.filename or "")[0] or "application/octet-stream"
        about = {"file_name": file.filename, "mime_type": kind, "file_size": len(file.data)}
        return {"document": {"file_id": file_id, "file_unique_id": f"U{file_id}", **about}}

    def _any_message(self, message: Json) -> Json:
        """A message as it stands, or stood when it was deleted."""
        key = key_of(message)
        return self.messages.get(key) or self.deleted[key]

    def _write(self, chat: Chat, sender: Json, content: Json) -> Json:
        """A new message in a chat, stored; content may override anything."""
        line = chat.id if chat.type in ("supergroup", "channel") else 0  # other chats share one count of messages
        message_id = next(iter(self._message_ids[line]))
        message = {"message_id": message_id, **sender, "chat": chat.json(), "date": self.now(), **content}
        self.messages[chat.id, message["message_id"]] = message
        return message

    def _placed(self, chat: Chat, thread: int | None, replied: Json | None) -> Json:
        """Where a message goes: its thread, and what it is shown as a reply to."""
        thread = thread or (replied or {}).get("message_thread_id")
        if chat.is_forum and thread in chat.topics:
            # in a topic, what replies to nothing is shown as a reply to the message which created the topic
            shown = replied or self.messages.get((chat.id, thread))
            return {"message_thread_id": thread, "is_topic_message": True} | _reply_to(shown)
        if chat.type == "supergroup" and not chat.is_forum and replied:
            return {"message_thread_id": thread or replied["message_id"]} | _reply_to(replied)
        return _reply_to(replied)

    def _member(self, chat: Chat, user: User) -> Json:
        return {**chat.members.get(user.id, LEFT), "user": user.json()}

    def _change(self, chat: Chat, user: User, member: Json, by: User | None) -> Json:
        """A change of someone's standing: of others' the bot hears only as administrator, and if it asked."""
        old, chat.members[user.id] = self._member(chat, user), dict(member)
        about = {"chat": chat.json(), "from": (by or self.creator(chat)).json(), "date": self.now()}
        about |= {"old_chat_member": old, "new_chat_member": self._member(chat, user)}
        if user is self.bot:
            return self._publish("my_chat_member", about)
        return self._publish("chat_member", about, reaches_bot=chat.status(self.bot) == "administrator")

    def _publish(self, kind: str, about: Json, *, reaches_bot: bool = True) -> Json:
        """Makes an update, and queues it when it reaches the bot and the bot wants its kind."""
        with self._lock:
            update = {"update_id": next(self._update_ids), kind: copy.deepcopy(about)}
            shapes.judge_update(update)
            self.updates.append(update)
            if reaches_bot and self._wants(kind):
                lifetime = rules.CALLBACK_LIFETIME if kind == "callback_query" else rules.UPDATE_LIFETIME
                begun = about.get("edit_date") or about.get("date") or self.clock()
                self._queue.append((update, begun + lifetime))
        self.bell.ring()
        return copy.deepcopy(update)

    def _wants(self, kind: str) -> bool:
        return kind in self._allowed if self._allowed else kind not in _ONLY_WHEN_ASKED_FOR

    def _publish_message(self, chat: Chat, message: Json, *, edited: bool = False) -> Json:
        kind = "channel_post" if chat.type == "channel" else "message"
        heard = chat.status(self.bot) in PRESENT and self._hears(chat, message)
        return self._publish(f"edited_{kind}" if edited else kind, message, reaches_bot=heard)

    def _hears(self, chat: Chat, message: Json) -> bool:
        """Privacy mode: commands, replies to the bot and service messages only; administrators hear all."""
        if self.reads_all_group_messages or chat.user or chat.status(self.bot) == "administrator":
            return True
        replied = message.get("reply_to_message", {}).get("from", {}).get("id") == self.bot.id
        return replied or not message.keys() & CONTENT or self._is_commanded(message)

    def _is_commanded(self, message: Json) -> bool:
        units = message.get("text", "").encode("utf-16-le")
        entities = [entity for entity in message.get("entities", []) if entity["type"] == "bot_command"]
        ends = [(2 * entity["offset"], 2 * (entity["offset"] + entity["length"])) for entity in entities]
        commands = [units[start:end].decode("utf-16-le").lower() for start, end in ends]
        return any("@" not in name or name.endswith(f"@{self.bot.username}".lower()) for name in commands)


def _reply_to(replied: Json | None) -> Json:
    """A reply embeds the message it replies to, but not in turn what that one replied to."""
    embedded = {name: value for name, value in (replied or {}).items() if name != "reply_to_message"}
    return {"reply_to_message": embedded} if embedded else {}


def quoted(replied: Json, quote: str, near: int = 0) -> Json:
    """The quoted part of a replied message; what it does not say is refused as the server does."""
    said = replied.get("text") or replied.get("caption") or ""
    position = texts.quote_position(said, quote, near)
    if position is None or len(quote) > rules.QUOTE_LENGTH:
        raise bad_request("QUOTE_TEXT_INVALID")
    return {"quote": {"text": quote, "position": position, "is_manual": True}}
