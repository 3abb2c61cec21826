"""Updates of different chats at once, those of one chat in the order in which they came."""

import asyncio
from collections.abc import Awaitable
from weakref import WeakValueDictionary

from telegram import Update
from telegram.ext import BaseUpdateProcessor

WAITING = 1024  # updates taken in that may wait for an earlier one of their chat


class OrderedByChat(BaseUpdateProcessor):
    """Lets each update wait for the earlier ones of its chat, and only for them."""

    def __init__(self) -> None:
        super().__init__(max_concurrent_updates=WAITING)
        self._chats: WeakValueDictionary[int, asyncio.Lock] = WeakValueDictionary()

    async def do_process_update(self, update: object, coroutine: Awaitable[object]) -> None:
        """Process an update when its turn has come. Locks are handed on in the order in which they were asked for."""
        async with self._chats.setdefault(_queue_of(update), asyncio.Lock()):
            await coroutine

    async def initialize(self) -> None:
        """Nothing to set up."""

    async def shutdown(self) -> None:
        """Nothing to tear down."""


def _queue_of(update: object) -> int:
    """Return what must stay in order: the chat, else the person, else everything that has neither."""
    if not isinstance(update, Update):
        return 0
    source = update.effective_chat or update.effective_user
    return source.id if source else 0
