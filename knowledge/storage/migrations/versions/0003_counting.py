"""What asks the same is one row, whoever asks at the same moment; a vote says whether an answer is out of date."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

MISSED = sa.table("missed", *(sa.column(name) for name in ("chat", "id", "words", "why", "asked", "state", "at")))
WAITING = sa.table("waiting", *(sa.column(name) for name in ("chat", "missed", "person")))


def upgrade() -> None:
    """Merge what was counted apart, and let it not be again."""
    _merge_missed(op.get_bind())
    op.drop_index("ix_missed_chat_words", table_name="missed")
    op.create_index("ix_missed_chat_words_why", "missed", ["chat", "words", "why"], unique=True)
    _name_verdicts()
    op.create_index("ix_revisions_chat_entry", "revisions", ["chat", "entry"])
    op.create_index("ix_links_token", "links", ["token"])


def _merge_missed(database: sa.Connection) -> None:
    key = (MISSED.c.chat, MISSED.c.words, MISSED.c.why)
    open_ = sa.func.min(sa.case((MISSED.c.state == "open", MISSED.c.id)))  # what is still to be settled stays so
    most = (sa.func.coalesce(open_, sa.func.min(MISSED.c.id)), sa.func.max(MISSED.c.asked), sa.func.max(MISSED.c.at))
    doubled = sa.select(*key, *most).group_by(*key).having(sa.func.count() > 1)
    for chat, words, why, kept, asked, at in database.execute(doubled).all():
        same = (MISSED.c.chat == chat, MISSED.c.words == words, MISSED.c.why == why)
        others = database.scalars(sa.select(MISSED.c.id).where(*same, MISSED.c.id != kept)).all()
        _wait_for(database, chat, kept, others)
        database.execute(sa.delete(MISSED).where(MISSED.c.chat == chat, MISSED.c.id.in_(others)))
        database.execute(sa.update(MISSED).where(*same).values(asked=asked, at=at))


def _wait_for(database: sa.Connection, chat: int, kept: int, others: Sequence[int]) -> None:
    """Let who waits for one of the others wait for the one that is kept, once."""
    for other in others:
        here = (WAITING.c.chat == chat, WAITING.c.missed == other)
        waits = sa.select(WAITING.c.person).where(WAITING.c.chat == chat, WAITING.c.missed == kept)
        already = database.scalars(waits).all()
        database.execute(sa.delete(WAITING).where(*here, WAITING.c.person.in_(already)))
        database.execute(sa.update(WAITING).where(*here).values(missed=kept))


def _name_verdicts() -> None:
    op.add_column("votes", sa.Column("verdict", sa.String(length=16), nullable=True))
    op.execute("UPDATE votes SET verdict = CASE WHEN helped THEN 'helpful' ELSE 'unhelpful' END")
    with op.batch_alter_table("votes") as votes:
        votes.alter_column("verdict", existing_type=sa.String(length=16), nullable=False)
        votes.drop_column("helped")
