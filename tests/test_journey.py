"""Whole journeys: a real update through the real application to a message that Telegram accepts."""

import asyncio
from datetime import UTC, datetime
from pathlib import Path

import pytest
from conftest import Json, RunningBot, buttons_of, entities_of, running
from small_groups import votes_on
from telegram import Update
from telegram.error import InvalidToken
from telegram_double import Telegram, User
from telegram_rules import Refused, Silence
from telegram_wire import DirectWire

from bot.wiring import Wires, build_application
from handlers.menus import set_menus
from knowledge import Knowledge, Library
from knowledge.storage import open_storage

SIGNING = "when is the labour pact signed?"
CONSULATES = "which cities get the new consulates"
HOSTS = "who hosts the business events?"
TORN = "fta"  # when it is concluded, or how it stands?


def in_group(bot: RunningBot, text: str, user: User | None = None, **how: object) -> Json:
    return bot.telegram.say(bot.group, user or bot.asha, text, **how)


# --- the reply


async def test_a_question_gets_headline_detail_quote_source_status_and_date(bot: RunningBot) -> None:
    reply = await bot.answers(SIGNING)
    assert entities_of(reply, "bold") == ["No signing date has been given: the text is final but not yet signed."]
    (quote,) = entities_of(reply, "blockquote")
    assert "Both sides are now going through their internal procedures before signing” — an official" in quote.replace(
        "\n", " "
    )
    assert "Source: Report of a briefing" in reply["text"]
    assert "publisher not named" in reply["text"]
    assert "Not announced, as of 2 December 2025" in reply["text"]


async def test_the_reply_answers_the_message_that_asked(bot: RunningBot) -> None:
    asked = bot.telegram.say(bot.private, bot.asha, SIGNING)
    (reply,) = await bot.hears(asked)
    assert reply["reply_to_message"]["message_id"] == asked["message"]["message_id"]


async def test_questions_of_a_chat_are_answered_one_after_the_other(bot: RunningBot) -> None:
    wire = bot.application.bot.request
    assert isinstance(wire, DirectWire)
    wire.latency = 0.3
    await asyncio.gather(*(bot.takes(in_group(bot, f"/ask {SIGNING}")) for _ in range(3)))
    assert len(bot.telegram.sent_to(bot.group)) == 3
    assert wire.max_in_flight == 1


async def test_no_age_warning_before_the_review_date_and_a_plain_one_after(bot: RunningBot) -> None:
    fresh = await bot.answers(SIGNING)
    bot.application.bot_data.clock = lambda: datetime(2026, 6, 1, tzinfo=UTC)
    aged = await bot.answers(SIGNING)
    assert "⚠️" not in fresh["text"]
    assert "to be checked again by 2 January 2026. It may have changed since." in aged["text"]


async def test_below_an_answer_are_related_questions_sources_and_votes(bot: RunningBot) -> None:
    below = buttons_of(await bot.answers(SIGNING))
    assert "What is the labour mobility pact meant to achieve?" in below
    assert below[-3:] == ["Sources", "👍", "👎"]


async def test_a_caption_is_a_question_too(bot: RunningBot) -> None:
    (reply,) = await bot.hears(bot.telegram.say(bot.private, bot.asha, SIGNING, caption=True))
    assert "No signing date" in reply["text"]


async def test_a_question_without_an_answer_gets_one_honest_line_and_the_closest_topics(bot: RunningBot) -> None:
    reply = await bot.answers("who will sign the labour pact?")
    assert reply["text"] == "I have no sourced answer to that. Closest topics:"
    assert "Labour pact" in buttons_of(reply)


async def test_a_question_about_nothing_known_offers_all_topics(bot: RunningBot) -> None:
    reply = await bot.answers("when is lunch")
    assert reply["text"] == "I have no sourced answer to that."
    assert buttons_of(reply) == ["All topics"]


@pytest.mark.parametrize("said", ["👍🏽", "...", "\u200f\u200e", "\u200b\u200d.", "sabko good night"])
async def test_what_is_not_a_question_gets_an_invitation_in_private(bot: RunningBot, said: str) -> None:
    reply = await bot.answers(said)
    assert buttons_of(reply) in (["All topics"], ["सभी विषय"], ["Все темы"])


