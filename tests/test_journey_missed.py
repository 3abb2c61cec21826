"""What was missed: counted, promised, told, and settled by the admins; never with the name of who asked."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

import pytest
from conftest import NOW, Json, RunningBot, buttons_of, running
from small_groups import standing_of
from sqlalchemy import event
from telegram import Update
from telegram_double import Telegram, User
from telegram_rules import Refused, Silence

from handlers.context import Context
from handlers.curating.desk import Desk
from handlers.curating.missed.gaps import gaps_of
from handlers.curating.saving import save
from handlers.curating.telling import tell_who_waited
from knowledge import Library, OwnEntry
from knowledge.storage import Asking, Curator, Deed, Edit, Fate, MissedQuestion, Why

TELL_ME, PROPOSE = "Tell me when there is an answer", "Propose an answer"
LUNCH = "when is the canteen open?"
SIGNER = "who will sign the labour pact?"
UNSURE = "labour visa signature"
FAR_OFF = "oil price today"
SIGNING = "when is the labour pact signed?"
TORN = "fta"
SWEAT = "Where do I sweat?"


def in_group(bot: RunningBot, text: str, user: User | None = None, **how: object) -> Json:
    return bot.telegram.say(bot.group, user or bot.asha, text, **how)


async def ask(bot: RunningBot, text: str, user: User | None = None, **how: object) -> Json:
    """Ask in the group, and return the one message that comes back."""
    (reply,) = await bot.hears(in_group(bot, f"/ask {text}", user, **how))
    return reply


async def missed(bot: RunningBot, fate: Fate = Fate.OPEN) -> list[MissedQuestion]:
    return list(await bot.application.bot_data.storage.missing(bot.group.id).of_fate(fate))


async def counted(bot: RunningBot) -> dict[str, int]:
    return {one.text: one.count for one in await missed(bot)}


def notice(bot: RunningBot) -> str:
    """Return what the last press was told."""
    return str(bot.telegram.calls_of("answerCallbackQuery")[-1].params.get("text", ""))


async def add(bot: RunningBot, question: str, answer: str, *phrasings: str, id_: str = "ours") -> None:
    """Let an admin's entry be saved, as any of their commands saves one."""
    entry = {"id": id_, "question": question, "phrasings": {"en": phrasings}, "answer": answer}
    own = OwnEntry.model_validate({"entry": entry})
    context = Context(bot.application)
    said = bot.telegram.say(bot.group, bot.telegram.creator(bot.group), "/add")
    message = Update.de_json(said, bot.application.bot).effective_message
    assert message
    desk = Desk(bot.group.id, Curator(1, "Creator"), "en", message)
    await save(desk, [Edit(id_, own)], Deed.ADD, context)


# --- counting


async def test_a_question_that_finds_no_answer_in_a_group_is_counted_without_who_asked(kept_bot: RunningBot) -> None:
    await ask(kept_bot, LUNCH)
    await ask(kept_bot, "When is the canteen open", kept_bot.boris)
    (one,) = await missed(kept_bot)
    assert (one.text, one.language, one.why, one.count, one.at) == (LUNCH, "en", Why.ABSTAINED, 2, NOW)


async def test_the_entry_that_came_nearest_is_kept_with_it(bot: RunningBot) -> None:
    await ask(bot, SIGNER)
    (one,) = await missed(bot)
    assert one.nearest == "labour-pact-signing"


async def test_small_talk_thanks_answers_and_choices_are_not_counted(bot: RunningBot) -> None:
    for said in ("hello!", "thanks!", "", SIGNING, TORN):
        await bot.hears(in_group(bot, f"/ask {said}"))
    assert await missed(bot) == []


async def test_what_is_asked_in_private_or_not_of_the_bot_is_not_kept(bot: RunningBot) -> None:
    reply = await bot.answers(LUNCH)
    await bot.hears(in_group(bot, LUNCH))
    assert await missed(bot) == []
    assert await bot.application.bot_data.storage.missing(bot.private.id).open() == ()
    assert TELL_ME not in buttons_of(reply)


async def test_of_several_questions_in_one_message_each_without_an_answer_is_counted(bot: RunningBot) -> None:
    reply = await ask(bot, f"{SIGNING} {LUNCH} Which cities get the new consulates?")
    assert list(await counted(bot)) == [LUNCH]
    assert buttons_of(reply)[-2:] == [TELL_ME, PROPOSE]


