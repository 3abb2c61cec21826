"""What goes to the log: lines on stderr, never a token, and nothing that people wrote."""

import logging
import re

TOKEN = re.compile(r"\d{5,}:[\w-]{20,}")
FORMAT = "%(asctime)s %(levelname)s %(name)s: %(message)s"


VALUES = re.compile(r"\n(DETAIL|CONTEXT):.*?(?=\n\[SQL|\n\n|\Z)", re.DOTALL)  # with which PostgreSQL tells of a row


class WithoutSecrets(logging.Formatter):
    """Formats a record and leaves out what looks like a bot token, or like values of a row, in tracebacks too."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line for a record."""
        return TOKEN.sub("<token>", VALUES.sub("", super().format(record)))


def log_to_stderr(level: str) -> None:
    """Send the log to stderr, from this level on."""
    handler = logging.StreamHandler()
    handler.setFormatter(WithoutSecrets(FORMAT))
    logging.basicConfig(level=level, handlers=[handler], force=True)
    logging.getLogger("telegram").setLevel(max(logging.INFO, logging.getLevelName(level)))  # at DEBUG it logs messages
    logging.getLogger("telegram.ext.AIORateLimiter").setLevel(logging.CRITICAL)  # `bot.limiting` tells of floods
    # httpx logs each request with its address, which holds the token; aiosqlite each statement with its values
    for chatty in ("httpx", "aiosqlite", "apscheduler", "watchfiles"):
        logging.getLogger(chatty).setLevel(logging.WARNING)