@pytest.mark.parametrize(("said", "heard"), [("thanks!", "You are welcome."), ("Спасибо большое!", "Пожалуйста!")])
async def test_thanks_are_answered_kindly_in_private(bot: RunningBot, said: str, heard: str) -> None:
    assert (await bot.answers(said))["text"] == heard


# --- languages


@pytest.mark.parametrize(
    ("asked", "language", "headline"),
    [
        ("когда подпишут договор о трудовой мобильности", "ru", "Дата подписания не названа"),
        ("श्रम समझौता कब साइन होगा", "hi", "हस्ताक्षर"),
        ("labour pact kab sign hoga", "hi", "हस्ताक्षर"),
        (SIGNING, "en", "No signing date"),
    ],
)
async def test_the_language_of_the_question_decides(bot: RunningBot, asked: str, language: str, headline: str) -> None:
    reply = await bot.answers(asked)
    assert headline in reply["text"]
    assert all(
        button["callback_data"].split(":")[1] == language
        for row in reply["reply_markup"]["inline_keyboard"]
        for button in row
    )


async def test_where_the_question_leaves_it_open_the_clients_language_decides(
    bot: RunningBot, base_library: Library
) -> None:
    bot.learns(base_library)
    (reply,) = await bot.hears(bot.telegram.say(bot.telegram.private(bot.boris), bot.boris, "FICCI"))
    assert "FICCI" in reply["text"]
    assert "2 декабря 2025" in reply["text"]


async def test_the_chosen_language_comes_before_the_clients(bot: RunningBot, base_library: Library) -> None:
    bot.learns(base_library)
    chat = bot.telegram.private(bot.boris)
    (offer,) = await bot.hears(bot.telegram.say(chat, bot.boris, "/language"))
    await bot.hears(bot.telegram.press(offer, "हिन्दी", bot.boris))
    (reply,) = await bot.hears(bot.telegram.say(chat, bot.boris, "FICCI"))
    assert "2 दिसंबर 2025" in reply["text"]


# --- groups


@pytest.mark.parametrize(
    "text",
    [SIGNING, "hello all", "/ask@OtherBot when is the labour pact signed", "@someone " + SIGNING, "/topics@OtherBot"],
)
async def test_in_a_group_what_is_not_addressed_to_the_bot_gets_no_reply(bot: RunningBot, text: str) -> None:
    assert await bot.hears(in_group(bot, text)) == []
    assert bot.telegram.calls_of("sendMessage") == []


@pytest.mark.parametrize(
    "text",
    [
        f"/ask {SIGNING}",
        f"/ask@PramanaBot {SIGNING}",
        f"@PramanaBot {SIGNING}",
        f"{SIGNING} @pramanabot",
        f"@PramanaBot, {SIGNING}",
    ],
)
async def test_in_a_group_a_command_or_a_mention_asks(bot: RunningBot, text: str) -> None:
    (reply,) = await bot.hears(in_group(bot, text))
    assert "No signing date" in reply["text"]


async def test_in_a_group_a_reply_to_the_bot_asks(bot: RunningBot) -> None:
    (first,) = await bot.hears(in_group(bot, f"/ask {SIGNING}"))
    (second,) = await bot.hears(in_group(bot, CONSULATES, reply_to=first))
    assert "Kazan" in second["text"]


@pytest.mark.parametrize("call", ["@PramanaBot", "@PramanaBot ?", "/ask", "/ask@PramanaBot"])
async def test_calling_the_bot_in_reply_to_a_question_answers_that_question(bot: RunningBot, call: str) -> None:
    asked = in_group(bot, SIGNING)
    (reply,) = await bot.hears(in_group(bot, call, bot.boris, reply_to=asked))
    assert "No signing date" in reply["text"]
    assert reply["reply_to_message"]["message_id"] == asked["message"]["message_id"]


async def test_the_picked_out_passage_of_another_message_is_the_question(bot: RunningBot) -> None:
    asked = in_group(bot, f"Lunch was great, wasn't it? {SIGNING} And who pays?")
    (reply,) = await bot.hears(in_group(bot, "@PramanaBot", bot.boris, reply_to=asked, quote=SIGNING))
    assert "No signing date" in reply["text"]