async def test_several_unanswered_questions_get_a_promise_each(bot: RunningBot) -> None:
    reply = await ask(bot, f"{SIGNING} {LUNCH} And who repairs the coffee machine?")
    assert len(await missed(bot)) == 2
    assert buttons_of(reply)[-2:] == [f"Tell me: {LUNCH}", "Tell me: who repairs the coffee machine?"]


async def test_a_question_pointed_at_counts_and_not_the_words_that_point(bot: RunningBot) -> None:
    asked = in_group(bot, LUNCH)
    await bot.hears(in_group(bot, "@PramanaBot can you answer this?", bot.boris, reply_to=asked))
    assert list(await counted(bot)) == [LUNCH]


async def test_none_of_these_counts_when_the_asker_says_so(bot: RunningBot) -> None:
    choices = await ask(bot, TORN)
    await bot.hears(bot.telegram.press(choices, "None of these", bot.boris))
    assert await missed(bot) == []
    await bot.hears(bot.telegram.press(choices, "None of these", bot.asha))
    assert list(await counted(bot)) == [TORN]
    assert buttons_of(bot.now(choices))[-2:] == [TELL_ME, PROPOSE]


async def test_of_a_pasted_page_no_more_than_the_beginning_is_kept(bot: RunningBot) -> None:
    await bot.hears(in_group(bot, "/ask " + "canteen soup " * 300))
    (one,) = await missed(bot)
    assert len(one.text) <= 500


async def test_a_count_that_fails_costs_nobody_the_reply(bot: RunningBot) -> None:
    async with bot.application.bot_data.storage.database.changing() as connection:
        await connection.exec_driver_sql("DROP TABLE missed")
    reply = await ask(bot, LUNCH)
    assert "no sourced answer" in reply["text"]
    assert TELL_ME not in buttons_of(reply)


# --- tell me


async def test_who_waits_is_told_once_below_the_question_with_a_quote(kept_bot: RunningBot) -> None:
    asked = in_group(kept_bot, f"/ask {LUNCH}")
    (reply,) = await kept_bot.hears(asked)
    for person in (kept_bot.asha, kept_bot.boris, kept_bot.asha):
        await kept_bot.hears(kept_bot.telegram.press(reply, TELL_ME, person))
        assert notice(kept_bot) == "Noted. I will write here if the admins answer it within 30 days."
    before = len(kept_bot.telegram.sent)
    await add(kept_bot, LUNCH, "From noon to two.")
    await add(kept_bot, "Who cooks?", "Nobody knows.", id_="other")
    (told,) = kept_bot.telegram.sent[before:]
    assert "There is an answer to this now:" in told["text"]
    assert "From noon to two." in told["text"]
    assert told["reply_to_message"]["message_id"] == asked["message"]["message_id"]
    assert told["quote"]["text"] == LUNCH


async def test_all_who_wait_for_one_answer_are_told_in_one_message_below_the_last_question(
    kept_bot: RunningBot,
) -> None:
    tom, asked = kept_bot.telegram.user("Tom"), []
    kept_bot.group.members[tom.id] = {"status": "member"}
    for person, text in (
        (kept_bot.asha, LUNCH),
        (tom, "When does the canteen open?"),
        (kept_bot.asha, "canteen open?"),
    ):
        asked += [in_group(kept_bot, f"/ask {text}", person)]
        (reply,) = await kept_bot.hears(asked[-1])
        await kept_bot.hears(kept_bot.telegram.press(reply, TELL_ME, person))
        await kept_bot.hears(kept_bot.telegram.press(reply, TELL_ME, kept_bot.asha))
    before = len(kept_bot.telegram.sent)
    await add(kept_bot, LUNCH, "From noon to two.", "When does the canteen open?", "canteen open?")
    (told,) = kept_bot.telegram.sent[before:]
    assert told["text"].startswith("2 of you asked this. There is an answer to this now:")
    assert told["reply_to_message"]["message_id"] == asked[-1]["message"]["message_id"]
    assert told["quote"]["text"] == "canteen open?"
    assert await kept_bot.application.bot_data.storage.missing(kept_bot.group.id).waited_for() == ()


