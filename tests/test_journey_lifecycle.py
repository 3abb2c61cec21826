"""Journeys of a group and of a person: the bot comes, moves, leaves and returns; somebody asks to be forgotten."""

from datetime import timedelta

import pytest
from conftest import NOW, Json, RunningBot, entities_of
from small_groups import votes_on
from telegram_double import Chat, User

from bot.running import LISTENED_TO
from bot.scheduling import Chores
from handlers.menus import set_menus
from handlers.reading import ANSWERS_NOTHING
from knowledge import Entry, OwnEntry, in_language
from knowledge.storage import Asking, Curator, Deed, Edit, PastReply, Verdict, Voter, Waiting, Why
from knowledge.storage.tables import metadata

DESK = "Where is the help desk?"
CANTEEN = "when is the canteen open?"
IN_HALL_B = "In hall B."


def owner_of(bot: RunningBot, group: Chat) -> User:
    return bot.telegram.creator(group)


def arrived(bot: RunningBot, group: Chat) -> Json:
    """Let the bot be added to a group that it is not in yet."""
    bot.telegram.kick_bot(group)
    return bot.telegram.add_bot(group)


async def taught(bot: RunningBot, group: Chat, by: User | None = None) -> None:
    """Let a group have an entry of its own."""
    services, author = bot.application.bot_data, by or owner_of(bot, group)
    entry = Entry(id="desk", question={"en": DESK}, answer={"en": IN_HALL_B})
    asking = Asking(Curator(author.id, author.first_name), Deed.ADD, NOW)
    await services.storage.curation(group.id).save([Edit("desk", OwnEntry(entry=entry))], asking)
    await services.libraries.renew(group.id)


async def is_answered(bot: RunningBot, group: Chat) -> bool:
    (reply,) = await bot.hears(bot.telegram.say(group, bot.asha, f"/ask {DESK}"))
    return IN_HALL_B in reply["text"]


def basic_group(bot: RunningBot) -> Chat:
    return bot.telegram.group("Small", members=[bot.asha], type="group")


# --- coming and going


async def test_a_group_that_takes_the_bot_in_is_greeted_once(kept_bot: RunningBot) -> None:
    (greeting,) = await kept_bot.hears(arrived(kept_bot, kept_bot.group))
    assert "/ask" in greeting["text"]
    assert "/add" in greeting["text"]
    assert "/connect" in greeting["text"]
    assert "reply_to_message" not in greeting
    kept = await kept_bot.application.bot_data.storage.groups.group(kept_bot.group.id)
    assert kept.title == "Trade talk"


@pytest.mark.parametrize(
    ("reads_all", "says"), [(True, "I can see all messages here"), (False, "only commands and replies to me")]
)
async def test_the_greeting_says_what_the_bot_can_hear(bot: RunningBot, reads_all: bool, says: str) -> None:
    bot.telegram.reads_all_group_messages = reads_all
    await bot.application.bot.get_me()
    (greeting,) = await bot.hears(arrived(bot, bot.group))
    assert says in greeting["text"]
    assert ("if my privacy mode is off" in greeting["text"]) is not reads_all


async def test_the_greeting_says_what_the_bot_can_answer(bot: RunningBot) -> None:
    (greeting,) = await bot.hears(arrived(bot, bot.group))
    knowledge = bot.application.bot_data.libraries.base
    title = in_language(knowledge.pack.title, "en")
    assert f"I know {len(knowledge.entries)} answers on {title}: /topics" in greeting["text"]


async def test_the_supergroup_that_a_group_became_is_not_greeted_as_new(bot: RunningBot) -> None:
    group = basic_group(bot)
    await bot.hears(arrived(bot, group))
    grown = bot.telegram.migrate(group)
    await bot.hears(bot.telegram.told_of_migration(group)[0])
    joined = bot.telegram.add_bot(grown)
    joined["my_chat_member"]["old_chat_member"] = {"status": "left", "user": bot.telegram.bot.json()}
    assert await bot.hears(joined) == []


async def test_being_made_an_admin_or_muted_is_no_arrival(bot: RunningBot) -> None:
    assert await bot.hears(bot.telegram.promote(bot.group, bot.telegram.bot)) == []
    assert await bot.hears(bot.telegram.mute(bot.group, bot.telegram.bot)) == []
    assert (await bot.application.bot_data.storage.groups.group(bot.group.id)).left_at is None


