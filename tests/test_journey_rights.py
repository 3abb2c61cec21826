"""Journeys of who may: the private chat, editors, anonymous admins, and who may not."""

from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
from conftest import NOW, Json, RunningBot, buttons_of, entities_of
from telegram_double import Chat, User
from telegram_rules import Refused

from handlers.catalogues import catalogue
from handlers.informing import command_descriptions, curator_descriptions
from handlers.routes import ROUTES
from knowledge import Entry, OwnEntry
from knowledge.storage import Asking, Curator, Deed, Edit

DESKS = "Where is the help desk?"
IN_HALL_B = "In hall B."


@pytest.fixture
def bot(bot: RunningBot) -> RunningBot:
    """The bot, among people who are all spoken to in English."""
    bot.boris.language_code = "en"
    return bot


@pytest.fixture
def kept_bot(kept_bot: RunningBot) -> RunningBot:
    """The same on both databases."""
    kept_bot.boris.language_code = "en"
    return kept_bot


def owner_of(bot: RunningBot) -> User:
    return bot.telegram.creator(bot.group)


def in_group(bot: RunningBot, user: User, text: str, **how: object) -> Json:
    return bot.telegram.say(bot.group, user, text, **how)


async def taught(bot: RunningBot, by: User | None = None) -> None:
    """Let the group have one entry of its own, so that there is something to take back."""
    author = by or owner_of(bot)
    services = bot.application.bot_data
    entry = Entry(id="desk", question={"en": DESKS}, answer={"en": IN_HALL_B})
    asking = Asking(Curator(author.id, author.first_name), Deed.ADD, NOW)
    await services.storage.curation(bot.group.id).save([Edit("desk", OwnEntry(entry=entry))], asking)
    await services.libraries.renew(bot.group.id)


async def is_answered(bot: RunningBot) -> bool:
    (reply,) = await bot.hears(in_group(bot, bot.asha, f"/ask {DESKS}"))
    return IN_HALL_B in reply["text"]


def link_of(reply: Json) -> str:
    """Return what the link below a message hands to the bot."""
    ((button,),) = reply["reply_markup"]["inline_keyboard"]
    address = urlsplit(button["url"])
    assert (address.netloc, address.path) == ("t.me", "/PramanaBot")
    return parse_qs(address.query)["start"][0]


async def connected(bot: RunningBot, user: User) -> Json:
    (way,) = await bot.hears(in_group(bot, owner_of(bot), "/connect"))
    (reply,) = await bot.hears(bot.telegram.open_link(user, link_of(way)))
    return reply


def notices(bot: RunningBot) -> list[str]:
    return [call.params.get("text", "") for call in bot.telegram.calls_of("answerCallbackQuery")]


# --- who may


async def test_an_admin_who_may_change_the_groups_info_curates(kept_bot: RunningBot) -> None:
    await taught(kept_bot, by=kept_bot.asha)
    kept_bot.telegram.promote(kept_bot.group, kept_bot.asha, can_change_info=True)
    await kept_bot.hears(in_group(kept_bot, kept_bot.asha, "/undo"))
    assert not await is_answered(kept_bot)


async def test_an_admin_without_that_right_does_not(bot: RunningBot) -> None:
    await taught(bot, by=bot.asha)
    bot.telegram.promote(bot.group, bot.asha, can_delete_messages=True)
    await bot.hears(in_group(bot, bot.asha, "/undo"))
    assert await is_answered(bot)


async def test_a_member_is_told_once_without_a_sound_and_then_left_alone(bot: RunningBot) -> None:
    await taught(bot, by=bot.boris)
    (told,) = await bot.hears(in_group(bot, bot.boris, "/undo"))
    (sent,) = bot.telegram.calls_of("sendMessage")
    assert "/suggest" in told["text"]
    assert sent.params["disable_notification"]
    assert await bot.hears(in_group(bot, bot.boris, "/undo")) == []
    assert await is_answered(bot)


async def test_a_member_is_not_told_again_when_somebody_elses_rights_change(bot: RunningBot) -> None:
    await bot.hears(in_group(bot, bot.boris, "/undo"))
    bot.telegram.promote(bot.group, bot.telegram.bot)
    await bot.hears(bot.telegram.promote(bot.group, bot.asha))
    assert await bot.hears(in_group(bot, bot.boris, "/undo")) == []