async def test_who_waits_in_another_language_is_told_in_it(bot: RunningBot) -> None:
    for text in (LUNCH, "когда открыта столовая?"):
        reply = await ask(bot, text)
        await bot.hears(bot.telegram.press(reply, buttons_of(reply)[-2], bot.asha))
    before = len(bot.telegram.sent)
    await add(bot, LUNCH, "From noon to two.", "когда открыта столовая?")
    assert len(bot.telegram.sent[before:]) == 2


async def test_who_waits_is_told_after_a_restart_too(telegram: Telegram, library: Library, sqlite_url: str) -> None:
    async with running(telegram, library, sqlite_url) as bot:
        reply = await ask(bot, LUNCH)
        await bot.hears(telegram.press(reply, TELL_ME, bot.asha))
        group = bot.group
    async with running(telegram, library, sqlite_url) as restarted:
        restarted.group = group
        await add(restarted, LUNCH, "From noon to two.")
        assert "From noon to two." in telegram.sent[-1]["text"]


async def test_an_answer_to_something_else_tells_nobody(bot: RunningBot) -> None:
    reply = await ask(bot, LUNCH)
    await bot.hears(bot.telegram.press(reply, TELL_ME, bot.asha))
    before = len(bot.telegram.sent)
    await add(bot, "Where is the sauna?", "In the cellar.")
    assert bot.telegram.sent[before:] == []


async def test_another_group_is_told_nothing(bot: RunningBot) -> None:
    other = bot.telegram.group("Elsewhere", members=[bot.asha])
    (reply,) = await bot.hears(bot.telegram.say(other, bot.asha, f"/ask {LUNCH}"))
    await bot.hears(bot.telegram.press(reply, TELL_ME, bot.asha))
    await add(bot, LUNCH, "From noon to two.")
    assert len(bot.telegram.sent_to(other)) == 1


async def test_a_deleted_question_is_answered_without_a_reply(bot: RunningBot) -> None:
    asked = in_group(bot, f"/ask {LUNCH}")
    (reply,) = await bot.hears(asked)
    await bot.hears(bot.telegram.press(reply, TELL_ME, bot.asha))
    bot.telegram.delete(asked)
    await add(bot, LUNCH, "From noon to two.")
    assert "From noon to two." in bot.telegram.sent[-1]["text"]
    assert "reply_to_message" not in bot.telegram.sent[-1]


async def test_an_edited_question_is_answered_without_the_quote(bot: RunningBot) -> None:
    asked = in_group(bot, f"/ask {LUNCH}")
    (reply,) = await bot.hears(asked)
    await bot.hears(bot.telegram.press(reply, TELL_ME, bot.asha))
    bot.telegram.edit(asked, "/ask never mind")
    await add(bot, LUNCH, "From noon to two.")
    assert "quote" not in bot.telegram.sent[-1]
    assert bot.telegram.sent[-1]["reply_to_message"]["message_id"] == asked["message"]["message_id"]


async def test_where_the_topic_is_gone_the_answer_comes_into_the_group(bot: RunningBot) -> None:
    forum = bot.telegram.group("Forum", members=[bot.asha], is_forum=True)
    thread = bot.telegram.open_topic(forum, "Food")
    bot.group = forum
    reply = await ask(bot, LUNCH, thread=thread)
    await bot.hears(bot.telegram.press(reply, TELL_ME, bot.asha))
    bot.telegram.delete_topic(forum, thread)
    await add(bot, LUNCH, "From noon to two.")
    assert "From noon to two." in bot.telegram.sent_to(forum)[-1]["text"]


@pytest.mark.parametrize(
    "refusal",
    [
        Refused(403, "Forbidden: bot was kicked from the supergroup chat"),
        Refused(400, "Bad Request: MESSAGE_TOO_LONG"),
        Refused(400, "Bad Request: not enough rights to send text messages to the chat"),
    ],
)
async def test_what_could_not_be_delivered_is_delivered_later(bot: RunningBot, refusal: Refused) -> None:
    reply = await ask(bot, LUNCH)
    await bot.hears(bot.telegram.press(reply, TELL_ME, bot.asha))
    bot.telegram.fail("sendMessage", refusal)
    before = len(bot.telegram.sent)
    await add(bot, LUNCH, "From noon to two.")
    assert bot.telegram.sent[before:] == []
    await tell_who_waited(bot.group.id, Context(bot.application))
    assert "From noon to two." in bot.telegram.sent[-1]["text"]


