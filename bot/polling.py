"""The request that asks Telegram for updates, guarded against what would stop python-telegram-bot for good."""

import asyncio
import json
import logging
from http import HTTPStatus
from typing import Any

from telegram import Update
from telegram.request import HTTPXRequest

log = logging.getLogger(__name__)


class PollingRequest(HTTPXRequest):
    """Sets `refused` when the token is no longer accepted: the library then stops asking, and tells nobody."""

    def __init__(self) -> None:
        super().__init__(connection_pool_size=1)
        self.refused = asyncio.Event()

    async def do_request(self, *args: Any, **kwargs: Any) -> tuple[int, bytes]:
        """Carry out a request as the library does, and leave it only updates that it can read."""
        code, payload = await super().do_request(*args, **kwargs)
        if code in (HTTPStatus.UNAUTHORIZED, HTTPStatus.NOT_FOUND):
            self.refused.set()
        return code, readable(payload) if code == HTTPStatus.OK else payload


def readable(payload: bytes) -> bytes:
    """Return an answer of getUpdates with every update that cannot be read emptied down to its number.

    One such update would make the library drop all that came with it, and ask for them again for ever.
    """
    try:
        answer = json.loads(payload)
    except ValueError:
        return payload  # for the library to refuse
    if not isinstance(answer, dict) or not isinstance(answer.get("result"), list):
        return payload
    emptied = [one if _can_be_read(one) else {"update_id": one["update_id"]} for one in answer["result"]]
    return payload if emptied == answer["result"] else json.dumps({**answer, "result": emptied}).encode()


def _can_be_read(update: dict[str, Any]) -> bool:
    try:
        Update.de_json(update, None)
    except Exception:
        log.exception("update %s cannot be read and is passed over", update.get("update_id"))
        return False
    return True
