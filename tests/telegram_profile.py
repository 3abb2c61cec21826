"""How calls about the bot itself are answered: who it is, its commands, its name and descriptions."""

from __future__ import annotations

import telegram_rules as rules
import telegram_shapes as shapes
from telegram_methods import Access, Methods, answers
from telegram_values import Json


class ProfileMethods(Methods):
    """Answers what shows and sets the bot's own profile."""

    def __init__(self, token: str) -> None:
        super().__init__(token)
        self.commands: dict[tuple[str, str], list[Json]] = {}  # by scope and language
        self.descriptions: dict[tuple[str, str], str] = {}  # by name, description or short_description, and language

    @answers("getMe")
    def _get_me(self, _: Json) -> Json:
        abilities = dict.fromkeys(shapes.flags("User"), False) | {"is_bot": True, "can_join_groups": True}
        for name in ("is_premium", "added_to_attachment_menu"):  # of people only
            del abilities[name]
        return self.bot.json() | abilities | {"can_read_all_group_messages": self.reads_all_group_messages}

    @answers("setMyCommands")
    def _set_my_commands(self, params: Json) -> bool:
        commands, key = rules.read_commands(params), self._scope(params)
        self.commands[key] = commands
        return True

    @answers("getMyCommands")
    def _get_my_commands(self, params: Json) -> list[Json]:
        return self.commands.get(self._scope(params), [])

    @answers("deleteMyCommands")
    def _delete_my_commands(self, params: Json) -> bool:
        self.commands.pop(self._scope(params), None)
        return True

    def _scope(self, params: Json) -> tuple[str, str]:
        """Scope and language as a key, e.g. ("chat -1001", "hi")."""
        scope = params.get("scope") or {"type": "default"}
        if scope["type"].startswith("chat"):
            self._reach(scope, Access.READ_MEMBERS)
        named = [str(scope[name]) for name in ("type", "chat_id", "user_id") if name in scope]
        return " ".join(named), rules.check_language(params)

    @answers("setMyName")
    def _set_my_name(self, params: Json) -> bool:
        return self._describe("name", params)

    @answers("setMyDescription")
    def _set_my_description(self, params: Json) -> bool:
        return self._describe("description", params)

    @answers("setMyShortDescription")
    def _set_my_short_description(self, params: Json) -> bool:
        return self._describe("short_description", params)

    def _describe(self, name: str, params: Json) -> bool:
        text = params.get(name) or ""
        rules.check_description(name, text)
        self.descriptions[name, rules.check_language(params)] = text
        return True