async def test_what_a_stop_of_the_bot_kept_from_being_delivered_is_delivered_later(kept_bot: RunningBot) -> None:
    reply = await ask(kept_bot, LUNCH)
    await kept_bot.hears(kept_bot.telegram.press(reply, TELL_ME, kept_bot.asha))
    kept_bot.telegram.hold("sendMessage")
    sent = len(kept_bot.telegram.calls_of("sendMessage"))
    telling = asyncio.create_task(add(kept_bot, LUNCH, "From noon."))
    await kept_bot.telegram.until(lambda: len(kept_bot.telegram.calls_of("sendMessage")) > sent, timeout=30)
    telling.cancel()
    with pytest.raises(asyncio.CancelledError):
        await telling
    for _ in range(2):
        await tell_who_waited(kept_bot.group.id, Context(kept_bot.application))
    told = [one["text"] for one in kept_bot.telegram.sent_to(kept_bot.group) if "From noon." in one["text"]]
    assert len(told) == 1


async def test_many_answers_are_told_a_few_at_a_time(bot: RunningBot) -> None:
    things = ("sauna", "garage", "laundry", "printer", "kitchen", "elevator", "balcony", "library", "chapel", "bakery")
    questions = [f"where is the {thing}?" for thing in (*things, "piano", "fountain")]
    for question in questions:
        await bot.hears(bot.telegram.press(await ask(bot, question), TELL_ME, bot.asha))
    told = len(bot.telegram.sent)
    entries = [{"id": f"e{number}", "question": one, "answer": "There."} for number, one in enumerate(questions)]
    edits = [Edit(str(entry["id"]), OwnEntry.model_validate({"entry": entry})) for entry in entries]
    services = bot.application.bot_data
    await services.storage.curation(bot.group.id).save(edits, Asking(Curator(1, "Creator"), Deed.IMPORT, NOW))
    await services.libraries.renew(bot.group.id)
    for so_far in (10, 12, 12):
        await tell_who_waited(bot.group.id, Context(bot.application))
        assert len(bot.telegram.sent) == told + so_far


async def test_pressing_after_the_answer_came_shows_it_in_place(bot: RunningBot) -> None:
    reply = await ask(bot, LUNCH)
    await add(bot, LUNCH, "From noon to two.")
    assert await bot.hears(bot.telegram.press(reply, TELL_ME, bot.boris)) == []
    assert "From noon to two." in bot.now(reply)["text"]


async def test_a_promise_about_a_forgotten_question_is_refused_in_words(bot: RunningBot) -> None:
    reply = await ask(bot, LUNCH)
    await bot.application.bot_data.storage.tidy(NOW + timedelta(days=31))
    await bot.hears(bot.telegram.press(reply, TELL_ME, bot.asha))
    assert notice(bot) == "I no longer have this question. Please ask it again."


# --- votes


async def test_a_vote_against_an_answer_is_kept_with_the_question_once_a_person(kept_bot: RunningBot) -> None:
    reply = await ask(kept_bot, SIGNING)
    for person in (kept_bot.asha, kept_bot.asha, kept_bot.boris):
        await kept_bot.hears(kept_bot.telegram.press(reply, "👎", person))
    (one,) = await missed(kept_bot)
    assert (one.text, one.why, one.nearest, one.count) == (SIGNING, Why.UNHELPFUL, "labour-pact-signing", 2)


async def test_who_changes_their_mind_withdraws_what_they_said(bot: RunningBot) -> None:
    reply = await ask(bot, SIGNING)
    await bot.hears(bot.telegram.press(reply, "👎", bot.asha))
    await bot.hears(bot.telegram.press(reply, "👍", bot.asha))
    assert await missed(bot) == []


