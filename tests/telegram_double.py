"""A strict double of Telegram: people act, a bot calls, and every call is judged as Telegram would.

Shapes are judged by aiogram (telegram_shapes), texts by TDLib (telegram_texts), all else by telegram_rules. A
wire (telegram_wire in process, telegram_http over HTTP) carries the calls here; code above it is real.
The double is put together here: telegram_values and telegram_world are what there is, telegram_people what
people do, telegram_methods and its kin (messages, chats, profile, updates) how the bot's calls are answered.
"""

from __future__ import annotations

import asyncio
import copy
import inspect
from collections import defaultdict, deque
from collections.abc import Callable, Mapping
from typing import Any

import telegram_shapes as shapes
from telegram_chats import ChatMethods
from telegram_messages import MessageMethods
from telegram_methods import ANSWERS
from telegram_people import People
from telegram_profile import ProfileMethods
from telegram_rules import Refused, Silence
from telegram_updates import UpdateMethods
from telegram_values import (
    CHANNEL_BOT,
    GROUP_ANONYMOUS_BOT,
    SERVICE_NOTIFICATIONS,
    Call,
    Chat,
    Json,
    Topic,
    User,
    buttons,
)

__all__ = [
    "CHANNEL_BOT",
    "GROUP_ANONYMOUS_BOT",
    "SERVICE_NOTIFICATIONS",
    "Call",
    "Chat",
    "Telegram",
    "Topic",
    "User",
    "buttons",
]


class Telegram(People, MessageMethods, ChatMethods, ProfileMethods, UpdateMethods):
    """The double: people act through People's deeds, wires ask `answer`, tests look at calls and sent."""

    def __init__(self, token: str = "123456:TEST-token_of_the_double") -> None:  # noqa: S107
        super().__init__(token)
        self.calls: list[Call] = []  # in order of arrival, those not answered yet among them
        self.faults: list[str] = []  # bugs of ours, which a bot's error handler may have swallowed: see check
        self._failures: dict[str, deque[Refused | Silence]] = defaultdict(deque)
        self._held: dict[str, deque[asyncio.Event]] = defaultdict(deque)

    @property
    def sent(self) -> list[Json]:
        """The bot's messages as they stand now, oldest first, without those deleted."""
        return [copy.deepcopy(self.messages[key]) for key in list(self._sent) if key in self.messages]

    def sent_to(self, chat: Chat) -> list[Json]:
        """The bot's messages in one chat."""
        return [message for message in self.sent if message["chat"]["id"] == chat.id]

    def calls_of(self, method: str) -> list[Call]:
        """The calls of one method."""
        return [call for call in list(self.calls) if call.method == method]

    def fail(self, method: str, failure: Refused | Silence, times: int = 1) -> None:
        """The next calls of a method meet the failure; Silence(carried_out=True) comes after the deed."""
        self._failures[method].extend([failure] * times)

    def hold(self, method: str) -> asyncio.Event:
        """The next call of a method waits for the event that is returned, like one on a slow line."""
        self._held[method].append(event := asyncio.Event())
        return event

    async def until(self, seen: Callable[[], Any], timeout: float = 60) -> None:  # noqa: ASYNC109
        """Waits until something is so; an AssertionError with the latest calls when it never is."""
        if not await self.bell.heard(seen, timeout):
            raise AssertionError(f"not seen within {timeout} s; latest calls: {self.calls[-3:]}")

    def wait_until(self, seen: Callable[[], Any], timeout: float = 60) -> None:
        """The same for tests without an event loop."""
        if not self.bell.heard_in_thread(seen, timeout):
            raise AssertionError(f"not seen within {timeout} s; latest calls: {self.calls[-3:]}")

    def check(self) -> None:
        """Raises AssertionError when a call was misshapen; a fixture should call it after each test."""
        if self.faults:
            raise AssertionError("; ".join(self.faults))

    async def answer(self, method: str, params: Mapping[str, Any]) -> tuple[int, Json]:
        """Status code and body of the answer to a call; raises Silence, and AssertionError for our bugs."""
        name = shapes.official_name(method) or method
        call = Call(name, shapes.decode(name, params) if name in ANSWERS else dict(params))
        self.calls.append(call)
        self.bell.ring()
        try:
            code, body = await self._judged(name, call.params)
        except AssertionError as fault:
            self.faults.append(str(fault))
            raise
        else:
            call.body, call.code = body, code  # the code last: whoever sees it in another thread finds the body
            return code, body
        finally:
            self.bell.ring()

    async def _judged(self, name: str, params: Json) -> tuple[int, Json]:
        if name not in ANSWERS:
            return 404, Refused(404, "Not Found: method not found").body()
        shapes.judge(name, params)
        try:
            return 200, {"ok": True, "result": await self._carry_out(name, params)}
        except Refused as refusal:
            return refusal.code, refusal.body()

    async def _carry_out(self, name: str, params: Json) -> Any:
        if self._held[name]:
            await self._held[name].popleft().wait()
        failure = self._failures[name].popleft() if self._failures[name] else None
        if failure and not (isinstance(failure, Silence) and failure.carried_out):
            raise failure
        with self._lock:
            result = ANSWERS[name](self, params)
        if inspect.isawaitable(result):
            result = await result
        shapes.judge_result(name, result)
        if failure:
            raise failure
        return copy.deepcopy(result)
