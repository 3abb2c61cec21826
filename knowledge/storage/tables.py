"""The tables: what groups know and decide, and what is remembered between messages.

Whatever belongs to a group has its chat in its primary key, so that rows of two groups can never be taken for each
other. Ids of Telegram have up to 52 bits. Times are seconds since 1970, in UTC.
"""

from sqlalchemy import JSON, BigInteger, Column, Index, Integer, MetaData, String, Table, Text
from sqlalchemy.types import TypeEngine

NAMES = {"ix": "ix_%(table_name)s_%(column_0_N_name)s", "pk": "pk_%(table_name)s"}
KEPT_AS_JSON = JSON(none_as_null=True)
metadata = MetaData(naming_convention=NAMES)


def _id(name: str, *, primary_key: bool = False, nullable: bool = False) -> Column[int]:
    return Column(name, BigInteger, primary_key=primary_key, autoincrement=False, nullable=nullable)


def _key(name: str, kind: TypeEngine[str] | None = None) -> Column[str]:
    return Column(name, kind or String(256), primary_key=True)


def _chat() -> Column[int]:
    return _id("chat", primary_key=True)


groups = Table(
    "groups",
    metadata,
    _chat(),
    Column("title", Text, nullable=False, default=""),
    _id("left_at", nullable=True),  # since when the bot is no longer there
    Column("digest", String(16), nullable=False, default="off"),
    Column("digest_time", String(5)),  # of day, as HH:MM; null where nobody has chosen one
    Column("digest_zone", String(64)),  # null is that of the bot's clock
    _id("digest_chat", nullable=True),  # where digests go: a person's private chat, or the group's own
    _id("digest_thread", nullable=True),
    Column("digest_language", String(16)),
    _id("digest_at", nullable=True),  # when the last one was sent
)
moves = Table("moves", metadata, _chat(), _id("moved_to"))

entries = Table(
    "entries",
    metadata,
    _chat(),
    _key("id", Text()),
    Column("content", KEPT_AS_JSON),  # an OwnEntry; null where only an entry of the base is hidden
    Column("retired", Text),  # why it is not answered; null where it is
    Column("revision", Integer, nullable=False),
)
changes = Table(
    "changes",
    metadata,
    _chat(),
    _id("number", primary_key=True),  # of this chat, from 1
    Column("deed", String(16), nullable=False),
    _id("person", nullable=True),  # null once that person asked to be forgotten
    Column("name", Text, nullable=False),
    _id("at"),
    _id("message", nullable=True),  # that asked for it
    _id("undone_by", nullable=True),  # the number of the change that took this one back
)
revisions = Table(
    "revisions",
    metadata,
    _chat(),
    _id("change", primary_key=True),
    _key("entry", Text()),
    Column("before", KEPT_AS_JSON),  # how the entry stood: content, retired, revision; null where there was none
    Column("after", KEPT_AS_JSON),
    Index("ix_revisions_chat_entry", "chat", "entry"),
)

editors = Table(
    "editors", metadata, _chat(), _id("person", primary_key=True), Column("name", Text, nullable=False), _id("at")
)
drafts = Table(
    "drafts",
    metadata,
    _chat(),
    _id("id", primary_key=True),
    _id("person"),
    _id("home"),  # the chat in which it is written
    Column("content", KEPT_AS_JSON, nullable=False),
    _id("at"),
    Index("ix_drafts_home_person", "home", "person"),
)
proposals = Table(
    "proposals",
    metadata,
    _chat(),
    _id("id", primary_key=True),
    _id("person", nullable=True),
    Column("content", KEPT_AS_JSON, nullable=False),
    Column("state", String(16), nullable=False),
    _id("at"),
)
missed = Table(
    "missed",
    metadata,
    _chat(),
    _id("id", primary_key=True),
    Column("text", Text, nullable=False),
    Column("words", Text, nullable=False),  # as compared
    Column("language", String(16)),
    Column("why", String(16), nullable=False),
    Column("nearest", Text),  # the id of the entry that was not given, or was found wanting
    Column("asked", Integer, nullable=False),  # how often
    Column("state", String(16), nullable=False),
    _id("at"),  # when last asked
    Index("ix_missed_chat_words_why", "chat", "words", "why", unique=True),  # counted together
)
waiting = Table(
    "waiting",
    metadata,
    _chat(),
    _id("missed", primary_key=True),
    _id("person", primary_key=True),
    _id("message"),  # the question
    _id("thread", nullable=True),
    Column("language", String(16), nullable=False),
    _id("at"),
)
negatives = Table(
    "negatives", metadata, _chat(), _key("words", Text()), Column("text", Text, nullable=False), _id("at")
)
votes = Table(
    "votes",
    metadata,
    _chat(),
    _id("message", primary_key=True),
    _id("person", primary_key=True),
    _key("entry", Text()),
    Column("verdict", String(16), nullable=False),
    _id("at"),
)
replies = Table(
    "replies",
    metadata,
    _chat(),
    _id("question", primary_key=True),
    _id("reply"),
    Column("question_digest", String(32), nullable=False),
    _id("at"),
    Index("ix_replies_at", "at"),
)
links = Table(
    "links",
    metadata,
    _chat(),
    _key("token", String(64)),
    Column("purpose", String(16), nullable=False),
    _id("at"),
    Index("ix_links_token", "token"),  # by which alone a link is followed
)
handled = Table(
    "handled",
    metadata,
    _chat(),
    _id("update_id", primary_key=True),  # of Telegram's, which brought what was done
    _id("at"),
    Index("ix_handled_update_id", "update_id"),
)

people = Table(
    "people", metadata, _id("person", primary_key=True), Column("language", String(16)), _id("connected", nullable=True)
)

OF_GROUPS = tuple(table for table in metadata.sorted_tables if "chat" in table.primary_key.columns)
