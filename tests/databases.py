"""Databases for tests: each test of the storage runs on SQLite and on PostgreSQL, on a database of its own.

The PostgreSQL is ours alone: started once a session where the server's programs are installed, reached through a
Unix socket, and gone with the session however that ends. A `conftest` takes all fixtures from here and adds one
for the session, `migrate`, which brings the empty database at a URL to the newest schema.
"""

from __future__ import annotations

import itertools
import os
import pwd
import shutil
import sqlite3
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import psycopg
import pytest

Migrate = Callable[[str], None]

NOT_INSTALLED = "PostgreSQL's server is not installed here (Debian: postgresql); only SQLite is tested"
_DEBIAN = Path("/usr/lib/postgresql")
_MEMORY, _DISK = Path("/dev/shm"), Path("/tmp")  # noqa: S108 - what is made there has a name of its own
_ROOM = 256 << 20  # bytes that must be free in memory; a server takes about 60 MB
_PATIENCE = 30  # seconds to start or to stop, on a slow machine
_SETTINGS = {
    # nothing in it outlives the session, so nothing need be safe
    "fsync": "off",
    "full_page_writes": "off",
    "synchronous_commit": "off",
    "wal_level": "minimal",
    "max_wal_senders": "0",
    "max_wal_size": "64MB",
    "autovacuum": "off",  # it visits templates, which cannot be copied meanwhile
    "listen_addresses": "",
    "timezone": "Asia/Kolkata",  # servers are not always on UTC
}
# Ends the server and clears up once its standard input closes, which happens however this process ends.
_GUARD = 'folder=$1; shift; "$@" & cat; kill -QUIT $!; wait $!; rm -rf "$folder"'


class PostgresServer:
    """A server of our own, running until `stop`; its databases are reached as its superuser, without password."""

    def __init__(self, programs: Path) -> None:
        self._account = _account()
        self._names = (f"test_{number}" for number in itertools.count(1))
        self.folder = Path(tempfile.mkdtemp(prefix="pg-", dir=_place()))
        if self._account:
            shutil.chown(self.folder, self._account.pw_uid, self._account.pw_gid)
        self._initialise(programs / "initdb")
        self._guard = self._start(programs / "postgres")
        self._admin = self._connected()

    def stop(self) -> None:
        """Ends the server and removes all it wrote."""
        self._admin.close()
        self._end()

    def url(self, name: str) -> str:
        """The URL of a database, for SQLAlchemy; whole, so that no PGPORT of the environment changes it."""
        return f"postgresql+psycopg://postgres@/{name}?host={self.folder}&port=5432"

    def conninfo(self, name: str) -> str:
        """The same for psycopg itself."""
        return f"host={self.folder} port=5432 user=postgres dbname={name}"

    @contextmanager
    def database(self, template: str = "template1") -> Iterator[str]:
        """Yields the name of a new database, a copy of another that no one is connected to."""
        name = next(self._names)
        self._admin.execute(f"CREATE DATABASE {name} TEMPLATE {template}")
        try:
            yield name
        finally:
            self._admin.execute(f"DROP DATABASE {name} WITH (FORCE)")

    def _initialise(self, initdb: Path) -> None:
        how = ["--username=postgres", "--auth=trust", "--encoding=UTF8", "--locale=C", "--no-sync", *_order(initdb)]
        done = self._run([initdb, "-D", self.folder / "data", *how])
        _, errors = done.communicate()
        if done.returncode:
            shutil.rmtree(self.folder)
            raise RuntimeError(f"initdb failed: {errors.decode()}")

    def _start(self, postgres: Path) -> subprocess.Popen[bytes]:
        settings: list[str | Path] = [word for name, value in _SETTINGS.items() for word in ("-c", f"{name}={value}")]
        server = [postgres, "-D", self.folder / "data", "-k", self.folder, "-p", "5432", *settings]
        with (self.folder / "log").open("wb") as log:
            # in a session of its own: Ctrl-C is for the tests, which still need the server to end well
            return self._run(["sh", "-c", _GUARD, "guard", self.folder, *server], stderr=log, start_new_session=True)

    def _run(self, command: list[str | Path], **how: object) -> subprocess.Popen[bytes]:
        """Starts a program, if we are root as someone else: PostgreSQL refuses to run as root."""
        if self._account:
            how |= {"user": self._account.pw_uid, "group": self._account.pw_gid, "extra_groups": []}
        pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.DEVNULL, "stderr": subprocess.PIPE}
        return subprocess.Popen(command, cwd=self.folder, **pipes | how)  # type: ignore[call-overload, no-any-return]

    def _connected(self) -> psycopg.Connection:
        """The connection that makes databases, once the server takes it."""
        deadline = time.monotonic() + _PATIENCE
        while True:
            try:
                return psycopg.connect(self.conninfo("postgres"), autocommit=True)
            except psycopg.OperationalError as fault:
                if time.monotonic() > deadline:
                    log = (self.folder / "log").read_text()
                    self._end()
                    raise RuntimeError(f"PostgreSQL does not start: {log}") from fault
            time.sleep(0.02)

    def _end(self) -> None:
        """Closes the guard's standard input, and waits until it is done."""
        self._guard.communicate(timeout=_PATIENCE)


