"""Entries are corrected from the chat: edited, retired, restored, rephrased, taken back; and who did that is told."""

import asyncio
from typing import Any

import pytest
from conftest import Json, RunningBot, buttons_of, entities_of, place_of
from small_groups import standing_of
from small_packs import remembering, write
from telegram import Update
from telegram_double import User

from handlers.context import Context
from handlers.curating.desk import Desk
from handlers.curating.saving import save
from knowledge import Library, OwnEntry
from knowledge.storage import Curator, Deed, Edit

TOWN = """\
pack: {id: town, title: Town}
topics:
  - {id: visiting, title: Visiting}
sources:
  - {id: board, title: Notice board, kind: primary}
entries:
  - id: pool-hours
    topic: visiting
    question: When is the swimming pool open?
    answer: From ten to six.
    sources: [board]
    as_of: 2025-12-02
  - id: gym-price
    topic: visiting
    question: How much does the gym cost?
    answer: Two pounds a visit.
    sources: [board]
    as_of: 2025-12-02
"""
POOL, GYM = "When is the swimming pool open?", "How much does the gym cost?"
MEETING = "Where is the weekly meeting?"
NO_ANSWER = "I have no sourced answer to that."


@pytest.fixture(scope="module")
def town_library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    """A small base pack, which no test here changes."""
    return Library(write(tmp_path_factory.mktemp("town"), TOWN), remembering())


@pytest.fixture
def town(kept_bot: RunningBot, town_library: Library) -> RunningBot:
    """The bot on a small base pack, on both databases."""
    kept_bot.learns(town_library)
    return kept_bot


def admin(bot: RunningBot) -> User:
    return bot.telegram.creator(bot.group)


async def curate(bot: RunningBot, text: str, user: User | None = None, **how: Any) -> Json:
    """Write a command in the group, as its owner unless somebody else is given, and return the one reply."""
    (reply,) = await bot.hears(bot.telegram.say(bot.group, user or admin(bot), text, **how))
    return reply


async def ask(bot: RunningBot, question: str) -> Json:
    """Let a member ask in the group, and return the one reply."""
    (reply,) = await bot.hears(bot.telegram.say(bot.group, bot.asha, f"/ask {question}"))
    return reply


async def press(bot: RunningBot, message: Json, button: str, user: User | None = None) -> list[Json]:
    """Press a button, as the group's owner unless somebody else is given, and return what is sent because of it."""
    return await bot.hears(bot.telegram.press(message, button, user or admin(bot)))


def notice(bot: RunningBot) -> str:
    """Return what the last press was told."""
    return str(bot.telegram.calls_of("answerCallbackQuery")[-1].params.get("text", ""))


def own(id_: str, question: str, answer: str, **more: object) -> OwnEntry:
    return OwnEntry.model_validate({"entry": {"id": id_, "question": question, "answer": answer, **more}})


async def keep(bot: RunningBot, *entries: OwnEntry, deed: Deed = Deed.ADD, by: str = "Creator", upon: int = 0) -> None:
    """Let an admin's entries be saved, as any of their commands saves them."""
    said = bot.telegram.say(bot.group, admin(bot), "/add")
    message = Update.de_json(said, bot.application.bot).effective_message
    assert message
    desk = Desk(bot.group.id, Curator(admin(bot).id, by), "en", message)
    await save(desk, [Edit(one.entry.id, one, upon=upon) for one in entries], deed, Context(bot.application))


async def meeting(bot: RunningBot, answer: str = "In room 7.") -> None:
    await keep(bot, own("meeting", MEETING, answer))


async def deeds(bot: RunningBot, entry: str) -> list[Deed]:
    """Return what the database says was done to an entry, newest first."""
    history = await bot.application.bot_data.storage.curation(bot.group.id).history(entry)
    return [change.asked.deed for change in history]


# --- how an entry is named


async def test_an_entry_is_named_by_its_id(town: RunningBot) -> None:
    await meeting(town)
    reply = await curate(town, "/retire meeting")
    assert reply["text"].startswith("Retired: “Where is the weekly meeting?”")


@pytest.mark.parametrize("name", ["where is the weekly meeting", "weekly meeting", "the weekly meet"])
async def test_an_entry_is_named_by_words_of_its_question(town: RunningBot, name: str) -> None:
    await meeting(town)
    reply = await curate(town, f"/retire {name}")
    assert reply["text"].startswith("Retired: “Where is the weekly meeting?”")


