"""The wire in process: python-telegram-bot's requests handed straight to the double, without HTTP."""

from __future__ import annotations

import asyncio
import json
from typing import IO, Any
from urllib.parse import unquote

from telegram.error import TimedOut
from telegram.request import BaseRequest, RequestData
from telegram_double import Telegram
from telegram_rules import Refused, Silence
from telegram_shapes import Upload


class DirectWire(BaseRequest):
    """Carries calls to the double, each taking `latency` seconds; counts how many were under way at once."""

    def __init__(self, telegram: Telegram, latency: float = 0.0) -> None:
        self.telegram, self.latency = telegram, latency
        self.in_flight = self.max_in_flight = 0

    @property
    def read_timeout(self) -> float | None:
        """None: the double answers, or is told to be silent."""
        return None

    async def initialize(self) -> None:
        """Nothing to open."""

    async def shutdown(self) -> None:
        """Nothing to close."""

    async def do_request(
        self, url: str, method: str, request_data: RequestData | None = None, *_: Any, **__: Any
    ) -> tuple[int, bytes]:
        """The double's status code and body; raises TimedOut when it keeps silent."""
        self.in_flight += 1
        self.max_in_flight = max(self.max_in_flight, self.in_flight)
        try:
            if self.latency:
                await asyncio.sleep(self.latency)
            return self._download(url) if method == "GET" else await self._call(url, request_data)
        except Silence:
            raise TimedOut from None
        finally:
            self.in_flight -= 1

    async def _call(self, url: str, request_data: RequestData | None) -> tuple[int, bytes]:
        base, _, name = url.rpartition("/")
        if not base.endswith(f"bot{self.telegram.token}"):
            code, body = 401, Refused(401, "Unauthorized").body()
        else:
            code, body = await self.telegram.answer(name, _params(request_data))
        return code, json.dumps(body).encode()

    def _download(self, url: str) -> tuple[int, bytes]:
        content = self.telegram.file_at(unquote(url).partition(f"bot{self.telegram.token}/")[2])
        if content is None:
            return 404, json.dumps(Refused(404, "Not Found").body()).encode()
        return 200, content


def _params(request_data: RequestData | None) -> dict[str, Any]:
    """The form as it would travel: texts, objects as JSON, files beside them."""
    if request_data is None:
        return {}
    files = request_data.multipart_data or {}
    uploads = {name: Upload(_bytes(content), filename) for name, (filename, content, _) in files.items()}
    return {**request_data.json_parameters, **uploads}


def _bytes(content: bytes | IO[bytes]) -> bytes:
    return content if isinstance(content, bytes) else content.read()