async def test_thanks_to_the_bot_in_a_group_stays_unanswered(bot: RunningBot) -> None:
    (reply,) = await bot.hears(in_group(bot, f"/ask {SIGNING}"))
    assert await bot.hears(in_group(bot, "thanks!", reply_to=reply)) == []


async def test_calling_the_bot_with_nothing_to_answer_gets_help(bot: RunningBot) -> None:
    (reply,) = await bot.hears(in_group(bot, "/ask"))
    assert "Ask me a question" in reply["text"]


async def test_abstaining_in_a_group_takes_one_line(bot: RunningBot) -> None:
    (reply,) = await bot.hears(in_group(bot, "@PramanaBot when is lunch"))
    assert "\n" not in reply["text"]


async def test_posts_of_a_linked_channel_and_other_bots_are_not_answered(bot: RunningBot) -> None:
    channel = bot.telegram.channel("News")
    post = bot.telegram.automatic_forward(bot.group, channel, f"@PramanaBot {SIGNING}")
    other_bot = in_group(bot, f"@PramanaBot {SIGNING}")
    other_bot["message"]["from"] = {**other_bot["message"]["from"], "is_bot": True}
    assert await bot.hears(post) == []
    assert await bot.hears(other_bot) == []


@pytest.mark.parametrize("said", ["/help", "/start", "/topics"])
async def test_commands_of_other_bots_are_not_answered_either(bot: RunningBot, said: str) -> None:
    update = in_group(bot, said)
    update["message"]["from"] = {**update["message"]["from"], "is_bot": True}
    assert await bot.hears(update) == []


@pytest.mark.parametrize(
    "call", ["@PramanaBot can you answer this?", "@PramanaBot do you know?", "/ask anyone knows this one"]
)
async def test_a_call_that_only_points_to_a_question_answers_that_question(bot: RunningBot, call: str) -> None:
    asked = in_group(bot, SIGNING)
    (reply,) = await bot.hears(in_group(bot, call, bot.boris, reply_to=asked))
    assert "No signing date" in reply["text"]


@pytest.mark.parametrize("command", ["/ASK", "/Ask", "/ask@PRAMANABOT"])
async def test_a_command_is_a_command_in_capitals_too(bot: RunningBot, command: str) -> None:
    assert "No signing date" in (await bot.answers(f"{command} {SIGNING}"))["text"]


async def test_anonymous_admins_and_channels_posing_as_people_may_ask(bot: RunningBot) -> None:
    anonymous = bot.telegram.say_as_anonymous_admin(bot.group, f"/ask {SIGNING}")
    channel = bot.telegram.say_as_channel(bot.group, bot.telegram.channel("Mask"), f"/ask {SIGNING}")
    assert len(await bot.hears(anonymous)) == 1
    assert len(await bot.hears(channel)) == 1


async def test_in_a_forum_the_reply_stays_in_its_topic(bot: RunningBot) -> None:
    forum = bot.telegram.group("Forum", members=[bot.asha], is_forum=True)
    thread = bot.telegram.open_topic(forum, "Trade")
    (in_topic,) = await bot.hears(bot.telegram.say(forum, bot.asha, f"/ask {SIGNING}", thread=thread))
    (called,) = await bot.hears(bot.telegram.say(forum, bot.asha, "@PramanaBot", thread=thread))
    (in_general,) = await bot.hears(bot.telegram.say(forum, bot.asha, f"/ask {SIGNING}"))
    assert in_topic["message_thread_id"] == thread
    assert "Ask me a question" in called["text"]
    assert "message_thread_id" not in in_general


# --- buttons


async def test_a_torn_bot_asks_back_and_a_press_gives_the_answer_in_place(bot: RunningBot) -> None:
    asked = await bot.answers(TORN)
    choices = buttons_of(asked)
    assert 2 <= len(choices) <= 5
    assert choices[-1] == "None of these"
    assert await bot.hears(bot.telegram.press(asked, choices[0], bot.asha)) == []
    assert "as of 2 December 2025" in bot.now(asked)["text"]


async def test_none_of_these_ends_in_an_honest_line(bot: RunningBot) -> None:
    asked = await bot.answers(TORN)
    await bot.hears(bot.telegram.press(asked, "None of these", bot.asha))
    assert bot.now(asked)["text"] == "I have no sourced answer to that."