async def test_a_person_who_blocks_the_bot_is_no_group(bot: RunningBot) -> None:
    await bot.hears(bot.telegram.block_bot(bot.asha))
    assert await bot.hears(bot.telegram.unblock_bot(bot.asha)) == []
    assert await bot.application.bot_data.storage.groups.all() == ()


async def test_a_group_that_throws_the_bot_out_gets_back_all_it_taught_within_thirty_days(
    kept_bot: RunningBot,
) -> None:
    bot = kept_bot
    await bot.hears(arrived(bot, bot.group))
    await taught(bot, bot.group)
    await bot.hears(bot.telegram.kick_bot(bot.group))
    assert await bot.application.bot_data.storage.tidy(NOW + timedelta(days=29)) == ()
    (back,) = await bot.hears(bot.telegram.add_bot(bot.group))
    assert "nothing that you taught me is lost" in back["text"]
    assert await is_answered(bot, bot.group)
    assert await bot.application.bot_data.storage.tidy(NOW + timedelta(days=60)) == ()


async def test_after_thirty_days_all_of_a_left_group_is_erased(kept_bot: RunningBot) -> None:
    bot = kept_bot
    storage = bot.application.bot_data.storage
    await bot.hears(arrived(bot, bot.group))
    await taught(bot, bot.group)
    await bot.hears(bot.telegram.kick_bot(bot.group))
    assert await storage.tidy(NOW + timedelta(days=31)) == (bot.group.id,)
    assert await storage.curation(bot.group.id).standings() == ()
    (greeting,) = await bot.hears(bot.telegram.add_bot(bot.group))
    assert "/add" in greeting["text"]
    assert not await is_answered(bot, bot.group)


async def test_a_group_that_nothing_but_questions_is_kept_of_is_erased_as_well(bot: RunningBot) -> None:
    missing = bot.application.bot_data.storage.missing(bot.group.id)
    id_ = await missing.record("when is lunch", "en", Why.ABSTAINED, None, NOW + timedelta(days=5))
    await bot.hears(bot.telegram.kick_bot(bot.group))
    await bot.application.bot_data.storage.tidy(NOW + timedelta(days=31))
    assert await missing.get([id_]) == ()


async def test_a_new_title_is_remembered(bot: RunningBot) -> None:
    await bot.hears(arrived(bot, bot.group))
    titled = bot.telegram.say(bot.group, bot.asha, "x")
    del titled["message"]["text"]
    titled["message"]["new_chat_title"] = "Trade talk 2"
    await bot.hears(titled)
    assert (await bot.application.bot_data.storage.groups.group(bot.group.id)).title == "Trade talk 2"


def test_the_bot_listens_to_changes_of_its_own_and_of_others_standing() -> None:
    assert {"my_chat_member", "chat_member"} <= set(LISTENED_TO)


# --- a group becomes a supergroup


async def test_what_a_group_taught_goes_along_whichever_message_tells_of_the_move(kept_bot: RunningBot) -> None:
    bot = kept_bot
    for which in (0, 1):
        group = basic_group(bot)
        await taught(bot, group)
        grown = bot.telegram.migrate(group)
        await bot.hears(bot.telegram.told_of_migration(group)[which])
        assert await is_answered(bot, grown)


async def test_being_told_of_a_move_again_changes_nothing(kept_bot: RunningBot) -> None:
    bot = kept_bot
    group = basic_group(bot)
    await taught(bot, group)
    grown = bot.telegram.migrate(group)
    told = bot.telegram.told_of_migration(group)
    for update in (*told, *told):
        assert await bot.hears(update) == []
    changes = await bot.application.bot_data.storage.curation(grown.id).latest()
    assert [change.number for change in changes] == [1]
    assert await is_answered(bot, grown)


async def test_a_refused_reply_tells_of_the_move_too_and_arrives(kept_bot: RunningBot) -> None:
    bot = kept_bot
    group = basic_group(bot)
    await taught(bot, group)
    asked = bot.telegram.say(group, bot.asha, f"/ask {DESK}")
    grown = bot.telegram.migrate(group)
    (reply,) = await bot.hears(asked)
    assert (reply["chat"]["id"], "reply_to_message" in reply) == (grown.id, False)
    assert await bot.application.bot_data.storage.groups.where_now(group.id) == grown.id
    assert await is_answered(bot, grown)