async def test_an_entry_is_named_by_replying_to_its_answer(town: RunningBot) -> None:
    answer = await ask(town, POOL)
    reply = await curate(town, "/retire closed for repairs", reply_to=answer)
    assert reply["text"].startswith(f"Retired: “{POOL}”")


async def test_of_two_answers_in_one_message_the_admin_picks_one(town: RunningBot) -> None:
    answers = await ask(town, f"{POOL} {GYM}")
    question = await curate(town, "/retire closed for repairs", reply_to=answers)
    assert question["text"] == "Which one is it?"
    assert buttons_of(question) == [POOL, GYM, "Cancel"]
    assert await press(town, question, GYM) == []
    assert town.now(question)["text"].startswith(f"Retired: “{GYM}”")
    assert (await ask(town, POOL))["text"].startswith("From ten to six.")
    (gym,) = (one for one in await town.application.bot_data.storage.curation(town.group.id).standings())
    assert (gym.id, gym.retired) == ("gym-price", "closed for repairs")


async def test_what_is_picked_twice_is_done_once(town: RunningBot) -> None:
    answers = await ask(town, f"{POOL} {GYM}")
    question = await curate(town, "/retire", reply_to=answers)
    again = town.telegram.press(question, POOL, admin(town))
    await press(town, question, GYM)
    await town.hears(again)
    assert notice(town) == "This has been dealt with already."
    assert await deeds(town, "pool-hours") == []


async def test_nobody_else_picks_for_an_admin(town: RunningBot) -> None:
    answers = await ask(town, f"{POOL} {GYM}")
    question = await curate(town, "/retire", reply_to=answers)
    await press(town, question, GYM, town.asha)
    assert notice(town) == "That is for the person who began this."
    assert (await ask(town, GYM))["text"].startswith("Two pounds")


@pytest.mark.parametrize("command", ["edit", "retire", "history"])
async def test_a_command_that_names_no_entry_says_how_to(town: RunningBot, command: str) -> None:
    reply = await curate(town, f"/{command}")
    assert reply["text"] == (
        f"Which entry? Reply to my answer with /{command}, or write /{command} and some words of its question."
    )


async def test_where_a_question_leads_to_a_choice_the_bots_question_is_told(town: RunningBot) -> None:
    await keep(town, own("sauna", "Where is the sauna?", "In the cellar.", phrasings=["Where do I sweat?"]))
    await keep(town, own("steam", "Where is the steam bath?", "Upstairs."))
    answer = await curate(town, "/alias steam | Where do I sweat?")
    await press(town, answer, "Add it anyway")
    assert (
        "Members who ask this are asked: do you mean “Where is the sauna?”, “Where is the steam bath?”"
        in town.now(answer)["text"]
    )


async def test_words_of_no_entry_lead_to_none(town: RunningBot) -> None:
    reply = await curate(town, "/retire zebra crossing")
    assert "I find no entry like that" in reply["text"]
    assert buttons_of(reply) == []


async def test_whoever_was_demoted_meanwhile_picks_in_vain(town: RunningBot) -> None:
    town.telegram.promote(town.group, town.asha)
    answers = await ask(town, f"{POOL} {GYM}")
    question = await curate(town, "/retire", town.asha, reply_to=answers)
    town.telegram.demote(town.group, town.asha)
    await press(town, question, GYM, town.asha)
    assert notice(town) == "That is for the admins of the group to decide."
    assert (await ask(town, GYM))["text"].startswith("Two pounds")


async def test_what_waits_for_a_choice_can_be_let_go(town: RunningBot) -> None:
    answers = await ask(town, f"{POOL} {GYM}")
    question = await curate(town, "/retire", reply_to=answers)
    assert await press(town, question, "Cancel") == []
    assert town.now(question)["text"] == "Cancelled."


# --- /retire and Restore


