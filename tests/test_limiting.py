"""Where Telegram says "wait", only that request waits; and few requests are under way at once."""

import asyncio
from typing import Any

import pytest
from httpx import ConnectError, ReadError, RemoteProtocolError, WriteError
from telegram.error import NetworkError, RetryAfter, TimedOut

from bot import limiting
from bot.limiting import AT_ONCE, RETRIES, PatientLimiter

PATIENCE_S = 60  # only a failure waits so long


class Floods:
    """Refuses a request so many times, then carries it out."""

    def __init__(self, times: int, seconds: float = 0) -> None:
        self.left, self.seconds, self.calls = times, seconds, 0

    async def __call__(self) -> str:
        self.calls += 1
        if self.left:
            self.left -= 1
            raise RetryAfter(self.seconds)  # type: ignore[arg-type]
        return "done"


async def request(limiter: PatientLimiter, work: Any, chat: int = 1) -> Any:
    return await limiter.process_request(work, (), {}, "sendMessage", {"chat_id": chat}, None)


async def test_a_flooded_request_is_tried_again_as_often_as_promised() -> None:
    limiter, work = PatientLimiter(throttled=False), Floods(RETRIES)
    assert await request(limiter, work) == "done"
    assert work.calls == RETRIES + 1


async def test_a_request_that_is_flooded_for_good_is_given_up() -> None:
    limiter, work = PatientLimiter(throttled=False), Floods(RETRIES + 1)
    with pytest.raises(RetryAfter):
        await request(limiter, work)


class Breaks:
    """Fails once as the library tells it, then carries a request out."""

    def __init__(self, cause: Exception | None) -> None:
        self.cause, self.calls = cause, 0

    async def __call__(self) -> str:
        self.calls += 1
        if self.calls == 1:
            raise NetworkError("httpx") from self.cause
        return "done"


@pytest.mark.parametrize("cause", [ReadError(""), WriteError(""), RemoteProtocolError(""), OSError()])
async def test_a_request_whose_connection_broke_may_have_been_carried_out_and_is_not_made_again(
    cause: Exception,
) -> None:
    limiter, work = PatientLimiter(throttled=False), Breaks(cause)
    with pytest.raises(TimedOut):
        await request(limiter, work)
    assert work.calls == 1


@pytest.mark.parametrize("cause", [None, ConnectError("")], ids=["a server that failed", "no connection"])
async def test_a_request_that_was_surely_not_carried_out_is_made_again(
    cause: Exception | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limiting, "SERVER_PAUSE_S", (0, 0))
    limiter, work = PatientLimiter(throttled=False), Breaks(cause)
    assert await request(limiter, work) == "done"
    assert work.calls == 2


@pytest.mark.parametrize("throttled", [True, False])
async def test_one_that_has_to_wait_holds_up_no_other(*, throttled: bool) -> None:
    limiter = PatientLimiter(throttled=throttled)
    async with asyncio.timeout(PATIENCE_S):
        waiting = asyncio.create_task(request(limiter, Floods(1, 3600)))
        await asyncio.sleep(0)
        assert await request(limiter, Floods(0), chat=2) == "done"
        assert not waiting.done()
        waiting.cancel()


async def test_few_requests_are_under_way_at_once() -> None:
    limiter, gate, begun = PatientLimiter(throttled=False), asyncio.Event(), []

    async def work() -> str:
        begun.append(1)
        await gate.wait()
        return "done"

    async with asyncio.timeout(PATIENCE_S), asyncio.TaskGroup() as tasks:
        for chat in range(3 * AT_ONCE):
            tasks.create_task(request(limiter, work, chat))
        for _ in range(10):
            await asyncio.sleep(0)
        assert len(begun) == AT_ONCE
        gate.set()
    assert len(begun) == 3 * AT_ONCE
