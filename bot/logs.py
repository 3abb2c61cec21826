"""What goes to the log: lines on stderr, never a token."""

import logging
import re

TOKEN = re.compile(r"\d{5,}:[\w-]{20,}")
FORMAT = "%(asctime)s %(levelname)s %(name)s: %(message)s"


class WithoutTokens(logging.Formatter):
    """Formats a record and strikes out whatever looks like a bot token, in tracebacks too."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line for a record."""
        return TOKEN.sub("<token>", super().format(record))


def log_to_stderr(level: str) -> None:
    """Send the log to stderr, from this level on."""
    handler = logging.StreamHandler()
    handler.setFormatter(WithoutTokens(FORMAT))
    logging.basicConfig(level=level, handlers=[handler], force=True)
    logging.getLogger("telegram").setLevel(max(logging.INFO, logging.getLevelName(level)))  # at DEBUG it logs messages
    logging.getLogger("telegram.ext.AIORateLimiter").setLevel(logging.CRITICAL)  # `bot.limiting` tells of floods
    for chatty in (
        "httpx",
        "apscheduler",
        "watchfiles",
    ):  # httpx logs each request with its address, which holds the token
        logging.getLogger(chatty).setLevel(logging.WARNING)