async def test_a_retired_entry_is_answered_no_longer_until_it_is_restored(town: RunningBot) -> None:
    await meeting(town)
    retired = await curate(town, "/retire meeting | moved online")
    assert retired["text"] == (
        f"Retired: “{MEETING}”\n\nMembers who ask this are told that there is no sourced answer."
    )
    assert (await ask(town, MEETING))["text"].startswith(NO_ANSWER)
    assert await press(town, retired, "Restore") == []
    assert town.now(retired)["text"] == f"Restored: “{MEETING}”\n\nMembers who ask this get it now."
    assert (await ask(town, MEETING))["text"].startswith("In room 7.")
    assert await deeds(town, "meeting") == [Deed.RESTORE, Deed.RETIRE, Deed.ADD]


async def test_an_entry_of_the_base_is_retired_for_this_group_alone_and_stays_the_bases(town: RunningBot) -> None:
    elsewhere = town.telegram.group("Elsewhere", members=[town.asha])
    retired = await curate(town, "/retire pool-hours")
    assert (await ask(town, POOL))["text"].startswith(NO_ANSWER)
    (answer,) = await town.hears(town.telegram.say(elsewhere, town.asha, f"/ask {POOL}"))
    assert answer["text"].startswith("From ten to six.")
    await press(town, retired, "Restore")
    assert (await ask(town, POOL))["text"].startswith("From ten to six.")
    standing = await standing_of(town.application.bot_data.storage.curation(town.group.id), "pool-hours")
    assert standing
    assert (standing.own, standing.retired) == (None, None)


async def test_retiring_again_tells_who_retired_it_when_and_why(town: RunningBot) -> None:
    await meeting(town)
    await curate(town, "/retire meeting moved online")
    reply = await curate(town, "/retire weekly meeting")
    assert reply["text"] == (
        f"“{MEETING}” is retired.\n\nRetired by Creator, 20 December 2025, 12:00 UTC\n\nReason: moved online"
    )
    assert buttons_of(reply) == ["Restore"]
    assert await deeds(town, "meeting") == [Deed.RETIRE, Deed.ADD]


async def test_where_another_entry_answers_then_retiring_says_so(town: RunningBot) -> None:
    await keep(town, own("our-pool", POOL, "From nine."))
    reply = await curate(town, "/retire our-pool")
    assert f"Members who ask this get the answer to “{POOL}” now." in reply["text"]
    assert (await ask(town, POOL))["text"].startswith("From ten to six.")


async def test_what_is_restored_already_is_not_restored_again(town: RunningBot) -> None:
    retired = await curate(town, "/retire pool-hours")
    again = town.telegram.press(retired, "Restore", admin(town))
    await press(town, retired, "Restore")
    await town.hears(again)
    assert notice(town) == "It has been restored already."
    assert await deeds(town, "pool-hours") == [Deed.RESTORE, Deed.RETIRE]


async def test_whoever_was_demoted_meanwhile_restores_nothing(town: RunningBot) -> None:
    town.telegram.promote(town.group, town.boris)
    retired = await curate(town, "/retire pool-hours", town.boris)
    town.telegram.demote(town.group, town.boris)
    await press(town, retired, buttons_of(retired)[0], town.boris)
    assert (await ask(town, POOL))["text"].startswith(NO_ANSWER)


# --- /alias


async def test_another_phrasing_in_reply_to_an_answer_leads_to_it(town: RunningBot) -> None:
    await meeting(town)
    answer = await ask(town, MEETING)
    reply = await curate(town, "/alias where do we gather on fridays", reply_to=answer)
    assert reply["text"] == (
        f"Added to “{MEETING}”: “where do we gather on fridays”\n\nMembers who ask this get it now."
        "\n\n/undo takes it back."
    )
    assert (await ask(town, "where do we gather on fridays"))["text"].startswith("In room 7.")
    assert await deeds(town, "meeting") == [Deed.ALIAS, Deed.ADD]


async def test_a_missed_question_is_given_to_an_entry_by_replying_to_it(town: RunningBot) -> None:
    asked = town.telegram.say(town.group, town.asha, "/ask which room on friday evening?")
    await town.hears(asked)
    await meeting(town)
    reply = await curate(town, "/alias weekly meeting", reply_to=asked)
    assert reply["text"].startswith(f"Added to “{MEETING}”: “which room on friday evening?”")
    assert (await ask(town, "which room on friday evening?"))["text"].startswith("In room 7.")


