"""All rows of one database -> another, of whichever kind; the tables of both are the newest."""

from sqlalchemy import Connection, delete, insert, select

from knowledge.storage.tables import metadata

AT_ONCE = 500  # rows in memory; a file that waits to be imported takes megabytes, an entry some kilobytes


def carry_over(source: Connection, target: Connection) -> None:
    """Put all that one database holds in place of all that another does, within the transactions of both."""
    for table in metadata.sorted_tables:
        target.execute(delete(table))
        rows = source.execution_options(yield_per=AT_ONCE).execute(select(table)).mappings()
        for some in rows.partitions():
            target.execute(insert(table), [dict(row) for row in some])


def is_empty(database: Connection) -> bool:
    """Tell whether a database holds nothing."""
    return all(database.execute(select(table).limit(1)).first() is None for table in metadata.sorted_tables)
