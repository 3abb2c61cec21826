"""The bot's commands, name and descriptions are judged and kept as at Telegram."""

from __future__ import annotations

import pytest
from telegram_double import Telegram
from telegram_fixtures import Json, refusal, result


@pytest.mark.parametrize(
    ("commands", "words"),
    [
        ([{"command": "Ask", "description": "d"}], "BOT_COMMAND_INVALID"),
        ([{"command": "ask-me", "description": "d"}], "BOT_COMMAND_INVALID"),
        ([{"command": "/", "description": "d"}], "command must be non-empty"),
        ([{"command": "a" * 33, "description": "d"}], "command length must not exceed 32"),
        ([{"command": "ask", "description": " "}], "command description must be non-empty"),
        ([{"command": "ask", "description": "d" * 257}], "command description length must not exceed 256"),
        ([{"command": "ask"}], "can't parse BotCommand: Can't find field \"description\""),
        ([{"command": "ask", "description": "d"}] * 101, "BOT_COMMANDS_TOO_MUCH"),
    ],
)
async def test_a_command_list_is_refused(telegram: Telegram, commands: list[Json], words: str) -> None:
    assert await refusal(telegram, "setMyCommands", commands=commands) == f"Bad Request: {words}"


async def test_a_command_list_may_be_as_long_as_documented(telegram: Telegram) -> None:
    commands = [{"command": "a" * 32, "description": "d" * 256}] * 100
    assert await result(telegram, "setMyCommands", commands=commands)


async def test_commands_are_kept_by_scope_and_language(telegram: Telegram) -> None:
    commands, scope = [{"command": "ask", "description": "Ask"}], {"type": "all_group_chats"}
    assert await result(telegram, "setMyCommands", commands=commands, scope=scope, language_code="hi")
    assert await result(telegram, "getMyCommands", scope=scope, language_code="hi") == commands
    assert await result(telegram, "getMyCommands") == []
    assert await result(telegram, "deleteMyCommands", scope=scope, language_code="hi")
    assert await result(telegram, "getMyCommands", scope=scope, language_code="hi") == []
    wrong = await refusal(telegram, "setMyCommands", commands=commands, language_code="zh-hans")
    assert wrong == "Bad Request: invalid language code specified"


async def test_descriptions_have_documented_lengths(telegram: Telegram) -> None:
    assert await result(telegram, "setMyName", name="x" * 64)
    assert await result(telegram, "setMyShortDescription", short_description="x" * 120)
    assert await result(telegram, "setMyDescription", description="x" * 512, language_code="ru")
    for name, most in {"Name": 64, "Description": 512, "ShortDescription": 120}.items():
        field = "short_description" if name == "ShortDescription" else name.lower()
        with pytest.raises(AssertionError, match=f"{most + 1} characters"):
            await telegram.answer(f"setMy{name}", {field: "x" * (most + 1)})
    telegram.faults.clear()


async def test_the_bot_knows_itself(telegram: Telegram) -> None:
    me = await result(telegram, "getMe")
    assert (me["id"], me["username"], me["can_read_all_group_messages"]) == (123456, "PramanaBot", True)
