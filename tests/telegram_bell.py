"""Waiting until something is so, in any event loop and in any thread."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable
from typing import Any


class Bell:
    """Wakes whoever waits for something to change, in any event loop and in any thread."""

    def __init__(self) -> None:
        self._condition = threading.Condition()
        self._waiting: dict[asyncio.Future[None], asyncio.AbstractEventLoop] = {}

    def ring(self) -> None:
        """Says that something has changed."""
        with self._condition:
            self._condition.notify_all()
            for future, loop in self._waiting.items():
                loop.call_soon_threadsafe(_settle, future)
            self._waiting.clear()

    async def heard(self, seen: Callable[[], Any], timeout: float) -> bool:  # noqa: ASYNC109
        """Whether the wanted has been seen within so many seconds."""
        try:
            async with asyncio.timeout(timeout):
                while not seen():
                    await self._next_ring(seen)
        except TimeoutError:
            return bool(seen())
        return True

    def heard_in_thread(self, seen: Callable[[], Any], timeout: float) -> bool:
        """The same for code without an event loop."""
        with self._condition:
            return bool(self._condition.wait_for(seen, timeout))

    async def _next_ring(self, seen: Callable[[], Any]) -> None:
        loop = asyncio.get_running_loop()
        future: asyncio.Future[None] = loop.create_future()
        with self._condition:
            self._waiting[future] = loop
        try:
            if not seen():  # it may have rung before we were on the list
                await future
        finally:
            with self._condition:
                self._waiting.pop(future, None)


def _settle(future: asyncio.Future[None]) -> None:
    if not future.done():
        future.set_result(None)