async def test_who_curates_a_group_in_private_goes_on_with_what_it_became(kept_bot: RunningBot) -> None:
    bot = kept_bot
    group = basic_group(bot)
    owner = owner_of(bot, group)
    await taught(bot, group)
    await bot.application.bot_data.storage.memory.connect(owner.id, group.id)
    grown = bot.telegram.migrate(group)
    await bot.hears(bot.telegram.say(bot.telegram.private(owner), owner, "/undo"))
    assert not await is_answered(bot, grown)


async def test_editors_and_what_waits_for_confirmation_go_along(bot: RunningBot) -> None:
    storage, group = bot.application.bot_data.storage, basic_group(bot)
    await storage.groups.name_editor(group.id, Curator(bot.asha.id, "Asha"), NOW)
    draft = await storage.drafts.begin(group.id, bot.asha.id, group.id, {"half": "written"}, NOW)
    grown = bot.telegram.migrate(group)
    await bot.hears(bot.telegram.told_of_migration(group)[0])
    assert [editor.person for editor in await storage.groups.editors(grown.id)] == [bot.asha.id]
    moved = await storage.drafts.in_chat(grown.id, draft.id)
    assert moved is not None
    assert moved.content == {"half": "written"}


async def test_a_digest_that_goes_to_the_group_goes_to_what_it_became(bot: RunningBot) -> None:
    groups, group = bot.application.bot_data.storage.groups, basic_group(bot)
    kept = await groups.group(group.id)
    await groups.set_digest(type(kept)(group.id, "Small", digest="weekly", digest_chat=group.id))
    grown = bot.telegram.migrate(group)
    await bot.hears(bot.telegram.told_of_migration(group)[1])
    assert (await groups.group(grown.id)).digest_chat == grown.id


async def test_buttons_below_messages_of_before_are_about_what_the_group_became(kept_bot: RunningBot) -> None:
    bot, storage = kept_bot, kept_bot.application.bot_data.storage
    group = basic_group(bot)
    await taught(bot, group)
    (answer,) = await bot.hears(bot.telegram.say(group, bot.asha, f"/ask {DESK}"))
    (unanswered,) = await bot.hears(bot.telegram.say(group, bot.asha, f"/ask {CANTEEN}"))
    grown = bot.telegram.migrate(group)
    await bot.hears(bot.telegram.told_of_migration(group)[0])
    told = []
    for message, button in ((answer, "👎"), (unanswered, "Tell me when there is an answer")):
        await bot.hears(bot.telegram.press(message, button, bot.asha))
        told.append(bot.telegram.calls_of("answerCallbackQuery")[-1].params["text"].partition(".")[0])
    assert told == ["Thank you", "Noted"]
    (prompt,) = await bot.hears(bot.telegram.press(unanswered, "Propose an answer", bot.asha))
    assert prompt["chat"]["id"] == grown.id
    assert {one.text: one.why for one in await storage.missing(grown.id).open()} == {
        DESK: Why.UNHELPFUL,
        CANTEEN: Why.ABSTAINED,
    }
    ((question, who),) = await storage.missing(grown.id).waited_for()
    assert (question.text, who.message) == (CANTEEN, ANSWERS_NOTHING)
    assert len(await storage.drafts.of(grown.id, bot.asha.id)) == 1
    assert await storage.missing(group.id).open() == ()


async def test_the_bot_leaving_the_old_id_of_a_moved_group_erases_nothing(bot: RunningBot) -> None:
    group = basic_group(bot)
    await taught(bot, group)
    grown = bot.telegram.migrate(group)
    await bot.hears(bot.telegram.told_of_migration(group)[0])
    await bot.hears(bot.telegram.kick_bot(group))
    assert await bot.application.bot_data.storage.tidy(NOW + timedelta(days=31)) == ()
    assert await is_answered(bot, grown)


# --- what was written before the move: its numbers are those of other messages now


async def grown_with_as_many_messages(bot: RunningBot, group: Chat) -> Chat:
    """Let a group become a supergroup in which every number of the old one's messages is that of another, of ours."""
    last = max(message for _, message in bot.telegram.messages)
    grown = bot.telegram.migrate(group)
    for update in bot.telegram.told_of_migration(group):
        await bot.hears(update)
    while bot.telegram.sent_to(grown) == [] or bot.telegram.sent_to(grown)[-1]["message_id"] <= last:
        await bot.hears(bot.telegram.say(grown, bot.asha, "/topics"))
    return grown


async def pressed(bot: RunningBot, message: Json, button: str, user: User) -> list[Json]:
    return await bot.hears(bot.telegram.press(bot.now(message), button, user))


