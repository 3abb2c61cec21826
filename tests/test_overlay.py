"""A group's own entries lie over the base pack: they win, and their sources stay theirs."""

import pytest
from pydantic import ValidationError
from small_packs import entry, pack

from knowledge import Answer, Entry, Knowledge, OwnEntry, decide
from knowledge.overlay import overlaid
from knowledge.values import Source

BASE = pack(
    entry("pool", "When is the pool open?", "pool hours", "swimming times"),
    entry("gym", "How much does the gym cost?", "price of the gym"),
)
BOARD = Source.model_validate({"id": "board", "title": "Our board", "kind": "community"})


def own(id_: str, question: str, *phrasings: str, **more: object) -> OwnEntry:
    """Return an entry of the group that cites the group's board."""
    return OwnEntry(entry=entry(id_, question, *phrasings, sources=["board"], **more), sources=(BOARD,))


def answered(question: str, *entries: OwnEntry, hidden: tuple[str, ...] = ()) -> Entry | None:
    """Return the entry that answers a question once the group's entries lie over the base."""
    decision = decide(Knowledge(overlaid(BASE, entries, hidden)).match(question))
    return decision.match.entry if isinstance(decision, Answer) else None


def id_answering(question: str, *entries: OwnEntry, hidden: tuple[str, ...] = ()) -> str | None:
    found = answered(question, *entries, hidden=hidden)
    return found.id if found else None


def test_an_entry_must_have_the_sources_that_it_cites() -> None:
    with pytest.raises(ValidationError, match="cites board"):
        OwnEntry(entry=entry("meeting", "Where do we meet?", sources=["board"]))


def test_without_own_entries_the_base_stays_as_it_is() -> None:
    assert overlaid(BASE, ()) == BASE


def test_an_own_entry_is_found_beside_those_of_the_base() -> None:
    meeting = own("meeting", "Where is the weekly meeting?")
    assert id_answering("where is the weekly meeting", meeting) == "meeting"
    assert id_answering("pool hours", meeting) == "pool"


def test_an_own_entry_takes_the_place_of_the_base_entry_with_its_id() -> None:
    edited = own("pool", "When is the pool open?", "pool hours", answer="From nine.")
    found = answered("pool hours", edited)
    assert found
    assert found.answer == {"en": "From nine."}
    assert len(overlaid(BASE, [edited]).entries) == 2


def test_an_own_entry_that_asks_a_question_of_the_base_answers_all_its_phrasings() -> None:
    ours = own("our-pool", "when is the pool open")
    assert [id_answering(text, ours) for text in ("When is the pool open?", "swimming times")] == ["our-pool"] * 2


def test_a_phrasing_that_the_group_uses_leads_to_the_groups_entry() -> None:
    ours = own("bath", "When is the hot bath open?", "pool hours")
    assert id_answering("pool hours", ours) == "bath"
    assert id_answering("swimming times", ours) == "pool"


def test_a_hidden_entry_of_the_base_is_not_answered() -> None:
    assert id_answering("price of the gym", hidden=("gym",)) is None


def test_sources_of_the_same_id_are_not_taken_for_each_other() -> None:
    other = BOARD.model_copy(update={"title": {"en": "Another board"}})
    ours = own("meeting", "Where is the weekly meeting?")
    theirs = OwnEntry(entry=entry("lunch", "Where is lunch?", sources=["board"]), sources=(other,))
    knowledge = Knowledge(overlaid(BASE.model_copy(update={"sources": (BOARD,)}), [ours, theirs]))
    titles = {one.id: knowledge.source(one.sources[0]).title["en"] for one in knowledge.entries if one.sources}
    assert titles == {"meeting": "Our board", "lunch": "Another board"}


def test_a_quote_keeps_its_source() -> None:
    quote = {"text": "We meet at noon.", "speaker": "Asha", "source": "board"}
    ours = own("meeting", "When do we meet?", quotes=[quote])
    laid = overlaid(BASE, [ours]).entries[0]
    assert laid.quotes[0].source == laid.sources[0]


def test_an_entry_under_a_topic_that_the_base_no_longer_has_stands_under_none() -> None:
    assert overlaid(BASE, [own("meeting", "Where do we meet?", topic="gone")]).entries[0].topic is None


def test_entries_that_would_supersede_themselves_in_a_circle_supersede_none() -> None:
    board, lunch = own("board", "Who is on the board?", supersedes="lunch"), own("lunch", "When?", supersedes="board")
    alone = own("alone", "Who sings?", supersedes="alone")
    found = {one.id: one.supersedes for one in overlaid(BASE, (board, lunch, alone)).entries}
    assert found == {"board": None, "lunch": None, "alone": None, "pool": None, "gym": None}


def test_an_entry_that_takes_the_question_of_its_own_successor_supersedes_none() -> None:
    base = pack(entry("old", "When is the pool open?"), entry("new", "When does the bath open?", supersedes="old"))
    (mine, newer) = overlaid(base, (own("old", "When does the bath open?"),)).entries
    assert (mine.supersedes, newer.supersedes) == (None, "old")
