"""Entries are added from the chat: from a message, in one line, step by step; seen first, warned of, then saved."""

import re
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from conftest import NOW, Json, RunningBot, buttons_of, entities_of, running
from small_packs import remembering, write
from telegram_double import Telegram, User
from telegram_rules import Refused, Silence

from handlers.curating.drafting.drafted import Field, from_content
from knowledge import Library, OwnEntry
from knowledge.storage import Change, Deed, Draft, Standing

TOWN = """\
pack: {id: town, title: Town}
sources:
  - {id: board, title: Notice board, kind: primary}
entries:
  - id: pool-hours
    question: When is the swimming pool open?
    phrasings: [opening hours of the swimming pool, swimming pool times]
    answer: From ten to six.
    sources: [board]
    as_of: 2025-12-02
  - id: gym-price
    question: How much does the gym cost?
    answer: Two pounds a visit.
    sources: [board]
    as_of: 2025-12-02
"""
MEETING = "Where is the weekly meeting?"
IN_ONE_LINE = f"/add {MEETING} | In room five. | Notice of the club https://example.org/notice"


@pytest.fixture(scope="module")
def town_library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    """A small base pack, which no test here changes."""
    return Library(write(tmp_path_factory.mktemp("town"), TOWN), remembering())


@pytest.fixture
def town(kept_bot: RunningBot, town_library: Library) -> RunningBot:
    """The bot on a small base pack, on both databases."""
    kept_bot.learns(town_library)
    return kept_bot


@pytest.fixture
def village(bot: RunningBot, town_library: Library) -> RunningBot:
    """The same on one database, where what is kept is not the point."""
    bot.learns(town_library)
    return bot


def admin(bot: RunningBot) -> User:
    return bot.telegram.creator(bot.group)


async def says(bot: RunningBot, text: str, user: User | None = None, **how: Any) -> Json:
    """Write in the group, as its owner unless somebody else is given, and return the one reply."""
    (reply,) = await bot.hears(bot.telegram.say(bot.group, user or admin(bot), text, **how))
    return reply


async def ask(bot: RunningBot, question: str) -> Json:
    """Let a member ask in the group, and return the one reply."""
    return await says(bot, f"/ask {question}", bot.asha)


async def press(bot: RunningBot, message: Json, button: str, user: User | None = None) -> Json:
    """Press a button, as the owner unless somebody else is given, and return the message as it stands then."""
    await bot.hears(bot.telegram.press(message, button, user or admin(bot)))
    return bot.now(message)


def notice(bot: RunningBot) -> str:
    """Return what the last press was told."""
    return str(bot.telegram.calls_of("answerCallbackQuery")[-1].params.get("text", ""))


async def standings(bot: RunningBot) -> tuple[Standing, ...]:
    return await bot.application.bot_data.storage.curation(bot.group.id).standings()


async def saved(bot: RunningBot) -> OwnEntry:
    """Return the one entry that the group has."""
    (standing,) = await standings(bot)
    assert standing.own
    return standing.own


async def changes(bot: RunningBot) -> list[Change]:
    return list(await bot.application.bot_data.storage.curation(bot.group.id).latest())


async def drafts(bot: RunningBot, user: User | None = None) -> tuple[Draft, ...]:
    return await bot.application.bot_data.storage.drafts.of(bot.group.id, (user or admin(bot)).id)


# --- in one line


async def test_one_line_is_shown_as_members_will_see_it_and_answers_once_it_is_saved(town: RunningBot) -> None:
    preview = await says(town, IN_ONE_LINE)
    assert await standings(town) == ()
    done = await press(town, preview, "Save")
    answer = await ask(town, MEETING)
    assert preview["text"].startswith(answer["text"])
    assert entities_of(answer, "bold") == ["In room five."]
    assert "Source: Notice of the club" in answer["text"]
    assert "As of 20 December 2025\nAdded by this group's admins" in answer["text"]
    assert done["text"].startswith(f"Saved. “{MEETING}”\n\nMembers who ask this get it now.")
    assert "/undo" in done["text"]
    assert buttons_of(done) == []


async def test_what_is_saved_is_on_record_with_its_curator_and_the_draft_is_gone(town: RunningBot) -> None:
    preview = await says(town, IN_ONE_LINE)
    await press(town, preview, "Save")
    own = await saved(town)
    (change,) = await changes(town)
    assert (own.entry.id, own.sources[0].url) == ("where-is-the-weekly-meeting", "https://example.org/notice")
    assert (change.asked.deed, change.asked.by.person) == (Deed.ADD, admin(town).id)
    assert await drafts(town) == ()


async def test_undo_takes_back_what_was_added(town: RunningBot) -> None:
    await press(town, await says(town, IN_ONE_LINE), "Save")
    await says(town, "/undo")
    assert "no sourced answer" in (await ask(town, MEETING))["text"]


async def test_the_bars_may_stand_at_line_breaks(village: RunningBot) -> None:
    preview = await says(village, f"/add {MEETING}\n|\nIn room five.\n\nMind the step.\n|\nThe porter")
    await press(village, preview, "Save")
    own = await saved(village)
    assert own.entry.answer == {"en": "In room five.\n\nMind the step."}
    assert own.sources[0].title == {"en": "The porter"}


@pytest.mark.parametrize("question", [MEETING, MEETING.rstrip("?")])
async def test_lines_below_a_question_are_its_answer_and_an_address_last_its_source(
    village: RunningBot, question: str
) -> None:
    preview = await says(village, f"/add {question}\nIn room five.\n\nNotice board\nhttps://example.org/notice")
    await press(village, preview, "Save")
    own = await saved(village)
    assert own.entry.question == {"en": question}
    assert own.entry.answer == {"en": "In room five.\n\nNotice board"}
    assert own.sources[0].url == "https://example.org/notice"


async def test_lines_below_a_question_without_an_address_are_all_answer(village: RunningBot) -> None:
    preview = await says(village, f"/add {MEETING}\nIn room five.\nSee https://example.org/notice for more")
    assert "No source: members will read" in preview["text"]
    await press(village, preview, "Save")
    assert (await saved(village)).entry.answer == {"en": "In room five.\nSee https://example.org/notice for more"}


async def test_an_address_alone_below_a_question_is_its_source_and_the_answer_is_asked_for(
    village: RunningBot,
) -> None:
    prompt = await says(village, f"/add {MEETING}\nhttps://example.org/notice")
    assert prompt["text"].startswith(f"What is the answer?\nQuestion: “{MEETING}”")


async def test_lines_below_what_asks_nothing_are_no_answer(village: RunningBot) -> None:
    prompt = await says(village, "/add The room of the meeting\nIn room five.")
    assert prompt["text"].startswith("What is the answer?")