async def test_an_admin_of_this_minute_curates_though_telegram_told_nobody(bot: RunningBot) -> None:
    await taught(bot, by=bot.asha)
    await bot.hears(in_group(bot, owner_of(bot), "/editors"))
    bot.telegram.promote(bot.group, bot.asha)
    await bot.hears(in_group(bot, bot.asha, "/undo"))
    assert not await is_answered(bot)


async def test_who_is_refused_is_told_when_to_try_again(bot: RunningBot) -> None:
    (told,) = await bot.hears(in_group(bot, bot.boris, "/undo"))
    assert "If you were made an admin just now, try again in a minute." in told["text"]


async def test_a_demotion_that_telegram_tells_counts_at_once(bot: RunningBot) -> None:
    await taught(bot, by=bot.asha)
    bot.telegram.promote(bot.group, bot.telegram.bot)
    await bot.hears(bot.telegram.promote(bot.group, bot.asha))
    await bot.hears(in_group(bot, bot.asha, "/editors"))
    await bot.hears(bot.telegram.demote(bot.group, bot.asha))
    await bot.hears(in_group(bot, bot.asha, "/undo"))
    assert await is_answered(bot)


async def test_a_demotion_that_telegram_does_not_tell_counts_within_minutes(bot: RunningBot) -> None:
    await taught(bot, by=bot.asha)
    bot.telegram.promote(bot.group, bot.asha)
    await bot.hears(in_group(bot, bot.asha, "/editors"))
    bot.telegram.demote(bot.group, bot.asha)
    bot.application.bot_data.clock = lambda: NOW + timedelta(minutes=6)
    await bot.hears(in_group(bot, bot.asha, "/undo"))
    assert await is_answered(bot)


async def test_who_rules_is_not_asked_anew_for_every_command(bot: RunningBot) -> None:
    for _ in range(3):
        await bot.hears(in_group(bot, owner_of(bot), "/editors"))
    assert len(bot.telegram.calls_of("getChatAdministrators")) <= 2  # the list looks up who owns the group


async def test_an_edited_command_of_a_curator_does_not_run_twice(bot: RunningBot) -> None:
    await taught(bot)
    said = in_group(bot, owner_of(bot), "/undo please")
    await bot.hears(said)
    assert await bot.hears(bot.telegram.edit(said, "/undo")) == []


async def test_a_channel_that_poses_as_a_person_has_no_rights(bot: RunningBot) -> None:
    await taught(bot)
    channel = bot.telegram.channel("Mask")
    assert await bot.hears(bot.telegram.say_as_channel(bot.group, channel, "/undo")) == []
    assert await is_answered(bot)


async def test_a_group_that_threw_the_bot_out_is_curated_by_nobody(bot: RunningBot) -> None:
    await connected(bot, owner_of(bot))
    await bot.hears(bot.telegram.kick_bot(bot.group))
    chat = bot.telegram.private(owner_of(bot))
    (told,) = await bot.hears(bot.telegram.say(chat, owner_of(bot), "/undo"))
    assert "Only admins" in told["text"]


# --- /connect


async def test_a_curator_goes_on_in_private_and_undoes_there_what_the_group_gets(kept_bot: RunningBot) -> None:
    await taught(kept_bot)
    owner = owner_of(kept_bot)
    reply = await connected(kept_bot, owner)
    assert "You can now keep Trade talk's answers from here." in reply["text"]
    (undone,) = await kept_bot.hears(kept_bot.telegram.say(kept_bot.telegram.private(owner), owner, "/undo"))
    assert entities_of(undone, "italic") == ["Trade talk"]
    assert not await is_answered(kept_bot)


async def test_a_member_who_follows_the_link_is_told_kindly_and_gets_nothing(bot: RunningBot) -> None:
    await taught(bot, by=bot.boris)
    reply = await connected(bot, bot.boris)
    assert "the info of Trade talk" in reply["text"]
    assert "/suggest" in reply["text"]
    await bot.hears(bot.telegram.say(bot.telegram.private(bot.boris), bot.boris, "/undo"))
    assert await is_answered(bot)


async def test_a_link_says_nothing_about_its_group_and_ends_after_a_day(bot: RunningBot) -> None:
    (way,) = await bot.hears(in_group(bot, owner_of(bot), "/connect"))
    payload = link_of(way)
    assert str(bot.group.id).lstrip("-") not in payload
    bot.application.bot_data.clock = lambda: NOW + timedelta(hours=25)
    (reply,) = await bot.hears(bot.telegram.open_link(owner_of(bot), payload))
    assert "expired" in reply["text"]