@pytest.mark.parametrize("text", ["meeting | где мы встречаемся", "meeting где мы встречаемся"])
async def test_a_phrasing_is_kept_in_the_language_of_its_script(town: RunningBot, text: str) -> None:
    await meeting(town)
    await curate(town, f"/alias {text}")
    standing = await standing_of(town.application.bot_data.storage.curation(town.group.id), "meeting")
    assert standing
    assert standing.own
    assert standing.own.entry.phrasings == {"ru": ("где мы встречаемся",)}


async def test_a_phrasing_for_an_entry_of_the_base_makes_the_groups_own_copy_with_its_sources(town: RunningBot) -> None:
    reply = await curate(town, "/alias pool-hours | bathing times")
    assert "your group has its own copy of it from now on" in reply["text"]
    answer = await ask(town, "bathing times")
    assert answer["text"].startswith("From ten to six.")
    assert "Notice board" in answer["text"]
    standing = await standing_of(town.application.bot_data.storage.curation(town.group.id), "pool-hours")
    assert standing
    assert standing.own
    assert [source.id for source in standing.own.sources] == ["board"]


async def test_a_phrasing_that_is_answered_already_is_added_only_when_confirmed(town: RunningBot) -> None:
    await meeting(town)
    wording = "how much is the gym"
    reply = await curate(town, f"/alias meeting | {wording}")
    assert reply["text"].startswith(f"Not added yet: “{wording}”")
    assert f"It is answered already, by “{GYM}”." in reply["text"]
    assert (await ask(town, wording))["text"].startswith("Two pounds")
    assert await press(town, reply, "Add it anyway") == []
    assert town.now(reply)["text"].startswith(f"Added to “{MEETING}”: “{wording}”")
    assert (await ask(town, wording))["text"].startswith("In room 7.")


async def test_a_phrasing_that_stays_another_entrys_question_is_not_said_to_lead_here(town: RunningBot) -> None:
    await meeting(town)
    reply = await curate(town, f"/alias meeting | {GYM}")
    await press(town, reply, "Add it anyway")
    assert f"Members who ask this get the answer to “{GYM}” now." in town.now(reply)["text"]
    assert (await ask(town, GYM))["text"].startswith("Two pounds")


async def test_the_questions_that_a_phrasing_would_take_are_named_before_it_is_added(town: RunningBot) -> None:
    await meeting(town)
    reply = await curate(town, "/alias meeting | When is the swimming pool opened?")
    assert f"“{POOL}”" in reply["text"]
    assert buttons_of(reply) == ["Add it anyway", "Cancel"]
    assert await deeds(town, "meeting") == [Deed.ADD]


async def test_each_line_is_a_phrasing_of_its_own(town: RunningBot) -> None:
    await meeting(town)
    reply = await curate(
        town, "/alias meeting | where do we gather\n\n где мы встречаемся\nWhere do we gather\nfriday hall"
    )
    assert reply["text"] == (
        f"Added to “{MEETING}”: “where do we gather”, “где мы встречаемся”, “friday hall”\n\n"
        "Members who ask this get it now.\n\n/undo takes it back."
    ).replace("where do we gather", "Where do we gather")
    assert (await ask(town, "где мы встречаемся"))["text"].startswith("In room 7.")
    standing = await standing_of(town.application.bot_data.storage.curation(town.group.id), "meeting")
    assert standing
    assert standing.own
    assert standing.own.entry.phrasings == {"en": ("Where do we gather", "friday hall"), "ru": ("где мы встречаемся",)}


async def test_of_several_phrasings_it_is_told_which_one_leads_elsewhere(town: RunningBot) -> None:
    await meeting(town)
    reply = await curate(town, f"/alias meeting | friday hall\n{GYM}")
    assert reply["text"].startswith(f"Not added yet: “friday hall”, “{GYM}”")
    assert f"“{GYM}” is answered already, by “{GYM}”." in reply["text"]
    await press(town, reply, "Add it anyway")
    told = town.now(reply)["text"]
    assert "“friday hall”\nMembers who ask this get it now." in told
    assert f"“{GYM}”\nMembers who ask this get the answer to “{GYM}” now." in told


async def test_a_question_of_several_lines_that_is_replied_to_is_one_phrasing(town: RunningBot) -> None:
    await meeting(town)
    asked = town.telegram.say(town.group, town.asha, "/ask which room\non friday evening?")
    await town.hears(asked)
    reply = await curate(town, "/alias weekly meeting", reply_to=asked)
    assert reply["text"].startswith(f"Added to “{MEETING}”: “which room on friday evening?”")