async def test_typing_a_new_question_instead_of_pressing_works(bot: RunningBot) -> None:
    await bot.answers(TORN)
    assert "Kazan" in (await bot.answers(CONSULATES))["text"]


async def test_buttons_survive_a_restart(telegram: Telegram, library: Library, sqlite_url: str) -> None:
    async with running(telegram, library, sqlite_url) as bot:
        asked = await bot.answers(TORN)
    async with running(telegram, library, sqlite_url) as restarted:
        await restarted.hears(telegram.press(asked, buttons_of(asked)[0], bot.asha))
        assert "as of 2 December 2025" in restarted.now(asked)["text"]


async def test_a_button_of_an_entry_that_is_gone_is_answered_in_words(bot: RunningBot, tmp_path: Path) -> None:
    asked = await bot.answers(TORN)
    bot.learns(small_library(tmp_path))
    await bot.hears(bot.telegram.press(asked, buttons_of(asked)[0], bot.asha))
    (notice,) = bot.telegram.calls_of("answerCallbackQuery")
    assert "no longer here" in notice.params["text"]
    assert bot.now(asked)["text"] == asked["text"]


async def test_every_press_is_acknowledged_and_a_foreign_one_in_words(bot: RunningBot) -> None:
    reply = await bot.answers(SIGNING)
    press = bot.telegram.press(reply, "👍", bot.asha)
    press["callback_query"]["data"] = "x:from:another:life"
    await bot.hears(press)
    (notice,) = bot.telegram.calls_of("answerCallbackQuery")
    assert "earlier time" in notice.params["text"]


async def test_a_press_that_is_acknowledged_too_late_harms_nothing(bot: RunningBot) -> None:
    asked = await bot.answers(TORN)
    press = bot.telegram.press(asked, buttons_of(asked)[0], bot.asha)
    bot.telegram.open_queries.clear()
    await bot.hears(press)
    assert "as of 2 December 2025" in bot.now(asked)["text"]


async def test_a_press_below_a_deleted_message_is_answered_anew(bot: RunningBot) -> None:
    asked = await bot.answers(TORN)
    bot.telegram.delete(asked)
    (reply,) = await bot.hears(bot.telegram.press(asked, buttons_of(asked)[0], bot.asha))
    assert "as of 2 December 2025" in reply["text"]


async def test_a_related_question_is_answered_below_and_sources_are_told_in_full(bot: RunningBot) -> None:
    reply = await bot.answers(SIGNING)
    (related,) = await bot.hears(
        bot.telegram.press(reply, "What is the labour mobility pact meant to achieve?", bot.asha)
    )
    (sources,) = await bot.hears(bot.telegram.press(reply, "Sources", bot.asha))
    assert "shortages" in related["text"]
    assert "it is not printed in the document" in sources["text"]


async def test_votes_are_counted_once_a_person_and_answered(bot: RunningBot) -> None:
    reply = await bot.answers(SIGNING)
    for button in ("👍", "👍", "👎"):
        await bot.hears(bot.telegram.press(reply, button, bot.asha))
    assert await votes_on(bot.application.bot_data.storage, bot.private.id, "labour-pact-signing") == (0, 1)
    assert len(bot.telegram.calls_of("answerCallbackQuery")) == 3


async def test_in_a_group_the_choice_stays_for_who_asked_and_others_get_their_answer_below(bot: RunningBot) -> None:
    (asked,) = await bot.hears(in_group(bot, f"/ask {TORN}"))
    (below,) = await bot.hears(bot.telegram.press(asked, buttons_of(asked)[0], bot.boris))
    assert "as of 2 December 2025" in below["text"]
    assert bot.now(asked)["text"] == asked["text"]
    assert await bot.hears(bot.telegram.press(asked, "None of these", bot.boris)) == []
    assert bot.now(asked)["text"] == asked["text"]
    await bot.hears(bot.telegram.press(asked, buttons_of(asked)[0], bot.asha))
    assert bot.now(asked)["text"] != asked["text"]