async def test_a_made_up_link_connects_to_nothing(bot: RunningBot) -> None:
    (reply,) = await bot.hears(bot.telegram.open_link(owner_of(bot), "connect_AAAAAAAAAAAAAAAA"))
    assert "expired" in reply["text"]


async def test_connect_in_private_tells_the_group_and_how_to_stop(bot: RunningBot) -> None:
    owner = owner_of(bot)
    chat = bot.telegram.private(owner)
    (before,) = await bot.hears(bot.telegram.say(chat, owner, "/connect"))
    await connected(bot, owner)
    (now,) = await bot.hears(bot.telegram.say(chat, owner, "/connect"))
    (after,) = await bot.hears(bot.telegram.say(chat, owner, "/connect off"))
    (undone,) = await bot.hears(bot.telegram.say(chat, owner, "/undo"))
    assert "about no group" in before["text"]
    assert "Trade talk" in now["text"]
    assert "about no group" in after["text"]
    assert "Which group is this for?" in undone["text"]


async def test_the_stop_button_ends_the_connection(bot: RunningBot) -> None:
    owner = owner_of(bot)
    reply = await connected(bot, owner)
    await bot.hears(bot.telegram.press(reply, "Stop", owner))
    assert "about no group" in bot.now(reply)["text"]
    (undone,) = await bot.hears(bot.telegram.say(bot.telegram.private(owner), owner, "/undo"))
    assert "Which group is this for?" in undone["text"]


async def test_who_loses_the_right_loses_it_in_private_too(bot: RunningBot) -> None:
    await taught(bot, by=bot.asha)
    bot.telegram.promote(bot.group, bot.asha)
    await connected(bot, bot.asha)
    bot.telegram.demote(bot.group, bot.asha)
    bot.application.bot_data.clock = lambda: NOW + timedelta(minutes=6)
    await bot.hears(bot.telegram.say(bot.private, bot.asha, "/undo"))
    assert await is_answered(bot)


async def test_an_anonymous_admin_gets_the_way_into_private_at_once(bot: RunningBot) -> None:
    (way,) = await bot.hears(bot.telegram.say_as_anonymous_admin(bot.group, "/connect"))
    (reply,) = await bot.hears(bot.telegram.open_link(owner_of(bot), link_of(way)))
    assert "You can now keep Trade talk's answers" in reply["text"]


async def test_a_member_who_sends_connect_gets_no_link(bot: RunningBot) -> None:
    (told,) = await bot.hears(in_group(bot, bot.boris, "/connect"))
    assert buttons_of(told) == []


async def test_a_group_without_a_title_is_connected_to_in_a_sentence_of_its_own(bot: RunningBot) -> None:
    owner = owner_of(bot)
    await bot.application.bot_data.storage.memory.connect(owner.id, bot.group.id)
    reply = await in_private(bot, owner, "/connect")
    assert reply["text"].startswith("You can now keep that group's answers from here.")


# --- what a connected curator is answered in private


async def in_private(bot: RunningBot, user: User, text: str) -> Json:
    (reply,) = await bot.hears(bot.telegram.say(bot.telegram.private(user), user, text))
    return reply


async def test_a_connected_curator_is_answered_in_private_from_what_the_group_knows(kept_bot: RunningBot) -> None:
    await taught(kept_bot)
    owner = owner_of(kept_bot)
    assert IN_HALL_B not in (await in_private(kept_bot, owner, DESKS))["text"]
    await connected(kept_bot, owner)
    answer = await in_private(kept_bot, owner, DESKS)
    assert entities_of(answer, "italic")[0] == "Trade talk"
    assert answer["text"].startswith("Trade talk\n\nIn hall B.")


async def test_the_pages_and_buttons_of_a_connected_chat_are_of_the_group_too(bot: RunningBot) -> None:
    await taught(bot)
    owner = owner_of(bot)
    await connected(bot, owner)
    page = await in_private(bot, owner, "/topics")
    while DESKS not in buttons_of(page):
        await bot.hears(bot.telegram.press(page, next(text for text in buttons_of(page) if "▶" in text), owner))
        page = bot.now(page)
        assert page["text"].startswith("Trade talk")
    await bot.hears(bot.telegram.press(page, DESKS, owner))
    assert bot.now(page)["text"].startswith("Trade talk\n\nIn hall B.")
    await bot.hears(bot.telegram.press(bot.now(page), "👍", owner))
    assert notices(bot)[-1] == "Thank you. Glad it helped."