async def test_what_is_a_phrasing_already_is_not_added_again(town: RunningBot) -> None:
    await meeting(town)
    reply = await curate(town, f"/alias meeting | {MEETING.upper()}")
    assert reply["text"] == f"That is a phrasing of “{MEETING}” already."
    assert await deeds(town, "meeting") == [Deed.ADD]


@pytest.mark.parametrize("text", ["/alias", "/alias meeting", "/alias | where"])
async def test_a_phrasing_without_an_entry_or_an_entry_without_a_phrasing_is_asked_for(
    town: RunningBot, text: str
) -> None:
    await meeting(town)
    assert "/alias words of the entry | other phrasing" in (await curate(town, text))["text"]


async def test_of_two_admins_at_once_the_second_is_told_what_the_first_changed(town: RunningBot) -> None:
    await meeting(town)
    town.telegram.promote(town.group, town.asha)
    await town.application.bot_data.storage.memory.connect(town.asha.id, town.group.id)
    said = [
        town.telegram.say(chat, who, f"/alias meeting | {phrasing}")
        for chat, who, phrasing in (
            (town.group, admin(town), "where do we gather"),
            (town.private, town.asha, "which hall on friday"),
        )
    ]
    replies = [reply for replies in await asyncio.gather(*map(town.hears, said)) for reply in replies]
    texts = {place_of(reply): reply["text"] for reply in replies}.values()
    (told,) = (text for text in texts if "Added to" not in text)
    assert "Somebody changed this entry just before you. Your change was not saved." in told
    assert "Given another phrasing by " in told
    assert "Phrasings (English): – → where do we gather" in told or "– → which hall on friday" in told
    assert await deeds(town, "meeting") == [Deed.ALIAS, Deed.ADD]


# --- /undo


async def test_undo_takes_back_the_last_change_and_then_the_one_before(town: RunningBot) -> None:
    await meeting(town)
    await keep(town, own("meeting", MEETING, "In room 9."), deed=Deed.EDIT, upon=1, by="Dara")
    first = await curate(town, "/undo")
    assert first["text"] == (
        f"Taken back:\n\n{MEETING}\nEdited by Dara, 20 December 2025, 12:00 UTC\n\n"
        "Answer (English): In room 9. → In room 7.\n\nMembers who ask this get it now.\n\n"
        "/undo again takes back the change before that."
    ).replace(MEETING, f"“{MEETING}”")
    assert (await ask(town, MEETING))["text"].startswith("In room 7.")
    second = await curate(town, "/undo")
    assert "Added by Creator" in second["text"]
    assert "Members who ask this are told that there is no sourced answer." in second["text"]
    assert (await ask(town, MEETING))["text"].startswith(NO_ANSWER)
    third = await curate(town, "/undo")
    assert third["text"] == "There is nothing to take back."
    assert await deeds(town, "meeting") == [Deed.UNDO, Deed.UNDO, Deed.EDIT, Deed.ADD]


async def test_undo_of_retiring_lets_members_get_the_entry_again(town: RunningBot) -> None:
    await curate(town, "/retire pool-hours")
    reply = await curate(town, "/undo")
    assert f"“{POOL}”\nRetired by Creator" in reply["text"]
    assert "Members who ask this get it now." in reply["text"]
    assert (await ask(town, POOL))["text"].startswith("From ten to six.")


async def test_an_import_is_taken_back_as_one_change(town: RunningBot) -> None:
    many = [own(f"hall-{number}", f"Where is hall {number}?", f"Floor {number}.") for number in range(1, 6)]
    await keep(town, *many, deed=Deed.IMPORT)
    reply = await curate(town, "/undo")
    assert "“Where is hall 1?”, “Where is hall 2?”, “Where is hall 3?” and 2 more" in reply["text"]
    assert "5 entries are as before." in reply["text"]
    assert await town.application.bot_data.storage.curation(town.group.id).standings() == ()