async def test_who_points_the_bot_to_anothers_question_may_choose_what_was_meant(bot: RunningBot) -> None:
    asked = in_group(bot, TORN)
    (choices,) = await bot.hears(in_group(bot, "@PramanaBot", bot.boris, reply_to=asked))
    assert await bot.hears(bot.telegram.press(choices, buttons_of(choices)[0], bot.boris)) == []
    assert bot.now(choices)["text"] != choices["text"]


@pytest.mark.parametrize(
    "refusal", [Refused(429, "Too Many Requests: retry after 0", {"retry_after": 0}), Refused(403, "Forbidden: x")]
)
async def test_a_press_that_cannot_be_acknowledged_still_does_its_work(bot: RunningBot, refusal: Refused) -> None:
    asked = await bot.answers(TORN)
    bot.telegram.fail("answerCallbackQuery", refusal, times=9)
    await bot.hears(bot.telegram.press(asked, buttons_of(asked)[0], bot.asha))
    assert "as of 2 December 2025" in bot.now(asked)["text"]


async def test_a_press_that_fails_inside_is_acknowledged_with_an_apology(bot: RunningBot) -> None:
    reply = await bot.answers(SIGNING)
    del bot.application.bot_data.libraries
    await bot.hears(bot.telegram.press(reply, "Sources", bot.asha))
    (notice,) = bot.telegram.calls_of("answerCallbackQuery")
    assert "went wrong" in notice.params["text"]


# --- commands


async def test_topics_lead_to_a_topic_to_an_answer_and_back(bot: RunningBot) -> None:
    topics = await bot.answers("/topics")
    await bot.hears(bot.telegram.press(topics, "New consulates", bot.asha))
    assert "Why is India opening new consulates in Russia?" in buttons_of(bot.now(topics))
    await bot.hears(bot.telegram.press(topics, "◀ All topics", bot.asha))
    assert bot.now(topics)["text"] == topics["text"]


@pytest.mark.parametrize(
    ("command", "says"),
    [
        ("/start", "Ask me, and I answer with evidence."),
        ("/help", "/topics – browse what I can answer"),
        ("/sources", "Publisher: unknown"),
        ("/quotes", "It’s not customary to unveil defence pacts"),
        ("/about", "18 questions with an answer."),
        ("/privacy", "I do not store the text of your messages"),
        ("/language", "I answer in the language of your question."),
        ("/nonsense", "I do not know that command."),
        ("/start labour-pact-signing", "No signing date"),
        ("/start gone-for-good", "This link leads to an answer that is no longer here."),
    ],
)
async def test_commands_answer_in_private(bot: RunningBot, command: str, says: str) -> None:
    pages = [await bot.answers(command)]
    while "Page 2 of 2 ▶" in buttons_of(pages[-1]):
        await bot.hears(bot.telegram.press(pages[-1], "Page 2 of 2 ▶", bot.asha))
        pages.append(bot.now(pages[-1]))
    assert any(says in page["text"] for page in pages)


@pytest.mark.parametrize("language", ["hi", "ru"])
@pytest.mark.parametrize(
    "command", ["/start", "/help", "/topics", "/sources", "/quotes", "/about", "/privacy", "/language"]
)
async def test_commands_speak_the_clients_language(bot: RunningBot, command: str, language: str) -> None:
    person = bot.telegram.user("P", language_code=f"{language}-XX")
    (reply,) = await bot.hears(bot.telegram.say(bot.telegram.private(person), person, command))
    script = {"hi": ("ऀ", "ॿ"), "ru": ("а", "я")}[language]
    letters = [sign for sign in reply["text"] if sign.isalpha()]
    assert sum(script[0] <= sign.lower() <= script[1] for sign in letters) > len(letters) / 2


async def test_menus_are_set_for_every_scope_and_language(bot: RunningBot) -> None:
    await set_menus(bot.application.bot)
    scopes = {call.params["scope"]["type"] for call in bot.telegram.calls_of("setMyCommands")}
    assert scopes == {"default", "all_private_chats", "all_group_chats", "all_chat_administrators"}
    assert {call.params.get("language_code") for call in bot.telegram.calls_of("setMyCommands")} == {
        None,
        "en",
        "hi",
        "ru",
    }


# --- edits


