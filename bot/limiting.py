"""How fast we call the Bot API: within Telegram's limits, and where it says "wait", only that request waits."""

import asyncio
import logging
import random
from collections.abc import Callable, Coroutine
from datetime import timedelta
from typing import Any

from httpx import ConnectError
from telegram.error import NetworkError, RetryAfter, TelegramError, TimedOut
from telegram.ext import AIORateLimiter

log = logging.getLogger(__name__)

RETRIES = 3  # of a request that was refused as a flood, or that a failing server did not carry out
SERVER_PAUSE_S = (0.2, 1.0)  # before trying a server again that failed
AT_ONCE = 16  # requests under way; more does not pay, python-telegram-bot's HTTP client slows down beyond it


class PatientLimiter(AIORateLimiter):
    """Keeps python-telegram-bot's limits per chat and overall, but lets one flooded chat hold up no other.

    The library itself pauses every request while one waits. Unthrottled, only the waiting is left.
    """

    def __init__(self, *, throttled: bool = True) -> None:
        if throttled:
            super().__init__(max_retries=0)
        else:
            super().__init__(0, 0, 0, 0, max_retries=0)
        self._at_once = asyncio.Semaphore(AT_ONCE)

    async def process_request(  # noqa: PLR0913, PLR0917 - the library's signature
        self,
        callback: Callable[..., Coroutine[Any, Any, Any]],
        args: Any,
        kwargs: dict[str, Any],
        endpoint: str,
        data: dict[str, Any],
        rate_limit_args: int | None,
    ) -> Any:
        """Carry out a request when its turn has come. Raises RetryAfter where it is refused again and again."""

        async def one_of_few(*given: Any, **named: Any) -> Any:
            async with self._at_once:
                return await _told_plainly(callback(*given, **named))

        for _ in range(RETRIES):
            try:
                return await super().process_request(one_of_few, args, kwargs, endpoint, data, rate_limit_args)
            except (RetryAfter, NetworkError) as refusal:
                wait = _wait_s(refusal)
                if wait is None:
                    raise
                log.info("%s has to wait %.1f s: %s", endpoint, wait, refusal.message)
                await asyncio.sleep(wait)
        return await super().process_request(one_of_few, args, kwargs, endpoint, data, rate_limit_args)


async def _told_plainly(request: Coroutine[Any, Any, Any]) -> Any:
    """Carry out a request. Raises TimedOut, as where no answer comes in time, where the connection broke meanwhile.

    The library does not tell that from a server that failed, but the request may have been carried out.
    """
    try:
        return await request
    except NetworkError as failure:
        broke = failure.__cause__
        if type(failure) is NetworkError and broke is not None and not isinstance(broke, ConnectError):
            raise TimedOut(failure.message) from failure
        raise


def _wait_s(refusal: TelegramError) -> float | None:
    """Return for how long to wait before another try, in seconds; None where there should be none.

    A server that failed, or was not reached, is tried again; what may have been carried out is not.
    """
    if isinstance(refusal, RetryAfter):
        wait: float | timedelta = refusal.retry_after  # the library is about to change its type
        return wait.total_seconds() if isinstance(wait, timedelta) else float(wait)
    has_failed = type(refusal) is NetworkError  # not one of its kinds: a bad request, a time-out
    return random.uniform(*SERVER_PAUSE_S) if has_failed else None  # noqa: S311 - spreads the tries, hides nothing