async def test_who_votes_against_an_answer_can_say_that_it_is_out_of_date(kept_bot: RunningBot) -> None:
    reply = await ask(kept_bot, SIGNING)
    assert "It is out of date" not in buttons_of(reply)
    await kept_bot.hears(kept_bot.telegram.press(reply, "👎", kept_bot.asha))
    assert buttons_of(kept_bot.now(reply)) == [*buttons_of(reply), "It is out of date"]
    await kept_bot.hears(kept_bot.telegram.press(reply, "It is out of date", kept_bot.asha))
    (one,) = await missed(kept_bot)
    assert (one.text, one.why, one.nearest, one.count) == (SIGNING, Why.OUTDATED, "labour-pact-signing", 1)
    assert buttons_of(kept_bot.now(reply)) == buttons_of(reply)


async def test_a_vote_counts_where_the_buttons_cannot_be_changed(
    bot: RunningBot, caplog: pytest.LogCaptureFixture
) -> None:
    reply = await ask(bot, SIGNING)
    bot.telegram.fail("editMessageReplyMarkup", Silence())
    await bot.hears(bot.telegram.press(reply, "👎", bot.asha))
    assert list(await counted(bot)) == [SIGNING]
    assert not [record for record in caplog.records if record.levelname == "ERROR"]


async def test_who_changes_their_mind_withdraws_what_they_said_themselves_and_nobody_elses(
    kept_bot: RunningBot,
) -> None:
    reply = await ask(kept_bot, SIGNING)
    for button, person in (("👎", kept_bot.boris), ("👎", kept_bot.asha), ("It is out of date", kept_bot.asha)):
        await kept_bot.hears(kept_bot.telegram.press(kept_bot.now(reply), button, person))
    assert sorted((one.why, one.count) for one in await missed(kept_bot)) == [(Why.OUTDATED, 1), (Why.UNHELPFUL, 1)]
    await kept_bot.hears(kept_bot.telegram.press(reply, "👍", kept_bot.asha))
    assert [(one.why, one.count) for one in await missed(kept_bot)] == [(Why.UNHELPFUL, 1)]


async def test_who_calls_an_answer_out_of_date_twice_says_it_once(bot: RunningBot) -> None:
    reply = await ask(bot, SIGNING)
    for person in (bot.boris, bot.asha):
        await bot.hears(bot.telegram.press(reply, "👎", person))
    outdated = bot.telegram.press(bot.now(reply), "It is out of date", bot.asha)
    again = bot.telegram.press(bot.now(reply), "It is out of date", bot.asha)
    await bot.hears(outdated)
    await bot.hears(again)
    assert sorted((one.why, one.count) for one in await missed(bot)) == [(Why.OUTDATED, 1), (Why.UNHELPFUL, 1)]


async def test_of_two_answers_in_one_message_a_vote_keeps_the_question_of_its_own(bot: RunningBot) -> None:
    reply = await ask(bot, f"{SIGNING} Which cities get the new consulates?")
    await bot.hears(bot.telegram.press(reply, "② 👎", bot.asha))
    assert list(await counted(bot)) == ["Which cities get the new consulates?"]


async def test_where_the_question_is_gone_the_entrys_own_question_is_kept(bot: RunningBot) -> None:
    topics = (await bot.hears(in_group(bot, "/topics")))[0]
    await bot.hears(bot.telegram.press(topics, "Labour pact", bot.asha))
    await bot.hears(bot.telegram.press(topics, "When will the labour mobility pact be signed?", bot.asha))
    assert "No signing date" in bot.telegram.sent[-1]["text"]
    await bot.hears(bot.telegram.press(bot.telegram.sent[-1], "👎", bot.asha))
    assert list(await counted(bot)) == ["When will the labour mobility pact be signed?"]


async def test_a_vote_in_private_is_kept_for_no_group(bot: RunningBot) -> None:
    reply = await bot.answers(SIGNING)
    await bot.hears(bot.telegram.press(reply, "👎", bot.asha))
    assert await bot.application.bot_data.storage.missing(bot.private.id).open() == ()
    assert buttons_of(bot.now(reply)) == buttons_of(reply)


# --- /unanswered


async def command(bot: RunningBot, text: str, user: User | None = None) -> Json:
    """Let the group's creator, or somebody else, send a command there, and return the one message that comes back."""
    (reply,) = await bot.hears(in_group(bot, text, user or bot.telegram.creator(bot.group)))
    return reply


async def press(bot: RunningBot, message: Json, button: str, user: User | None = None) -> Json:
    """Press a button as the group's creator or somebody else, and return the message as it stands then."""
    await bot.hears(bot.telegram.press(message, button, user or bot.telegram.creator(bot.group)))
    return bot.now(message)