async def test_the_history_links_to_no_message_of_before_the_move_but_to_later_ones(kept_bot: RunningBot) -> None:
    bot, group = kept_bot, basic_group(kept_bot)
    owner = owner_of(bot, group)
    (preview,) = await bot.hears(bot.telegram.say(group, owner, f"/add {DESK} | {IN_HALL_B} | The porter"))
    await pressed(bot, preview, "Save", owner)
    grown = await grown_with_as_many_messages(bot, group)
    (history,) = await bot.hears(bot.telegram.say(grown, owner, f"/history {DESK}"))
    assert entities_of(history, "text_link") == []
    retiring = bot.telegram.say(grown, owner, f"/retire {DESK}")
    await bot.hears(retiring)
    (history,) = await bot.hears(bot.telegram.say(grown, owner, f"/history {DESK}"))
    (link,) = (one["url"] for one in history["entities"] if one["type"] == "text_link")
    assert link == f"https://t.me/c/{str(grown.id)[4:]}/{retiring['message']['message_id']}"


async def test_who_waits_since_before_the_move_is_told_what_they_asked_and_below_nothing(kept_bot: RunningBot) -> None:
    bot, group = kept_bot, basic_group(kept_bot)
    (missed,) = await bot.hears(bot.telegram.say(group, bot.asha, f"/ask {DESK}"))
    await pressed(bot, missed, "Tell me when there is an answer", bot.asha)
    grown = await grown_with_as_many_messages(bot, group)
    await taught(bot, grown)
    before = len(bot.telegram.sent_to(grown))
    await Chores(bot.application).do_what_is_due()
    (told,) = bot.telegram.sent_to(grown)[before:]
    assert told["text"].startswith(f"{DESK}\nThere is an answer to this now:")
    assert entities_of(told, "blockquote") == [DESK]
    assert IN_HALL_B in told["text"]
    assert "reply_to_message" not in told


async def test_a_proposal_of_before_the_move_is_decided_on_without_touching_other_messages(
    kept_bot: RunningBot,
) -> None:
    bot, group = kept_bot, basic_group(kept_bot)
    await bot.hears(bot.telegram.say(group, bot.asha, f"/suggest {DESK} | {IN_HALL_B}"))
    grown = await grown_with_as_many_messages(bot, group)
    before = bot.telegram.sent_to(grown)
    (proposal,) = await bot.hears(bot.telegram.say(grown, owner_of(bot, grown), "/proposals"))
    (told,) = await pressed(bot, proposal, "Accept", owner_of(bot, grown))
    assert told["text"].startswith(f"{DESK}\nThank you! The admins have accepted it.")
    assert "reply_to_message" not in told
    assert bot.telegram.sent_to(grown)[: len(before)] == before
    assert bot.now(proposal)["text"].startswith(f"Accepted: {DESK}")


async def test_an_edit_after_the_move_changes_no_reply_to_another_question(bot: RunningBot) -> None:
    group = basic_group(bot)
    bot.telegram.say(group, bot.asha, "Hello")
    asked = bot.telegram.say(group, bot.asha, f"/ask {DESK}")
    await bot.hears(asked)
    grown = await grown_with_as_many_messages(bot, group)
    before = bot.telegram.sent_to(grown)
    same_number = bot.telegram.messages[grown.id, asked["message"]["message_id"]]
    assert same_number["text"] == "/topics"
    edited = bot.telegram.edit(same_number, "/ask Where is the bar?")
    await bot.hears(edited)
    assert bot.telegram.sent_to(grown)[: len(before)] == before


async def test_votes_of_before_the_move_still_count_beside_those_below_another_message(kept_bot: RunningBot) -> None:
    storage, old, new = kept_bot.application.bot_data.storage, -77, -1001500000077
    await storage.memory.vote(Voter(old, 5, 1003), "desk", Verdict.HELPFUL, NOW)
    await storage.groups.move(old, new)
    assert await storage.memory.vote(Voter(new, 5, 1003), "desk", Verdict.UNHELPFUL, NOW) is None
    assert await votes_on(storage, new, "desk") == (1, 1)


# --- /forgetme and /privacy