async def test_an_entry_without_a_source_is_according_to_the_admins(village: RunningBot) -> None:
    preview = await says(village, f"/add {MEETING} | In room five.")
    assert "No source: members will read" in preview["text"]
    await press(village, preview, "Save")
    answer = await ask(village, MEETING)
    assert "According to this group's admins, 20 December 2025" in answer["text"]
    assert "Source" not in answer["text"]
    assert "Sources" not in buttons_of(answer)


NO_SOURCE = (
    *("none", "No", "no source.", "-", "–", "N/A", "idk", "Нет.", "нет источника"),
    *("पता नहीं", "कोई नहीं।", "nahi", "Pata nahi."),
)


@pytest.mark.parametrize("said", [*NO_SOURCE, "", "| ", "|"])
async def test_what_is_no_source_in_the_third_field_is_none(village: RunningBot, said: str) -> None:
    preview = await says(village, f"/add {MEETING} | In room five. | {said}")
    assert "No source: members will read" in preview["text"]
    await press(village, preview, "Save")
    assert (await saved(village)).sources == ()
    assert "According to this group's admins" in (await ask(village, MEETING))["text"]


async def test_bars_around_a_source_say_nothing_and_one_within_it_stays(village: RunningBot) -> None:
    await press(village, await says(village, f"/add {MEETING} | In room five. | | Minutes | 2025 |"), "Save")
    assert (await saved(village)).sources[0].title == {"en": "Minutes | 2025"}


@pytest.mark.parametrize(
    ("question", "language", "id_"),
    [
        ("Где проходит встреча?", "ru", "где-проходит-встреча"),
        ("साप्ताहिक बैठक कहाँ होती है?", "hi", None),
        (MEETING, "en", "where-is-the-weekly-meeting"),
    ],
)
async def test_the_script_tells_the_language_and_the_id_is_in_it(
    village: RunningBot, question: str, language: str, id_: str | None
) -> None:
    await press(village, await says(village, f"/add {question} | 5"), "Save")
    entry = (await saved(village)).entry
    assert list(entry.question) == [language]
    assert id_ in (None, entry.id)
    assert len(entry.id.encode()) <= 56
    assert entities_of(await ask(village, question), "bold") == ["5"]


async def test_signs_of_markup_are_shown_as_they_were_written(village: RunningBot) -> None:
    preview = await says(village, f"/add {MEETING} | <b>Room</b> & *five* <script> | <i>Board</i>")
    await press(village, preview, "Save")
    answer = await ask(village, MEETING)
    assert entities_of(answer, "bold") == ["<b>Room</b> & *five* <script>"]
    assert "<i>Board</i>" in answer["text"]


async def test_a_long_answer_is_paged_in_the_preview_as_for_members(village: RunningBot) -> None:
    answer = "In room five.\n\n" + "\n\n".join(f"Rule {number}. " + "Mind the step. " * 20 for number in range(13))
    preview = await says(village, f"/add {MEETING} | {answer[:4000]}")
    assert "Not saved yet." in preview["text"]
    turned = await press(village, preview, "Read on (2 of 2) ▶")
    assert "Rule 12" in turned["text"]
    assert "Not saved yet." in turned["text"]
    assert "Save" in buttons_of(turned)
    await press(village, turned, "Save")
    assert "Rule 0." in (await ask(village, MEETING))["text"]


# --- from a message


async def test_a_members_message_is_the_answer_and_its_place_the_source(town: RunningBot) -> None:
    said = town.telegram.say(town.group, town.boris, "In room five, as always.")
    preview = await says(town, f"/add {MEETING}", reply_to=said)
    await press(town, preview, "Save")
    own = await saved(town)
    number = said["message"]["message_id"]
    assert own.entry.answer == {"en": "In room five, as always."}
    assert own.sources[0].url == f"https://t.me/c/{str(town.group.id)[4:]}/{number}"
    answer = (await ask(town, MEETING))["text"]
    assert re.search(r"Source: Message from Boris \(\d+ \w+ \d{4}\)\n", answer)


async def test_a_forwarded_statement_is_quoted_with_speaker_and_day(town: RunningBot) -> None:
    channel = town.telegram.channel("Club news", username="clubnews")
    post = town.telegram.post(channel, "The meeting is in room five.", author_signature="Asha Rao")
    forwarded = town.telegram.forward(town.group, town.boris, post["channel_post"])
    town.application.bot_data.clock = lambda: datetime.fromtimestamp(town.telegram.now(), UTC)
    preview = await says(town, f"/add {MEETING}", reply_to=forwarded)
    assert "⚠️" not in preview["text"]
    await press(town, preview, "Save")
    answer = await ask(town, MEETING)
    assert answer["text"].count("The meeting is in room five.") == 1
    assert "Source: Post in Club news (" in answer["text"]
    (quote,) = entities_of(answer, "blockquote")
    assert quote.startswith("“The meeting is in room five.”\n— Asha Rao, ")
    own = await saved(town)
    assert own.sources[0].url == f"https://t.me/clubnews/{post['channel_post']['message_id']}"
    assert own.entry.quotes[0].said_on == own.sources[0].published is not None
    assert own.entry.answer == {"en": "The meeting is in room five."}


@pytest.mark.parametrize("hidden", [True, False])
async def test_who_wrote_a_forwarded_message_first_is_its_speaker(village: RunningBot, hidden: bool) -> None:
    said = village.telegram.say(village.private, village.asha, "It is in room five.")
    forwarded = village.telegram.forward(village.group, village.boris, said, hidden=hidden)
    await press(village, await says(village, f"/add {MEETING}", reply_to=forwarded), "Save")
    own = await saved(village)
    assert own.entry.quotes[0].speaker == {"en": "Asha"}
    assert own.sources[0].title["en"] == "Message from Asha"


async def test_a_post_of_the_linked_channel_is_an_official_source(village: RunningBot) -> None:
    channel = village.telegram.channel("Our news")
    post = village.telegram.automatic_forward(village.group, channel, "The meeting moves to room six.")
    await press(village, await says(village, f"/add {MEETING}", reply_to=post), "Save")
    source = (await saved(village)).sources[0]
    assert (source.kind, source.publisher, source.title["en"]) == ("official channel", "Our news", "Post in Our news")
    assert source.url
    assert source.url.startswith(f"https://t.me/c/{str(channel.id)[4:]}/")


async def test_only_the_passage_that_was_picked_out_is_taken(village: RunningBot) -> None:
    said = village.telegram.say(village.group, village.boris, "Hello all. In room five. See you!")
    await press(village, await says(village, f"/add {MEETING}", reply_to=said, quote="In room five."), "Save")
    assert (await saved(village)).entry.answer == {"en": "In room five."}