async def test_unanswered_lists_the_most_asked_first_with_why_it_was_not_answered(kept_bot: RunningBot) -> None:
    for text in (SIGNER, LUNCH, "when is the canteen open", "The canteen: when is it open?"):
        await ask(kept_bot, text)
    listed = await command(kept_bot, "/unanswered")
    assert "2 questions without a good answer" in listed["text"]
    assert f"1. {LUNCH}\nAsked 3 times.\n" in listed["text"]
    nearest = "When will the labour mobility pact be signed?"
    assert (
        f"2. {SIGNER}\nAsked once. Closest is “{nearest}”, but that answers something else about it." in listed["text"]
    )
    assert buttons_of(listed)[:2] == ["1", "2"]


async def test_with_nothing_open_unanswered_says_so(bot: RunningBot) -> None:
    assert "No question is open." in (await command(bot, "/unanswered"))["text"]


async def test_members_cannot_list_or_settle_what_was_missed(bot: RunningBot) -> None:
    await ask(bot, LUNCH)
    listed = await command(bot, "/unanswered")
    refused = await command(bot, "/unanswered", bot.asha)
    assert "Only admins" in refused["text"]
    assert (await press(bot, listed, "1", bot.asha))["text"] == listed["text"]
    assert "for the admins" in notice(bot)


async def test_long_lists_are_leafed_through(bot: RunningBot) -> None:
    things = ("sauna", "garage", "laundry", "printer", "kitchen", "elevator", "balcony")
    for thing in things:
        await ask(bot, f"where is the {thing}?")
    pages = [await command(bot, "/unanswered")]
    assert buttons_of(pages[0]) == ["1", "2", "3", "4", "5", "▶"]
    pages.append(await press(bot, pages[0], "▶"))
    assert buttons_of(pages[1]) == ["6", "7", "◀"]
    assert all(any(thing in page["text"] for page in pages) for thing in things)


async def test_one_press_adds_the_question_as_a_phrasing_of_the_nearest_entry(kept_bot: RunningBot) -> None:
    asked = await ask(kept_bot, UNSURE)
    await kept_bot.hears(kept_bot.telegram.press(asked, TELL_ME, kept_bot.asha))
    one = await press(kept_bot, await command(kept_bot, "/unanswered"), "1")
    assert UNSURE in one["text"]
    *safer, way, back = buttons_of(one)
    assert (safer, back) == (["Answer now", "Not ours", "Ignore"], "◀ All open questions")
    assert way.startswith("Add as phrasing of")
    after = await press(kept_bot, one, way)
    assert "Added to" in after["text"]
    assert "/undo takes it back." in after["text"]
    assert "No question is open." in after["text"]
    assert [question.text for question in await missed(kept_bot, Fate.ANSWERED)] == [UNSURE]
    standing = await standing_of(
        kept_bot.application.bot_data.storage.curation(kept_bot.group.id), "labour-pact-signing"
    )
    assert standing
    assert standing.own
    assert UNSURE in standing.own.entry.phrasings["en"]
    assert "No signing date" in (await ask(kept_bot, UNSURE))["text"]
    assert any("There is an answer to this now:" in message["text"] for message in kept_bot.telegram.sent)


async def test_an_entry_that_is_hardly_meant_is_named_as_the_closest_but_not_offered_to_answer_it(
    bot: RunningBot,
) -> None:
    await ask(bot, FAR_OFF)
    one = await press(bot, await command(bot, "/unanswered"), "1")
    assert "but I was not sure." in one["text"]
    assert buttons_of(one) == ["Answer now", "Not ours", "Ignore", "◀ All open questions"]


async def test_an_entry_that_says_something_else_is_not_offered_to_answer_it(bot: RunningBot) -> None:
    await ask(bot, SIGNER)
    one = await press(bot, await command(bot, "/unanswered"), "1")
    assert "but that answers something else about it." in one["text"]
    assert buttons_of(one) == ["Answer now", "Not ours", "Ignore", "◀ All open questions"]