async def test_after_one_press_nothing_is_kept_under_a_persons_id(kept_bot: RunningBot) -> None:
    bot, person = kept_bot, kept_bot.asha
    storage, group = bot.application.bot_data.storage, bot.group.id
    await taught(bot, bot.group, by=person)
    await storage.memory.choose_language(person.id, "en")
    await storage.memory.connect(person.id, group)
    await storage.memory.vote(Voter(group, 5, person.id), "desk", Verdict.HELPFUL, NOW)
    await storage.memory.remember_reply(person.id, 7, PastReply(8, "digest"), NOW)
    await storage.groups.name_editor(group, Curator(person.id, "Asha"), NOW)
    missed = await storage.missing(group).record("when is lunch", "en", Why.ABSTAINED, None, NOW)
    await storage.missing(group).wait(missed, Waiting(person.id, 5, None, "en", NOW))
    await storage.drafts.begin(group, person.id, group, {"half": "written"}, NOW)
    proposal = await storage.proposals(group).propose(person.id, {"question": "x"}, NOW)
    (asked,) = await bot.hears(bot.telegram.say(bot.private, person, "/forgetme"))
    assert await storage.memory.language_of(person.id) == "en"
    await bot.hears(bot.telegram.press(asked, "Erase it", person))
    assert bot.now(asked)["text"].startswith("Done.")
    assert await storage.memory.language_of(person.id) is None
    assert await storage.memory.connected_to(person.id) is None
    assert await votes_on(storage, group, "desk") == (0, 0)
    assert await storage.memory.reply_to(person.id, 7) is None
    assert await storage.groups.editors(group) == ()
    assert await storage.missing(group).waited_for() == ()
    assert await storage.drafts.of(group, person.id) == ()
    kept = await storage.proposals(group).get(proposal.id)
    assert kept is not None
    assert kept.person is None


async def test_what_a_forgotten_curator_wrote_is_still_answered_without_their_name(kept_bot: RunningBot) -> None:
    bot = kept_bot
    await taught(bot, bot.group, by=bot.asha)
    (asked,) = await bot.hears(bot.telegram.say(bot.private, bot.asha, "/forgetme"))
    await bot.hears(bot.telegram.press(asked, "Erase it", bot.asha))
    (change,) = await bot.application.bot_data.storage.curation(bot.group.id).latest()
    assert (change.asked.by.person, change.asked.by.name) == (None, "")
    assert await is_answered(bot, bot.group)


async def test_in_a_group_nobody_is_asked_whether_to_be_forgotten(bot: RunningBot) -> None:
    (told,) = await bot.hears(bot.telegram.say(bot.group, bot.asha, "/forgetme"))
    assert told["text"] == "Please send me that in private."
    ((button,),) = told["reply_markup"]["inline_keyboard"]
    assert button["url"] == "https://t.me/PramanaBot"


TOLD = {  # of each table that holds something of people
    "people": "the language that you chose, and the group that you curate in private",
    "groups": "that a group's digest comes to you",
    "votes": "your 👍 and 👎",
    "waiting": "that you wait for an answer, until you have it, for 30 days at most",
    "proposals": "what you propose with /suggest",
    "drafts": "what you are just writing for a group, for 7 days",
    "changes": "what you changed in a group's answers",
    "editors": "that its owner made you an editor",
    "missed": "the text of a question that I answered poorly or not at all, until nobody has asked it for 30 days",
    "negatives": "A question that the admins of a group mark as “Not ours” is kept until they take that back",
    "entries": "What they quote in an answer stays there, with the name of who said it",
    "revisions": "What they quote in an answer stays there, with the name of who said it",
    "replies": "for a day, which of my messages answered which of yours, with a fingerprint of the question",
}
OF_NOBODY = {"moves", "links", "handled"}  # numbers of chats and updates, and tokens


async def test_privacy_names_all_that_is_kept(bot: RunningBot) -> None:
    assert set(TOLD) | OF_NOBODY == set(metadata.tables)
    notice = (await bot.answers("/privacy"))["text"]
    assert [kept for kept in (*TOLD.values(), "/forgetme") if kept not in notice] == []


# --- menus


async def test_only_admins_of_groups_are_shown_curators_commands(bot: RunningBot) -> None:
    await set_menus(bot.application.bot)
    shown = {
        call.params["scope"]["type"]: {command["command"] for command in call.params["commands"]}
        for call in bot.telegram.calls_of("setMyCommands")
    }
    assert {"add", "undo", "unanswered", "editors", "ask"} <= shown["all_chat_administrators"]
    for scope in ("default", "all_private_chats", "all_group_chats"):
        assert not {"add", "undo", "editors"} & shown[scope]
    assert "suggest" in shown["all_group_chats"]
    assert {"forgetme", "privacy"} <= shown["all_private_chats"]
