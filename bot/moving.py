"""Notices where Telegram refuses a request because the group has become a supergroup, whatever was requested."""

from collections.abc import Awaitable, Callable, Coroutine
from typing import Any

from telegram.error import ChatMigrated

from bot.limiting import PatientLimiter

OnMove = Callable[[int, int], Awaitable[None]]  # the old id of the group, and its new one


class NoticingLimiter(PatientLimiter):
    """Tells `on_move` of a group that moved, and leaves it to whoever made the request to make it again."""

    def __init__(self, on_move: OnMove, *, throttled: bool) -> None:
        super().__init__(throttled=throttled)
        self._on_move = on_move

    async def process_request(  # noqa: PLR0913, PLR0917 - the library's signature
        self,
        callback: Callable[..., Coroutine[Any, Any, Any]],
        args: Any,
        kwargs: dict[str, Any],
        endpoint: str,
        data: dict[str, Any],
        rate_limit_args: int | None,
    ) -> Any:
        """Carry out a request. Raises ChatMigrated once the move has been told."""
        try:
            return await super().process_request(callback, args, kwargs, endpoint, data, rate_limit_args)
        except ChatMigrated as moved:
            await self._on_move(int(data["chat_id"]), moved.new_chat_id)
            raise