async def test_what_was_taken_back_is_put_back_once(town: RunningBot) -> None:
    await meeting(town)
    undone = await curate(town, "/undo")
    again = town.telegram.press(undone, "Put it back", admin(town))
    assert await press(town, undone, "Put it back") == []
    told = town.now(undone)
    assert told["text"] == (
        f"Put back:\n\n“{MEETING}”\nA change was put back by Creator, 20 December 2025, 12:00 UTC\n\n"
        "Members who ask this get it now."
    )
    assert buttons_of(told) == []
    await town.hears(again)
    assert notice(town) == "This has been dealt with already."
    assert (await ask(town, MEETING))["text"].startswith("In room 7.")
    assert await deeds(town, "meeting") == [Deed.REDO, Deed.UNDO, Deed.ADD]
    assert "Taken back:" in (await curate(town, "/undo"))["text"]
    assert (await ask(town, MEETING))["text"].startswith(NO_ANSWER)


async def test_nothing_is_put_back_over_what_somebody_else_changed_since(town: RunningBot) -> None:
    await meeting(town)
    await keep(town, own("meeting", MEETING, "In room 9."), deed=Deed.EDIT, upon=1)
    undone = await curate(town, "/undo")
    await keep(town, own("meeting", MEETING, "In the garden."), deed=Deed.EDIT, upon=3, by="Dara")
    (told,) = await press(town, undone, "Put it back")
    assert told["text"].startswith("Somebody changed this entry since. It was not put back.")
    assert "Edited by Dara" in told["text"]
    assert "Answer (English): In room 7. → In the garden." in told["text"]
    assert (await ask(town, MEETING))["text"].startswith("In the garden.")


async def test_members_put_nothing_back(town: RunningBot) -> None:
    await meeting(town)
    undone = await curate(town, "/undo")
    await press(town, undone, "Put it back", town.asha)
    assert notice(town) == "That is for the admins of the group to decide."
    assert (await ask(town, MEETING))["text"].startswith(NO_ANSWER)


async def test_in_private_what_was_taken_back_is_put_back_into_its_own_group(town: RunningBot) -> None:
    elsewhere = town.telegram.group("Elsewhere", members=[town.asha])
    memory = town.application.bot_data.storage.memory
    for group in (town.group, elsewhere):
        town.telegram.promote(group, town.asha)
    await memory.connect(town.asha.id, town.group.id)
    await town.answers("/retire pool-hours")
    undone = await town.answers("/undo")
    await memory.connect(town.asha.id, elsewhere.id)
    await press(town, undone, "Put it back", town.asha)
    assert (await ask(town, POOL))["text"].startswith(NO_ANSWER)


async def test_somebody_elses_change_is_taken_back_only_when_confirmed(town: RunningBot) -> None:
    town.telegram.promote(town.group, town.asha)
    await meeting(town)
    asked = await curate(town, "/undo", town.asha)
    assert asked["text"] == f"The last change is Creator's: added “{MEETING}”. Take it back?"
    assert buttons_of(asked) == ["Take it back", "Cancel"]
    assert (await ask(town, MEETING))["text"].startswith("In room 7.")
    again = town.telegram.press(asked, "Take it back", town.asha)
    assert await press(town, asked, "Take it back", town.asha) == []
    assert town.now(asked)["text"].startswith("Taken back:")
    assert (await ask(town, MEETING))["text"].startswith(NO_ANSWER)
    await town.hears(again)
    assert notice(town) == "This has been dealt with already."


async def test_somebody_elses_change_stays_when_the_question_is_let_go(town: RunningBot) -> None:
    town.telegram.promote(town.group, town.asha)
    await meeting(town)
    asked = await curate(town, "/undo", town.asha)
    await press(town, asked, "Cancel", town.asha)
    assert town.now(asked)["text"] == "Cancelled."
    assert (await ask(town, MEETING))["text"].startswith("In room 7.")


async def test_what_is_no_longer_the_last_change_when_confirmed_stays(town: RunningBot) -> None:
    town.telegram.promote(town.group, town.asha)
    await meeting(town)
    asked = await curate(town, "/undo", town.asha)
    await keep(town, own("meeting", MEETING, "In room 9."), deed=Deed.EDIT, upon=1)
    await press(town, asked, "Take it back", town.asha)
    assert town.now(asked)["text"] == "There has been another change meanwhile. Nothing was taken back."
    assert (await ask(town, MEETING))["text"].startswith("In room 9.")


