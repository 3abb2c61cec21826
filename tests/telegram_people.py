"""What people do in the double's world: speak, press buttons, come and go, rule their groups."""

from __future__ import annotations

import copy
import re
from typing import Any

import telegram_shapes as shapes
import telegram_texts as texts
from telegram_values import (
    CHANNEL_BOT,
    CONTENT,
    GROUP_ANONYMOUS_BOT,
    KICKED,
    LEFT,
    MEDIA,
    MEMBER,
    PRESENT,
    SERVICE_NOTIFICATIONS,
    Chat,
    Json,
    Topic,
    User,
    button_data,
    key_of,
)
from telegram_world import World, quoted

_CHANNEL_RIGHTS = {"can_post_messages", "can_edit_messages", "can_manage_direct_messages"}
_GROUP_RIGHTS = {"can_pin_messages", "can_manage_topics", "can_manage_tags"}
_UNUSUAL_RIGHTS = {"can_be_edited", "is_anonymous", "can_promote_members"}
_PICTURE = {"photo": [{"file_id": "AgAC", "file_unique_id": "AQAD", "width": 90, "height": 90}]}


class People(World):
    """What people do; each deed returns the update it made, queued if it reaches the bot.

    A message may be given as itself or as the update that brought it.
    """

    def say(
        self,
        chat: Chat,
        user: User,
        text: str,
        reply_to: Json | None = None,
        *,
        thread: int | None = None,
        caption: bool = False,
        **extra: Any,
    ) -> Json:
        """A member's message, or a picture with that caption; extra: quote="part", or any fields of a message."""
        if chat.status(user) not in PRESENT:
            raise AssertionError(f"{user.first_name} is not in {chat.title or chat.id}")
        sender = {"from": user.json()}
        return self._speak(chat, sender, text, reply_to=reply_to, thread=thread, caption=caption, **extra)

    def say_as_anonymous_admin(self, chat: Chat, text: str, **how: Any) -> Json:
        """A message of an administrator who stays anonymous; how: as for say, and author_signature=..."""
        return self._speak(chat, {"from": GROUP_ANONYMOUS_BOT.json(), "sender_chat": chat.json()}, text, **how)

    def say_as_channel(self, chat: Chat, channel: Chat, text: str, **how: Any) -> Json:
        """A message of someone who speaks as a channel of theirs; how: as for say."""
        return self._speak(chat, {"from": CHANNEL_BOT.json(), "sender_chat": channel.json()}, text, **how)

    def upload(
        self,
        chat: Chat,
        user: User,
        filename: str,
        data: bytes,
        *,
        caption: str | None = None,
        reply_to: Json | None = None,
        mime_type: str | None = None,
        **extra: Any,
    ) -> Json:
        """A member's document, which the bot may fetch; its type is the usual one of such names unless given."""
        document = self._document_of(self.keep_file(shapes.Upload(data, filename)), mime_type)
        return self.say(chat, user, caption or "", reply_to, caption=True, **document, **extra)

    def open_link(self, user: User, payload: str = "") -> Json:
        """A person opens a link to the bot and starts it, which also unblocks it; returns their "/start payload"."""
        if not re.fullmatch("[A-Za-z0-9_-]{0,64}", payload):
            raise AssertionError(f"no client passes {payload!r} on: it takes up to 64 of A-Z, a-z, 0-9, _ and -")
        chat = self.private(user)
        if chat.status(self.bot) == "kicked":
            self.unblock_bot(user)
        return self.say(chat, user, f"/start {payload}".strip())

    def post(self, channel: Chat, text: str, **extra: Any) -> Json:
        """A post in a channel, which the bot hears if it is in it; extra: author_signature=..., as for say."""
        return self._speak(channel, {"sender_chat": channel.json()}, text, **extra)

    def automatic_forward(
        self, chat: Chat, channel: Chat, text: str, *, author_signature: str | None = None, **how: Any
    ) -> Json:
        """A post of the linked channel, which Telegram itself forwards into the group; how: as for say."""
        chat.linked_chat_id, channel.linked_chat_id = channel.id, chat.id
        signed = {"author_signature": author_signature} if author_signature else {}
        post = self._write(channel, {"sender_chat": channel.json()}, _worded(text) | signed)
        sender = {
            "from": SERVICE_NOTIFICATIONS.json(),
            "sender_chat": channel.json(),
            "is_automatic_forward": True,
        }
        return self._speak(chat, sender | {"forward_origin": self._origin(post)}, text, **how)

    def forward(self, chat: Chat, user: User, message: Json, *, hidden: bool = False, **extra: Any) -> Json:
        """A forwarded message; its author may hide their account."""
        original = self.messages[key_of(message)]
        content = {name: value for name, value in original.items() if name in CONTENT}
        content["forward_origin"] = self._origin(original, hidden=hidden)
        return self._publish_message(chat, self._write(chat, {"from": user.json()}, content | extra))

    def edit(self, message: Json, text: str, **extra: Any) -> Json:
        """The author's new text for their message; the same text makes an invisible edit."""
        stored = self.messages[key_of(message)]
        for name in ("entities", "caption_entities"):
            stored.pop(name, None)
        stored |= _worded(text, caption=bool(stored.keys() & MEDIA)) | {"edit_date": self.now()} | extra
        return self._publish_message(self.chats[stored["chat"]["id"]], stored, edited=True)

    def press(self, message: Json, button: str, user: User) -> Json:
        """A press on a button of the bot's message, named by its text or data; the message may be deleted."""
        key, data = key_of(message), button_data(self._any_message(message), button)
        gone = {"chat": self.chats[key[0]].json(), "message_id": key[1], "date": 0}
        query_id = str(next(self._ids) << 32)
        self.open_queries[query_id] = self.clock()
        about = {"id": query_id, "from": user.json(), "chat_instance": str(abs(key[0]) << 8), "data": data}
        return self._publish("callback_query", about | {"message": self.messages.get(key, gone)})

    def join(self, chat: Chat, user: User) -> Json:
        """A person joins; returns the service message."""
        self._change(chat, user, MEMBER, user)
        return self._announce(chat, user, new_chat_members=[user.json()])

    def leave(self, chat: Chat, user: User) -> Json:
        """A person leaves; returns the service message."""
        self._change(chat, user, LEFT, user)
        return self._announce(chat, user, left_chat_member=user.json())

    def kick(self, chat: Chat, user: User, *, by: User | None = None) -> Json:
        """A member is thrown out for good."""
        return self._change(chat, user, KICKED, by)

    def add_bot(self, chat: Chat, by: User | None = None) -> Json:
        """The bot is added to the group; returns its my_chat_member update, a service message follows."""
        update = self._change(chat, self.bot, MEMBER, by)
        self._announce(chat, by or self.creator(chat), new_chat_members=[self.bot.json()])
        return update

    def kick_bot(self, chat: Chat, by: User | None = None) -> Json:
        """The bot is thrown out of the group."""
        return self._change(chat, self.bot, KICKED, by)

    def block_bot(self, user: User) -> Json:
        """A person blocks the bot in their private chat."""
        return self._change(self.private(user), self.bot, KICKED, user)

    def unblock_bot(self, user: User) -> Json:
        """A person lets the bot write again."""
        return self._change(self.private(user), self.bot, MEMBER, user)

    def promote(self, chat: Chat, user: User, *, by: User | None = None, **rights: bool) -> Json:
        """A member becomes administrator with the given rights, or the usual ones when none are given."""
        if chat.status(user) == "creator":
            raise AssertionError(f"{user.first_name} created {chat.title}; creators rule without being promoted")
        foreign = _GROUP_RIGHTS if chat.type == "channel" else _CHANNEL_RIGHTS
        known = [right for right in shapes.flags("ChatMemberAdministrator") if right not in foreign]
        usual = {right: right not in _UNUSUAL_RIGHTS for right in known}
        given = usual if not rights else dict.fromkeys(known, False) | {"can_manage_chat": True} | rights
        return self._change(chat, user, {"status": "administrator", **given}, by)

    def hide_identity(self, chat: Chat, user: User, *, hidden: bool = True, by: User | None = None) -> Json:
        """An administrator or the creator becomes anonymous, or shows themselves again."""
        if chat.status(user) not in ("creator", "administrator"):
            raise AssertionError(f"{user.first_name} does not rule {chat.title}")
        return self._change(chat, user, chat.members[user.id] | {"is_anonymous": hidden}, by)

    def demote(self, chat: Chat, user: User, *, by: User | None = None) -> Json:
        """An administrator becomes a plain member."""
        return self._change(chat, user, MEMBER, by)

    def mute(self, chat: Chat, user: User, *, by: User | None = None) -> Json:
        """A member may no longer write; the bot is one, too."""
        silenced = dict.fromkeys(shapes.flags("ChatMemberRestricted"), False) | {
            "is_member": True,
            "until_date": 0,
        }
        return self._change(chat, user, {"status": "restricted", **silenced}, by)

    def migrate(self, group: Chat) -> Chat:
        """The group becomes a supergroup, which is returned; two service messages tell the bot."""
        members = copy.deepcopy(group.members)
        new = self._new_chat("supergroup", group.title or "", members=members, linked_chat_id=group.linked_chat_id)
        self._announce(group, self.creator(group), migrate_to_chat_id=new.id)
        self._announce(new, GROUP_ANONYMOUS_BOT, sender_chat=new.json(), migrate_from_chat_id=group.id)
        group.migrated_to = new
        return new

    def told_of_migration(self, group: Chat) -> tuple[Json, Json]:
        """The updates by which the bot learns of a migration: from the old group, and from the new supergroup."""
        said = [update for update in self.updates if "message" in update]
        (old,) = (
            update for update in said if key_of(update)[0] == group.id and "migrate_to_chat_id" in update["message"]
        )
        (new,) = (update for update in said if update["message"].get("migrate_from_chat_id") == group.id)
        return copy.deepcopy(old), copy.deepcopy(new)

    def open_topic(self, chat: Chat, name: str, by: User | None = None) -> int:
        """A new topic of a forum; returns its thread id."""
        created = {"name": name, "icon_color": 7322096}
        message = self._write(chat, {"from": (by or self.creator(chat)).json()}, {"forum_topic_created": created})
        thread = int(message["message_id"])
        message |= {"message_thread_id": thread, "is_topic_message": True}
        chat.topics[thread] = Topic(name)
        self._publish_message(chat, message)
        return thread

    def close_topic(self, chat: Chat, thread: int, by: User | None = None) -> Json:
        """Closes a topic of a forum: plain members can no longer write there."""
        chat.topics[thread].closed = True
        return self._announce(chat, by or self.creator(chat), forum_topic_closed={}, **self._placed(chat, thread, None))

    def delete_topic(self, chat: Chat, thread: int) -> None:
        """Deletes a topic with its messages; bots are not told."""
        del chat.topics[thread]
        for key in [key for key, about in self.messages.items() if about.get("message_thread_id") == thread]:
            if key[0] == chat.id:
                self.deleted[key] = self.messages.pop(key)

    def _speak(
        self,
        chat: Chat,
        sender: Json,
        text: str,
        *,
        reply_to: Json | None = None,
        thread: int | None = None,
        caption: bool = False,
        quote: str = "",
        **extra: Any,
    ) -> Json:
        if thread and thread not in chat.topics:
            raise AssertionError(f"no topic {thread} in {chat.title}")
        replied = self.messages[key_of(reply_to)] if reply_to else None
        place = self._placed(chat, thread, replied) | (quoted(replied, quote) if replied and quote else {})
        picture = _PICTURE if caption and not extra.keys() & MEDIA else {}
        content = place | picture | _worded(text, caption=caption) | extra
        return self._publish_message(chat, self._write(chat, sender, content))

    def _announce(self, chat: Chat, user: User, **service: Any) -> Json:
        return self._publish_message(chat, self._write(chat, {"from": user.json()}, service))

    def _origin(self, message: Json, *, hidden: bool = False) -> Json:
        """Where a forwarded message came from first."""
        if "forward_origin" in message:
            return dict(message["forward_origin"])
        sender = message.get("sender_chat")
        signed = {name: message[name] for name in ("author_signature",) if message.get(name)}
        if sender and message["chat"]["type"] == "channel":
            place = {"chat": message["chat"], "message_id": message["message_id"]}
            return {"type": "channel", "date": message["date"], **place, **signed}
        if sender:
            return {"type": "chat", "date": message["date"], "sender_chat": sender, **signed}
        if hidden:
            return {
                "type": "hidden_user",
                "date": message["date"],
                "sender_user_name": message["from"]["first_name"],
            }
        return {"type": "user", "date": message["date"], "sender_user": message["from"]}


def _worded(text: str, *, caption: bool = False) -> Json:
    """The text or caption of a person's message with its entities, which TDLib finds."""
    formatted = texts.delivered(texts.Formatted(text, []))
    names = ("caption", "caption_entities") if caption else ("text", "entities")
    if caption and not text:
        return {}
    return {names[0]: formatted.text} | ({names[1]: formatted.entities} if formatted.entities else {})