async def test_editing_a_question_edits_its_answer(bot: RunningBot) -> None:
    asked = bot.telegram.say(bot.private, bot.asha, SIGNING)
    (reply,) = await bot.hears(asked)
    assert await bot.hears(bot.telegram.edit(asked, CONSULATES)) == []
    assert "Kazan" in bot.now(reply)["text"]


async def test_an_edit_that_changes_no_word_changes_no_answer(bot: RunningBot) -> None:
    asked = bot.telegram.say(bot.private, bot.asha, SIGNING)
    await bot.hears(asked)
    await bot.hears(bot.telegram.edit(asked, SIGNING))
    assert bot.telegram.calls_of("editMessageText") == []


async def test_an_edit_to_the_same_meaning_is_no_error(bot: RunningBot) -> None:
    asked = bot.telegram.say(bot.private, bot.asha, SIGNING)
    (reply,) = await bot.hears(asked)
    await bot.hears(bot.telegram.edit(asked, "When is the labour pact signed??"))
    assert bot.now(reply)["text"] == reply["text"]


async def test_an_edit_after_the_answer_was_deleted_is_answered_anew(bot: RunningBot) -> None:
    asked = bot.telegram.say(bot.private, bot.asha, SIGNING)
    (reply,) = await bot.hears(asked)
    bot.telegram.delete(reply)
    (anew,) = await bot.hears(bot.telegram.edit(asked, CONSULATES))
    assert "Kazan" in anew["text"]


async def test_edits_are_followed_after_a_restart(telegram: Telegram, library: Library, sqlite_url: str) -> None:
    async with running(telegram, library, sqlite_url) as bot:
        asked = telegram.say(bot.private, bot.asha, SIGNING)
        (reply,) = await bot.hears(asked)
    async with running(telegram, library, sqlite_url) as restarted:
        await restarted.hears(telegram.edit(asked, CONSULATES))
        assert "Kazan" in restarted.now(reply)["text"]


async def test_the_answer_to_anothers_question_follows_its_edits(bot: RunningBot) -> None:
    asked = in_group(bot, SIGNING)
    (reply,) = await bot.hears(in_group(bot, "@PramanaBot", bot.boris, reply_to=asked))
    await bot.hears(bot.telegram.edit(asked, CONSULATES))
    assert "Kazan" in bot.now(reply)["text"]


async def test_an_edit_of_an_unaddressed_message_stays_unanswered(bot: RunningBot) -> None:
    said = in_group(bot, SIGNING)
    await bot.hears(said)
    assert await bot.hears(bot.telegram.edit(said, CONSULATES)) == []


async def test_an_edited_command_does_not_run_twice(bot: RunningBot) -> None:
    said = bot.telegram.say(bot.private, bot.asha, "/topics")
    await bot.hears(said)
    assert await bot.hears(bot.telegram.edit(said, "/help")) == []


# --- refusals and failures


@pytest.mark.parametrize(
    "text", ["Forbidden: bot was blocked by the user", "Forbidden: bot was kicked from the supergroup chat"]
)
async def test_a_chat_that_does_not_let_the_bot_write_raises_nothing(bot: RunningBot, text: str) -> None:
    bot.telegram.fail("sendMessage", Refused(403, text))
    assert await bot.hears(bot.telegram.say(bot.private, bot.asha, SIGNING)) == []


async def test_a_flood_error_is_waited_out(bot: RunningBot) -> None:
    bot.telegram.fail("sendMessage", Refused(429, "Too Many Requests: retry after 1", {"retry_after": 1}))
    assert "No signing date" in (await bot.answers(SIGNING))["text"]


async def test_an_error_of_ours_is_logged_and_apologised_for(bot: RunningBot, caplog: pytest.LogCaptureFixture) -> None:
    del bot.application.bot_data.libraries
    reply = await bot.answers(SIGNING)
    assert reply["text"] == "Something went wrong on my side. Please ask again."
    assert "AttributeError" in caplog.text
    assert SIGNING not in caplog.text


async def test_a_server_that_fails_once_is_asked_again(bot: RunningBot) -> None:
    bot.telegram.fail("sendMessage", Refused(500, "Internal Server Error"))
    assert "No signing date" in (await bot.answers(SIGNING))["text"]