async def test_a_page_that_is_about_no_group_names_none(bot: RunningBot) -> None:
    await connected(bot, owner_of(bot))
    for command in ("/privacy", "/language"):
        assert not (await in_private(bot, owner_of(bot), command))["text"].startswith("Trade talk")


async def test_who_stops_is_answered_from_the_base_again_and_old_buttons_say_so(bot: RunningBot) -> None:
    await taught(bot)
    owner = owner_of(bot)
    await connected(bot, owner)
    answer = await in_private(bot, owner, DESKS)
    await in_private(bot, owner, "/connect off")
    assert IN_HALL_B not in (await in_private(bot, owner, DESKS))["text"]
    await bot.hears(bot.telegram.press(answer, "👍", owner))
    assert "no longer here" in notices(bot)[-1]


async def test_who_loses_the_right_is_answered_from_the_base_again(bot: RunningBot) -> None:
    await taught(bot)
    bot.telegram.promote(bot.group, bot.asha)
    await connected(bot, bot.asha)
    assert IN_HALL_B in (await in_private(bot, bot.asha, DESKS))["text"]
    bot.telegram.demote(bot.group, bot.asha)
    bot.application.bot_data.clock = lambda: NOW + timedelta(minutes=6)
    assert IN_HALL_B not in (await in_private(bot, bot.asha, DESKS))["text"]


async def test_nobody_else_ever_gets_a_groups_answers_in_private(bot: RunningBot) -> None:
    await taught(bot)
    await connected(bot, owner_of(bot))
    await in_private(bot, owner_of(bot), DESKS)
    stranger = bot.telegram.user("Stranger")
    await bot.application.bot_data.storage.memory.connect(bot.boris.id, bot.group.id)  # as of somebody who curated once
    for person in (bot.asha, bot.boris, stranger):
        for text in (DESKS, "/topics", "/start desk"):
            reply = await in_private(bot, person, text)
            assert IN_HALL_B not in reply["text"]
            assert "Trade talk" not in reply["text"]
            assert DESKS not in buttons_of(reply)


async def test_what_a_curator_asks_in_private_is_not_counted_as_missed(bot: RunningBot) -> None:
    await connected(bot, owner_of(bot))
    reply = await in_private(bot, owner_of(bot), "where is the lost property office")
    assert "no sourced answer" in reply["text"]
    assert await bot.application.bot_data.storage.missing(bot.group.id).open() == ()


# --- /editors


async def test_an_editor_whom_the_owner_names_curates_until_removed(kept_bot: RunningBot) -> None:
    bot, owner = kept_bot, owner_of(kept_bot)
    said = in_group(bot, bot.boris, "hello")
    (added,) = await bot.hears(in_group(bot, owner, "/editors add", reply_to=said))
    assert "Boris may now" in added["text"]
    await taught(bot, by=bot.boris)
    await bot.hears(in_group(bot, bot.boris, "/undo"))
    assert not await is_answered(bot)
    (removed,) = await bot.hears(in_group(bot, owner, "/editors remove", reply_to=said))
    assert "Boris is no longer an editor." in removed["text"]
    await taught(bot, by=bot.boris)
    await bot.hears(in_group(bot, bot.boris, "/undo"))
    assert await is_answered(bot)


async def test_only_the_owner_names_editors(bot: RunningBot) -> None:
    bot.telegram.promote(bot.group, bot.asha)
    said = in_group(bot, bot.boris, "hello")
    (refused,) = await bot.hears(in_group(bot, bot.asha, "/editors add", reply_to=said))
    assert "Only the owner" in refused["text"]
    assert await bot.application.bot_data.storage.groups.editors(bot.group.id) == ()


async def test_an_editor_is_named_by_a_mention_too(bot: RunningBot) -> None:
    text = "/editors add Boris"
    mention = {"type": "text_mention", "offset": 13, "length": 5, "user": bot.boris.json()}
    command = {"type": "bot_command", "offset": 0, "length": 8}
    (added,) = await bot.hears(in_group(bot, owner_of(bot), text, entities=[command, mention]))
    assert "Boris may now" in added["text"]


async def test_a_command_that_replies_to_nobody_asks_whom(bot: RunningBot) -> None:
    (asked,) = await bot.hears(in_group(bot, owner_of(bot), "/editors add"))
    assert asked["text"].startswith("Whom?")