async def test_beside_an_answer_of_its_own_a_message_is_quoted(village: RunningBot) -> None:
    said = village.telegram.say(village.group, village.boris, "I saw it in room five.")
    await press(village, await says(village, f"/add {MEETING} | Room five.", reply_to=said), "Save")
    entry = (await saved(village)).entry
    assert (entry.answer, entry.quotes[0].text) == ({"en": "Room five."}, "I saw it in room five.")


async def test_a_reply_without_a_question_is_asked_for_it(village: RunningBot) -> None:
    said = village.telegram.say(village.group, village.boris, "In room five.")
    prompt = await says(village, "/add", reply_to=said)
    assert prompt["text"].startswith("The answer is: “In room five.” (Boris).\nWhich question does it answer?")
    preview = await says(village, MEETING, reply_to=prompt)
    await press(village, preview, "Save")
    assert entities_of(await ask(village, MEETING), "bold") == ["In room five."]


@pytest.mark.parametrize(
    ("message", "question"),
    [
        ("Where is the weekly meeting?", "Where is the weekly meeting?"),
        ("where is the weekly meeting", "where is the weekly meeting"),
        ("Hi all! Where is the weekly meeting?", "Where is the weekly meeting?"),
    ],
)
async def test_a_message_that_asks_something_is_the_question_and_its_answer_is_asked_for(
    village: RunningBot, message: str, question: str
) -> None:
    asked = village.telegram.say(village.group, village.boris, message)
    prompt = await says(village, "/add", reply_to=asked)
    assert prompt["text"].startswith(f"What is the answer?\nQuestion: “{question}”")
    preview = await press(village, await says(village, "In room five.", reply_to=prompt), "Preview")
    await press(village, preview, "Save")
    answer = await ask(village, MEETING)
    assert entities_of(answer, "bold") == ["In room five."]
    assert "Boris" not in answer["text"]


async def test_an_answer_of_the_bot_itself_is_no_evidence(village: RunningBot) -> None:
    ours = await ask(village, "When is the swimming pool open?")
    prompt = await says(village, f"/add {MEETING}", reply_to=ours)
    assert prompt["text"].startswith("What is the answer?")


# --- step by step


STEPS = (
    ("What do people ask?", MEETING),
    ("What is the answer?", "In room five."),
    ("What is the source?", "Minutes https://example.org/minutes"),
)
DETAILS = (
    ("Is there a quote?", "“We meet in room five.”"),
    ("Who said it?", "Asha Rao, 15 Jan 2025"),
    ("As of which day is this true?", "15.1.2025"),
    ("How else do people ask this?", "room of the weekly meeting\nwhich room do we meet in"),
)


async def walk(bot: RunningBot, prompt: Json, steps: Sequence[tuple[str, str]] = STEPS) -> Json:
    """Answer steps one after another, each by replying to its request, and return what follows the last."""
    for asked, said in steps:
        assert prompt["text"].startswith(asked)
        prompt = await says(bot, said, reply_to=prompt)
    return prompt


async def test_step_by_step_all_fields_come_together(town: RunningBot) -> None:
    preview = await walk(town, await says(town, "/add"))
    last = await walk(town, await press(town, preview, "Add details"), DETAILS)
    assert last["text"].startswith("Which language is it in?")
    preview = await press(town, last, "Skip")
    assert "⚠️" not in preview["text"]
    await press(town, preview, "Save")
    answer = await ask(town, "which room do we meet in")
    assert entities_of(answer, "blockquote")[0].replace("\n", " ") == (
        "“We meet in room five.” — Asha Rao, 15 January 2025"
    )
    assert "Source: Minutes" in answer["text"]
    assert "As of 15 January 2025" in answer["text"]
    entry = (await saved(town)).entry
    assert entry.phrasings == {"en": ("room of the weekly meeting", "which room do we meet in")}


async def test_three_steps_suffice_to_save_and_the_details_are_left_to_who_wants_them(town: RunningBot) -> None:
    preview = await walk(town, await says(town, "/add"))
    assert buttons_of(preview) == ["Save", "Add details", "Edit", "Cancel"]
    assert (await press(town, preview, "Save"))["text"].startswith("Saved.")
    assert "Source: Minutes" in (await ask(town, MEETING))["text"]


async def test_each_detail_can_be_skipped_gone_back_from_and_left_for_the_preview(village: RunningBot) -> None:
    preview = await walk(village, await says(village, "/add"))
    prompt = await press(village, preview, "Add details")
    for asked in ("Is there a quote?", "As of which day", "How else do people ask", "Which language"):
        assert prompt["text"].startswith(asked)
        assert {"Back", "Skip", "Preview", "Cancel"} <= set(buttons_of(prompt))
        prompt, before = await press(village, prompt, "Skip"), prompt
    assert prompt["text"] == preview["text"]
    assert before["text"].startswith("Which language")
    prompt = await press(village, await press(village, prompt, "Add details"), "Back")
    assert prompt["text"].startswith("What is the source?")


@pytest.mark.parametrize("said", NO_SOURCE)
async def test_who_has_no_source_says_so_when_asked_for_it(village: RunningBot, said: str) -> None:
    preview = await walk(village, await says(village, "/add"), (*STEPS[:2], ("What is the source?", said)))
    assert "No source: members will read" in preview["text"]
    await press(village, preview, "Save")
    assert (await saved(village)).sources == ()


async def test_no_source_takes_away_the_one_that_was_named(village: RunningBot) -> None:
    preview = await walk(village, await says(village, "/add"))
    prompt = await press(village, await press(village, preview, "Add details"), "Back")
    assert "No source: members will read" in (await says(village, "none", reply_to=prompt))["text"]
    assert [from_content(draft.content).written.sources for draft in await drafts(village)] == [()]


async def test_details_begin_with_the_first_that_is_not_said_yet(village: RunningBot) -> None:
    said = village.telegram.say(village.group, village.boris, "I saw it in room five.")
    preview = await says(village, f"/add {MEETING} | Room five.", reply_to=said)
    assert (await press(village, preview, "Add details"))["text"].startswith("As of which day")


async def test_a_forwarded_statement_is_quote_speaker_and_source_among_the_details(village: RunningBot) -> None:
    owner = admin(village)
    private = village.telegram.private(owner)
    await village.application.bot_data.storage.memory.connect(owner.id, village.group.id)
    (preview,) = await village.hears(village.telegram.say(private, owner, IN_ONE_LINE))
    await press(village, preview, "Add details")
    post = village.telegram.post(village.telegram.channel("Club news"), "The meeting is in room five.")
    (prompt,) = await village.hears(village.telegram.forward(private, owner, post["channel_post"]))
    assert prompt["text"].startswith("As of which day")
    await press(village, await press(village, prompt, "Preview"), "Save")
    assert (await saved(village)).entry.quotes[0].speaker == {"en": "Club news"}


