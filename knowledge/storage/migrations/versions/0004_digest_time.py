"""The time of day and the zone of a group's digests."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Let each group have its own; those that chose none keep the bot's."""
    op.add_column("groups", sa.Column("digest_time", sa.String(length=5), nullable=True))
    op.add_column("groups", sa.Column("digest_zone", sa.String(length=64), nullable=True))