async def test_in_a_topic_nobody_is_named_who_was_not_meant(bot: RunningBot) -> None:
    owner = bot.asha
    forum = bot.telegram.group("Forum", members=[bot.boris], is_forum=True, creator=owner)
    thread = bot.telegram.open_topic(forum, "Trade", by=bot.boris)
    (asked,) = await bot.hears(bot.telegram.say(forum, owner, "/editors add", thread=thread))
    assert asked["text"].startswith("Whom?")


async def test_the_owner_removes_an_editor_from_the_list_with_one_press(bot: RunningBot) -> None:
    groups = bot.application.bot_data.storage.groups
    await groups.name_editor(bot.group.id, Curator(bot.boris.id, "Boris"), NOW)
    (listed,) = await bot.hears(in_group(bot, owner_of(bot), "/editors"))
    assert "• Boris" in listed["text"]
    await bot.hears(bot.telegram.press(listed, "Remove Boris", bot.boris))
    assert "Only the owner" in notices(bot)[-1]
    await bot.hears(bot.telegram.press(listed, "Remove Boris", owner_of(bot)))
    assert notices(bot)[-1] == "No longer an editor."
    assert "Nobody yet." in bot.now(listed)["text"]
    assert await groups.editors(bot.group.id) == ()


async def test_an_editor_who_is_thrown_out_is_one_no_longer(bot: RunningBot) -> None:
    groups = bot.application.bot_data.storage.groups
    await groups.name_editor(bot.group.id, Curator(bot.boris.id, "Boris"), NOW)
    bot.telegram.promote(bot.group, bot.telegram.bot)
    await bot.hears(bot.telegram.kick(bot.group, bot.boris))
    assert await groups.editors(bot.group.id) == ()


# --- anonymous admins


async def test_an_anonymous_command_waits_until_an_admin_confirms_it_and_is_on_their_record(
    kept_bot: RunningBot,
) -> None:
    bot = kept_bot
    await taught(bot)
    (prompt,) = await bot.hears(bot.telegram.say_as_anonymous_admin(bot.group, "/undo"))
    assert "/undo" in prompt["text"]
    assert await is_answered(bot)
    bot.telegram.promote(bot.group, bot.asha)
    (asked,) = await bot.hears(bot.telegram.press(prompt, "Confirm as admin", bot.asha))
    await bot.hears(bot.telegram.press(asked, "Take it back", bot.asha))  # for it is the owner's change
    assert not await is_answered(bot)
    (last,) = await bot.application.bot_data.storage.curation(bot.group.id).latest(1)
    assert (last.asked.by.person, last.asked.deed) == (bot.asha.id, Deed.UNDO)


async def test_who_confirms_stays_unnamed_in_the_group(bot: RunningBot) -> None:
    await taught(bot)
    (prompt,) = await bot.hears(bot.telegram.say_as_anonymous_admin(bot.group, "/editors"))
    bot.telegram.promote(bot.group, bot.asha)
    await bot.hears(bot.telegram.press(prompt, "Confirm as admin", bot.asha))
    assert all("Asha" not in message["text"] for message in bot.telegram.sent_to(bot.group))


@pytest.mark.parametrize("button", ["Confirm as admin", "Cancel"])
async def test_a_member_can_neither_confirm_nor_cancel_a_waiting_command(bot: RunningBot, button: str) -> None:
    await taught(bot, by=bot.boris)
    (prompt,) = await bot.hears(bot.telegram.say_as_anonymous_admin(bot.group, "/undo"))
    await bot.hears(bot.telegram.press(prompt, button, bot.boris))
    assert "for the admins" in notices(bot)[-1]
    assert bot.now(prompt)["text"] == prompt["text"]
    assert await is_answered(bot)


async def test_a_second_press_does_nothing_twice(bot: RunningBot) -> None:
    await taught(bot)
    (prompt,) = await bot.hears(bot.telegram.say_as_anonymous_admin(bot.group, "/undo"))
    presses = [bot.telegram.press(prompt, "Confirm as admin", owner_of(bot)) for _ in range(2)]
    assert len(await bot.hears(presses[0])) == 1
    assert await bot.hears(presses[1]) == []
    assert "dealt with already" in notices(bot)[-1]