async def test_a_quote_among_the_details_asks_for_the_source_that_was_skipped(village: RunningBot) -> None:
    preview = await says(village, f"/add {MEETING} | In room five.")
    prompt = await walk(village, await press(village, preview, "Add details"), DETAILS[:2])
    assert prompt["text"].startswith("What is the source?")
    await press(village, await says(village, "Minutes", reply_to=prompt), "Save")
    assert (await saved(village)).entry.quotes[0].text == "We meet in room five."


async def test_one_request_at_a_time_stands_in_the_group(village: RunningBot) -> None:
    last = await walk(village, await says(village, "/add"))
    assert [message["message_id"] for message in village.telegram.sent_to(village.group)] == [last["message_id"]]


async def test_a_request_that_cannot_be_removed_stays_and_nothing_else_comes_of_it(
    village: RunningBot, caplog: pytest.LogCaptureFixture
) -> None:
    prompt = await says(village, "/add")
    village.telegram.fail("deleteMessage", Silence())
    assert (await says(village, MEETING, reply_to=prompt))["text"].startswith("What is the answer?")
    assert village.now(prompt)["text"].startswith("What do people ask?")
    assert not [record for record in caplog.records if record.levelname == "ERROR"]


async def test_steps_go_on_after_a_restart(telegram: Telegram, library: Library, migrated_url: str) -> None:
    async with running(telegram, library, migrated_url) as first:
        prompt = await says(first, f"/add {MEETING}")
    async with running(telegram, library, migrated_url) as second:
        second.group, second.asha = first.group, first.asha
        onward = await says(second, "In room five.", reply_to=prompt)
        preview = await press(second, onward, "Preview")
        await press(second, preview, "Save")
        assert entities_of(await ask(second, MEETING), "bold") == ["In room five."]


async def test_steps_are_skipped_and_gone_back(village: RunningBot) -> None:
    prompt = await says(village, f"/add {MEETING}")
    prompt = await says(village, "In room four.", reply_to=prompt)
    assert prompt["text"].startswith("What is the source?")
    preview = await press(village, prompt, "Skip")
    assert "No source: members will read" in preview["text"]
    prompt = await press(village, await press(village, preview, "Add details"), "Back")
    assert prompt["text"].startswith("What is the source?")
    prompt = await press(village, prompt, "Back")
    assert prompt["text"].startswith("What is the answer?")
    assert entities_of(prompt, "blockquote") == ["In room four."]
    prompt = await says(village, "In room five.", reply_to=prompt)
    await press(village, await press(village, prompt, "Preview"), "Save")
    assert entities_of(await ask(village, MEETING), "bold") == ["In room five."]


async def test_skip_below_an_earlier_request_takes_nothing_out(village: RunningBot) -> None:
    owner = admin(village)
    private = village.telegram.private(owner)
    await village.application.bot_data.storage.memory.connect(owner.id, village.group.id)
    shown = []
    for text in ("/add", MEETING, "In room five."):
        shown += await village.hears(village.telegram.say(private, owner, text))
    preview = await press(village, shown[-1], "Preview")
    await press(village, await press(village, preview, "Edit"), "Source")
    (preview,) = await village.hears(village.telegram.say(private, owner, "Minutes"))
    await press(village, await press(village, preview, "Edit"), "Answer")
    await press(village, shown[1], "Skip")
    (draft,) = await village.application.bot_data.storage.drafts.of(private.id, owner.id)
    assert [one.title for one in from_content(draft.content).written.sources] == [{"en": "Minutes"}]


async def test_a_cancelled_draft_is_gone(village: RunningBot) -> None:
    prompt = await says(village, "/add")
    assert (await press(village, prompt, "Cancel"))["text"] == "Cancelled."
    assert await drafts(village) == ()


async def test_cancel_drops_what_was_not_finished_and_says_what(village: RunningBot) -> None:
    await says(village, IN_ONE_LINE)
    assert (await says(village, "/cancel"))["text"] == f"Cancelled: “{MEETING}”"
    assert await drafts(village) == ()
    assert (await says(village, "/cancel"))["text"].startswith("There is nothing to cancel")


async def test_each_step_says_what_it_is_about_and_what_stands_there_now(village: RunningBot) -> None:
    preview = await says(village, IN_ONE_LINE)
    prompt = await press(village, await press(village, preview, "Edit"), "Answer")
    assert f"Question: “{MEETING}”" in prompt["text"]
    assert "Now:\nIn room five." in prompt["text"]


async def test_what_others_write_does_not_disturb_a_draft(village: RunningBot) -> None:
    prompt = await says(village, f"/add {MEETING}")
    await village.hears(village.telegram.say(village.group, village.asha, "In the cellar!", reply_to=prompt))
    await village.hears(village.telegram.say(village.group, admin(village), "Good morning all"))
    (draft,) = await drafts(village)
    assert "answer" not in draft.content["written"]
    assert draft.content["asks"] == 1


async def test_a_draft_is_only_its_writers_to_press(village: RunningBot) -> None:
    village.telegram.promote(village.group, village.boris)
    preview = await says(village, IN_ONE_LINE)
    for button in ("Save", "Edit", "Cancel"):
        assert (await press(village, preview, button, village.boris))["text"] == preview["text"]
        assert "Это" not in notice(village)
        assert notice(village)
    assert await standings(village) == ()
    assert len(await drafts(village)) == 1


async def test_a_date_that_cannot_be_read_is_asked_for_again_with_an_example(village: RunningBot) -> None:
    preview = await says(village, IN_ONE_LINE)
    prompt = await press(village, await press(village, preview, "Edit"), "As-of date")
    again = await says(village, "some day soon", reply_to=prompt)
    assert again["text"].startswith("I cannot read that date. Write it like 15 Jan 2026")
    preview = await says(village, "вчера", reply_to=again)
    assert "As of 19 December 2025" in preview["text"]


async def test_a_quote_without_a_source_is_left_out_and_that_is_said(village: RunningBot) -> None:
    prompt = await says(village, f"/add {MEETING}")
    prompt = await says(village, "In room five.", reply_to=prompt)
    prompt = await press(village, await press(village, prompt, "Skip"), "Add details")
    prompt = await says(village, "We meet in room five.", reply_to=prompt)
    preview = await press(village, prompt, "Preview")
    assert "The quote has no source, and so it is left out." in preview["text"]
    await press(village, preview, "Save")
    assert (await saved(village)).entry.quotes == ()


async def test_the_language_can_be_named(village: RunningBot) -> None:
    preview = await says(village, "/add baithak kahan hai | kamra paanch")
    prompt = await press(village, await press(village, preview, "Edit"), "Language")
    preview = await says(village, "hi-Latn", reply_to=prompt)
    await press(village, preview, "Save")
    assert (await saved(village)).entry.answer == {"hi-Latn": "kamra paanch"}


