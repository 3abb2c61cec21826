"""/edit leads to the draft of an entry, however it is named, and past a retired one to Restore."""

from conftest import Json, RunningBot, buttons_of
from small_groups import standing_of
from test_journey_correcting import GYM, NO_ANSWER, POOL, ask, curate, meeting, press, town, town_library

__all__ = ["town", "town_library"]


def shows(message: Json, answer: str) -> bool:
    """Tell whether a draft shows the entry that answers like this."""
    return answer in message["text"]


async def test_an_entry_is_edited_by_its_id_by_its_words_or_by_its_answer(town: RunningBot) -> None:
    await meeting(town)
    answer = await ask(town, "where is the weekly meeting")
    assert shows(await curate(town, "/edit meeting"), "In room 7.")
    assert shows(await curate(town, "/edit weekly meeting"), "In room 7.")
    assert shows(await curate(town, "/edit", reply_to=answer), "In room 7.")


async def test_of_two_answers_the_one_to_edit_is_picked(town: RunningBot) -> None:
    answers = await ask(town, f"{POOL} {GYM}")
    question = await curate(town, "/edit", reply_to=answers)
    assert buttons_of(question) == [POOL, GYM, "Cancel"]
    sent = await press(town, question, GYM)
    assert any(shows(message, "Two pounds") for message in (*sent, town.now(question)))


async def test_a_new_answer_behind_a_bar_waits_until_the_entry_is_picked(town: RunningBot) -> None:
    answers = await ask(town, f"{POOL} {GYM}")
    question = await curate(town, "/edit | Three pounds.", reply_to=answers)
    sent = await press(town, question, GYM)
    assert any(shows(message, "Three pounds.") for message in (*sent, town.now(question)))


async def test_what_was_found_is_edited_by_its_button(town: RunningBot) -> None:
    found = await curate(town, "/find pool")
    (draft,) = await press(town, found, POOL)
    assert shows(draft, "From ten to six.")
    assert buttons_of(town.now(found)) == [POOL]


async def test_a_retired_entry_is_restored_before_it_is_edited(town: RunningBot) -> None:
    await curate(town, "/retire pool-hours")
    reply = await curate(town, "/edit pool-hours")
    assert reply["text"].startswith(f"“{POOL}” is retired.")
    assert (await ask(town, POOL))["text"].startswith(NO_ANSWER)
    await press(town, reply, "Restore")
    assert shows(await curate(town, "/edit pool-hours"), "From ten to six.")


async def test_members_edit_nothing(town: RunningBot) -> None:
    found = await curate(town, "/find pool")
    assert await press(town, found, POOL, town.asha) == []
    (notice,) = town.telegram.calls_of("answerCallbackQuery")
    assert notice.params["text"] == "That is for the admins of the group to decide."


async def test_an_edited_entry_of_the_base_becomes_the_groups_own_with_its_sources_until_that_is_undone(
    town: RunningBot,
) -> None:
    draft = await curate(town, "/edit pool-hours")
    await press(town, town.now(draft), "Answer")
    preview = await curate(town, "From nine to five.", reply_to=town.now(draft))
    await press(town, preview, "Keep the source")
    await press(town, preview, "Save")
    answer = await ask(town, POOL)
    assert answer["text"].startswith("From nine to five.")
    assert "Notice board" in answer["text"]
    standing = await standing_of(town.application.bot_data.storage.curation(town.group.id), "pool-hours")
    assert standing
    assert standing.own
    undone = await curate(town, "/undo")
    assert "Answer (English): From nine to five. → From ten to six." in undone["text"]
    assert (await ask(town, POOL))["text"].startswith("From ten to six.")
