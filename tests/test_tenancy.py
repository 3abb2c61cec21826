"""No group sees or alters what is another's, whatever both do and in whichever order."""

import asyncio
import inspect
import secrets
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass, field, replace
from itertools import count
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from small_groups import ASHA, BORIS, NOW, asking, edit, standing_of, votes_on
from sqlalchemy import BinaryExpression, BindParameter, Connection, Delete, Insert, Select, Table, Update, event, select
from sqlalchemy.sql import operators, visitors
from sqlalchemy.sql.elements import BooleanClauseList

from knowledge.storage import (
    Curation,
    Deed,
    Edit,
    EditedMeanwhileError,
    Fate,
    Missing,
    Order,
    Proposal,
    Proposals,
    State,
    Storage,
    Verdict,
    Voter,
    Waiting,
    Why,
    open_storage,
)
from knowledge.storage.groups import GRACE
from knowledge.storage.migrating import plain_engine
from knowledge.storage.tables import OF_GROUPS, metadata

CHATS = (-1001, -1002)
IDS = st.sampled_from(["lunch", "tea"])  # the same in both groups, and so are all words and all people
TEXTS = st.sampled_from(["When is lunch?", "Who won?"])


@dataclass
class Tenant:
    """One of the groups: where it is now, what it draws for ids, and all that it saw."""

    storage: Storage
    chat: int
    drawn: Iterator[int] = field(default_factory=lambda: count(1))
    seen: list[str] = field(default_factory=list)

    @property
    def chats(self) -> tuple[int, int]:
        """The chats that it is or may become."""
        return self.chat, self.chat * 1000

    @property
    def curation(self) -> Curation:
        return self.storage.curation(self.chat)

    @property
    def missing(self) -> Missing:
        return self.storage.missing(self.chat)

    @property
    def proposals(self) -> Proposals:
        return self.storage.proposals(self.chat)


# --- what a group may do


async def save(group: Tenant, id_: str, said: str, *, is_stale: bool = False) -> object:
    now = await standing_of(group.curation, id_)
    upon = (now.revision if now else 0) + is_stale
    return await group.curation.save([edit(id_, said, upon)], asking())


async def retire(group: Tenant, id_: str, _: str) -> object:
    now = await standing_of(group.curation, id_)
    edits = [Edit(id_, now.own if now else None, "no longer so", now.revision if now else 0)]
    return await group.curation.save(edits, asking(Deed.RETIRE, BORIS))


async def save_too_late(group: Tenant, id_: str, said: str) -> object:
    return await save(group, id_, said, is_stale=True)


async def undo(group: Tenant, _: str, __: str) -> object:
    return await group.curation.undo(asking(Deed.UNDO))


async def redo(group: Tenant, _: str, __: str) -> object:
    taken_back = [one.number for one in await group.curation.latest() if one.undone_by and one.asked.deed != Deed.UNDO]
    return [await group.curation.redo(number, asking(Deed.REDO)) for number in taken_back[:1]]


async def miss(group: Tenant, nearest: str, text: str) -> object:
    id_ = await group.missing.record(text, "en", Why.ABSTAINED, nearest, NOW)
    return await group.missing.wait(id_, Waiting(1003, 5, None, "en", NOW))


async def settle(group: Tenant, _: str, text: str) -> object:
    fate = Fate.IGNORED if text == "Who won?" else Fate.ANSWERED
    found = [one.id for one in await group.missing.open()]
    await group.missing.settle(found, fate)
    return [await group.missing.stop_waiting(id_, 1003) for id_ in found]


async def disown(group: Tenant, _: str, text: str) -> object:
    return await group.missing.disown([text], NOW, settling=[one.id for one in await group.missing.open()])


async def own_again(group: Tenant, _: str, text: str) -> object:
    dismissed = [one.id for fate in (Fate.NOT_OURS, Fate.IGNORED) for one in await group.missing.of_fate(fate)]
    return await group.missing.reopen(dismissed, [text])