async def test_in_private_any_text_of_the_curator_is_taken(village: RunningBot) -> None:
    owner = admin(village)
    private = village.telegram.private(owner)
    await village.application.bot_data.storage.memory.connect(owner.id, village.group.id)
    (prompt,) = await village.hears(village.telegram.say(private, owner, f"/add {MEETING}"))
    (prompt,) = await village.hears(village.telegram.say(private, owner, "In room five."))
    assert "Reply to this message" not in prompt["text"]
    preview = await press(village, prompt, "Preview")
    await press(village, preview, "Save")
    assert entities_of(await ask(village, MEETING), "bold") == ["In room five."]
    (reply,) = await village.hears(village.telegram.say(private, owner, "When is the swimming pool open?"))
    assert entities_of(reply, "bold") == ["From ten to six."]


async def test_who_curates_no_longer_writes_no_further_and_is_shown_nothing_more(town: RunningBot) -> None:
    town.telegram.promote(town.group, town.asha)
    prompt = await says(town, "/add", town.asha)
    town.telegram.demote(town.group, town.asha)
    town.application.bot_data.rights.forget(town.group.id)
    told = await says(town, "When is the swimming pool open?", town.asha, reply_to=prompt)
    assert told["text"] == "That is for the admins of the group to decide."
    (draft,) = await drafts(town, town.asha)
    assert draft.content["asks"] == Field.QUESTION


async def test_who_curates_no_longer_asks_in_private_what_anybody_asks(village: RunningBot) -> None:
    village.telegram.promote(village.group, village.asha)
    await village.application.bot_data.storage.memory.connect(village.asha.id, village.group.id)
    await village.hears(village.telegram.say(village.private, village.asha, "/add"))
    village.telegram.demote(village.group, village.asha)
    village.application.bot_data.rights.forget(village.group.id)
    assert (await village.answers("When is the swimming pool open?"))["text"].startswith("From ten to six.")


async def test_a_day_later_a_text_in_private_is_a_question_again(village: RunningBot) -> None:
    owner = admin(village)
    private = village.telegram.private(owner)
    await village.application.bot_data.storage.memory.connect(owner.id, village.group.id)
    await village.hears(village.telegram.say(private, owner, f"/add {MEETING}"))
    village.application.bot_data.clock = lambda: NOW + timedelta(days=2)
    (reply,) = await village.hears(village.telegram.say(private, owner, "When is the swimming pool open?"))
    assert entities_of(reply, "bold") == ["From ten to six."]


async def test_add_alone_asks_whether_to_go_on_with_what_was_begun(village: RunningBot) -> None:
    await says(village, f"/add {MEETING}")
    again = await says(village, "/add")
    assert again["text"] == f"You have not finished this yet: “{MEETING}”."
    assert buttons_of(again) == ["Go on", "Start a new one"]
    prompt = await press(village, again, "Go on")
    assert prompt["text"].startswith("What is the answer?")
    preview = await press(village, await says(village, "In room five.", reply_to=prompt), "Preview")
    await press(village, preview, "Save")
    assert list((await saved(village)).entry.question.values()) == [MEETING]


async def test_an_unfinished_edit_is_named_and_left_for_a_new_entry(village: RunningBot) -> None:
    await says(village, "/edit gym")
    again = await says(village, "/add")
    assert again["text"] == "You have not finished this yet: “How much does the gym cost?”."
    prompt = await press(village, again, "Start a new one")
    assert prompt["text"].startswith("What do people ask?")
    prompt = await says(village, MEETING, reply_to=prompt)
    preview = await press(village, await says(village, "In room five.", reply_to=prompt), "Preview")
    await press(village, preview, "Save")
    assert (await saved(village)).entry.id == "where-is-the-weekly-meeting"
    assert "How much does the gym cost?" in (await says(village, "/add"))["text"]


async def test_an_unfinished_preview_is_gone_back_to(village: RunningBot) -> None:
    preview = await says(village, IN_ONE_LINE)
    assert (await press(village, await says(village, "/add"), "Go on"))["text"] == preview["text"]


async def test_a_reply_to_any_message_of_a_draft_is_no_question(village: RunningBot) -> None:
    preview = await says(village, IN_ONE_LINE)
    fields = await press(village, await says(village, IN_ONE_LINE), "Edit")
    unfinished = await says(village, "/add")
    for message in (preview, fields, unfinished):
        told = await says(village, "When is the swimming pool open?", reply_to=message)
        assert told["text"] == "Press what you want to change, then reply to what I ask."
    answer = await says(village, "/ask When is the swimming pool open?", reply_to=preview)
    assert entities_of(answer, "bold") == ["From ten to six."]


async def test_an_anonymous_admins_draft_belongs_to_who_confirmed_it(village: RunningBot) -> None:
    (prompt,) = await village.hears(village.telegram.say_as_anonymous_admin(village.group, IN_ONE_LINE))
    (preview,) = await village.hears(village.telegram.press(prompt, "Confirm as admin", admin(village)))
    await press(village, preview, "Save")
    assert (await changes(village))[0].asked.by.person == admin(village).id


async def test_an_admin_who_stays_anonymous_answers_the_steps_too(village: RunningBot) -> None:
    (waits,) = await village.hears(village.telegram.say_as_anonymous_admin(village.group, f"/add {MEETING}"))
    (prompt,) = await village.hears(village.telegram.press(waits, "Confirm as admin", admin(village)))
    said = village.telegram.say_as_anonymous_admin(village.group, "In room five.", reply_to=prompt)
    (prompt,) = await village.hears(said)
    await press(village, await press(village, prompt, "Preview"), "Save")
    assert entities_of(await ask(village, MEETING), "bold") == ["In room five."]


# --- warnings


async def test_a_preview_with_very_long_texts_still_fits_into_a_message(village: RunningBot) -> None:
    question = "When is the swimming pool open, " + "and again when " * 60
    preview = await says(village, f"/add {question} | {'In room five. ' * 200} | {'Notice ' * 30}")
    save = "Keep both" if "Keep both" in buttons_of(preview) else "Save"
    assert (await press(village, preview, save))["text"].startswith(("Saved.", "Not saved yet."))


async def test_where_an_entry_answers_it_already_the_question_can_be_its_phrasing(town: RunningBot) -> None:
    preview = await says(town, "/add swimming pool opening hours | Noon to four. | The porter")
    assert "is answered already, by “When is the swimming pool open?”" in preview["text"]
    await press(town, preview, "Add as another phrasing of that")
    own = await saved(town)
    assert own.entry.id == "pool-hours"
    assert "swimming pool opening hours" in own.entry.phrasings["en"]
    assert entities_of(await ask(town, "swimming pool opening hours"), "bold") == ["From ten to six."]
    assert await drafts(town) == ()