async def test_what_timed_out_is_not_sent_twice_and_the_bot_goes_on(bot: RunningBot) -> None:
    bot.telegram.fail("sendMessage", Silence(carried_out=True))
    assert len(await bot.hears(bot.telegram.say(bot.private, bot.asha, SIGNING))) == 1
    assert "Kazan" in (await bot.answers(CONSULATES))["text"]


@pytest.mark.parametrize(
    "text", ["Bad Request: not enough rights to send text messages to the chat", "Bad Request: CHAT_WRITE_FORBIDDEN"]
)
async def test_a_muted_bot_says_nothing_and_logs_no_traceback(
    bot: RunningBot, text: str, caplog: pytest.LogCaptureFixture
) -> None:
    bot.telegram.fail("sendMessage", Refused(400, text), times=5)
    assert await bot.hears(in_group(bot, f"/ask {SIGNING}")) == []
    assert len(bot.telegram.calls_of("sendMessage")) == 1
    assert "Traceback" not in caplog.text


async def test_a_closed_topic_is_tried_without_the_topic(bot: RunningBot) -> None:
    forum = bot.telegram.group("Forum", members=[bot.asha], is_forum=True)
    thread = bot.telegram.open_topic(forum, "Trade")
    asked = bot.telegram.say(forum, bot.asha, f"/ask {SIGNING}", thread=thread)
    bot.telegram.fail("sendMessage", Refused(400, "Bad Request: TOPIC_CLOSED"))
    await bot.hears(asked)
    refused, tried = bot.telegram.calls_of("sendMessage")
    assert "message_thread_id" in refused.params
    assert "message_thread_id" not in tried.params


async def test_a_group_that_became_a_supergroup_gets_its_answer_there(bot: RunningBot) -> None:
    group = bot.telegram.group("Small", members=[bot.asha], type="group")
    asked = bot.telegram.say(group, bot.asha, f"/ask {SIGNING}")
    grown = bot.telegram.migrate(group)
    (reply,) = await bot.hears(asked)
    assert reply["chat"]["id"] == grown.id


async def test_a_memory_that_fails_costs_nobody_an_answer(bot: RunningBot) -> None:
    async with bot.application.bot_data.storage.database.changing() as connection:
        for table in ("people", "replies"):
            await connection.exec_driver_sql(f"DROP TABLE {table}")
    asked = bot.telegram.say(bot.private, bot.asha, SIGNING)
    (reply,) = await bot.hears(asked)
    assert "No signing date" in reply["text"]


@pytest.mark.parametrize(
    "said",
    [
        "<b>when</b> is the labour pact signed",
        "*when* is the _labour pact_ [signed](`)",
        "&lt; labour pact signing date &",
    ],
)
async def test_what_people_type_is_never_markup(bot: RunningBot, said: str) -> None:
    assert "No signing date" in (await bot.answers(said))["text"]


@pytest.mark.parametrize(
    "said", ["x" * 4096, "labour pact " * 340, "؟متى", "a\u0338" * 500, "<" * 4096, "क" * 4096, "👩‍👩‍👧‍👦" * 300]
)
async def test_strange_messages_get_a_plain_reply(bot: RunningBot, said: str) -> None:
    assert (await bot.answers(said[:4096]))["text"]


# --- hostile and long entries


def small_library(
    folder: Path, answer: str = "Here.", question: str = "What is the answer?", id_: str = "long"
) -> Library:
    lines = "\n".join(f"        {line}" for line in answer.split("\n"))
    (folder / "pack.yaml").write_text(
        f"""
pack: {{id: p, title: "<i>P & Q</i>"}}
topics: [{{id: t, title: "T < U"}}]
sources: [{{id: s, title: "S </a> &amp; <b>", kind: press, url: "https://example.org/?a=1&b=%22%3E"}}]
entries:
  - id: {id_}
    topic: t
    question: {question!r}
    answer:
      en: |-
{lines}
    quotes: [{{text: "a </blockquote> <b>", speaker: "x & y <z>", source: s}}]
    sources: [s]
    as_of: 2025-01-01
""",
        encoding="utf-8",
    )
    return Library(folder)