async def propose(group: Tenant, _: str, text: str) -> object:
    return await group.proposals.propose(1003, {"answer": text}, NOW)


async def decide(group: Tenant, _: str, __: str) -> object:
    return [await group.proposals.decide(one.id, State.ACCEPTED) for one in await group.proposals.open()]


async def draft(group: Tenant, _: str, text: str) -> object:
    begun = await group.storage.drafts.begin(group.chat, 1002, group.chat, {}, NOW)
    return await group.storage.drafts.keep(begun, {"question": text}, NOW)


async def end_drafts(group: Tenant, _: str, __: str) -> object:
    return [await group.storage.drafts.end(one) for one in await group.storage.drafts.of(group.chat, 1002)]


async def vote(group: Tenant, id_: str, _: str) -> object:
    await group.storage.memory.vote(Voter(group.chat, 5, 1003), id_, Verdict.HELPFUL, NOW)
    return await votes_on(group.storage, group.chat, id_)


async def name_editor(group: Tenant, _: str, __: str) -> object:
    await group.storage.groups.name_editor(group.chat, BORIS, NOW)
    return await group.storage.groups.editors(group.chat)


async def dismiss(group: Tenant, _: str, __: str) -> object:
    return await group.storage.groups.dismiss_editor(group.chat, 1003)


async def move(group: Tenant, _: str, __: str) -> object:
    """Become a supergroup, as a group does once."""
    old, new = group.chats
    if old in CHATS:
        await group.storage.groups.move(old, new)
        group.chat = new
    return await group.storage.groups.where_now(old)


async def leave(group: Tenant, _: str, __: str) -> object:
    await group.storage.groups.left(group.chat, NOW)
    return await group.storage.groups.erase_left(NOW + 2 * GRACE)


async def look(group: Tenant, id_: str, _: str) -> object:
    curation, missing = group.curation, group.missing
    return (
        await curation.standings(),
        await curation.gone(),
        await curation.history(id_),
        await curation.last_changed([id_]),
        await curation.count_by_name(NOW - GRACE),
        await curation.changes_by(1002),
        await missing.open(),
        await missing.waited_for(),
        await missing.negatives(),
        await group.proposals.open(),
        await group.proposals.made_since(1003, NOW),
    )


Act = Callable[[Tenant, str, str], Awaitable[object]]
ACTS: tuple[Act, ...] = (
    *(save, retire, save_too_late, undo, redo, miss, settle, disown, own_again, propose, decide),
    *(draft, end_drafts, vote, name_editor, dismiss, move, leave, look),
)
EVERYBODY = -1  # instead of a group: a person asks to be forgotten, wherever they were
Step = tuple[int, Act, str, str]
STEPS = st.lists(
    st.tuples(st.sampled_from([0, 1, 0, 1, 0, 1, EVERYBODY]), st.sampled_from(ACTS), IDS, TEXTS), max_size=24
)
# both do everything in turns, and look at what is theirs after each deed
IN_TURNS: list[Step] = [
    (which, done, "lunch", "When is lunch?") for act in ACTS for done in (act, look) for which in (0, 1)
]


# --- each group apart, and both together


@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS)
@example(steps=IN_TURNS)
@example(steps=IN_TURNS[::-1])
def test_a_group_sees_and_keeps_the_same_whether_or_not_there_is_another(steps: list[Step], migrated_url: str) -> None:
    together = lived(migrated_url, steps)
    for which in (0, 1):
        alone = lived(migrated_url, [step for step in steps if step[0] in (which, EVERYBODY)])
        assert together[which] == alone[which]


def lived(url: str, steps: list[Step]) -> list[tuple[list[str], dict[str, list[str]]]]:
    """Let groups go through the steps on an empty database; return what each saw, and what is kept of it."""
    with plain_engine(url) as engine, engine.begin() as connection:
        for table in metadata.sorted_tables:
            connection.execute(table.delete())
    tenants = asyncio.run(_live(url, steps))
    with plain_engine(url) as engine, engine.connect() as connection:
        return [(tenant.seen, kept_of(connection, chat)) for tenant, chat in zip(tenants, CHATS, strict=True)]