ON_MONDAY = "When is the weekly meeting on Monday?"
TURNED = "On Monday, when is the weekly meeting?"


async def test_an_entry_that_takes_questions_from_others_is_asked_about_once_more(town: RunningBot) -> None:
    await press(town, await says(town, f"/add {ON_MONDAY} | At noon. | The porter"), "Save")
    preview = await says(town, f"/add {TURNED} | At one. | The porter")
    assert f"is answered already, by “{ON_MONDAY}”: “At noon.”" in preview["text"]
    warning = f"Who asks “{ON_MONDAY}” will have to choose between this and “{ON_MONDAY}”."
    assert warning in preview["text"]
    asked = await press(town, preview, "Keep both")
    assert asked["text"].startswith("Not saved yet.")
    assert warning in asked["text"]
    assert len(await standings(town)) == 1
    await press(town, asked, "Save mine anyway")
    assert len(await standings(town)) == 2


async def test_a_warning_that_breaks_nothing_is_shown_and_does_not_hold_up(village: RunningBot) -> None:
    await press(village, await says(village, IN_ONE_LINE), "Save")
    preview = await says(village, f"/add Where does the board sit? | In room nine. | {MEETING}")
    preview = await edited(village, preview, "Other phrasings", MEETING)
    assert f"“{MEETING}” is answered already, by “{MEETING}”: “In room five.”" in preview["text"]
    assert (await press(village, preview, "Keep both"))["text"].startswith("Saved.")


async def test_a_day_that_has_not_come_is_pointed_out(village: RunningBot) -> None:
    prompt = await press(village, await press(village, await says(village, IN_ONE_LINE), "Edit"), "As-of date")
    preview = await says(village, "2026-06-01", reply_to=prompt)
    assert "As of 1 June 2026: that day has not come yet." in preview["text"]


async def test_a_quote_that_the_message_does_not_say_is_pointed_out(village: RunningBot) -> None:
    said = village.telegram.say(village.group, village.boris, "I saw it in room five.")
    preview = await says(village, f"/add {MEETING} | Room five.", reply_to=said)
    assert "word for word" not in preview["text"]
    preview = await edited(village, preview, "Quote", "It is in room five.")
    assert "The message does not say “It is in room five.” word for word." in preview["text"]
    preview = await edited(village, preview, "Source", "The porter")
    assert "word for word" not in preview["text"]


# --- twins: what is asked has an answer already


TWIN = "where is the weekly meeting"


async def test_the_answer_that_stands_is_shown_and_can_be_replaced(town: RunningBot) -> None:
    await press(town, await says(town, IN_ONE_LINE), "Save")
    preview = await says(town, f"/add {TWIN} | In room six. | The porter")
    assert f"“{TWIN}” is answered already, by “{MEETING}”: “In room five.”" in preview["text"]
    assert buttons_of(preview)[:3] == ["Replace that answer", "Add as another phrasing of that", "Keep both"]
    preview = await press(town, preview, "Replace that answer")
    assert f"It answers: “{MEETING}”" in preview["text"]
    await press(town, preview, "Save")
    own = await saved(town)
    assert (own.entry.id, own.entry.answer) == ("where-is-the-weekly-meeting", {"en": "In room six."})
    assert [source.title for source in own.sources] == [{"en": "The porter"}]
    assert [change.asked.deed for change in await changes(town)] == [Deed.EDIT, Deed.ADD]
    for question in (MEETING, TWIN):
        assert entities_of(await ask(town, question), "bold") == ["In room six."]


async def test_an_answer_of_the_base_is_replaced_with_its_phrasings_and_one_more(town: RunningBot) -> None:
    preview = await says(town, "/add swimming pool opening hours | Noon to four.")
    assert "by “When is the swimming pool open?”: “From ten to six.”" in preview["text"]
    preview = await press(town, preview, "Replace that answer")
    assert "The source belonged to the former answer, so it is left out." in preview["text"]
    await press(town, preview, "Save")
    own = await saved(town)
    assert (own.entry.id, own.sources) == ("pool-hours", ())
    assert own.entry.phrasings["en"][-1] == "swimming pool opening hours"
    for question in ("swimming pool times", "swimming pool opening hours"):
        assert entities_of(await ask(town, question), "bold") == ["Noon to four."]


KEY = "Who has the key?!?!?!?!"
KEY_IN_A_HURRY = "who has the key"


async def test_of_a_twin_that_is_kept_it_is_told_who_does_not_get_it(town: RunningBot) -> None:
    await press(town, await says(town, f"/add {KEY_IN_A_HURRY} | Room five has it. | The porter"), "Save")
    done = await press(town, await says(town, f"/add {KEY} | Room six has it. | The porter"), "Keep both")
    assert f"Not everybody gets it: who asks “{KEY_IN_A_HURRY}” gets “Room five has it.”." in done["text"]
    assert entities_of(await ask(town, KEY_IN_A_HURRY), "bold") == ["Room five has it."]


CLOSER_TWIN = "where is the weekly meeting ??"  # one without a question mark is told from one that has it


async def test_where_twins_are_a_choice_nobody_is_said_to_get_the_new_one(town: RunningBot) -> None:
    await press(town, await says(town, f"/add {CLOSER_TWIN} | In room five. | The porter"), "Save")
    done = await press(town, await says(town, f"/add {MEETING} | In room six. | The porter"), "Keep both")
    assert f"Who asks “{CLOSER_TWIN}” will have to choose between this and “{CLOSER_TWIN}”." in done["text"]
    done = await press(town, done, "Save mine anyway")
    assert "get it now" not in done["text"]
    assert set(buttons_of(await ask(town, MEETING))) >= {MEETING, CLOSER_TWIN}


async def test_a_proposal_for_what_is_answered_says_so_and_promises_nothing_when_it_is_accepted(
    town: RunningBot,
) -> None:
    await press(town, await says(town, f"/add {KEY_IN_A_HURRY} | Room five has it. | The porter"), "Save")
    proposal = await says(town, f"/suggest {KEY} | Room six has it.", town.asha)
    assert f"“{KEY}” is answered already, by “{KEY_IN_A_HURRY}”: “Room five has it.”" in proposal["text"]
    told = await town.hears(town.telegram.press(proposal, "Accept", admin(town)))
    assert "Not everybody gets it" in town.now(proposal)["text"]
    assert [message["text"] for message in told] == ["Thank you! The admins have accepted it."]


# --- two at once, and what goes wrong


async def edited(bot: RunningBot, preview: Json, field: str, text: str, user: User | None = None) -> Json:
    """Edit a field of a draft, and return the new preview."""
    fields = preview if field in buttons_of(preview) else await press(bot, preview, "Edit", user)
    prompt = await press(bot, fields, field, user)
    return await says(bot, text, user, reply_to=prompt)