@pytest.mark.parametrize("what", ["3", "meeting"])
async def test_only_the_last_change_can_be_taken_back(town: RunningBot, what: str) -> None:
    await meeting(town)
    reply = await curate(town, f"/undo {what}")
    assert reply["text"] == "I can take back only the last change. Send /undo with nothing after it."
    assert await deeds(town, "meeting") == [Deed.ADD]


# --- /history and /mine


async def test_the_history_tells_who_did_what_and_what_it_altered_with_a_link(town: RunningBot) -> None:
    await meeting(town)
    await keep(town, own("meeting", MEETING, "In room 9.", as_of="2025-12-01"), deed=Deed.EDIT, upon=1, by="Dara")
    retiring = town.telegram.say(town.group, admin(town), "/retire meeting flooded")
    await town.hears(retiring)
    await curate(town, "/undo")
    reply = await curate(town, "/history meeting")
    lines = reply["text"].split("\n\n")
    assert entities_of(reply, "bold")[0] == f"“{MEETING}”"
    assert [line.split(" by ")[0] for line in lines if line.startswith("▪")] == [
        "▪ A change was taken back",
        "▪ Retired",
        "▪ Edited",
        "▪ Added",
    ]
    assert "Retired by Creator, 20 December 2025, 12:00 UTC · message\nTaken back since." in reply["text"]
    assert "Reason: flooded" in lines
    assert "Answer (English): In room 7. → In room 9." in lines
    assert "As of: – → 1 December 2025" in lines
    links = [entity["url"] for entity in reply["entities"] if entity["type"] == "text_link"]
    number = str(town.group.id).removeprefix("-100")
    assert f"https://t.me/c/{number}/{retiring['message']['message_id']}" in links


async def test_the_history_tells_what_a_group_changed_of_an_entry_of_the_base(town: RunningBot) -> None:
    await curate(town, "/alias pool-hours | bathing times")
    reply = await curate(town, "/history pool-hours")
    assert "Phrasings (English): – → bathing times" in reply["text"]
    undone = await curate(town, "/undo")
    assert "Phrasings (English), left out: bathing times" in undone["text"]


async def test_an_entry_of_the_base_has_no_history_until_it_is_changed(town: RunningBot) -> None:
    reply = await curate(town, "/history pool-hours")
    assert reply["text"] == f"“{POOL}”\n\nIt is from the base, and nobody has changed it here."


async def test_the_history_of_an_entry_that_is_gone_can_still_be_read(town: RunningBot) -> None:
    await meeting(town)
    await curate(town, "/undo")
    assert "Added by Creator" in (await curate(town, "/history meeting"))["text"]


async def test_the_history_of_what_was_taken_back_is_found_by_its_words(town: RunningBot) -> None:
    await keep(town, own("sauna", "Where is the sauna?", "In the cellar."))
    await curate(town, "/undo")
    reply = await curate(town, "/history sauna")
    assert reply["text"].startswith("“Where is the sauna?”\n\n▪ A change was taken back by Creator")
    await keep(town, own("ours", "Where is the old sauna?", "Upstairs."))
    which = await curate(town, "/history where is sauna")
    assert which["text"] == "Which one is it?"
    assert buttons_of(which) == ["Where is the old sauna?", "Taken back: Where is the sauna?"]
    await press(town, which, "Taken back: Where is the sauna?")
    assert town.now(which)["text"] == reply["text"]


async def test_the_history_of_the_one_entry_that_may_be_meant_is_shown_at_once(town: RunningBot) -> None:
    await keep(town, own("sauna", "Where is the sauna?", "In the cellar."))
    await curate(town, "/retire sauna")
    assert "Retired by Creator" in (await curate(town, "/history sauna"))["text"]
    assert "I find no entry like that" in (await curate(town, "/history zebra crossing"))["text"]


async def test_a_long_history_is_leafed_through(town: RunningBot) -> None:
    await meeting(town)
    for upon in range(1, 15):
        await keep(town, own("meeting", MEETING, f"In room {upon}. " + "x" * 150), deed=Deed.EDIT, upon=upon)
    first = await curate(town, "/history meeting")
    (on,) = buttons_of(first)
    assert on.startswith("Page 2 of")
    assert await press(town, first, on) == []
    assert town.now(first)["text"] != first["text"]
    await press(town, town.now(first), "◀ Page 1 of" + on.removeprefix("Page 2 of").removesuffix(" ▶"))
    assert town.now(first)["text"] == first["text"]


