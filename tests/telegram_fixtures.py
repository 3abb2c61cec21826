"""What the double's own tests share: a person, a private chat and a group, and a short way to make a call.

pytest looks for fixtures in the module of a test, so each such module takes the three from here by assignment.
"""

from __future__ import annotations

from typing import Any

import pytest
from telegram_double import Chat, Telegram, User

Json = dict[str, Any]


@pytest.fixture
def asha(telegram: Telegram) -> User:
    """A person with a username."""
    return telegram.user("Asha", username="asha")


@pytest.fixture
def chat(telegram: Telegram, asha: User) -> Chat:
    """Asha's private chat with the bot."""
    return telegram.private(asha)


@pytest.fixture
def group(telegram: Telegram, asha: User) -> Chat:
    """A group with Asha and the bot in it."""
    return telegram.group("Readers", [asha])


async def result(telegram: Telegram, method: str, **params: Any) -> Any:
    """What a call returns, which must succeed."""
    code, body = await telegram.answer(method, params)
    assert code == 200, body
    return body["result"]


async def refusal(telegram: Telegram, method: str, **params: Any) -> str:
    """The words in which a call is refused."""
    code, body = await telegram.answer(method, params)
    assert body.get("error_code") == code != 200, body
    return str(body["description"])


def keyboard(*rows: list[Json]) -> Json:
    """An inline keyboard."""
    return {"inline_keyboard": list(rows)}


def button(text: str = "Yes", data: str = "yes") -> Json:
    """A button of an inline keyboard."""
    return {"text": text, "callback_data": data}
