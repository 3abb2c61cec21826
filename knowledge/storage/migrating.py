"""Brings the tables of a database up to date, with a backup of a SQLite file beside it before."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from alembic.config import Config
from alembic.runtime.environment import EnvironmentContext
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, create_engine

from knowledge.problems import StorageError
from knowledge.storage.addresses import file_of, read_address, without_waiting
from knowledge.storage.backups import back_up_beside
from knowledge.storage.tables import metadata

SCRIPTS = Path(__file__).with_name("migrations")


def migrate(url: str) -> None:
    """Bring the tables up to date. Raises StorageError where they are newer than this program knows."""
    file = file_of(read_address(url))
    if file:
        file.parent.mkdir(parents=True, exist_ok=True)
    with plain_engine(url) as engine:
        if standing(engine) != newest():
            if file and file.is_file() and file.stat().st_size:
                back_up_beside(file)
            _upgrade(engine)


@contextmanager
def plain_engine(url: str, **how: Any) -> Iterator[Engine]:
    """Give an engine for a program that does one thing at a time."""
    engine = create_engine(without_waiting(read_address(url)), hide_parameters=True, **how)
    try:
        yield engine
    finally:
        engine.dispose()


def newest() -> str | None:
    """Return the revision of the newest tables."""
    return _scripts().get_current_head()


def standing(engine: Engine) -> str | None:
    """Return the revision that the tables are at, None where there are none of ours."""
    with engine.connect() as connection:
        revision = MigrationContext.configure(connection).get_current_revision()
    if revision is not None and revision not in {script.revision for script in _scripts().walk_revisions()}:
        raise StorageError(
            f"the database was written by a newer Pramana (its tables are at {revision}); run that one, "
            "or restore a backup from before the update"
        )
    return revision


def _upgrade(engine: Engine) -> None:
    """Run the migrations in one transaction: a crash leaves the tables as they were."""
    scripts = _scripts()

    def steps(standing_at: Any, _: MigrationContext) -> list[Any]:
        return list(scripts._upgrade_revs("head", standing_at))  # noqa: SLF001 -- as Alembic's manual has it

    with engine.begin() as connection, EnvironmentContext(Config(), scripts, fn=steps) as environment:
        if connection.dialect.name == "sqlite":
            connection.exec_driver_sql("BEGIN IMMEDIATE")
        environment.configure(connection=connection, target_metadata=metadata, transactional_ddl=True)
        environment.run_migrations()


def _scripts() -> ScriptDirectory:
    return ScriptDirectory(SCRIPTS)
