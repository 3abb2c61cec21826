"""Before an entry is saved its curator is told what speaks against it, and nothing where nothing does."""

from datetime import date
from typing import Any

import pytest
from small_packs import brief_pack, entry, pack

from knowledge import Entry, Knowledge, OwnEntry, PartialDate
from knowledge.curating import (
    AnsweredAlready,
    Caution,
    Dated,
    InFuture,
    LeadsElsewhere,
    MarkedNotOurs,
    NotInMessage,
    PastUse,
    Takes,
    WithoutSource,
    review,
)
from knowledge.overlay import overlaid
from knowledge.packs.loading import load_pack
from knowledge.values import Pack, Source
from knowledge.vectors.embedding import WORDS_ALONE

TODAY = date(2025, 12, 20)
BOARD: dict[str, Any] = {"id": "board", "title": "Our board", "kind": "community"}
TOWN = pack(
    entry("pool", "When is the swimming pool open?", "pool opening hours"),
    entry("tram", "Which trams run at night?", "night trams"),
    entry("gym", "How much does the gym cost?"),
)


def own(id_: str, question: str, *phrasings: str, board: dict[str, Any] = BOARD, **more: Any) -> OwnEntry:
    """Return an entry of the group that cites the group's board."""
    made = entry(id_, question, *phrasings, **{"sources": ["board"], **more})
    return OwnEntry(entry=made, sources=(Source.model_validate(board),))


def reviewed(
    edited: OwnEntry, *others: OwnEntry, former: OwnEntry | None = None, base: Pack = TOWN, **more: Any
) -> tuple[Caution, ...]:
    """Return the cautions on an entry that is put in the place of its former self, beside others of the group."""
    known = {name: more.pop(name) for name in ("negatives", "embedding") if name in more}
    now = overlaid(base, [*others, *([former] if former else [])])
    then = overlaid(base, [*others, edited])
    return review(edited, Knowledge(now, **known), Knowledge(then, **known), TODAY, **more)


def of_kind(kind: type[Caution], found: tuple[Caution, ...]) -> list[Any]:
    return [caution for caution in found if isinstance(caution, kind)]


def base_entry(id_: str) -> Entry:
    return next(one for one in load_pack(brief_pack()).pack.entries if one.id == id_)


LIBRARY = own("library", "Where can I borrow books?", "address of the library")


def test_nothing_is_said_of_an_entry_that_nothing_speaks_against() -> None:
    assert reviewed(LIBRARY) == ()


@pytest.mark.parametrize("asked", ["What time does the swimming pool open?", "pool opening hours"])
def test_a_question_that_another_entry_answers_is_told_with_it_and_its_phrasing(asked: str) -> None:
    (found,) = of_kind(AnsweredAlready, reviewed(own("bath", asked)))
    assert (found.wording, found.entry.id, found.gives_way) == (asked, "pool", False)
    assert found.phrasing in {text for _, text in TOWN.entries[0].all_phrasings()}


def test_every_wording_that_is_answered_already_is_told() -> None:
    found = reviewed(own("night", "What is open after midnight?", "Which trams run by night?", "cost of the gym"))
    assert [one.entry.id for one in of_kind(AnsweredAlready, found)] == ["tram", "gym"]


def test_an_own_entry_of_the_group_may_answer_already_as_well() -> None:
    (found,) = of_kind(AnsweredAlready, reviewed(own("loans", "Where may I borrow books?"), LIBRARY))
    assert found.entry.id == "library"


def test_what_the_edited_entry_answers_itself_is_its_own() -> None:
    edited = own("library", "Where can I borrow books?", "address of the library", "where to borrow a book")
    assert reviewed(edited, former=LIBRARY) == ()


def test_an_entry_that_is_superseded_on_purpose_is_not_told() -> None:
    assert reviewed(own("pool-2026", "When is the swimming pool open?", supersedes="pool")) == ()


def test_an_entry_of_the_base_with_the_same_question_is_told_to_give_way() -> None:
    (found,) = of_kind(AnsweredAlready, reviewed(own("ours", "when is the swimming pool open")))
    assert (found.entry.id, found.gives_way) == ("pool", True)


@pytest.mark.parametrize(
    ("id_", "asked"),
    [
        ("labour-pact-signing", "labour pact kab sign hoga"),
        ("consulates-where", "В каких городах откроются новые индийские консульства?"),
        ("consulates-where", "नए भारतीय वाणिज्य दूतावास कहाँ खुलेंगे?"),
    ],
)
def test_what_the_base_pack_answers_is_told_in_every_language(id_: str, asked: str) -> None:
    (found,) = of_kind(AnsweredAlready, reviewed(own("ours", asked), base=load_pack(brief_pack()).pack))
    assert found.entry == base_entry(id_)


ASKED = "सोमवार को योग की कक्षा कब है?"
TURNED = "योग की कक्षा सोमवार को कब है?"  # the same to whoever judges by words alone
YOGA = own("y1", ASKED)
RIVAL = own("y2", TURNED)


def test_a_wording_that_leads_to_another_entry_as_well_is_told_with_its_phrasing() -> None:
    (found,) = of_kind(LeadsElsewhere, reviewed(RIVAL, YOGA, former=RIVAL, embedding=WORDS_ALONE))
    assert (found.wording, found.entry.id, found.phrasing) == (TURNED, "y1", ASKED)


def test_a_wording_is_told_of_another_entry_only_once() -> None:
    found = reviewed(RIVAL, YOGA, embedding=WORDS_ALONE)
    told = [one for one in found if isinstance(one, AnsweredAlready | LeadsElsewhere)]
    assert [(type(one), one.wording, one.entry.id) for one in told] == [(AnsweredAlready, TURNED, "y1")]