async def _live(url: str, steps: list[Step]) -> list[Tenant]:
    storage = await open_storage(url)
    tenants = [Tenant(storage, chat) for chat in CHATS]
    for which, act, id_, text in steps:
        if which == EVERYBODY:
            await storage.forget(1002 if id_ == "lunch" else 1003)
        else:
            await _act(tenants[which], act, id_, text)
    await storage.close()
    return tenants


async def _act(group: Tenant, act: Act, id_: str, text: str) -> None:
    """Do it, with the same numbers drawn by lot in both groups: should rows be taken for each other, these would."""
    drawing, secrets.randbelow = secrets.randbelow, lambda _: next(group.drawn)
    try:
        group.seen.append(f"{act.__name__}: {await act(group, id_, text)}")
    except EditedMeanwhileError as refused:
        group.seen.append(f"{act.__name__}: {refused} {refused.standing}")
    finally:
        secrets.randbelow = drawing


def kept_of(connection: Connection, chat: int) -> dict[str, list[str]]:
    """Return all rows of a group, wherever it moved."""
    chats = (chat, chat * 1000)
    found = {table: connection.execute(select(table).where(table.c.chat.in_(chats))) for table in OF_GROUPS}
    return {table.name: sorted(repr(tuple(row)) for row in found[table]) for table in OF_GROUPS}


# --- each statement


CHAT = CHATS[0]
WAITING = Waiting(1003, 5, None, "en", NOW)
ASKED = replace(asking(), order=Order(100_000_001, NOW), draft=1)
PROPOSAL = Proposal(CHAT, 1, 1003, {}, State.OPEN, NOW)
CALLS: dict[str, Callable[[Any], Awaitable[object]]] = {
    "Curation.standings": lambda curation: curation.standings(),
    "Curation.save": lambda curation: curation.save(
        [edit("lunch", upon=1), edit("tea")], ASKED, accepting=1, settling=[2]
    ),
    "Curation.undo": lambda curation: curation.undo(asking(Deed.UNDO)),
    "Curation.redo": lambda curation: curation.redo(1, asking(Deed.REDO)),
    "Curation.last": lambda curation: curation.last(),
    "Curation.gone": lambda curation: curation.gone(),
    "Curation.history": lambda curation: curation.history("lunch"),
    "Curation.last_changed": lambda curation: curation.last_changed(["lunch", "tea"]),
    "Curation.count_by_name": lambda curation: curation.count_by_name(NOW),
    "Curation.changes_by": lambda curation: curation.changes_by(ASHA.person),
    "Curation.latest": lambda curation: curation.latest(),
    "Missing.record": lambda missing: missing.record("Who won?", "en", Why.ABSTAINED, None, NOW),
    "Missing.try_to_record": lambda missing: missing.try_to_record("Who won?", "en", Why.ABSTAINED, None, NOW),
    "Missing.withdraw": lambda missing: missing.withdraw("Who won?", Why.ABSTAINED),
    "Missing.of_fate": lambda missing: missing.of_fate(Fate.IGNORED),
    "Missing.open": lambda missing: missing.open(),
    "Missing.get": lambda missing: missing.get([1, 2]),
    "Missing.settle": lambda missing: missing.settle([1, 2], Fate.IGNORED),
    "Missing.wait": lambda missing: missing.wait(1, WAITING),
    "Missing.waited_for": lambda missing: missing.waited_for(),
    "Missing.stop_waiting": lambda missing: missing.stop_waiting(1, 1003),
    "Missing.negatives": lambda missing: missing.negatives(),
    "Missing.disown": lambda missing: missing.disown(["Who won?"], NOW, settling=[1, 2]),
    "Missing.reopen": lambda missing: missing.reopen([1, 2], ["Who won?"]),
    "Proposals.propose": lambda proposals: proposals.propose(1003, {}, NOW),
    "Proposals.get": lambda proposals: proposals.get(1),
    "Proposals.open": lambda proposals: proposals.open(),
    "Proposals.decide": lambda proposals: proposals.decide(1, State.ACCEPTED),
    "Proposals.keep": lambda proposals: proposals.keep(PROPOSAL, {}),
    "Proposals.withdraw": lambda proposals: proposals.withdraw(1),
    "Proposals.made_since": lambda proposals: proposals.made_since(1003, NOW),
}
KINDS: dict[str, Any] = {kind.__name__: kind for kind in (Curation, Missing, Proposals)}


