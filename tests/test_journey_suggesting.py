"""Journeys of a member's proposal: from /suggest or a button to the answer that everybody gets, or a kind no."""

import asyncio
from datetime import timedelta

import pytest
from conftest import NOW, Json, RunningBot, buttons_of, entities_of
from telegram_double import User

from knowledge.storage import Deed, State

DESK = "Where is the help desk?"
SUGGESTED = f"/suggest {DESK} | In hall B, beside the stairs. | Floor plan https://example.org/plan"


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


async def asked(bot: RunningBot, question: str = DESK) -> Json:
    (reply,) = await bot.hears(in_group(bot, bot.asha, f"/ask {question}"))
    return reply


async def proposed(bot: RunningBot, text: str = SUGGESTED) -> Json:
    (message,) = await bot.hears(in_group(bot, bot.boris, text))
    return message


def notices(bot: RunningBot) -> list[str]:
    return [call.params.get("text", "") for call in bot.telegram.calls_of("answerCallbackQuery")]


async def test_an_accepted_proposal_is_answered_on_the_record_of_who_accepted_it(kept_bot: RunningBot) -> None:
    bot, owner = kept_bot, owner_of(kept_bot)
    message = await proposed(bot)
    assert "In hall B" not in (await asked(bot))["text"]
    await bot.hears(bot.telegram.press(message, "Accept", owner))
    answer = await asked(bot)
    assert entities_of(answer, "bold") == ["In hall B, beside the stairs."]
    assert "Floor plan" in answer["text"]
    (change,) = await bot.application.bot_data.storage.curation(bot.group.id).latest()
    assert (change.asked.by.person, change.asked.deed) == (owner.id, Deed.ADD)


async def test_a_proposal_is_one_silent_message_that_shows_what_members_would_get(bot: RunningBot) -> None:
    message = await proposed(bot)
    assert entities_of(message, "bold") == [f"Proposed: {DESK}", "In hall B, beside the stairs."]
    assert entities_of(message, "text_link") == ["Floor plan"]
    assert "No source" not in message["text"]
    assert buttons_of(message) == ["Accept", "Edit", "Decline"]
    (sent,) = bot.telegram.calls_of("sendMessage")
    assert sent.params["disable_notification"]


async def test_a_proposal_without_a_source_says_so(bot: RunningBot) -> None:
    message = await proposed(bot, f"/suggest {DESK} | In hall B.")
    assert "No source was named." in message["text"]


async def test_the_proposer_is_told_once_below_their_message_and_named_in_its_place(bot: RunningBot) -> None:
    said = in_group(bot, bot.boris, SUGGESTED)
    (message,) = await bot.hears(said)
    (told,) = await bot.hears(bot.telegram.press(message, "Accept", owner_of(bot)))
    assert told["reply_to_message"]["message_id"] == said["message"]["message_id"]
    assert "Proposed by Boris." in bot.now(message)["text"]
    assert buttons_of(bot.now(message)) == []


async def test_a_declined_proposal_is_not_answered_and_its_author_is_thanked(kept_bot: RunningBot) -> None:
    bot = kept_bot
    message = await proposed(bot)
    (told,) = await bot.hears(bot.telegram.press(message, "Decline", owner_of(bot)))
    assert "decided not to take it" in told["text"]
    assert bot.now(message)["text"] == f"Declined: {DESK}"
    assert "In hall B" not in (await asked(bot))["text"]


async def test_two_admins_decide_once(bot: RunningBot) -> None:
    bot.telegram.promote(bot.group, bot.asha)
    message = await proposed(bot)
    late = bot.telegram.press(message, "Decline", bot.asha)
    await bot.hears(bot.telegram.press(message, "Accept", owner_of(bot)))
    assert await bot.hears(late) == []
    assert "dealt with already" in notices(bot)[-1]
    assert "In hall B" in (await asked(bot))["text"]


