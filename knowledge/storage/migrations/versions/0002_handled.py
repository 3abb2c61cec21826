"""Which updates have changed something, so that none does so twice."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "handled",
        sa.Column("chat", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("update_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("at", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("chat", "update_id", name=("pk_handled")),
    )
    op.create_index("ix_handled_update_id", "handled", ["update_id"], unique=False)