OTHERS = f"/add {MEETING} | In the garden. | The porter"


async def both_draft(bot: RunningBot) -> tuple[Json, Json]:
    """Let the owner and Asha draft the same question before either saves it."""
    bot.telegram.promote(bot.group, bot.asha)
    return await says(bot, IN_ONE_LINE), await says(bot, OTHERS, bot.asha)


@pytest.mark.parametrize("owner_is_first", [True, False])
async def test_of_two_who_add_the_same_question_the_second_sees_the_answer_there_is_and_may_leave_it(
    town: RunningBot, owner_is_first: bool
) -> None:
    drafts, people = list(await both_draft(town)), [admin(town), town.asha]
    answers, names = ["In room five.", "In the garden."], ["Creator", "Asha"]
    for listed in (drafts, people, answers, names) if not owner_is_first else ():
        listed.reverse()
    await press(town, drafts[0], "Save", people[0])
    told = await press(town, drafts[1], "Save", people[1])
    assert told["text"].startswith(f"Not saved. Meanwhile {names[0]} has answered the same question:")
    assert entities_of(told, "bold")[1] == answers[0]
    assert f"{answers[0]} → {answers[1]}" in told["text"]
    assert buttons_of(told) == ["Replace that answer", "Edit", "Cancel"]
    assert entities_of(await ask(town, MEETING), "bold") == [answers[0]]
    await press(town, told, "Cancel", people[1])
    assert [change.asked.deed for change in await changes(town)] == [Deed.ADD]


@pytest.mark.parametrize("owner_is_first", [True, False])
async def test_the_second_who_replaces_the_answer_edits_it_on_the_record(
    town: RunningBot, owner_is_first: bool
) -> None:
    drafts, people = list(await both_draft(town)), [admin(town), town.asha]
    answers = ["In room five.", "In the garden."]
    for listed in (drafts, people, answers) if not owner_is_first else ():
        listed.reverse()
    await press(town, drafts[0], "Save", people[0])
    told = await press(town, drafts[1], "Save", people[1])
    await press(town, told, "Replace that answer", people[1])
    assert entities_of(await ask(town, MEETING), "bold") == [answers[1]]
    latest, first = await changes(town)
    assert (latest.asked.deed, latest.asked.by.person, first.asked.deed) == (Deed.EDIT, people[1].id, Deed.ADD)
    await says(town, "/undo", people[1])
    assert entities_of(await ask(town, MEETING), "bold") == [answers[0]]


async def test_what_the_first_changed_again_is_shown_before_it_is_replaced(town: RunningBot) -> None:
    one, other = await both_draft(town)
    await press(town, one, "Save")
    told = await press(town, other, "Save", town.asha)
    await press(town, await says(town, f"/edit {MEETING} | In room nine. | The porter"), "Save")
    clash = await press(town, told, "Replace that answer", town.asha)
    assert clash["text"].startswith("Not saved. Somebody changed this entry while you were writing:")
    assert "In room nine." in clash["text"]
    assert entities_of(await ask(town, MEETING), "bold") == ["In room nine."]


async def test_who_adds_just_what_stands_by_now_is_shown_it_and_need_not_replace_it(town: RunningBot) -> None:
    town.telegram.promote(town.group, town.asha)
    one, other = await says(town, IN_ONE_LINE), await says(town, IN_ONE_LINE, town.asha)
    await press(town, one, "Save")
    told = await press(town, other, "Save", town.asha)
    assert told["text"].startswith("Not saved. Meanwhile Creator has answered the same question:\n\nIn room five.")
    assert buttons_of(told) == ["Edit", "Cancel"]
    assert len(await changes(town)) == 1


async def test_who_adds_the_same_in_other_words_sees_the_answer_there_is_by_now_before_it_is_saved(
    town: RunningBot,
) -> None:
    town.telegram.promote(town.group, town.asha)
    one, other = (
        await says(town, IN_ONE_LINE),
        await says(town, "/add where is the meeting of the week? | Here.", town.asha),
    )
    await press(town, one, "Save")
    told = await press(town, other, "Save", town.asha)
    assert f"is answered already, by “{MEETING}”: “In room five.”" in told["text"]
    assert "Replace that answer" in buttons_of(told)
    assert len(await changes(town)) == 1


async def test_of_two_who_edit_at_once_the_second_sees_what_changed_and_decides(town: RunningBot) -> None:
    town.telegram.promote(town.group, town.boris)
    await town.application.bot_data.storage.memory.choose_language(town.boris.id, "en")
    await press(town, await says(town, IN_ONE_LINE), "Save")
    one, other = await says(town, f"/edit {MEETING}"), await says(town, f"/edit {MEETING}", town.boris)
    one = await edited(town, one, "Answer", "In room six.")
    other = await edited(town, other, "Answer", "In room seven.", town.boris)
    await press(town, one, "Save")
    clash = await press(town, other, "Save", town.boris)
    assert clash["text"].startswith("Not saved. Somebody changed this entry while you were writing:")
    assert "Edited by Creator" in clash["text"]
    assert "In room five. → In room six." in clash["text"]
    assert entities_of(await ask(town, MEETING), "bold") == ["In room six."]
    await press(town, clash, "Save mine anyway", town.boris)
    assert entities_of(await ask(town, MEETING), "bold") == ["In room seven."]
    assert [change.asked.by.name for change in await changes(town)] == ["Boris", "Creator", "Creator"]


async def test_who_is_demoted_in_the_middle_saves_nothing_and_keeps_the_draft(town: RunningBot) -> None:
    town.telegram.promote(town.group, town.boris)
    preview = await says(town, IN_ONE_LINE, town.boris)
    town.telegram.demote(town.group, town.boris)
    await press(town, preview, "Сохранить" if "Сохранить" in buttons_of(preview) else "Save", town.boris)
    assert notice(town)
    assert await standings(town) == ()
    assert len(await drafts(town, town.boris)) == 1


async def test_what_is_saved_is_saved_though_its_preview_was_deleted(village: RunningBot) -> None:
    preview = await says(village, IN_ONE_LINE)
    pressed = village.telegram.press(preview, "Save", admin(village))
    village.telegram.delete(preview)
    (said,) = await village.hears(pressed)
    assert said["text"].startswith("Saved.")
    assert len(await standings(village)) == 1


async def test_a_press_from_a_group_that_threw_the_bot_out_loses_no_draft(village: RunningBot) -> None:
    preview = await says(village, IN_ONE_LINE)
    pressed = village.telegram.press(preview, "Save", admin(village))
    kicked = Refused(403, "Forbidden: bot was kicked from the supergroup chat")
    village.telegram.fail("getChatAdministrators", kicked)
    assert await village.hears(pressed) == []
    assert await standings(village) == ()
    assert len(await drafts(village)) == 1


