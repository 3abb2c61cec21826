"""A row that may be there already, or be written by somebody else at this moment: put in its place, or held."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Row, Table, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncConnection

INSERTS: dict[str, Any] = {"sqlite": sqlite.insert, "postgresql": postgresql.insert}  # which know of conflicts


async def put(connection: AsyncConnection, table: Table, *rows: Mapping[str, Any]) -> None:
    """Write rows, all with the same columns, each in place of what stands under its primary key."""
    inserting = INSERTS[connection.dialect.name](table)
    key = [column.name for column in table.primary_key.columns]
    rest = {name: inserting.excluded[name] for name in rows[0] if name not in key}
    await connection.execute(
        inserting.on_conflict_do_update(index_elements=key, set_=rest), [dict(row) for row in rows]
    )


async def hold(
    connection: AsyncConnection, table: Table, key: Mapping[str, Any], begun: Mapping[str, Any]
) -> Row[Any] | None:
    """Return the row of a key, which nobody else changes before this transaction ends; None where it is begun now."""
    inserting = INSERTS[connection.dialect.name](table).on_conflict_do_nothing().returning(*table.primary_key.columns)
    held = select(table).where(*(table.c[name] == value for name, value in key.items())).with_for_update()
    while (await connection.execute(inserting, {**key, **begun})).first() is None:
        if row := (await connection.execute(held)).first():  # else somebody deleted it this very moment
            return row
    return None
