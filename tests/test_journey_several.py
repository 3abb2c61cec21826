"""Whole journeys of a message with several questions: a real update through the real application to its one reply."""

from pathlib import Path

import pytest
from conftest import Json, RunningBot, buttons_of, entities_of
from small_groups import votes_on
from small_packs import GOOD, write
from telegram_double import User

from knowledge import Library

SIGNING, CONSULATES, AUTHORS, VOLUME = (
    "When is the labour pact signed?",
    "Where will the new consulates be?",
    "Who wrote the op-ed?",
    "How much fertiliser does India import from Russia?",
)
SIGNED, KAZAN, BRITISH, TONNES = "No signing date", "one in Kazan", "British, French", "3–4 million tonnes"
THREE = f"{SIGNING} And {CONSULATES.lower()} {AUTHORS}"
POOL_AND_TICKETS = (
    GOOD
    + """\
  - id: fee
    question: How much is a ticket?
    phrasings: [ticket]
    answer: Two crowns.
    sources: [board]
    as_of: 2025-12-02
  - id: shop
    question: Where is a ticket sold?
    phrasings: [ticket]
    answer: At the gate.
    sources: [board]
    as_of: 2025-12-02
"""
)
AT_A_TIME = "I answer three questions at a time. Please send me the others again."


def in_group(bot: RunningBot, text: str, user: User | None = None, **how: object) -> Json:
    return bot.telegram.say(bot.group, user or bot.asha, text, **how)


@pytest.mark.parametrize(
    "message",
    [
        THREE,
        f"{SIGNING}\n{CONSULATES}\n{AUTHORS}",
        "1. when is the labour pact signed 2. where will the new consulates be 3. who wrote the op-ed",
        "when is the labour pact signed and where will the new consulates be and who wrote the op-ed",
    ],
)
async def test_three_questions_get_three_answers_each_with_its_source(bot: RunningBot, message: str) -> None:
    reply = await bot.answers(message)
    assert all(answer in reply["text"] for answer in (SIGNED, KAZAN, BRITISH))
    assert reply["text"].count("Source: Report of a briefing") == 3
    assert [asked.lower().strip("?") for asked in entities_of(reply, "italic")] == [
        asked.lower().strip("?") for asked in (SIGNING, CONSULATES, AUTHORS)
    ]
    assert reply["text"].index("①") < reply["text"].index("②") < reply["text"].index("③")


async def test_below_several_answers_each_has_its_sources_and_votes(bot: RunningBot) -> None:
    reply = await bot.answers(THREE)
    assert buttons_of(reply) == [f"{mark} {about}" for mark in "①②③" for about in ("Sources", "👍", "👎")]
    (sources,) = await bot.hears(bot.telegram.press(reply, "② Sources", bot.asha))
    assert entities_of(sources, "bold") == ["Where will India open new consulates in Russia?"]
    assert bot.now(reply)["text"] == reply["text"]


async def test_a_vote_for_each_of_several_answers_counts(bot: RunningBot) -> None:
    reply = await bot.answers(THREE)
    for button in ("① 👍", "② 👎", "① 👎"):
        await bot.hears(bot.telegram.press(reply, button, bot.asha))
    assert await votes_on(bot.application.bot_data.storage, bot.private.id, "labour-pact-signing") == (0, 1)
    assert await votes_on(bot.application.bot_data.storage, bot.private.id, "consulates-where") == (0, 1)


async def test_of_four_questions_three_are_answered_and_a_line_says_so(bot: RunningBot) -> None:
    reply = await bot.answers(f"{THREE} {VOLUME}")
    assert all(answer in reply["text"] for answer in (SIGNED, KAZAN, BRITISH))
    assert TONNES not in reply["text"]
    assert reply["text"].endswith(AT_A_TIME)


async def test_two_questions_that_mean_the_same_get_one_answer_as_ever(bot: RunningBot) -> None:
    twice = await bot.answers(f"{SIGNING} Has the labour pact been signed yet?")
    once = await bot.answers(SIGNING)
    assert (twice["text"], buttons_of(twice)) == (once["text"], buttons_of(once))


async def test_a_question_without_an_answer_is_named_below_the_answer_to_the_other(bot: RunningBot) -> None:
    reply = await bot.answers(f"{SIGNING} When is lunch?")
    once = await bot.answers(SIGNING)
    assert reply["text"] == f"{once['text']}\n\nI have no sourced answer to “When is lunch?”."
    assert buttons_of(reply) == buttons_of(once)


async def test_questions_without_any_answer_get_one_honest_line(bot: RunningBot) -> None:
    assert (await bot.answers("When is lunch? Who pays the cook?"))["text"] == "I have no sourced answer to that."