def test_every_method_on_what_one_group_has_is_looked_at() -> None:
    public = {
        f"{name}.{method}"
        for name, kind in KINDS.items()
        for method, _ in inspect.getmembers(kind, inspect.iscoroutinefunction)
        if not method.startswith("_")
    }
    assert public == set(CALLS)


@pytest.mark.parametrize("name", CALLS)
async def test_every_statement_names_the_chat_of_every_table_that_has_one(
    sqlite_url: str, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn = count()
    monkeypatch.setattr(secrets, "randbelow", lambda _: next(drawn))  # 1 is a proposal, and 2 a question
    storage = await open_storage(sqlite_url)
    await storage.curation(CHAT).save([edit("lunch")], asking())
    await storage.proposals(CHAT).propose(1003, {}, NOW)
    await storage.missing(CHAT).wait(1, WAITING)
    await storage.missing(CHAT).record("Who won?", "en", Why.ABSTAINED, None, NOW)
    executed: list[tuple[Any, list[Any]]] = []

    def note(_: object, statement: Any, many: list[Any], one: Any, __: object) -> None:
        executed.append((statement, [*many, *([one] if one else [])]))

    event.listen(storage.database.engine.sync_engine, "before_execute", note)
    await CALLS[name](KINDS[name.partition(".")[0]](storage.database, CHAT))
    await storage.close()
    assert executed
    for statement, many in executed:
        assert not unbound(statement, many), statement


def unbound(statement: Any, many: list[dict[str, object]]) -> list[str]:
    """Return the tables with a chat column that a statement reads or writes without naming this very chat."""
    if isinstance(statement, Insert):
        rows = many or [statement.compile().params]
        return [statement.table.name for row in rows if "chat" in statement.table.c and row["chat"] != CHAT]
    return [
        table.name for part in visitors.iterate(statement) for table in _tables(part) if not _names_chat(part, table)
    ]


def _tables(part: Any) -> list[Table]:
    if isinstance(part, Update | Delete):
        return [part.table] if "chat" in part.table.c else []
    found = part.get_final_froms() if isinstance(part, Select) else []
    return [table for table in found if "chat" in table.c]


def _names_chat(part: Any, table: Table) -> bool:
    where = part.whereclause
    named = where.clauses if isinstance(where, BooleanClauseList) and where.operator is operators.and_ else [where]
    return any(
        isinstance(one, BinaryExpression)
        and one.operator is operators.eq
        and one.left is table.c.chat
        and isinstance(one.right, BindParameter)
        and one.right.value == CHAT
        for one in named
    )


def test_a_statement_that_names_no_chat_is_noticed() -> None:
    lunch = metadata.tables["entries"]
    other = select(lunch).where((lunch.c.chat == CHAT) | (lunch.c.id == "lunch"))
    bounded = select(lunch).where(lunch.c.chat == CHAT, lunch.c.id == "lunch")
    assert unbound(select(lunch), []) == unbound(other, []) == unbound(lunch.delete(), []) == ["entries"]
    assert unbound(bounded.where(lunch.c.id.in_(select(lunch.c.id))), []) == ["entries"]
    assert unbound(lunch.insert(), [{"chat": CHATS[1]}]) == ["entries"]
    assert unbound(bounded, []) == []