async def test_not_ours_leaves_the_question_and_its_like_unanswered_until_taken_back(kept_bot: RunningBot) -> None:
    await ask(kept_bot, SIGNER)
    await ask(kept_bot, SIGNER)
    await ask(kept_bot, "The labour pact: who will sign it?")
    one = await press(kept_bot, await command(kept_bot, "/unanswered"), "1")
    after = await press(kept_bot, one, "Not ours")
    like = "“The labour pact: who will sign it?”"
    assert f"Not ours: “{SIGNER}”, and 1 like it ({like}). I will not answer these." in after["text"]
    missing = kept_bot.application.bot_data.storage.missing(kept_bot.group.id)
    assert SIGNER in await missing.negatives()
    reply = await ask(kept_bot, SIGNER)
    assert buttons_of(reply) == ["All topics"]
    assert await missed(kept_bot) == []
    again = await press(kept_bot, after, "Reopen the question")
    assert "Open again:" in again["text"]
    assert await missing.negatives() == ()
    assert len(await missed(kept_bot)) == 2


async def test_of_many_questions_that_are_ignored_together_the_first_are_named(bot: RunningBot) -> None:
    others = [
        "canteen open when",
        "the canteen opens when?",
        "So when is the canteen open?",
        "canteen: open when, please?",
    ]
    for text in (LUNCH, LUNCH, *others):
        await ask(bot, text)
    gap = await press(bot, await command(bot, "/unanswered"), "1")
    after = await press(bot, gap, "Ignore")
    said = after["text"].split("\n\n")[0]
    assert said.startswith(f"Ignored: “{LUNCH}”, and {len(others)} like it (“")
    assert said.endswith(", …). I will not list these again.")
    assert said.count("“") == 4


async def test_a_single_question_that_is_not_ours_is_named_alone(bot: RunningBot) -> None:
    await ask(bot, LUNCH)
    after = await press(bot, await press(bot, await command(bot, "/unanswered"), "1"), "Not ours")
    assert after["text"].startswith(f"Not ours: “{LUNCH}”. I will not answer it.")


async def test_open_questions_like_one_that_is_not_ours_are_hidden_as_long_as_that_holds(bot: RunningBot) -> None:
    await ask(bot, SIGNER)
    missing, libraries = bot.application.bot_data.storage.missing(bot.group.id), bot.application.bot_data.libraries
    await missing.disown([SIGNER], NOW)
    await libraries.renew(bot.group.id)
    assert "No question is open." in (await command(bot, "/unanswered"))["text"]
    await missing.reopen([], [SIGNER])
    await libraries.renew(bot.group.id)
    assert SIGNER in (await command(bot, "/unanswered"))["text"]


async def test_ignored_questions_are_not_listed_however_often_they_are_asked(kept_bot: RunningBot) -> None:
    await ask(kept_bot, LUNCH)
    after = await press(kept_bot, await press(kept_bot, await command(kept_bot, "/unanswered"), "1"), "Ignore")
    assert f"Ignored: “{LUNCH}”. I will not list it again." in after["text"]
    await ask(kept_bot, LUNCH)
    assert "No question is open." in (await command(kept_bot, "/unanswered"))["text"]
    assert f"1. {LUNCH}" in (await press(kept_bot, after, "Reopen the question"))["text"]


async def test_a_question_that_another_admin_settled_is_told_and_the_list_shown(bot: RunningBot) -> None:
    await ask(bot, LUNCH)
    one = await press(bot, await command(bot, "/unanswered"), "1")
    await add(bot, LUNCH, "From noon to two.")
    assert "No question is open." in (await press(bot, one, "Ignore"))["text"]
    assert notice(bot) == "This question has been dealt with already."
    assert [question.text for question in await missed(bot, Fate.ANSWERED)] == [LUNCH]


@contextmanager
def statements(bot: RunningBot) -> Iterator[list[str]]:
    """Give the statements that the database carries out meanwhile."""
    found: list[str] = []

    def note(_: object, __: object, statement: str, *___: object) -> None:
        found.append(statement)

    engine = bot.application.bot_data.storage.database.engine.sync_engine
    event.listen(engine, "before_cursor_execute", note)
    yield found
    event.remove(engine, "before_cursor_execute", note)