async def test_a_second_press_on_save_saves_nothing_twice(village: RunningBot) -> None:
    preview = await says(village, IN_ONE_LINE)
    twice = [village.telegram.press(preview, "Save", admin(village)) for _ in range(2)]
    for update in twice:
        await village.hears(update)
    assert notice(village) == "This has been dealt with already."
    assert len(await changes(village)) == 1


# --- editing


async def test_an_edit_begins_with_the_choice_of_what_to_change(town: RunningBot) -> None:
    shown = await says(town, "/edit swimming pool")
    assert shown["text"].endswith("It answers: “When is the swimming pool open?”\nWhat do you want to change?")
    assert {"Answer", "Source", "Cancel"} <= set(buttons_of(shown))
    assert "Save" not in buttons_of(shown)
    prompt = await press(town, shown, "Answer")
    assert (await press(town, prompt, "Back"))["text"] == shown["text"]


async def test_a_speaker_who_was_not_named_is_asked_for_as_if_nobody_stood_there(village: RunningBot) -> None:
    prompt = await press(village, await says(village, IN_ONE_LINE), "Add details")
    assert "It needs a source" not in prompt["text"]
    prompt = await says(village, "We meet in room five.", reply_to=prompt)
    assert prompt["text"].startswith("Who said it?")
    assert "Speaker not named" not in prompt["text"]
    preview = await press(village, prompt, "Preview")
    assert (await press(village, preview, "Add details"))["text"].startswith("Who said it?")


async def test_an_entry_of_the_base_becomes_the_groups_own_with_its_id_and_sources(town: RunningBot) -> None:
    preview = await edited(town, await says(town, "/edit swimming pool"), "Answer", "From nine to six.")
    await press(town, await press(town, preview, "Keep the source"), "Save")
    own = await saved(town)
    assert (own.entry.id, own.sources[0].title) == ("pool-hours", {"en": "Notice board"})
    assert entities_of(await ask(town, "swimming pool times"), "bold") == ["From nine to six."]


async def test_a_new_answer_holds_today_and_says_what_of_the_former_is_left_out(village: RunningBot) -> None:
    preview = await edited(village, await says(village, "/edit gym"), "Answer", "Three pounds a visit.")
    assert "According to this group's admins, 20 December 2025" in preview["text"]
    assert "The source belonged to the former answer, so it is left out. Does it say this too?" in preview["text"]
    assert preview["text"].count("⚠️") == 1
    await press(village, preview, "Save")
    assert entities_of(await ask(village, "How much does the gym cost?"), "bold") == ["Three pounds a visit."]


async def test_a_source_can_be_taken_out_and_a_phrasing_too(village: RunningBot) -> None:
    preview = await edited(village, await says(village, IN_ONE_LINE), "Other phrasings", "our room\nwhere we meet")
    preview = await edited(village, preview, "Other phrasings", "- our room")
    prompt = await press(village, await press(village, preview, "Edit"), "Source")
    preview = await press(village, prompt, "Take it out")
    await press(village, preview, "Save")
    own = await saved(village)
    assert (own.entry.phrasings, own.sources) == ({"en": ("where we meet",)}, ())


async def test_another_answer_does_not_go_under_the_quote_and_source_of_the_former(town: RunningBot) -> None:
    channel = town.telegram.channel("Ministry", username="ministry")
    post = town.telegram.post(channel, "The e-visa costs 25 dollars.")
    forwarded = town.telegram.forward(town.group, town.boris, post["channel_post"])
    await press(town, await says(town, "/add How much is the e-visa?", reply_to=forwarded), "Save")
    preview = await edited(town, await says(town, "/edit e-visa"), "Answer", "It is free now.")
    assert "The quote and source belonged to the former answer, so they are left out." in preview["text"]
    assert "Ministry" not in preview["text"]
    await press(town, preview, "Save")
    answer = await ask(town, "How much is the e-visa?")
    assert entities_of(answer, "bold") == ["It is free now."]
    assert "25 dollars" not in answer["text"]
    assert "Ministry" not in answer["text"]


async def test_a_curator_can_say_that_the_quote_and_source_hold_for_the_new_answer_too(town: RunningBot) -> None:
    said = town.telegram.say(town.group, town.boris, "It is in room five.")
    preview = await says(town, f"/add {MEETING} | Room five. | Minutes https://example.org/minutes", reply_to=said)
    preview = await edited(town, preview, "Answer", "In room five, upstairs.")
    assert entities_of(preview, "blockquote") == []
    preview = await press(town, preview, "Keep the quote and source")
    assert "belonged to the former answer" not in preview["text"]
    await press(town, preview, "Save")
    answer = await ask(town, MEETING)
    assert entities_of(answer, "blockquote")[0].startswith("“It is in room five.”")
    assert "Source: Minutes" in answer["text"]


async def test_a_translation_keeps_the_source_and_the_answer_that_it_leaves_is_named(village: RunningBot) -> None:
    preview = await edited(village, await says(village, "/edit gym"), "Answer", "Два фунта.")
    assert "The answer stays as it was in: English." in preview["text"]
    await press(village, preview, "Save")
    own = await saved(village)
    assert (own.entry.answer, len(own.sources)) == ({"en": "Two pounds a visit.", "ru": "Два фунта."}, 1)


async def test_a_new_source_takes_the_place_of_the_one_that_was_left_out(village: RunningBot) -> None:
    preview = await edited(village, await says(village, "/edit gym"), "Answer", "Three pounds a visit.")
    preview = await edited(village, preview, "Source", "The porter")
    assert "Keep the source" not in buttons_of(preview)
    await press(village, preview, "Save")
    assert [source.title for source in (await saved(village)).sources] == [{"en": "The porter"}]


async def test_behind_a_bar_the_new_answer_and_its_source_are_taken(village: RunningBot) -> None:
    preview = await says(village, "/edit swimming pool | From nine to five. | The porter")
    assert preview["text"].startswith("From nine to five.")
    await press(village, preview, "Save")
    assert entities_of(await ask(village, "swimming pool times"), "bold") == ["From nine to five."]
    answer = await ask(village, "How much does the gym cost?")
    assert (await says(village, "/edit | Free.", reply_to=answer))["text"].startswith("Free.")


async def test_without_any_change_nothing_is_saved(town: RunningBot) -> None:
    preview = await edited(town, await says(town, "/edit swimming pool"), "Question", "When is the pool open?")
    elsewhere = await press(town, await says(town, "/add"), "Go on")
    await edited(town, elsewhere, "Question", "When is the swimming pool open?")
    assert (await press(town, preview, "Save"))["text"] == "Nothing has changed."
    assert await changes(town) == []
    assert await drafts(town) == ()