def test_a_wording_that_is_taken_from_another_entry_is_told_with_it() -> None:
    (found,) = of_kind(Takes, reviewed(RIVAL, YOGA, embedding=WORDS_ALONE))
    assert (found.wording, found.entry.id) == (ASKED, "y1")


def test_what_is_taken_from_the_wordings_of_a_predecessor_is_taken_from_its_successor() -> None:
    newer = own("y3", "योग का समय", supersedes="y1")
    (found,) = of_kind(Takes, reviewed(RIVAL, YOGA, newer, embedding=WORDS_ALONE))
    assert (found.wording, found.entry.id) == (ASKED, "y3")


def test_nothing_is_taken_by_the_very_words_that_are_told_as_answered_already() -> None:
    found = reviewed(own("pilates", "Who teaches pilates?", ASKED), YOGA)
    assert [(one.wording, one.entry.id) for one in of_kind(AnsweredAlready, found)] == [(ASKED, "y1")]
    assert not of_kind(Takes, found)


@pytest.mark.parametrize("id_", ["labour-pact-signing", "consulates-where", "oil-purchases"])
def test_an_edit_that_changes_nothing_takes_nothing(id_: str) -> None:
    unchanged = OwnEntry(entry=base_entry(id_), sources=load_pack(brief_pack()).pack.sources)
    found = reviewed(unchanged, former=unchanged, base=load_pack(brief_pack()).pack)
    assert not [one for one in found if isinstance(one, Takes | AnsweredAlready | LeadsElsewhere)]


@pytest.mark.parametrize("wording", ["Where is the best pizza in town?", "where's the best pizza in the town"])
def test_a_wording_that_was_marked_as_not_ours_is_told_with_what_was_marked(wording: str) -> None:
    marked = "Where is the best pizza in town?"
    assert reviewed(own("pizza", wording), negatives=[marked]) == (MarkedNotOurs(wording, marked),)


def test_an_entry_that_cites_nothing_is_told() -> None:
    assert reviewed(own("library", "Where can I borrow books?", sources=[])) == (WithoutSource(),)


def test_a_quote_alone_is_a_source() -> None:
    quote = {"text": "At the square.", "speaker": "Asha", "source": "board"}
    assert reviewed(own("library", "Where can I borrow books?", sources=[], quotes=[quote])) == ()


def quoting(text: str, id_: str = "library", **more: Any) -> OwnEntry:
    return own(id_, "Where can I borrow books?", quotes=[{"text": text, "speaker": "Asha", "source": "board", **more}])


MESSAGE = "Dear all,\nthe library “at the   old mill” isn’t open. Сегодня — «выходной». आज छुट्टी है।"


@pytest.mark.parametrize(
    "quote",
    [
        'the library "at the old mill" isn\'t open',
        "the library “at the old mill” isn’t open",
        'Сегодня — "выходной"',
        "आज छुट्टी है।",
    ],
)
def test_a_quote_is_found_whatever_its_quotation_marks_and_white_space(quote: str) -> None:
    assert reviewed(quoting(quote), cited_message=MESSAGE) == ()


@pytest.mark.parametrize(
    "quote", ["the library at the old mill", "The library", "isnt open", "Сегодня - «выходной»", "कल छुट्टी है।"]
)
def test_a_quote_that_differs_by_a_sign_is_told(quote: str) -> None:
    assert reviewed(quoting(quote), cited_message=MESSAGE) == (NotInMessage(quote),)


def test_quotes_are_not_looked_for_without_a_message() -> None:
    assert reviewed(quoting("nobody said this")) == ()


def test_a_quote_that_stood_there_before_may_be_of_another_message() -> None:
    assert reviewed(quoting("nobody said this"), former=quoting("nobody said this"), cited_message=MESSAGE) == ()


@pytest.mark.parametrize(("day", "told"), [("2025-12-20", False), ("2025-12-21", True)])
def test_nothing_is_known_as_of_a_day_to_come(day: str, told: bool) -> None:
    found = reviewed(own("library", "Where can I borrow books?", as_of=day))
    assert found == ((InFuture(Dated.AS_OF, PartialDate(2025, 12, 21)),) if told else ())


@pytest.mark.parametrize(
    ("day", "known"),
    [("2025-12-21", PartialDate(2025, 12, 21)), ("2026-01", PartialDate(2026, 1)), (2026, PartialDate(2026))],
)
def test_nothing_was_said_or_published_on_a_day_to_come(day: str | int, known: PartialDate) -> None:
    said = reviewed(quoting("At the square.", said_on=day))
    published = reviewed(own("library", "Where can I borrow books?", board={**BOARD, "published": day}))
    assert (said, published) == ((InFuture(Dated.SAID_ON, known),), (InFuture(Dated.PUBLISHED, known),))


@pytest.mark.parametrize("day", ["2025-12-20", "2025-12", 2025])
def test_a_day_that_may_have_come_is_not_told(day: str | int) -> None:
    assert reviewed(quoting("At the square.", said_on=day)) == ()


@pytest.mark.parametrize(("day", "told"), [("2025-12-19", True), ("2025-12-20", False)])
def test_an_entry_is_past_its_use_from_the_day_after_its_review(day: str, told: bool) -> None:
    found = reviewed(own("library", "Where can I borrow books?", review_by=day))
    assert found == ((PastUse(date(2025, 12, 19)),) if told else ())
