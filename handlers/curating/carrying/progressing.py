"""How far a long work has come, shown in a message of ours now and then."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress

from handlers.context import Context
from handlers.replies import Reply
from handlers.sending import try_to_edit

EVERY_S = 3.0  # Telegram lets about 20 edits a minute through in a group

Progress = Callable[[int, int], None]  # how many of how many are done


@asynccontextmanager
async def progress_shown(
    page: Callable[[int, int], Reply], chat: int, message: int, context: Context
) -> AsyncIterator[Progress]:
    """Give what is told how far the work is, from any thread; a message shows it until the end of the block."""
    told: list[tuple[int, int]] = []
    ended = asyncio.Event()
    showing = asyncio.create_task(_show(page, told, ended, (chat, message), context))
    try:
        yield lambda done, of: told.append((done, of))
    finally:
        ended.set()  # and not cancelled: an edit that is under way must not arrive after the next one
        await showing


async def _show(
    page: Callable[[int, int], Reply],
    told: list[tuple[int, int]],
    ended: asyncio.Event,
    where: tuple[int, int],
    context: Context,
) -> None:
    shown = 0
    while not ended.is_set():
        with suppress(TimeoutError):
            await asyncio.wait_for(ended.wait(), EVERY_S)
        if len(told) > shown and not ended.is_set():
            shown = len(told)
            await try_to_edit(context.bot, page(*told[-1]), *where)
