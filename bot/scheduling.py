"""What is to be done beside answering, however long the bot runs: tidying, digests, promises that are still open."""

import asyncio
import logging
from datetime import datetime, timedelta

from handlers.context import App, Context
from handlers.curating.reporting.digesting import send_due_digests
from handlers.curating.telling import tell_who_waited

log = logging.getLogger(__name__)

ROUND_S = 15 * 60  # between two looks at what is due, so that nothing comes much later than it should
TIDIED_EVERY = timedelta(days=1)


async def look_after(application: App) -> None:
    """Do what is due again and again, until cancelled."""
    chores = Chores(application)
    while True:
        await chores.do_what_is_due()
        await asyncio.sleep(ROUND_S)


class Chores:
    """What is done from time to time, and when it was done last."""

    def __init__(self, application: App) -> None:
        self._context = Context(application)
        self._tidied: datetime | None = None

    async def do_what_is_due(self) -> None:
        """Do everything whose time has come by the bot's clock; what fails is logged, and holds up nothing else."""
        for chore in (self._tidy, self._send_digests, self._keep_promises):
            try:
                await chore()
            except Exception:
                log.exception("a chore failed, and is tried again later")

    async def _tidy(self) -> None:
        """Erase what has been kept long enough."""
        services = self._context.services
        if self._tidied and services.now - self._tidied < TIDIED_EVERY:
            return
        for chat in await services.storage.tidy(services.now):
            services.libraries.drop(chat)
            log.info("everything about group %s, which the bot left long ago, has been erased", chat)
        self._tidied = services.now

    async def _send_digests(self) -> None:
        await send_due_digests(self._context)

    async def _keep_promises(self) -> None:
        """Tell who still waits for what is answered by now: by a new base pack, or by a change just before a crash."""
        for group in await self._context.services.storage.awaited():
            await tell_who_waited(group, self._context)