async def test_mine_tells_what_one_changed_oneself_newest_first(town: RunningBot) -> None:
    town.telegram.promote(town.group, town.boris)
    town.telegram.promote(town.group, town.asha)
    await curate(town, "/retire pool-hours", town.asha)
    await curate(town, "/retire gym-price", town.asha)
    await curate(town, "/undo", town.asha)
    reply = await curate(town, "/mine", town.asha)
    assert reply["text"] == f"✗ Retired “{GYM}” (taken back)\n✓ Retired “{POOL}”"
    nothing = await curate(town, "/mine")
    assert nothing["text"] == "You have changed nothing in this group yet."


# --- /find


async def test_find_lists_what_has_the_words_own_and_base_with_the_retired_marked(town: RunningBot) -> None:
    await keep(town, own("our-pool", "Who cleans the pool?", "Team A."))
    await keep(town, own("sauna", "When is the sauna open?", "Next to the pool, at noon."))
    await curate(town, "/retire our-pool")
    reply = await curate(town, "/find pool")
    assert set(buttons_of(reply)) == {"Retired: Who cleans the pool?", POOL, "When is the sauna open?"}
    assert reply["text"] == "pool\n3 entries:"


async def test_find_lists_what_means_the_words(town: RunningBot) -> None:
    reply = await curate(town, "/find what are the hours of the swimming pool")
    assert buttons_of(reply)[0] == POOL


async def test_find_counts_what_it_leaves_out(town: RunningBot) -> None:
    await keep(town, *(own(f"hall-{n}", f"Where is hall {n}?", "There.") for n in range(14)), deed=Deed.IMPORT)
    reply = await curate(town, "/find hall")
    assert len(buttons_of(reply)) == 10
    assert "4 more; add a word to see fewer." in reply["text"]


async def test_find_says_when_there_is_none_and_what_it_wants(town: RunningBot) -> None:
    assert (await curate(town, "/find zzz"))["text"] == "zzz\nNothing found."
    assert "For example: /find visa" in (await curate(town, "/find"))["text"]


# --- in private


async def test_in_private_everything_is_about_the_group_that_one_is_connected_to(town: RunningBot) -> None:
    town.telegram.promote(town.group, town.asha)
    await town.application.bot_data.storage.memory.connect(town.asha.id, town.group.id)
    await meeting(town)
    retired = await town.answers("/retire weekly meeting")
    assert (await ask(town, MEETING))["text"].startswith(NO_ANSWER)
    await press(town, retired, "Restore", town.asha)
    assert (await ask(town, MEETING))["text"].startswith("In room 7.")
    history = await town.answers("/history meeting")
    assert "Restored by Asha" in history["text"]
    assert [entity["type"] for entity in history["entities"]].count("text_link") == 1  # of the one made in the group


async def test_an_anonymous_admin_names_the_entry_by_replying_as_well(town: RunningBot) -> None:
    answer = await ask(town, POOL)
    said = town.telegram.say_as_anonymous_admin(town.group, "/retire closed for repairs", reply_to=answer)
    (prompt,) = await town.hears(said)
    (retired,) = await press(town, prompt, "Confirm as admin")
    assert retired["text"].startswith(f"Retired: “{POOL}”")
    assert (await ask(town, POOL))["text"].startswith(NO_ANSWER)


async def test_the_longest_texts_still_fit_into_one_message(town: RunningBot) -> None:
    long = "where do we meet, and when, and why " * 100
    await keep(town, own("meeting", long, "word " * 700, phrasings=[f"{n} {long}" for n in range(9)]))
    await keep(town, own("meeting", long + "?", "other " * 600), deed=Deed.EDIT, upon=1)
    assert "Taken back:" in (await curate(town, "/undo"))["text"]
    retired = await curate(town, "/retire meeting " + "because " * 500)
    assert retired["text"].startswith("Retired:")
    again = await curate(town, "/retire meeting")
    assert "Reason: because because" in again["text"]
    assert "Retired by Creator" in (await curate(town, "/history meeting"))["text"]
    assert buttons_of(await curate(town, "/find meet why"))
