"""The bot in the terminal: the same application, with this machine in place of Telegram."""

import asyncio
import os
import sys
import threading
from collections.abc import AsyncGenerator, Callable
from contextlib import aclosing, suppress
from tempfile import TemporaryDirectory

from rich.console import Console
from telegram import Update

from bot.local_wire import TOKEN, LocalWire, Shown
from bot.running import STOPPING, beside
from bot.showing import console, show_reply
from bot.watching import watch
from bot.wiring import Wires, build_application
from handlers.context import App
from handlers.markup import MESSAGE_LIMIT
from knowledge import Library
from knowledge.storage import open_storage

PROMPT = "you> "
LEAVING = ("exit", "quit")
LINES_AHEAD = 16  # of a pipe that brings more than can be answered
LONGEST_SIGN = 4  # bytes in UTF-8
ECHOED = 60  # signs of a line that is too long to be a message


async def chat(library: Library, language: str) -> None:
    """Answer what is typed, or the lines of a pipe, until the end of input, Ctrl-C or SIGTERM."""
    terminal = _Terminal(console(), language)
    with TemporaryDirectory() as folder:
        storage = await open_storage(f"sqlite+aiosqlite:///{folder}/chat.sqlite3")
        try:
            application = build_application(TOKEN, library, storage, Wires(terminal.wire))
            application.bot_data.reaches_groups = False
            await _until_told(application, library, terminal)
        finally:
            await storage.close()


async def _until_told(application: App, library: Library, terminal: "_Terminal") -> None:
    async with application, beside(watch(library)):
        talking = asyncio.create_task(_talk(application, terminal))
        for number in STOPPING:
            asyncio.get_running_loop().add_signal_handler(number, talking.cancel)
        with suppress(asyncio.CancelledError):
            await talking


def types_here() -> bool:
    """Tell whether a person types at a terminal, rather than a pipe, a file or nothing at all."""
    return sys.stdin is not None and sys.stdin.isatty()


async def _talk(application: App, terminal: "_Terminal") -> None:
    is_terminal = types_here()
    if is_terminal:
        await terminal.hear("/start", application)
    async with aclosing(_typed() if is_terminal else _piped()) as lines:
        async for line in lines:
            if not is_terminal:
                terminal.echo(line)
            if is_terminal and line.strip().lower() in LEAVING:
                return
            await terminal.hear(line, application)


class _Terminal:
    """Shows what the bot sends, and turns typed lines into updates: a number presses the button of that number."""

    def __init__(self, to: Console, language: str) -> None:
        self._to = to
        self._last: Shown | None = None
        self.wire = LocalWire(self._show, self._notify, language)

    def echo(self, line: str) -> None:
        """Show a line that came from a pipe as if it had been typed; of an endless one the beginning."""
        shown = line if len(line) <= MESSAGE_LIMIT else f"{line[:ECHOED]}..."
        self._to.print(f"{PROMPT}{shown}")

    async def hear(self, line: str, application: App) -> None:
        """Pass a typed line on to the bot."""
        if len(line) > MESSAGE_LIMIT:
            self._notify(f"That is too long: a message holds {MESSAGE_LIMIT} signs. Please shorten it.")
        elif line.strip().isdecimal() and self._last and self._last.buttons:
            await self._press(int(line), self._last, application)
        elif line.strip():
            await application.process_update(Update.de_json(self.wire.say(line.strip()), application.bot))

    async def _press(self, number: int, shown: Shown, application: App) -> None:
        if not 1 <= number <= len(shown.buttons):
            self._notify(f"There is no button {number}.")
            return
        data = shown.buttons[number - 1][1]
        if not data:
            self._notify("That one opens in a browser.")
            return
        update = self.wire.press(shown.number, data)
        await application.process_update(Update.de_json(update, application.bot))

    def _show(self, shown: Shown) -> None:
        self._last = shown
        show_reply(self._to, shown.html, tuple(text for text, _ in shown.buttons))

    def _notify(self, text: str) -> None:
        self._to.print(f"  ({text})\n")


async def _typed() -> AsyncGenerator[str, None]:
    """Yield lines as they are typed, with editing and history."""
    from prompt_toolkit import PromptSession  # noqa: PLC0415 -- takes a tenth of a start, and only terminals need it
    from prompt_toolkit.history import InMemoryHistory  # noqa: PLC0415

    session: PromptSession[str] = PromptSession(history=InMemoryHistory())
    while True:
        try:
            yield await session.prompt_async(PROMPT, handle_sigint=False)
        except (EOFError, KeyboardInterrupt):
            return


async def _piped() -> AsyncGenerator[str, None]:
    """Yield the lines of standard input as they come, read beside the loop, so that a signal can end the wait."""
    if sys.stdin is None:  # closed by whoever started us, and its number may by now be another file's
        return
    lines: asyncio.Queue[str | None] = asyncio.Queue()
    room = threading.Semaphore(LINES_AHEAD)
    loop = asyncio.get_running_loop()

    def hand_over(line: str | None) -> None:
        room.acquire()
        loop.call_soon_threadsafe(lines.put_nowait, line)

    threading.Thread(target=_read_lines, args=(hand_over,), daemon=True).start()
    while (line := await lines.get()) is not None:
        yield line
        room.release()
        await asyncio.sleep(0)  # a pipe that is never empty must not keep a signal from being heard


def _read_lines(hand_over: Callable[[str | None], None]) -> None:
    """Hand over each line of standard input, and None at its end; of a line without end only what is needed is kept."""
    rest = b""
    with suppress(OSError, RuntimeError):  # the pipe broke, or the loop has ended before it
        while read := os.read(0, 65_536):
            *whole, rest = (rest + read).split(b"\n")
            for line in whole:
                hand_over(line.decode(errors="replace"))
            rest = rest[: MESSAGE_LIMIT * LONGEST_SIGN + 1]
        if rest:
            hand_over(rest.decode(errors="replace"))
        hand_over(None)
