"""The wire over HTTP: the double on loopback, for bots with an HTTP client of their own or as processes."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from typing import Any

from aiohttp import web
from telegram_double import Telegram
from telegram_rules import Refused, Silence
from telegram_shapes import Upload

_LARGEST_UPLOAD = 50 << 20  # bytes; a bot may upload no more
_PATIENCE = 0.1  # seconds which calls under way get when serving ends: a long poll would take its 50


@asynccontextmanager
async def serve(telegram: Telegram) -> AsyncIterator[str]:
    """Serves the double in this event loop; yields the base URL, http://127.0.0.1:<port>/bot."""
    app = web.Application(client_max_size=_LARGEST_UPLOAD)
    app.router.add_route("*", "/bot{token}/{method}", _Answering(telegram).call)
    app.router.add_get("/file/bot{token}/{path:.+}", _Answering(telegram).download)
    runner = web.AppRunner(app, access_log=None, handler_cancellation=True, shutdown_timeout=_PATIENCE)
    await runner.setup()
    try:
        site = web.TCPSite(runner, "127.0.0.1", 0)
        await site.start()
        yield f"http://127.0.0.1:{runner.addresses[0][1]}/bot"
    finally:
        await runner.cleanup()


@contextmanager
def serve_in_thread(telegram: Telegram) -> Iterator[str]:
    """Serves the double in a thread of its own: so any kind of test can drive a bot in another process."""
    ready, done = threading.Event(), asyncio.Event()
    found: dict[str, Any] = {}

    async def run() -> None:
        async with serve(telegram) as base_url:
            found.update(base_url=base_url, loop=asyncio.get_running_loop())
            ready.set()
            await done.wait()

    thread = threading.Thread(target=asyncio.run, args=[run()], daemon=True)
    thread.start()
    try:
        if not ready.wait(timeout=60):
            raise TimeoutError("the double's server did not start")
        yield found["base_url"]
    finally:
        if found:
            found["loop"].call_soon_threadsafe(done.set)
        thread.join(timeout=60)


class _Answering:
    """Turns HTTP requests into calls of the double, and its answers into HTTP responses."""

    def __init__(self, telegram: Telegram) -> None:
        self._telegram = telegram

    async def call(self, request: web.Request) -> web.Response:
        """Answers /bot<token>/<method>."""
        if request.match_info["token"] != self._telegram.token:
            return _refusal(Refused(401, "Unauthorized"))
        try:
            code, body = await self._telegram.answer(request.match_info["method"], await _params(request))
        except Silence:
            await asyncio.Event().wait()  # until the client gives up, or serving ends
        except AssertionError as fault:  # the bot is another process: it must see something, the test sees faults
            return _refusal(Refused(500, f"Internal Server Error: {fault}"))
        return web.json_response(body, status=code)

    async def download(self, request: web.Request) -> web.Response:
        """Answers /file/bot<token>/<path>."""
        known = request.match_info["token"] == self._telegram.token
        content = self._telegram.file_at(request.match_info["path"]) if known else None
        return _refusal(Refused(404, "Not Found")) if content is None else web.Response(body=content)


async def _params(request: web.Request) -> dict[str, Any]:
    """The parameters of a query string, a form, a multipart form with files, or a JSON object."""
    params: dict[str, Any] = dict(request.query)
    if request.content_type == "application/json":
        return params | (await request.json() if request.can_read_body else {})
    return params | {name: _value(value) for name, value in (await request.post()).items()}


def _value(value: str | bytearray | bytes | web.FileField) -> Any:
    if isinstance(value, web.FileField):
        return Upload(value.file.read(), value.filename)
    return value if isinstance(value, str) else bytes(value).decode()


def _refusal(refusal: Refused) -> web.Response:
    return web.json_response(refusal.body(), status=refusal.code)
