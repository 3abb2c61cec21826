"""The knowledge in use is looked up by id, and an edited pack takes its place whole or not at all."""

from pathlib import Path

import pytest
from small_packs import GOOD, entry, pack, write

from knowledge import Answer, Knowledge, Library, PackError, Topic, decide
from knowledge.values import Pack, Source

TOWN = Pack(
    id="town",
    title={"en": "Town"},
    topics=tuple(Topic(id=name, title={"en": name}) for name in ("empty", "sport", "travel")),
    sources=(Source.model_validate({"id": "board", "title": "Board", "kind": "primary"}),),
    entries=(
        entry("tram", "Which trams run at night?", topic="travel"),
        entry("pool", "When is the pool open?", topic="sport"),
        entry("gym", "How much does the gym cost?", topic="sport"),
    ),
)


def ids(found: tuple[object, ...]) -> list[str]:
    return [one.id for one in found]  # type: ignore[attr-defined]


def headline(library: Library, question: str) -> str:
    """Return what the library answers at this moment."""
    decision = decide(library.knowledge.match(question))
    assert isinstance(decision, Answer)
    return decision.match.entry.answer["en"]


def test_entries_topics_and_sources_are_found_by_id() -> None:
    knowledge = Knowledge(TOWN)
    found = (knowledge.entry("gym"), knowledge.topic("sport"), knowledge.source("board"))
    assert found == (TOWN.entries[2], TOWN.topics[1], TOWN.sources[0])


def test_a_button_from_an_older_pack_may_name_what_is_gone() -> None:
    knowledge = Knowledge(TOWN)
    assert (knowledge.entry("bath"), knowledge.topic("bath")) == (None, None)


def test_a_shelf_holds_its_entries_in_the_order_of_the_pack() -> None:
    assert ids(Knowledge(TOWN).entries_on("sport")) == ["pool", "gym"]
    assert Knowledge(TOWN).entries_on("bath") == ()


def test_a_topic_without_entries_is_not_browsed() -> None:
    assert ids(Knowledge(TOWN).topics) == ["sport", "travel"]


def test_newcomers_are_shown_an_entry_of_each_topic() -> None:
    assert ids(Knowledge(TOWN).examples) == ["pool", "tram"]


def test_without_topics_newcomers_are_shown_whatever_there_is() -> None:
    assert ids(Knowledge(pack(entry("pool", "When?"), entry("gym", "Where?"))).examples) == ["pool", "gym"]
    assert Knowledge(pack()).examples == ()


def test_a_superseded_entry_is_no_longer_on_its_shelf() -> None:
    newer = entry("pool-2026", "When is the new pool open?", topic="sport", supersedes="pool")
    knowledge = Knowledge(TOWN.model_copy(update={"entries": (*TOWN.entries, newer)}))
    assert ids(knowledge.entries_on("sport")) == ["gym", "pool-2026"]
    assert "pool" not in ids(knowledge.examples)


def test_an_old_button_leads_to_the_entry_that_took_its_place() -> None:
    newer = entry("pool-2026", "When is the new pool open?", supersedes="pool")
    knowledge = Knowledge(TOWN.model_copy(update={"entries": (*TOWN.entries, newer)}))
    assert knowledge.entry("pool") == knowledge.entry("pool-2026") == newer


def test_an_edited_pack_takes_the_place_of_the_old_one(tmp_path: Path) -> None:
    library = Library(write(tmp_path, GOOD))
    assert headline(library, "When is the pool open?") == "From ten to six."
    write(tmp_path, GOOD.replace("From ten to six.", "From nine to five."))
    assert headline(library, "When is the pool open?") == "From ten to six."  # until it is asked to look again
    library.reload()
    assert headline(library, "When is the pool open?") == "From nine to five."


def test_whoever_holds_the_old_knowledge_can_finish_with_it(tmp_path: Path) -> None:
    library = Library(write(tmp_path, GOOD))
    held = library.knowledge
    write(tmp_path, GOOD.replace("pool-hours", "bath-hours"))
    library.reload()
    assert held.entry("pool-hours") is not None
    assert held.entry("bath-hours") is None
    assert library.knowledge.entry("bath-hours") is not None


@pytest.mark.parametrize("broken", ["entries: [", GOOD + "    status: maybe\n", GOOD + "    related: [bath]\n", ""])
def test_an_edit_that_is_invalid_keeps_what_is_in_use(tmp_path: Path, broken: str) -> None:
    library = Library(write(tmp_path, GOOD))
    before = library.knowledge
    write(tmp_path, broken)
    with pytest.raises(PackError):
        library.reload()
    assert library.knowledge is before


def test_a_pack_that_was_taken_away_keeps_what_is_in_use(tmp_path: Path) -> None:
    library = Library(write(tmp_path, GOOD))
    (tmp_path / "pack.yaml").unlink()
    with pytest.raises(PackError):
        library.reload()
    assert headline(library, "When is the pool open?") == "From ten to six."


def test_a_mended_pack_is_taken_after_a_broken_one(tmp_path: Path) -> None:
    library = Library(write(tmp_path, GOOD))
    write(tmp_path, "entries: [")
    with pytest.raises(PackError):
        library.reload()
    write(tmp_path, GOOD.replace("six", "seven"))
    library.reload()
    assert headline(library, "When is the pool open?") == "From ten to seven."


def test_a_library_cannot_open_without_a_pack(tmp_path: Path) -> None:
    with pytest.raises(PackError, match=r"no \*\.yaml file"):
        Library(tmp_path)
