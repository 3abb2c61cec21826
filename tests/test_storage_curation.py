"""A group's entries and their changes: saved together or not at all, taken back one by one, told in order."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta

import pytest
from small_groups import ASHA, BORIS, CHAT, NOW, OTHER, asking, edit, fill, own, rows, standing_of

from knowledge.storage import (
    Change,
    Curator,
    DecidedMeanwhileError,
    Deed,
    Edit,
    EditedMeanwhileError,
    Standing,
    Storage,
    Verdict,
    Voter,
    Waiting,
    Why,
    open_storage,
)
from knowledge.storage.groups import GRACE

MANY_CHANGES = 101  # more than are ever shown
MANY = 3000  # more than a statement of some databases takes values


@pytest.fixture
async def storage(migrated_url: str) -> AsyncIterator[Storage]:
    opened = await open_storage(migrated_url)
    yield opened
    await opened.close()


async def save(storage: Storage, *edits: Edit, deed: Deed = Deed.ADD, by: Curator = ASHA) -> Change:
    return await storage.curation(CHAT).save(edits, asking(deed, by))


async def undo(storage: Storage) -> int | None:
    """Take back, and return the number of what was taken back."""
    undone = await storage.curation(CHAT).undo(asking(Deed.UNDO))
    return undone[0].number if undone else None


async def said(storage: Storage) -> dict[str, str]:
    """Return what the entries of the group say."""
    standings = await storage.curation(CHAT).standings()
    return {one.id: one.own.entry.answer["en"] for one in standings if one.own and one.retired is None}


# --- saving


async def test_what_is_saved_stands_as_it_was_written(storage: Storage) -> None:
    await save(storage, edit("обед", "В полдень 🫖"))
    assert await standing_of(storage.curation(CHAT), "обед") == Standing("обед", own("обед", "В полдень 🫖"), None, 1)
    assert await standing_of(storage.curation(OTHER), "обед") is None


async def test_the_revision_of_an_entry_is_the_number_of_the_change_that_left_it_so(storage: Storage) -> None:
    await save(storage, edit("lunch"), edit("tea"))
    await save(storage, edit("lunch", "At one.", upon=1))
    assert [(one.id, one.revision) for one in await storage.curation(CHAT).standings()] == [("lunch", 2), ("tea", 1)]


async def test_changes_count_from_one_in_each_group(storage: Storage) -> None:
    numbers = [(await storage.curation(chat).save([edit("lunch")], asking())).number for chat in (CHAT, OTHER)]
    assert [*numbers, (await save(storage, edit("tea"))).number] == [1, 1, 2]


async def test_an_entry_of_the_base_is_hidden_without_a_content_of_its_own(storage: Storage) -> None:
    await save(storage, Edit("pool-hours", None, "closed for good"), deed=Deed.RETIRE)
    (hidden,) = await storage.curation(CHAT).standings()
    assert hidden == Standing("pool-hours", None, "closed for good", 1)
    assert hidden.is_retired


async def test_thousands_of_entries_are_one_change(storage: Storage) -> None:
    change = await save(storage, *(edit(f"e{number}") for number in range(MANY)), deed=Deed.IMPORT)
    assert len(await said(storage)) == len(change.revisions) == MANY
    assert await undo(storage) == change.number
    assert await said(storage) == {}


# --- two at once


async def test_an_edit_of_what_has_changed_meanwhile_is_refused_with_how_it_stands(storage: Storage) -> None:
    await save(storage, edit("lunch"))
    await save(storage, edit("lunch", "At one.", upon=1), by=BORIS)
    with pytest.raises(EditedMeanwhileError) as refused:
        await save(storage, edit("lunch", "At two.", upon=1))
    assert refused.value.entry == "lunch"
    assert refused.value.standing == Standing("lunch", own("lunch", "At one."), None, 2)


@pytest.mark.parametrize("upon", [0, 2, 7])
async def test_only_the_revision_that_stands_can_be_edited(storage: Storage, upon: int) -> None:
    await save(storage, edit("lunch"))
    with pytest.raises(EditedMeanwhileError):
        await save(storage, edit("lunch", "At two.", upon=upon))


async def test_what_was_taken_away_meanwhile_is_told_as_gone(storage: Storage) -> None:
    await save(storage, edit("lunch"))
    await undo(storage)
    with pytest.raises(EditedMeanwhileError) as refused:
        await save(storage, edit("lunch", "At two.", upon=1))
    assert refused.value.standing is None


async def test_where_one_edit_is_refused_none_is_saved(storage: Storage, migrated_url: str) -> None:
    await save(storage, edit("lunch"))
    before = rows(migrated_url)
    with pytest.raises(EditedMeanwhileError):
        await save(storage, edit("tea"), edit("lunch", upon=9), edit("cake"))
    assert rows(migrated_url) == before


async def test_an_edit_of_what_was_taken_back_does_not_pass_for_one_of_what_somebody_added_since(
    storage: Storage,
) -> None:
    await save(storage, edit("lunch"))
    await undo(storage)
    await save(storage, edit("lunch", "At one."), by=BORIS)
    with pytest.raises(EditedMeanwhileError) as refused:
        await save(storage, edit("lunch", "At two.", upon=1))
    assert refused.value.standing == Standing("lunch", own("lunch", "At one."), None, 3)


# --- taking back


async def test_changes_are_taken_back_newest_first_until_none_is_left(storage: Storage) -> None:
    await save(storage, edit("lunch"))
    await save(storage, edit("lunch", "At one.", upon=1), edit("tea"))
    assert [await undo(storage), await said(storage)] == [2, {"lunch": "At noon."}]
    assert [await undo(storage), await said(storage)] == [1, {}]
    assert await undo(storage) is None


async def test_after_taking_back_a_new_change_is_the_next_to_be_taken_back(storage: Storage) -> None:
    await save(storage, edit("lunch"))
    await save(storage, edit("tea"))
    await undo(storage)
    await save(storage, edit("cake"))
    assert [await undo(storage), await undo(storage), await undo(storage)] == [4, 1, None]


async def test_taking_back_counts_revisions_up_so_that_an_older_edit_stays_refused(storage: Storage) -> None:
    await save(storage, edit("lunch"))
    await save(storage, edit("lunch", "At one.", upon=1))
    await undo(storage)
    standing = await standing_of(storage.curation(CHAT), "lunch")
    assert standing
    assert (standing.own, standing.revision) == (own("lunch"), 3)
    with pytest.raises(EditedMeanwhileError):
        await save(storage, edit("lunch", "At two.", upon=1))


async def test_a_retired_entry_comes_back_by_taking_that_back(storage: Storage) -> None:
    await save(storage, edit("lunch"))
    await save(storage, Edit("lunch", own("lunch"), "nobody eats", upon=1), deed=Deed.RETIRE)
    assert await said(storage) == {}
    await undo(storage)
    assert await said(storage) == {"lunch": "At noon."}


async def test_nothing_of_another_group_is_taken_back(storage: Storage) -> None:
    await save(storage, edit("lunch"))
    assert await storage.curation(OTHER).undo(asking(Deed.UNDO)) is None
    assert await said(storage) == {"lunch": "At noon."}


async def test_only_the_change_that_was_meant_is_taken_back(storage: Storage) -> None:
    await save(storage, edit("lunch"))
    await save(storage, edit("tea"))
    assert await storage.curation(CHAT).undo(asking(Deed.UNDO), only=1) is None
    last = await storage.curation(CHAT).last()
    assert last
    assert (last.number, sorted(await said(storage))) == (2, ["lunch", "tea"])
    await storage.curation(CHAT).undo(asking(Deed.UNDO), only=2)
    assert list(await said(storage)) == ["lunch"]


# --- putting back


async def redo(storage: Storage, number: int) -> int | None:
    """Put a change back, and return the number of the change that does."""
    made = await storage.curation(CHAT).redo(number, asking())
    return made.number if made else None


async def test_what_was_taken_back_is_put_back_once_and_can_be_taken_back_again(storage: Storage) -> None:
    await save(storage, edit("lunch"))
    await save(storage, edit("lunch", "At one.", upon=1), edit("tea"))
    await undo(storage)
    assert [await redo(storage, 2), await redo(storage, 2)] == [4, None]
    assert await said(storage) == {"lunch": "At one.", "tea": "At noon."}
    assert (await storage.curation(CHAT).latest())[0].asked.deed is Deed.REDO
    assert [await undo(storage), await said(storage)] == [4, {"lunch": "At noon."}]
    assert [await redo(storage, 4), await undo(storage), await undo(storage)] == [6, 6, 1]


async def test_several_changes_are_put_back_in_the_order_in_which_they_were_made(storage: Storage) -> None:
    await save(storage, edit("lunch"))
    await save(storage, edit("lunch", "At one.", upon=1))
    assert [await undo(storage), await undo(storage)] == [2, 1]
    with pytest.raises(EditedMeanwhileError):
        await redo(storage, 2)
    assert [await redo(storage, 1), await redo(storage, 2)] == [5, 6]
    assert await said(storage) == {"lunch": "At one."}


async def test_nothing_is_put_back_over_what_somebody_wrote_since(storage: Storage) -> None:
    await save(storage, edit("lunch"), edit("tea"))
    await undo(storage)
    await save(storage, edit("lunch", "At two."), by=BORIS)
    with pytest.raises(EditedMeanwhileError) as refused:
        await redo(storage, 1)
    assert refused.value.entry == "lunch"
    assert await said(storage) == {"lunch": "At two."}


@pytest.mark.parametrize("number", [1, 2, 3, 99])
async def test_only_what_was_taken_back_can_be_put_back(storage: Storage, number: int) -> None:
    await save(storage, edit("lunch"))
    await save(storage, edit("tea"))
    await storage.curation(OTHER).save([edit("cake")], asking())
    await storage.curation(OTHER).undo(asking())
    assert await redo(storage, number) is None


async def test_what_was_taken_back_is_still_known_as_it_last_stood(storage: Storage) -> None:
    await save(storage, edit("lunch"), edit("tea"))
    assert await storage.curation(CHAT).gone() == ()
    await undo(storage)
    assert await storage.curation(CHAT).gone() == (
        Standing("lunch", own("lunch"), None, 1),
        Standing("tea", own("tea"), None, 1),
    )
    assert await storage.curation(OTHER).gone() == ()
    await save(storage, edit("tea", "At five."))
    assert [one.id for one in await storage.curation(CHAT).gone()] == ["lunch"]


# --- who did what, and when


async def test_the_history_of_an_entry_has_its_changes_alone_newest_first(storage: Storage) -> None:
    await save(storage, edit("lunch"), edit("tea"))
    await save(storage, edit("tea", "At five.", upon=1), deed=Deed.EDIT, by=BORIS)
    await undo(storage)
    history = await storage.curation(CHAT).history("tea")
    assert [(one.number, one.asked.deed, one.undone_by) for one in history] == [
        (3, Deed.UNDO, None),
        (2, Deed.EDIT, 3),
        (1, Deed.ADD, None),
    ]
    assert {revision.entry for one in history for revision in one.revisions} == {"tea"}
    assert [one.number for one in await storage.curation(CHAT).history("lunch")] == [1]


async def test_when_entries_were_changed_last_is_told_of_all_at_once(storage: Storage) -> None:
    curation, later = storage.curation(CHAT), NOW + timedelta(hours=1)
    await save(storage, edit("lunch"), edit("tea"))
    await curation.save([edit("tea", "At five.", upon=1)], replace(asking(), at=later))
    await storage.curation(OTHER).save([edit("lunch")], replace(asking(), at=later))
    assert await curation.last_changed(["lunch", "tea", "cake"]) == {"lunch": NOW, "tea": later}
    assert await curation.last_changed([]) == {}


async def test_a_change_is_read_back_as_it_was_made(storage: Storage) -> None:
    made = await save(storage, edit("lunch"), Edit("pool", None, "closed"), by=BORIS)
    assert await storage.curation(CHAT).latest() == (made,)
    assert made.asked == asking(by=BORIS)


async def test_changes_are_found_by_who_made_them_and_no_longer_once_they_are_forgotten(storage: Storage) -> None:
    await save(storage, edit("lunch"), by=BORIS)
    await save(storage, edit("tea"))
    assert [one.number for one in await storage.curation(CHAT).changes_by(1003)] == [1]
    await storage.forget(1003)
    assert await storage.curation(CHAT).changes_by(1003) == ()
    assert [one.asked.by for one in await storage.curation(CHAT).latest()] == [ASHA, Curator(None, "")]


async def test_only_so_many_changes_are_told_as_are_asked_for(storage: Storage) -> None:
    for number in range(3):
        await save(storage, edit(f"e{number}"))
    assert [one.number for one in await storage.curation(CHAT).latest(limit=2)] == [3, 2]


async def test_all_changes_since_a_moment_are_counted_by_who_made_them_the_busiest_first(storage: Storage) -> None:
    for number in range(MANY_CHANGES):
        await save(storage, edit(f"e{number}"), by=BORIS)
    later = replace(asking(), at=NOW + timedelta(hours=1))
    await storage.curation(CHAT).save([edit("lunch")], later)
    await storage.curation(OTHER).save([edit("lunch")], later)
    counted = await storage.curation(CHAT).count_by_name(NOW - timedelta(seconds=1))
    assert list(counted.items()) == [("Борис", MANY_CHANGES), ("Asha", 1)]
    assert await storage.curation(CHAT).count_by_name(NOW) == {"Asha": 1}


async def test_a_proposal_is_accepted_with_its_entry_or_not_at_all(storage: Storage) -> None:
    curation, proposals = storage.curation(CHAT), storage.proposals(CHAT)
    made = await proposals.propose(1003, {"answer": "At five."}, NOW)
    await curation.save([edit("lunch")], asking())
    with pytest.raises(EditedMeanwhileError):
        await curation.save([edit("lunch")], asking(), accepting=made.id)
    assert [one.id for one in await proposals.open()] == [made.id]
    await curation.save([edit("tea")], asking(), accepting=made.id)
    assert await proposals.open() == ()
    with pytest.raises(DecidedMeanwhileError):
        await curation.save([edit("cake")], asking(), accepting=made.id)
    assert await standing_of(curation, "cake") is None


async def test_missed_questions_are_settled_with_the_entry_that_answers_them_or_not_at_all(storage: Storage) -> None:
    curation, missing = storage.curation(CHAT), storage.missing(CHAT)
    ids = [await missing.record(text, "en", Why.ABSTAINED, None, NOW) for text in ("When is tea?", "Who won?")]
    await curation.save([edit("lunch")], asking())
    with pytest.raises(EditedMeanwhileError):
        await curation.save([edit("lunch")], asking(), settling=ids[:1])
    assert {one.id for one in await missing.open()} == set(ids)
    await curation.save([edit("tea")], asking(), settling=ids[:1])
    assert [one.id for one in await missing.open()] == ids[1:]


# --- groups that move and go


def of(chat: int, url: str) -> dict[str, list[str]]:
    """Return the rows of a chat, without the chat, of every table that has any."""
    mine = {
        name: sorted(one.replace(str(chat), "CHAT") for one in found if str(chat) in one)
        for name, found in rows(url).items()
    }
    return {name: found for name, found in mine.items() if found and name != "moves"}


def without_messages(kept: dict[str, list[str]]) -> dict[str, list[str]]:
    """Return rows as they are once the numbers of messages, 77 and 5, are those of others."""
    changed = [row.replace(", 77, ", ", None, ") for row in kept["changes"]]
    waiting = [row.replace(", 1003, 5, ", ", 1003, 0, ") for row in kept["waiting"]]
    votes = [row.replace("(CHAT, 5, ", "(CHAT, -5, ") for row in kept["votes"]]
    return kept | {"changes": changed, "waiting": waiting, "votes": votes}


async def test_all_that_a_group_has_but_the_numbers_of_its_messages_moves_with_it_once(
    storage: Storage, migrated_url: str
) -> None:
    await fill(storage, CHAT)
    await storage.memory.vote(Voter(CHAT, 5, 1003), "lunch", Verdict.HELPFUL, NOW)
    before = of(CHAT, migrated_url)
    assert [await storage.groups.move(CHAT, OTHER), await storage.groups.move(CHAT, OTHER)] == [True, False]
    assert of(OTHER, migrated_url) == without_messages(before) != before
    assert set(before) > {"entries", "changes", "revisions", "missed", "waiting", "negatives", "votes", "editors"}
    assert of(CHAT, migrated_url) == {}
    assert await storage.groups.where_now(CHAT) == OTHER


async def test_what_the_supergroup_began_goes_on_after_what_the_group_had(storage: Storage) -> None:
    await fill(storage, CHAT)
    await storage.curation(OTHER).save([edit("cake")], asking(by=BORIS))
    await storage.groups.move(CHAT, OTHER)
    found = await storage.curation(OTHER).latest()
    assert [(one.number, one.asked.by.name) for one in found] == [(3, "Борис"), (2, "Asha"), (1, "Asha")]
    assert [one.id for one in await storage.curation(OTHER).standings()] == ["cake", "lunch", "pool"]
    assert (await storage.curation(OTHER).save([edit("tea")], asking())).number == 4


async def test_several_changes_of_the_supergroup_go_on_with_what_took_them_back(storage: Storage) -> None:
    await fill(storage, CHAT)
    for name in ("cake", "tea"):
        await storage.curation(OTHER).save([edit(name)], asking())
    await storage.curation(OTHER).undo(asking(Deed.UNDO))
    await storage.groups.move(CHAT, OTHER)
    found = await storage.curation(OTHER).latest()
    assert [(one.number, one.undone_by) for one in found] == [(5, None), (4, 5), (3, None), (2, None), (1, None)]
    assert [one.entry for one in found[1].revisions] == ["tea"]


async def test_where_both_have_an_entry_the_groups_stays(storage: Storage) -> None:
    await storage.curation(CHAT).save([edit("lunch", "At noon.")], asking())
    await storage.curation(OTHER).save([edit("lunch", "Never.")], asking())
    await storage.groups.move(CHAT, OTHER)
    standing = await standing_of(storage.curation(OTHER), "lunch")
    assert standing
    assert standing.own == own("lunch", "At noon.")


async def test_who_waits_for_what_both_missed_waits_for_the_one_question_that_is_kept(storage: Storage) -> None:
    for chat, person in ((CHAT, 1002), (OTHER, 1002), (OTHER, 1003)):
        id_ = await storage.missing(chat).record("When is tea?", "en", Why.ABSTAINED, None, NOW)
        await storage.missing(chat).wait(id_, Waiting(person, 5, None, "en", NOW))
    await storage.groups.move(CHAT, OTHER)
    (kept,) = await storage.missing(OTHER).open()
    waits = await storage.missing(OTHER).waited_for()
    assert sorted((question.id, who.person) for question, who in waits) == [(kept.id, 1002), (kept.id, 1003)]


async def test_a_group_that_was_left_long_ago_is_erased_whole_and_no_other(storage: Storage, migrated_url: str) -> None:
    await fill(storage, OTHER)
    kept = rows(migrated_url)
    await fill(storage, CHAT)
    await storage.groups.left(CHAT, NOW)
    assert await storage.groups.erase_left(NOW + GRACE) == ()
    assert of(CHAT, migrated_url) != {}
    assert await storage.groups.erase_left(NOW + GRACE + timedelta(seconds=1)) == (CHAT,)
    left = rows(migrated_url)
    assert left | {"people": set()} == kept | {"people": set()}
    assert await storage.memory.connected_to(1002) is None


async def test_a_group_to_which_the_bot_came_back_is_not_erased(storage: Storage, migrated_url: str) -> None:
    await fill(storage, CHAT)
    await storage.groups.left(CHAT, NOW)
    await storage.groups.returned(CHAT, "Trade talk")
    assert await storage.groups.erase_left(NOW + 2 * GRACE) == ()
    assert (await storage.groups.group(CHAT)).title == "Trade talk"
    assert replace(await storage.groups.group(CHAT), title="").left_at is None
