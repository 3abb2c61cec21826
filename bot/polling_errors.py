"""What is logged where asking for updates fails; python-telegram-bot goes on asking whatever it is."""

import logging
from collections.abc import Callable
from time import monotonic

from telegram.error import Conflict, TelegramError

log = logging.getLogger(__name__)

TOLD_EVERY_S = 60.0  # the library asks again twice a minute and oftener, as long as the other bot runs


class PollingErrors:
    """Logs why asking for updates failed: another bot with the same token in one plain line, once in a while."""

    def __init__(self, clock: Callable[[], float] = monotonic) -> None:
        self._clock = clock
        self._told_at: float | None = None

    def __call__(self, error: TelegramError) -> None:
        """Log an error, as python-telegram-bot hands it on."""
        if not isinstance(error, Conflict):
            log.error("updates could not be asked for", exc_info=error)
        elif self._told_at is None or self._clock() - self._told_at >= TOLD_EVERY_S:
            self._told_at = self._clock()
            log.error("another bot is running with this token; stop one of them")