async def test_nothing_that_an_entry_contains_can_break_the_message(bot: RunningBot, tmp_path: Path) -> None:
    bot.learns(small_library(tmp_path, answer="<b>1 < 2 & 3</b> *x* [y](z)"))
    reply = await bot.answers("What is the answer?")
    assert entities_of(reply, "bold") == ["<b>1 < 2 & 3</b> *x* [y](z)"]
    assert "“a </blockquote> <b>”\n— x & y <z>" in reply["text"]
    assert entities_of(reply, "text_link") == ["S </a> &amp; <b>"]


async def test_a_long_answer_comes_in_parts_with_a_way_to_the_rest(bot: RunningBot, tmp_path: Path) -> None:
    paragraphs = [f"Paragraph {number}. " + "Sentence after sentence. " * 30 for number in range(20)]
    bot.learns(small_library(tmp_path, answer="\n\n".join(["Headline.", *paragraphs])))
    reply = await bot.answers("What is the answer?")
    texts = [reply["text"]]
    while on := [button for button in buttons_of(bot.now(reply)) if button.startswith("Read on")]:
        await bot.hears(bot.telegram.press(reply, on[0], bot.asha))
        texts.append(bot.now(reply)["text"])
    assert len(texts) >= 3
    for paragraph in paragraphs:
        assert any(paragraph.strip() in text for text in texts)
    assert "As of 1 January 2025" in texts[-1]


async def test_many_sources_are_leafed_through_to_the_last(bot: RunningBot, tmp_path: Path) -> None:
    library = small_library(tmp_path)
    pack = library.knowledge.pack
    many = [
        pack.sources[0].model_copy(update={"id": f"s{number}", "title": {"en": f"Source {number}."}})
        for number in range(60)
    ]
    entry = pack.entries[0].model_copy(update={"sources": tuple(source.id for source in many), "quotes": ()})
    library.knowledge = Knowledge(pack.model_copy(update={"sources": tuple(many), "entries": (entry,)}))
    bot.learns(library)
    (page,) = await bot.hears(bot.telegram.press(await bot.answers("What is the answer?"), "Sources", bot.asha))
    texts = [page["text"]]
    while on := [button for button in buttons_of(bot.now(page)) if button.endswith("▶")]:
        await bot.hears(bot.telegram.press(page, on[0], bot.asha))
        texts.append(bot.now(page)["text"])
    assert all(any(f"Source {number}." in text for text in texts) for number in range(60))


@pytest.mark.parametrize("id_", ["консульство-казань-и-екатерин", "श्रम-समझौता-कब", "x" * 56])
async def test_ids_of_any_script_fit_on_buttons(bot: RunningBot, tmp_path: Path, id_: str) -> None:
    bot.learns(small_library(tmp_path, id_=id_, answer="\n\n".join(["word " * 900] * 2)))
    reply = await bot.answers("What is the answer?")
    await bot.hears(
        bot.telegram.press(reply, next(one for one in buttons_of(reply) if one.startswith("Read on")), bot.asha)
    )
    assert bot.now(reply)["text"] != reply["text"]


# --- many at once


async def test_chats_are_served_at_once_and_each_in_order(
    telegram: Telegram, library: Library, sqlite_url: str
) -> None:
    wire = DirectWire(telegram, latency=0.3)
    storage = await open_storage(sqlite_url)
    application = build_application(telegram.token, library, storage, Wires(wire))
    people = [telegram.user(f"P{number}") for number in range(8)]
    async with application:
        await application.start()
        for round_ in range(3):
            for person in people:
                text = [SIGNING, CONSULATES, HOSTS][round_]
                await application.update_queue.put(
                    Update.de_json(telegram.say(telegram.private(person), person, text), application.bot)
                )
        await telegram.until(lambda: len(telegram.sent) == 24, timeout=60)
        await application.stop()
    await storage.close()
    assert wire.max_in_flight >= 6
    for person in people:
        first, second, third = telegram.sent_to(telegram.private(person))
        assert ("No signing" in first["text"], "Kazan" in second["text"], "FICCI" in third["text"]) == (
            True,
            True,
            True,
        )


async def test_a_wrong_token_is_refused_by_name(telegram: Telegram, library: Library, sqlite_url: str) -> None:
    storage = await open_storage(sqlite_url)
    application = build_application("1:wrong", library, storage, Wires(DirectWire(telegram)))
    with pytest.raises(InvalidToken):
        await application.initialize()
    await storage.close()
