"""Updates of different chats at once, those of one chat in order: real tasks in a real event loop."""

import asyncio
import gc
from collections.abc import Awaitable, Callable, Coroutine
from datetime import UTC, datetime

import pytest
from telegram import CallbackQuery, Chat, Message, Update, User

from bot.ordering import WAITING, OrderedByChat

ASHA, BORIS = User(1001, "Asha", is_bot=False), User(1002, "Boris", is_bot=False)
MANY = 64
PATIENCE_S = 60  # only a failure waits so long
Work = Coroutine[None, None, None]


def message(chat: int, sender: User = ASHA) -> Update:
    said = Message(1, datetime.now(UTC), Chat(chat, "private" if chat > 0 else "supergroup"), from_user=sender)
    return Update(1, message=said)


def press(chat: int) -> Update:
    found = message(chat).message
    return Update(2, callback_query=CallbackQuery("1", BORIS, "instance", message=found, data="x"))


class Kitchen:
    """Gives updates to the processor as python-telegram-bot does, and takes down what happens."""

    def __init__(self, tasks: asyncio.TaskGroup) -> None:
        self.ordered = OrderedByChat()
        self.begun: list[object] = []
        self.done: list[object] = []
        self._tasks = tasks

    def give(self, update: object, name: object, work: Callable[[], Awaitable[object]]) -> asyncio.Task[None]:
        return self._tasks.create_task(self.ordered.process_update(update, self._noted(name, work)))

    async def _noted(self, name: object, work: Callable[[], Awaitable[object]]) -> None:
        self.begun.append(name)
        await work()
        self.done.append(name)


async def at_once() -> None:
    """Be done without waiting."""


async def settle() -> None:
    """Let every task go as far as it can."""
    for _ in range(20):
        await asyncio.sleep(0)


async def test_updates_of_a_chat_are_done_in_the_order_in_which_they_came() -> None:
    gate = asyncio.Event()
    async with asyncio.timeout(PATIENCE_S), asyncio.TaskGroup() as tasks:
        kitchen = Kitchen(tasks)
        kitchen.give(message(7), 0, gate.wait)
        for number in range(1, 50):
            kitchen.give(message(7), number, at_once)
        await settle()
        assert kitchen.begun == [0]
        gate.set()
    assert kitchen.done == list(range(50))


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (message(-100, ASHA), message(-100, BORIS)),
        (message(-100), press(-100)),
        (Update(1), "no update at all"),
    ],
    ids=["two people in a group", "a message and a press", "what belongs to no chat"],
)
async def test_these_wait_for_each_other(first: object, second: object) -> None:
    gate = asyncio.Event()
    async with asyncio.timeout(PATIENCE_S), asyncio.TaskGroup() as tasks:
        kitchen = Kitchen(tasks)
        kitchen.give(first, "first", gate.wait)
        kitchen.give(second, "second", at_once)
        await settle()
        assert kitchen.begun == ["first"]
        gate.set()
    assert kitchen.done == ["first", "second"]


async def test_updates_of_different_chats_are_done_at_once() -> None:
    meeting = asyncio.Barrier(MANY)  # lets nobody go before all are there
    async with asyncio.timeout(PATIENCE_S), asyncio.TaskGroup() as tasks:
        kitchen = Kitchen(tasks)
        for chat in range(1, MANY + 1):
            kitchen.give(message(chat), chat, meeting.wait)
    assert len(kitchen.done) == MANY


async def test_the_backlog_of_one_chat_holds_up_no_other() -> None:
    gate = asyncio.Event()
    async with asyncio.timeout(PATIENCE_S), asyncio.TaskGroup() as tasks:
        kitchen = Kitchen(tasks)
        backlog = [kitchen.give(message(7), number, gate.wait) for number in range(WAITING // 2)]
        await kitchen.give(message(8), "other chat", at_once)
        assert kitchen.done == ["other chat"]
        assert not any(task.done() for task in backlog)
        gate.set()


async def test_a_failure_or_an_end_of_one_update_lets_the_next_one_of_its_chat_pass() -> None:
    ordered, gate = OrderedByChat(), asyncio.Event()

    async def fail() -> None:
        raise ValueError("on purpose")

    async with asyncio.timeout(PATIENCE_S):
        with pytest.raises(ValueError, match="on purpose"):
            await ordered.process_update(message(7), fail())
        stuck = asyncio.create_task(ordered.process_update(message(7), gate.wait()))
        await settle()
        stuck.cancel()
        await ordered.process_update(message(7), at_once())
    assert stuck.cancelled()


async def test_nothing_is_kept_of_chats_that_have_fallen_silent() -> None:
    async with asyncio.timeout(PATIENCE_S), asyncio.TaskGroup() as tasks:
        kitchen = Kitchen(tasks)
        for chat in range(1, 200):
            kitchen.give(message(chat), chat, at_once)
            kitchen.give(message(chat), chat, at_once)
    gc.collect()
    assert len(kitchen.ordered._chats) == 0