def installed_server() -> Path | None:
    """The folder of the server's programs: on the PATH, else the newest where Debian puts them; None if nowhere."""
    on_path = [Path(found).resolve().parent] if (found := shutil.which("postgres")) else []
    by_version = sorted(_DEBIAN.glob("*/bin"), key=lambda folder: float(folder.parent.name), reverse=True)
    wanted = ("initdb", "postgres")
    complete = (place for place in on_path + by_version if all((place / name).exists() for name in wanted))
    return next(complete, None)


def _place() -> Path:
    """Where the server's files go: a new database is hundreds of files, which on a disk can take 300 ms."""
    # if not in memory, then not in TMPDIR: a socket's path must be short, and another user must come there
    return _MEMORY if _MEMORY.is_dir() and shutil.disk_usage(_MEMORY).free > _ROOM else _DISK


def _account() -> pwd.struct_passwd | None:
    """Whom the server runs as when we are root; None for ourselves."""
    if os.geteuid() != 0:
        return None
    return next(account for name in ("postgres", "nobody") for account in pwd.getpwall() if account.pw_name == name)


def _order(initdb: Path) -> list[str]:
    """Options for texts in the order of a language, as most servers have them; plain bytes before PostgreSQL 15."""
    options = subprocess.run([initdb, "--help"], capture_output=True, text=True, check=True).stdout
    return ["--locale-provider=icu", "--icu-locale=en"] if "--icu-locale" in options else []


@pytest.fixture(scope="session")
def postgresql() -> Iterator[PostgresServer]:
    """The session's server."""
    programs = installed_server()
    if programs is None:
        pytest.skip(NOT_INSTALLED)
    server = PostgresServer(programs)
    yield server
    server.stop()


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The URL of an empty database of the test's own."""
    if request.param == "sqlite":
        yield _sqlite_url(tmp_path / "test.db")
        return
    server = request.getfixturevalue("postgresql")
    with server.database() as name:
        yield server.url(name)


@pytest.fixture(params=["sqlite", "postgresql"])
def migrated_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The URL of a database of the test's own with the newest schema."""
    template = request.getfixturevalue(f"{request.param}_template")
    if request.param == "sqlite":
        _copy_sqlite(template, tmp_path / "test.db")
        yield _sqlite_url(tmp_path / "test.db")
        return
    server = request.getfixturevalue("postgresql")
    with server.database(template) as name:
        yield server.url(name)


@pytest.fixture
def sqlite_url(sqlite_template: Path, tmp_path: Path) -> str:
    """The URL of a SQLite database of the test's own with the newest schema."""
    _copy_sqlite(sqlite_template, tmp_path / "test.db")
    return _sqlite_url(tmp_path / "test.db")


@pytest.fixture(scope="session")
def sqlite_template(migrate: Migrate, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated file, to be copied: migrating takes longer."""
    path = tmp_path_factory.mktemp("sqlite") / "template.db"
    migrate(_sqlite_url(path))
    return path


@pytest.fixture(scope="session")
def postgresql_template(migrate: Migrate, postgresql: PostgresServer) -> Iterator[str]:
    """The name of a migrated database, to be copied."""
    with postgresql.database() as name:
        migrate(postgresql.url(name))
        yield name


def _sqlite_url(path: Path) -> str:
    return f"sqlite+aiosqlite:///{path}"


def _copy_sqlite(template: Path, copy: Path) -> None:
    """A copy with what still stands in the template's write-ahead log."""
    with closing(sqlite3.connect(template)) as source, closing(sqlite3.connect(copy)) as target:
        source.backup(target)