async def test_an_unclear_question_among_others_has_its_choices_below(bot: RunningBot, tmp_path: Path) -> None:
    bot.learns(Library(write(tmp_path, POOL_AND_TICKETS)))
    reply = await bot.answers("When is the pool open? ticket?")
    assert reply["text"].endswith("② ticket?\nWhich of these do you mean?")
    choices = [button for button in buttons_of(reply) if button.startswith("② ")]
    assert set(choices) == {"② How much is a ticket?", "② Where is a ticket sold?"}
    (chosen,) = await bot.hears(bot.telegram.press(reply, "② How much is a ticket?", bot.asha))
    assert "Two crowns." in chosen["text"]
    assert bot.now(reply)["text"] == reply["text"]


async def test_what_only_says_it_is_answered_about_what_was_asked_before(bot: RunningBot) -> None:
    reply = await bot.answers(f"{VOLUME} Why is it so important?")
    assert TONNES in reply["text"]
    assert "② Why is it so important?" in reply["text"]
    assert "critical" in reply["text"]


@pytest.mark.parametrize(
    ("message", "says"),
    [
        ("श्रम समझौता कब साइन होगा और नए वाणिज्य दूतावास कहाँ खुलेंगे?", ("हस्ताक्षर", "कज़ान")),
        ("labour pact kab sign hoga aur naye consulate kahan khulenge", ("हस्ताक्षर", "कज़ान")),
        ("Когда подпишут соглашение о трудовой мобильности и где откроют консульства?", ("подписания", "Казани")),
    ],
)
async def test_several_questions_are_answered_in_their_language(
    bot: RunningBot, message: str, says: tuple[str, str]
) -> None:
    reply = await bot.answers(message)
    assert all(part in reply["text"] for part in ("①", "②", *says))


# --- edits


async def test_an_edit_from_two_questions_to_one_leaves_its_answer_alone(bot: RunningBot) -> None:
    asked = bot.telegram.say(bot.private, bot.asha, f"{SIGNING} {CONSULATES}")
    (reply,) = await bot.hears(asked)
    assert await bot.hears(bot.telegram.edit(asked, CONSULATES)) == []
    once = await bot.answers(CONSULATES)
    assert (bot.now(reply)["text"], buttons_of(bot.now(reply))) == (once["text"], buttons_of(once))


async def test_an_edit_from_one_question_to_three_puts_all_answers_in_its_reply(bot: RunningBot) -> None:
    asked = bot.telegram.say(bot.private, bot.asha, SIGNING)
    (reply,) = await bot.hears(asked)
    assert await bot.hears(bot.telegram.edit(asked, THREE)) == []
    assert all(answer in bot.now(reply)["text"] for answer in (SIGNED, KAZAN, BRITISH))


# --- groups


async def test_in_a_group_several_questions_that_are_not_addressed_get_no_reply(bot: RunningBot) -> None:
    assert await bot.hears(in_group(bot, THREE)) == []


@pytest.mark.parametrize(
    "addressed", [f"/ask {THREE}", f"@PramanaBot {THREE}", f"@PramanaBot\n{SIGNING}\n{CONSULATES}"]
)
async def test_in_a_group_several_addressed_questions_get_one_reply(bot: RunningBot, addressed: str) -> None:
    asked = in_group(bot, addressed)
    (reply,) = await bot.hears(asked)
    assert SIGNED in reply["text"]
    assert KAZAN in reply["text"]
    assert reply["reply_to_message"]["message_id"] == asked["message"]["message_id"]


@pytest.mark.parametrize("call", ["@PramanaBot", "@PramanaBot can you answer these?"])
async def test_the_questions_of_somebody_else_are_answered_below_that_message(bot: RunningBot, call: str) -> None:
    asked = in_group(bot, THREE)
    (reply,) = await bot.hears(in_group(bot, call, bot.boris, reply_to=asked))
    assert all(answer in reply["text"] for answer in (SIGNED, KAZAN, BRITISH))
    assert reply["reply_to_message"]["message_id"] == asked["message"]["message_id"]


async def test_a_choice_among_several_may_be_looked_at_by_anybody(bot: RunningBot, tmp_path: Path) -> None:
    bot.learns(Library(write(tmp_path, POOL_AND_TICKETS)))
    (reply,) = await bot.hears(in_group(bot, "/ask When is the pool open? ticket?"))
    assert len(await bot.hears(bot.telegram.press(reply, "② Where is a ticket sold?", bot.boris))) == 1
    assert bot.now(reply)["text"] == reply["text"]
