"""What groups know, decide and missed; people's choices and past replies, kept from the file that held them before."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

BEFORE = "_before"  # what a table of the earliest version is called while it is read


def upgrade() -> None:
    """Make the tables, and take over what an earlier version remembered."""
    remembered = {"languages", "replies"} & set(sa.inspect(op.get_bind()).get_table_names())
    for name in remembered:
        op.execute(f"DROP INDEX IF EXISTS {name}_by_age")
        op.rename_table(name, name + BEFORE)
    _make_tables()
    if remembered:
        op.execute(f"INSERT INTO people (person, language) SELECT person, language FROM languages{BEFORE}")  # noqa: S608
        op.execute(f"INSERT INTO replies SELECT chat, question, reply, question_digest, sent_at FROM replies{BEFORE}")  # noqa: S608
    for name in remembered:
        op.drop_table(name + BEFORE)


def _make_tables() -> None:
    op.create_table(
        "changes",
        sa.Column("chat", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("number", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("deed", sa.String(length=16), nullable=False),
        sa.Column("person", sa.BigInteger(), autoincrement=False, nullable=True),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("at", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("message", sa.BigInteger(), autoincrement=False, nullable=True),
        sa.Column("undone_by", sa.BigInteger(), autoincrement=False, nullable=True),
        sa.PrimaryKeyConstraint("chat", "number", name=("pk_changes")),
    )
    op.create_table(
        "drafts",
        sa.Column("chat", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("person", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("home", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("content", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("at", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("chat", "id", name=("pk_drafts")),
    )
    op.create_index("ix_drafts_home_person", "drafts", ["home", "person"], unique=False)
    op.create_table(
        "editors",
        sa.Column("chat", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("person", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("at", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("chat", "person", name=("pk_editors")),
    )
    op.create_table(
        "entries",
        sa.Column("chat", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("content", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("retired", sa.Text(), nullable=True),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("chat", "id", name=("pk_entries")),
    )
    op.create_table(
        "groups",
        sa.Column("chat", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("left_at", sa.BigInteger(), autoincrement=False, nullable=True),
        sa.Column("digest", sa.String(length=16), nullable=False),
        sa.Column("digest_chat", sa.BigInteger(), autoincrement=False, nullable=True),
        sa.Column("digest_thread", sa.BigInteger(), autoincrement=False, nullable=True),
        sa.Column("digest_language", sa.String(length=16), nullable=True),
        sa.Column("digest_at", sa.BigInteger(), autoincrement=False, nullable=True),
        sa.PrimaryKeyConstraint("chat", name=("pk_groups")),
    )
    op.create_table(
        "links",
        sa.Column("chat", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("token", sa.String(length=64), nullable=False),
        sa.Column("purpose", sa.String(length=16), nullable=False),
        sa.Column("at", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("chat", "token", name=("pk_links")),
    )
    op.create_table(
        "missed",
        sa.Column("chat", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("language", sa.String(length=16), nullable=True),
        sa.Column("why", sa.String(length=16), nullable=False),
        sa.Column("nearest", sa.Text(), nullable=True),
        sa.Column("asked", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("at", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("chat", "id", name=("pk_missed")),
    )
    op.create_index("ix_missed_chat_words", "missed", ["chat", "words"], unique=False)
    op.create_table(
        "moves",
        sa.Column("chat", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("moved_to", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("chat", name=("pk_moves")),
    )
    op.create_table(
        "negatives",
        sa.Column("chat", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("at", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("chat", "words", name=("pk_negatives")),
    )
    op.create_table(
        "people",
        sa.Column("person", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("language", sa.String(length=16), nullable=True),
        sa.Column("connected", sa.BigInteger(), autoincrement=False, nullable=True),
        sa.PrimaryKeyConstraint("person", name=("pk_people")),
    )
    op.create_table(
        "proposals",
        sa.Column("chat", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("person", sa.BigInteger(), autoincrement=False, nullable=True),
        sa.Column("content", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("at", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("chat", "id", name=("pk_proposals")),
    )
    op.create_table(
        "replies",
        sa.Column("chat", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("question", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("reply", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("question_digest", sa.String(length=32), nullable=False),
        sa.Column("at", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("chat", "question", name=("pk_replies")),
    )
    op.create_index("ix_replies_at", "replies", ["at"], unique=False)
    op.create_table(
        "revisions",
        sa.Column("chat", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("change", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("entry", sa.Text(), nullable=False),
        sa.Column("before", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("after", sa.JSON(none_as_null=True), nullable=True),
        sa.PrimaryKeyConstraint("chat", "change", "entry", name=("pk_revisions")),
    )
    op.create_table(
        "votes",
        sa.Column("chat", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("message", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("person", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("entry", sa.Text(), nullable=False),
        sa.Column("helped", sa.Boolean(), nullable=False),
        sa.Column("at", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("chat", "message", "person", "entry", name=("pk_votes")),
    )
    op.create_table(
        "waiting",
        sa.Column("chat", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("missed", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("person", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("message", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("thread", sa.BigInteger(), autoincrement=False, nullable=True),
        sa.Column("language", sa.String(length=16), nullable=False),
        sa.Column("at", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("chat", "missed", "person", name=("pk_waiting")),
    )
