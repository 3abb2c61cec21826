"""What all methods of the Bot API share: how they are found by name, and which chats and messages they reach."""

from __future__ import annotations

from collections.abc import Callable
from enum import IntEnum
from typing import Any, TypeVar

from telegram_rules import bad_request, forbidden
from telegram_values import Chat, Json, User
from telegram_world import World

Handler = TypeVar("Handler", bound=Callable[..., Any])

ANSWERS: dict[str, Callable[..., Any]] = {}  # what answers each method: see answers


def answers(method: str) -> Callable[[Handler], Handler]:
    """Marks what answers a method of the Bot API."""

    def mark(handler: Handler) -> Handler:
        ANSWERS[method] = handler
        return handler

    return mark


class Access(IntEnum):
    """What a method wants of a chat: the server refuses more to those who want more."""

    READ, READ_MEMBERS, EDIT, WRITE = range(4)


class Methods(World):
    """The base of all that answers calls: finds what a call speaks of, and refuses what is out of its reach."""

    def _reach(self, params: Json, access: Access) -> Chat:
        """The chat of a call, if it grants that access."""
        chat = self._find_chat(params.get("chat_id"))
        (self._check_private if chat.user else self._check_group)(chat, access)
        return chat

    def _find_chat(self, chat_id: Any) -> Chat:
        if chat_id in (None, ""):
            raise bad_request("chat_id is empty")
        if isinstance(chat_id, str) and chat_id.removeprefix("-").isdigit():
            chat_id = int(chat_id)
        public = [chat for chat in list(self.chats.values()) if chat.username and f"@{chat.username}" == chat_id]
        chat = public[0] if public else self.chats.get(chat_id) or self._unstarted(chat_id)
        if chat is None:
            raise bad_request("chat not found")
        return chat

    def _unstarted(self, chat_id: Any) -> Chat | None:
        """The private chat which a person whom the bot has met elsewhere has not started."""
        user = self.users.get(chat_id)
        return Chat(user.id, "private", user=user) if user and self._has_met(user) else None

    def _has_met(self, user: User) -> bool:
        return any(user.id in chat.members for chat in list(self.chats.values()))

    def _check_private(self, chat: Chat, access: Access) -> None:
        if chat.user and chat.user.deactivated and access >= Access.EDIT:
            raise forbidden("user is deactivated")
        if access == Access.WRITE and chat.status(self.bot) == "left":
            raise forbidden("bot can't initiate conversation with a user")
        if access == Access.WRITE and chat.status(self.bot) == "kicked":
            raise forbidden("bot was blocked by the user")

    def _check_group(self, chat: Chat, access: Access) -> None:
        basic, status = chat.type == "group", chat.status(self.bot)
        if chat.migrated_to and access in (Access.READ_MEMBERS, Access.WRITE):
            new = {"migrate_to_chat_id": chat.migrated_to.id}
            raise bad_request("group chat was upgraded to a supergroup chat", new)
        if status == "kicked" and (access > Access.READ or not basic):
            raise forbidden(f"bot was kicked from the {chat.type} chat")
        if status == "left" and (access > Access.READ or not (basic or chat.username)):
            raise forbidden(f"bot is not a member of the {chat.type} chat")

    def _reach_message(self, params: Json, what: str, access: Access) -> tuple[Chat, Json]:
        chat = self._reach(params, access)
        message = self.messages.get((chat.id, params.get("message_id") or 0))
        if message is None:
            raise bad_request(f"{what} not found")
        return chat, message

    def _reach_own_message(self, params: Json) -> tuple[Chat, Json]:
        if not params.get("chat_id") and not params.get("message_id"):
            raise bad_request("Message identifier is not specified")
        chat, message = self._reach_message(params, "message to edit", Access.EDIT)
        if message.get("from", {}).get("id") != self.bot.id:
            raise bad_request("Message can't be edited")
        return chat, message