async def test_a_waiting_command_that_is_cancelled_never_runs(bot: RunningBot) -> None:
    await taught(bot)
    (prompt,) = await bot.hears(bot.telegram.say_as_anonymous_admin(bot.group, "/undo"))
    late = bot.telegram.press(prompt, "Confirm as admin", owner_of(bot))
    await bot.hears(bot.telegram.press(prompt, "Cancel", owner_of(bot)))
    assert bot.now(prompt)["text"] == "Cancelled."
    await bot.hears(late)
    assert await is_answered(bot)


async def test_the_rights_of_who_confirms_are_looked_up_anew(bot: RunningBot) -> None:
    await taught(bot, by=bot.asha)
    bot.telegram.promote(bot.group, bot.asha)
    await bot.hears(in_group(bot, bot.asha, "/editors"))
    (prompt,) = await bot.hears(bot.telegram.say_as_anonymous_admin(bot.group, "/undo"))
    bot.telegram.demote(bot.group, bot.asha)
    await bot.hears(bot.telegram.press(prompt, "Confirm as admin", bot.asha))
    assert await is_answered(bot)


async def test_an_anonymous_owner_names_an_editor(bot: RunningBot) -> None:
    said = in_group(bot, bot.boris, "hello")
    (prompt,) = await bot.hears(bot.telegram.say_as_anonymous_admin(bot.group, "/editors add", reply_to=said))
    await bot.hears(bot.telegram.press(prompt, "Confirm as admin", owner_of(bot)))
    (editor,) = await bot.application.bot_data.storage.groups.editors(bot.group.id)
    assert editor.person == bot.boris.id


async def test_a_prompt_that_can_no_longer_be_edited_still_lets_its_command_run(bot: RunningBot) -> None:
    await taught(bot)
    (prompt,) = await bot.hears(bot.telegram.say_as_anonymous_admin(bot.group, "/undo"))
    bot.telegram.fail("editMessageText", Refused(400, "Bad Request: message can't be edited"))
    await bot.hears(bot.telegram.press(prompt, "Confirm as admin", owner_of(bot)))
    assert not await is_answered(bot)


# --- /help and the menus


async def test_help_shows_curators_commands_to_curators_only(bot: RunningBot) -> None:
    (to_owner,) = await bot.hears(in_group(bot, owner_of(bot), "/help"))
    (to_member,) = await bot.hears(in_group(bot, bot.boris, "/help"))
    (to_somebody,) = await bot.hears(bot.telegram.say_as_anonymous_admin(bot.group, "/help"))
    assert "/retire" in to_owner["text"]
    assert "/retire" in to_somebody["text"]
    assert "/retire" not in to_member["text"]
    assert "/suggest" in to_member["text"]


async def test_help_shows_a_curator_the_daily_commands_and_all_on_demand(bot: RunningBot) -> None:
    (short,) = await bot.hears(in_group(bot, owner_of(bot), "/help"))
    (long,) = await bot.hears(in_group(bot, owner_of(bot), "/help all"))
    assert short["text"].count("\n/") == 5
    assert all(f"/{name} " in long["text"] for name in curator_descriptions(catalogue("en")))
    assert "/suggest" in long["text"]
    await bot.hears(bot.telegram.press(short, "All commands", owner_of(bot)))
    assert bot.now(short)["text"] == long["text"]


async def test_help_all_shows_a_member_no_more_than_help(bot: RunningBot) -> None:
    (short,) = await bot.hears(in_group(bot, bot.boris, "/help"))
    (all_,) = await bot.hears(in_group(bot, bot.boris, "/help all"))
    assert all_["text"] == short["text"]
    assert buttons_of(short) == []


async def test_help_in_private_shows_them_to_who_is_connected(bot: RunningBot) -> None:
    owner = owner_of(bot)
    chat: Chat = bot.telegram.private(owner)
    (before,) = await bot.hears(bot.telegram.say(chat, owner, "/help"))
    await connected(bot, owner)
    (after,) = await bot.hears(bot.telegram.say(chat, owner, "/help"))
    assert "/retire" not in before["text"]
    assert "/retire" in after["text"]


def commands_in_routes() -> set[str]:
    return {name for route in ROUTES for name in getattr(route, "commands", ())}


@pytest.mark.parametrize("name", sorted(commands_in_routes() - {"start"}))
def test_every_command_has_a_description(name: str) -> None:
    words = catalogue("en")
    assert {**command_descriptions(words), **curator_descriptions(words)}[name]
