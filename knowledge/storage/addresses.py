"""The address of a database -> a URL with the drivers that are used here."""

from pathlib import Path

from sqlalchemy import make_url
from sqlalchemy.engine import URL
from sqlalchemy.exc import ArgumentError

from knowledge.problems import StorageError

DRIVERS = {  # how people write it -> what it is called with its asynchronous driver
    "sqlite": "sqlite+aiosqlite",
    "postgresql": "postgresql+psycopg",
    "postgres": "postgresql+psycopg",
}


def read_address(address: str) -> URL:
    """Return the URL of a database. Raises StorageError, which does not show it, where there is no such kind."""
    try:
        url = make_url(address)
        return url.set(drivername=DRIVERS[url.drivername.partition("+")[0]])
    except (ArgumentError, ValueError, KeyError):
        raise StorageError(
            "PRAMANA_DATABASE is no address of a database that is known here; "
            "write postgresql://user:password@host/name, or leave it empty for a file in PRAMANA_DATA"
        ) from None


def without_waiting(url: URL) -> URL:
    """Return the URL with a driver for programs that do one thing at a time."""
    return url.set(drivername="sqlite") if is_file(url) else url


def is_file(url: URL) -> bool:
    """Tell whether a database is a file, and not a server's."""
    return url.get_backend_name() == "sqlite"


def file_of(url: URL) -> Path | None:
    """Return the file of a database, or None."""
    return Path(url.database) if is_file(url) and url.database else None
