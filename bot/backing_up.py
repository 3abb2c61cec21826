"""`pramana backup` and `pramana restore`: the database -> a file, and back."""

from pathlib import Path

import click

from bot.settings import Settings
from knowledge.storage.safekeeping import back_up as back_up_database
from knowledge.storage.safekeeping import restore as restore_database


def back_up(settings: Settings, file: Path) -> None:
    """Write all that the bot keeps into a file. Raises StorageError or OSError where that cannot be done."""
    back_up_database(settings.database, file)
    click.echo(f"wrote {file} ({file.stat().st_size:,} bytes)")


def restore(settings: Settings, file: Path) -> None:
    """Put a backup in place of what the bot keeps. Raises StorageError or OSError where that cannot be done."""
    earlier = restore_database(file, settings.database, settings.pramana_data)
    if earlier:
        click.echo(f"what was there is kept in {earlier}")
    click.echo(f"restored {file}; start the bot again with `pramana run`")