async def test_the_list_is_read_in_as_many_steps_however_many_complaints_there_are(bot: RunningBot) -> None:
    took = []
    for question in (SIGNING, "Which cities get the new consulates?"):
        await bot.hears(bot.telegram.press(await ask(bot, question), "👎", bot.asha))
        with statements(bot) as found:
            assert len(await gaps_of(bot.group.id, Context(bot.application))) == len(took) + 1
        took.append(len(found))
    assert len(set(took)) == 1


async def test_a_question_is_ignored_with_all_questions_looked_up_once(bot: RunningBot) -> None:
    await ask(bot, LUNCH)
    await ask(bot, SIGNER)
    one = await press(bot, await command(bot, "/unanswered"), "1")
    with statements(bot) as found:
        assert "1 question without a good answer" in (await press(bot, one, "Ignore"))["text"]
    assert sum("FROM missed" in statement for statement in found) == 1


async def test_complaints_are_listed_until_the_entry_is_changed(kept_bot: RunningBot) -> None:
    reply = await ask(kept_bot, SIGNING)
    await press(kept_bot, reply, "👎", kept_bot.boris)
    await press(kept_bot, reply, "It is out of date", kept_bot.boris)
    listed = await command(kept_bot, "/unanswered")
    assert (
        "The answer to “When will the labour mobility pact be signed?” is out of date. 1 member said so."
        in listed["text"]
    )
    assert "Edit the answer" in buttons_of(await press(kept_bot, listed, "1"))
    kept_bot.application.bot_data.clock = lambda: NOW + timedelta(hours=1)
    await add(kept_bot, "When will the labour mobility pact be signed?", "Tomorrow.", id_="labour-pact-signing")
    assert "No question is open." in (await command(kept_bot, "/unanswered"))["text"]


async def test_an_admin_in_private_settles_what_the_connected_group_missed(bot: RunningBot) -> None:
    await ask(bot, LUNCH)
    admin = bot.telegram.creator(bot.group)
    await bot.application.bot_data.storage.memory.connect(admin.id, bot.group.id)
    (listed,) = await bot.hears(bot.telegram.say(bot.telegram.private(admin), admin, "/unanswered"))
    assert LUNCH in listed["text"]
    await press(bot, await press(bot, listed, "1"), "Ignore")
    assert [question.text for question in await missed(bot, Fate.IGNORED)] == [LUNCH]


async def test_answer_now_makes_the_reply_to_the_prompt_a_new_entry_and_tells_all_who_wait(
    kept_bot: RunningBot,
) -> None:
    for text, person in ((LUNCH, kept_bot.asha), ("Canteen open when?", kept_bot.boris)):
        reply = await ask(kept_bot, text, person)
        await kept_bot.hears(kept_bot.telegram.press(reply, TELL_ME, person))
    one = await press(kept_bot, await command(kept_bot, "/unanswered"), "1")
    admin = kept_bot.telegram.creator(kept_bot.group)
    (prompt,) = await kept_bot.hears(kept_bot.telegram.press(one, "Answer now", admin))
    (preview,) = await kept_bot.hears(in_group(kept_bot, "From noon to two.", admin, reply_to=prompt))
    before = len(kept_bot.telegram.sent)
    await press(kept_bot, preview, "Save")
    (told,) = kept_bot.telegram.sent[before:]
    assert told["text"].startswith("2 of you asked this. There is an answer to this now:")
    assert "From noon to two." in told["text"]
    assert told["reply_to_message"]["from"]["first_name"] == "Boris"
    assert len(await missed(kept_bot, Fate.ANSWERED)) == 2
    assert "From noon to two." in (await ask(kept_bot, LUNCH))["text"]


async def test_what_cannot_be_added_as_a_phrasing_is_told_with_the_way_back(bot: RunningBot) -> None:
    await add(bot, "Where is the sauna?", "This.", SWEAT, id_="sauna")
    await add(bot, "Where is the steam bath?", "This.", SWEAT, id_="steam")
    choices = await ask(bot, SWEAT)
    await bot.hears(bot.telegram.press(choices, "None of these", bot.asha))
    one = await press(bot, await command(bot, "/unanswered"), "1")
    assert "I ask back whether “Where is the sauna?” is meant." in one["text"]
    told = await press(bot, one, next(text for text in buttons_of(one) if text.startswith("Add as phrasing")))
    assert "already" in told["text"]
    assert f"1. {SWEAT}" in (await press(bot, told, "◀ All open questions"))["text"]
