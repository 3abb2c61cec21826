"""How calls about chats and their members are answered."""

from __future__ import annotations

import telegram_shapes as shapes
from telegram_methods import Access, Methods, answers
from telegram_rules import bad_request
from telegram_values import LEFT, PRESENT, Chat, Json


class ChatMethods(Methods):
    """Answers what asks about chats, and lets the bot leave them."""

    @answers("getChat")
    def _get_chat(self, params: Json) -> Json:
        chat = self._reach(params, Access.READ)
        about: Json = {"accent_color_id": abs(chat.id) % 7, "max_reaction_count": 11}
        about["accepted_gift_types"] = dict.fromkeys(shapes.flags("AcceptedGiftTypes"), False)
        if not chat.user:
            about["permissions"] = dict.fromkeys(shapes.flags("ChatPermissions"), True)
        linked = {"linked_chat_id": chat.linked_chat_id} if chat.linked_chat_id else {}
        return chat.json() | about | linked

    @answers("getChatMember")
    def _get_chat_member(self, params: Json) -> Json:
        if not params.get("user_id"):
            raise bad_request("Invalid user_id specified")
        access = Access.READ if params["user_id"] == self.bot.id else Access.READ_MEMBERS
        chat, user = self._reach(params, access), self.users.get(params["user_id"])
        if user is not self.bot and self._is_hidden_in(chat):
            raise bad_request("CHAT_ADMIN_REQUIRED")
        if user is None or not self._has_met(user):
            raise bad_request("user not found")
        return self._member(chat, user)

    def _is_hidden_in(self, chat: Chat) -> bool:
        """Whether members, but not administrators, are hidden from the bot: in basic groups they never are."""
        told = chat.type in ("private", "group") or chat.status(self.bot) == "administrator"
        return self.hides_members and not told

    @answers("getChatAdministrators")
    def _get_chat_administrators(self, params: Json) -> list[Json]:
        chat = self._reach(params, Access.READ_MEMBERS)
        if chat.user:
            raise bad_request("There are no administrators in the private chat")
        ruling = [user for user in list(self.users.values()) if chat.status(user) in ("creator", "administrator")]
        shown = [user for user in ruling if params.get("return_bots") or not user.is_bot or user is self.bot]
        return [self._member(chat, user) for user in shown]

    @answers("getChatMemberCount")
    def _get_chat_member_count(self, params: Json) -> int:
        chat = self._reach(params, Access.READ_MEMBERS)
        return sum(member["status"] in PRESENT for member in chat.members.values())

    @answers("leaveChat")
    def _leave_chat(self, params: Json) -> bool:
        chat = self._reach(params, Access.READ)
        if chat.user:
            raise bad_request("Chat member status can't be changed in private chats")
        self._change(chat, self.bot, LEFT, self.bot)
        return True
