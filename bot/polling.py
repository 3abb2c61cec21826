"""The request that asks Telegram for updates, which notices when the bot is no longer let in."""

import asyncio
from http import HTTPStatus
from typing import Any

from telegram.request import HTTPXRequest


class PollingRequest(HTTPXRequest):
    """Sets `refused` when the token is no longer accepted: python-telegram-bot then stops asking, and tells nobody."""

    def __init__(self) -> None:
        super().__init__(connection_pool_size=1)
        self.refused = asyncio.Event()

    async def do_request(self, *args: Any, **kwargs: Any) -> tuple[int, bytes]:
        """Carry out a request as the library does."""
        code, payload = await super().do_request(*args, **kwargs)
        if code in (HTTPStatus.UNAUTHORIZED, HTTPStatus.NOT_FOUND):
            self.refused.set()
        return code, payload