async def test_an_accepted_proposal_is_saved_once_even_if_its_index_cannot_be_built_at_first(
    bot: RunningBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    message, libraries = await proposed(bot), bot.application.bot_data.libraries
    presses = [bot.telegram.press(message, buttons_of(message)[0], owner_of(bot)) for _ in range(2)]

    async def fail(_: int) -> None:
        raise OSError("the disk is gone")

    with monkeypatch.context() as patch:
        patch.setattr(libraries, "renew", fail)
        await bot.hears(presses[0])
    await bot.hears(presses[1])
    assert len(await bot.application.bot_data.storage.curation(bot.group.id).standings()) == 1


@pytest.mark.parametrize("button", ["Accept", "Edit", "Decline"])
async def test_members_do_not_decide(bot: RunningBot, button: str) -> None:
    message = await proposed(bot)
    await bot.hears(bot.telegram.press(message, button, bot.asha))
    assert "for the admins" in notices(bot)[-1]
    assert bot.now(message)["text"] == message["text"]


async def test_the_rights_of_who_decides_are_looked_up_anew(bot: RunningBot) -> None:
    bot.telegram.promote(bot.group, bot.asha)
    await bot.hears(in_group(bot, bot.asha, "/editors"))
    message = await proposed(bot)
    bot.telegram.demote(bot.group, bot.asha)
    await bot.hears(bot.telegram.press(message, "Accept", bot.asha))
    assert "In hall B" not in (await asked(bot))["text"]


async def test_an_accepted_proposal_can_be_taken_back(bot: RunningBot) -> None:
    message = await proposed(bot)
    await bot.hears(bot.telegram.press(message, "Accept", owner_of(bot)))
    await bot.hears(in_group(bot, owner_of(bot), "/undo"))
    assert "In hall B" not in (await asked(bot))["text"]


async def test_two_proposals_for_the_same_question_get_entries_of_their_own(bot: RunningBot) -> None:
    for message in [await proposed(bot), await proposed(bot)]:
        await bot.hears(bot.telegram.press(message, "Accept", owner_of(bot)))
    standings = await bot.application.bot_data.storage.curation(bot.group.id).standings()
    assert len({standing.id for standing in standings}) == 2


async def test_what_a_save_that_fails_left_undone_can_be_decided_again(bot: RunningBot) -> None:
    message = await proposed(bot)
    proposals = bot.application.bot_data.storage.proposals(bot.group.id)
    async with bot.application.bot_data.storage.database.changing() as connection:
        await connection.exec_driver_sql("ALTER TABLE revisions RENAME TO elsewhere")
    await bot.hears(bot.telegram.press(message, "Accept", owner_of(bot)))
    (open_again,) = await proposals.open()
    assert open_again.state is State.OPEN
    async with bot.application.bot_data.storage.database.changing() as connection:
        await connection.exec_driver_sql("ALTER TABLE elsewhere RENAME TO revisions")
    await bot.hears(bot.telegram.press(message, "Accept", owner_of(bot)))
    assert "In hall B" in (await asked(bot))["text"]


async def test_an_edited_proposal_is_answered_as_edited_and_its_author_is_told(kept_bot: RunningBot) -> None:
    bot, owner = kept_bot, owner_of(kept_bot)
    message = await proposed(bot)
    (preview,) = await bot.hears(bot.telegram.press(message, "Edit", owner))
    assert "In hall B, beside the stairs." in preview["text"]
    told = await bot.hears(bot.telegram.press(preview, "Save", owner))
    assert [one["reply_to_message"]["from"]["first_name"] for one in told] == ["Boris"]
    assert buttons_of(bot.now(message)) == []
    assert "In hall B" in (await asked(bot))["text"]
    assert await bot.application.bot_data.storage.proposals(bot.group.id).open() == ()


async def test_a_proposal_whose_edit_was_cancelled_is_still_to_be_decided(bot: RunningBot) -> None:
    message = await proposed(bot)
    (preview,) = await bot.hears(bot.telegram.press(message, "Edit", owner_of(bot)))
    await bot.hears(bot.telegram.press(preview, "Cancel", owner_of(bot)))
    await bot.hears(bot.telegram.press(message, "Accept", owner_of(bot)))
    assert "In hall B" in (await asked(bot))["text"]


async def test_two_proposals_with_one_question_that_are_accepted_at_once_are_both_saved(
    kept_bot: RunningBot, caplog: pytest.LogCaptureFixture
) -> None:
    bot, owner = kept_bot, owner_of(kept_bot)
    bot.telegram.promote(bot.group, bot.asha)
    await proposed(bot, f"/suggest {DESK} | In hall C.")
    await bot.application.bot_data.storage.memory.connect(owner.id, bot.group.id)
    (there,) = await bot.hears(bot.telegram.say(bot.telegram.private(owner), owner, "/proposals"))
    here = await proposed(bot)
    await asyncio.gather(
        bot.takes(bot.telegram.press(here, "Accept", bot.asha)), bot.takes(bot.telegram.press(there, "Accept", owner))
    )
    assert len(await bot.application.bot_data.storage.curation(bot.group.id).latest()) == 2
    assert not [record for record in caplog.records if record.levelname == "ERROR"]


# --- /proposals


GATE = "Which gate is open at night?"


async def listed(bot: RunningBot) -> list[Json]:
    return await bot.hears(in_group(bot, owner_of(bot), "/proposals"))


async def test_open_proposals_are_found_again_the_oldest_first_and_decided_on(kept_bot: RunningBot) -> None:
    bot, owner = kept_bot, owner_of(kept_bot)
    first = await proposed(bot)
    bot.application.bot_data.clock = lambda: NOW + timedelta(minutes=1)
    await proposed(bot, f"/suggest {GATE} | Gate 4.")
    (page,) = await listed(bot)
    assert page["text"].startswith("2 proposals wait for you")
    assert buttons_of(page) == [DESK, GATE]
    (again,) = await bot.hears(bot.telegram.press(page, DESK, owner))
    assert again["text"] == first["text"]
    assert buttons_of(again) == ["Accept", "Edit", "Decline"]
    (told,) = await bot.hears(bot.telegram.press(again, "Accept", owner))
    assert told["reply_to_message"]["from"]["first_name"] == "Boris"
    for message in (first, again):
        assert bot.now(message)["text"].startswith(f"Accepted: {DESK}")
        assert buttons_of(bot.now(message)) == []
    assert "In hall B" in (await asked(bot))["text"]


async def test_the_only_open_proposal_is_shown_at_once_and_nobody_else_passes_for_its_author(bot: RunningBot) -> None:
    await proposed(bot)
    (shown,) = await listed(bot)
    assert shown["text"].startswith(f"Proposed: {DESK}")
    await bot.hears(bot.telegram.press(shown, "Accept", owner_of(bot)))
    assert "Creator" not in bot.now(shown)["text"]


async def test_where_no_proposal_is_open_that_is_said(bot: RunningBot) -> None:
    message = await proposed(bot)
    await bot.hears(bot.telegram.press(message, "Decline", owner_of(bot)))
    (told,) = await listed(bot)
    assert told["text"] == "No proposal is open."


async def test_proposals_are_decided_on_in_private_too(bot: RunningBot) -> None:
    owner = owner_of(bot)
    first = await proposed(bot)
    await bot.application.bot_data.storage.memory.connect(owner.id, bot.group.id)
    (shown,) = await bot.hears(bot.telegram.say(bot.telegram.private(owner), owner, "/proposals"))
    await bot.hears(bot.telegram.press(shown, "Decline", owner))
    assert bot.now(shown)["text"] == bot.now(first)["text"] == f"Declined: {DESK}"


async def test_members_get_no_list_of_proposals_and_open_none(bot: RunningBot) -> None:
    await proposed(bot)
    await proposed(bot, f"/suggest {GATE} | Gate 4.")
    (page,) = await listed(bot)
    assert await bot.hears(bot.telegram.press(page, DESK, bot.asha)) == []
    (refused,) = await bot.hears(in_group(bot, bot.boris, "/proposals"))
    assert "Only admins" in refused["text"]


async def test_a_proposal_decided_on_meanwhile_is_opened_no_more(bot: RunningBot) -> None:
    message = await proposed(bot)
    await proposed(bot, f"/suggest {GATE} | Gate 4.")
    (page,) = await listed(bot)
    await bot.hears(bot.telegram.press(message, "Decline", owner_of(bot)))
    assert await bot.hears(bot.telegram.press(page, DESK, owner_of(bot))) == []
    assert "dealt with already" in notices(bot)[-1]


# --- ways to propose


async def test_the_message_replied_to_is_the_answer(bot: RunningBot) -> None:
    said = in_group(bot, bot.asha, "The help desk is in hall B.")
    (message,) = await bot.hears(in_group(bot, bot.boris, f"/suggest {DESK}", reply_to=said))
    await bot.hears(bot.telegram.press(message, "Accept", owner_of(bot)))
    assert "The help desk is in hall B." in (await asked(bot))["text"]


@pytest.mark.parametrize("text", ["/suggest", f"/suggest {DESK}", "/suggest | In hall B."])
async def test_half_a_proposal_gets_help(bot: RunningBot, text: str) -> None:
    (help_,) = await bot.hears(in_group(bot, bot.asha, text))
    assert "/suggest question | answer | source" in help_["text"]
    assert await bot.application.bot_data.storage.proposals(bot.group.id).open() == ()


async def test_the_button_below_an_unanswered_question_asks_for_the_answer(kept_bot: RunningBot) -> None:
    bot = kept_bot
    unanswered = await asked(bot, "where is the lost property office")
    (prompt,) = await bot.hears(bot.telegram.press(unanswered, "Propose an answer", bot.boris))
    assert "lost property" in prompt["text"]
    answer = in_group(bot, bot.boris, "Beside gate 4. | The porter", reply_to=prompt)
    (message,) = await bot.hears(answer)
    assert buttons_of(message) == ["Accept", "Edit", "Decline"]
    assert buttons_of(bot.now(prompt)) == []
    await bot.hears(bot.telegram.press(message, "Accept", owner_of(bot)))
    found = await asked(bot, "where is the lost property office")
    assert "Beside gate 4." in found["text"]
    assert "The porter" in found["text"]


async def test_a_question_that_replies_to_the_request_for_an_answer_is_a_question(bot: RunningBot) -> None:
    unanswered = await asked(bot, "where is the lost property office")
    (prompt,) = await bot.hears(bot.telegram.press(unanswered, "Propose an answer", bot.boris))
    (reply,) = await bot.hears(in_group(bot, bot.boris, "/ask when is the labour pact signed", reply_to=prompt))
    assert "2025" in reply["text"]
    assert await bot.application.bot_data.storage.proposals(bot.group.id).open() == ()


async def test_who_was_asked_for_an_answer_is_not_asked_twice(bot: RunningBot) -> None:
    unanswered = await asked(bot, "where is the lost property office")
    await bot.hears(bot.telegram.press(unanswered, "Propose an answer", bot.boris))
    assert await bot.hears(bot.telegram.press(unanswered, "Propose an answer", bot.boris)) == []
    assert "asked you already" in notices(bot)[-1]


async def test_a_request_for_an_answer_can_be_cancelled_by_who_pressed_only(bot: RunningBot) -> None:
    unanswered = await asked(bot, "where is the lost property office")
    (prompt,) = await bot.hears(bot.telegram.press(unanswered, "Propose an answer", bot.boris))
    await bot.hears(bot.telegram.press(prompt, "Cancel", bot.asha))
    assert "for the person who began this" in notices(bot)[-1]
    answer = in_group(bot, bot.boris, "Beside gate 4.", reply_to=prompt)
    await bot.hears(bot.telegram.press(prompt, "Cancel", bot.boris))
    assert bot.now(prompt)["text"] == "Cancelled."
    (over,) = await bot.hears(answer)
    assert "/suggest" in over["text"]
    assert await bot.application.bot_data.storage.proposals(bot.group.id).open() == ()


async def test_a_button_of_a_question_that_is_no_longer_kept_answers_in_words(bot: RunningBot) -> None:
    unanswered = await asked(bot, "where is the lost property office")
    await bot.application.bot_data.storage.tidy(NOW + timedelta(days=31))
    assert await bot.hears(bot.telegram.press(unanswered, "Propose an answer", bot.boris)) == []
    assert "no longer have this question" in notices(bot)[-1]


# --- limits


async def test_after_three_proposals_a_day_the_fourth_waits_for_tomorrow(kept_bot: RunningBot) -> None:
    bot = kept_bot
    for number in range(3):
        assert buttons_of(await proposed(bot, f"/suggest Where is room {number}? | Upstairs."))
    assert buttons_of(await proposed(bot)) == []
    assert len(await bot.application.bot_data.storage.proposals(bot.group.id).open()) == 3
    bot.application.bot_data.clock = lambda: NOW + timedelta(hours=25)
    assert buttons_of(await proposed(bot)) == ["Accept", "Edit", "Decline"]


async def test_a_proposal_too_long_to_be_decided_on_is_turned_back(bot: RunningBot) -> None:
    message = await proposed(bot, f"/suggest {DESK} | {'word ' * 700}")
    assert buttons_of(message) == []
    assert await bot.application.bot_data.storage.proposals(bot.group.id).open() == ()


@pytest.mark.parametrize("sign", ["क", "<", "&", "👩‍👩‍👧‍👦 ", "*_[`"])
async def test_whatever_a_proposal_is_written_in_it_fits_and_is_no_markup(bot: RunningBot, sign: str) -> None:
    text = (sign * 3000)[:2900]
    assert buttons_of(await proposed(bot, f"/suggest Where? {sign} | {text}")) == ["Accept", "Edit", "Decline"]


async def test_anonymous_admins_and_channels_may_not_propose_and_are_told_once(bot: RunningBot) -> None:
    (told,) = await bot.hears(bot.telegram.say_as_anonymous_admin(bot.group, SUGGESTED))
    assert "under your own name" in told["text"]
    assert await bot.hears(bot.telegram.say_as_anonymous_admin(bot.group, SUGGESTED)) == []
    assert await bot.application.bot_data.storage.proposals(bot.group.id).open() == ()


async def test_in_private_the_group_is_asked_for(bot: RunningBot) -> None:
    assert "in the group" in (await bot.answers(SUGGESTED))["text"]


async def test_a_curator_may_propose_and_is_told_of_add(bot: RunningBot) -> None:
    (message,) = await bot.hears(in_group(bot, owner_of(bot), SUGGESTED))
    assert "/add" in message["text"]
    assert await bot.hears(bot.telegram.press(message, "Accept", owner_of(bot))) == []


async def test_an_edited_proposal_is_not_made_twice(bot: RunningBot) -> None:
    said = in_group(bot, bot.boris, SUGGESTED)
    await bot.hears(said)
    assert await bot.hears(bot.telegram.edit(said, SUGGESTED + "!")) == []


async def test_who_asked_to_be_forgotten_is_not_told_and_the_proposal_stays(bot: RunningBot) -> None:
    message = await proposed(bot)
    await bot.application.bot_data.storage.forget(bot.boris.id)
    assert await bot.hears(bot.telegram.press(message, "Accept", owner_of(bot))) == []
    assert "In hall B" in (await asked(bot))["text"]
