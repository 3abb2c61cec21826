"""Journeys of files: exported, changed, sent back, confirmed, answered from, taken back."""

import asyncio
import csv
import io
import json
from collections.abc import Sequence
from functools import partial

import pytest
import yaml
from conftest import Json, RunningBot, buttons_of, running
from telegram_double import Telegram, User
from telegram_rules import Refused
from terminal import eventually

from handlers.catalogues import catalogue
from handlers.context import Context
from handlers.curating.carrying import progressing
from handlers.curating.carrying.import_pages import reading_page
from handlers.curating.carrying.progressing import progress_shown
from knowledge import Library
from knowledge.storage import Asking, Curator, Deed, Edit
from knowledge.vectors import embedding

CSV = "question,answer\n"
LUNCH = f"{CSV}When is our lunch?,At noon in the yard.\n"
TWO = f"{LUNCH}Where is our bicycle shed?,Behind the library.\n"
PATIENCE_S = 30  # only a failure waits so long
ASKED = "/ask when is our lunch?"


def owner(bot: RunningBot) -> User:
    return bot.telegram.creator(bot.group)


async def hears(bot: RunningBot, text: str, **how: object) -> list[Json]:
    return await bot.hears(bot.telegram.say(bot.group, owner(bot), text, **how))


async def sends(bot: RunningBot, text: str, name: str = "faq.csv", caption: str = "/import") -> list[Json]:
    update = bot.telegram.upload(bot.group, owner(bot), name, text.encode(), caption=caption)
    return await bot.hears(update)


async def summary_of(bot: RunningBot, text: str, name: str = "faq.csv") -> Json:
    """Send a file, and return the one message that sums it up."""
    (shown,) = await sends(bot, text, name)
    return bot.now(shown)


async def confirms(bot: RunningBot, shown: Json, button: str = "Import") -> Json:
    await bot.hears(bot.telegram.press(shown, button, owner(bot)))
    return bot.now(shown)


async def imports(bot: RunningBot, text: str, name: str = "faq.csv") -> Json:
    return await confirms(bot, await summary_of(bot, text, name))


async def answer_to(bot: RunningBot, asked: str = ASKED) -> str:
    (reply,) = await bot.hears(bot.telegram.say(bot.group, bot.asha, asked))
    return str(reply["text"])


async def ids(bot: RunningBot) -> Sequence[str]:
    standings = await bot.application.bot_data.storage.curation(bot.group.id).standings()
    return [one.id for one in standings if one.own and not one.is_retired]


async def edited_elsewhere(bot: RunningBot, said: str) -> None:
    """Let somebody else change the lunch."""
    curation = bot.application.bot_data.storage.curation(bot.group.id)
    (lunch,) = [one for one in await curation.standings() if one.id == "when-is-our-lunch"]
    assert lunch.own
    entry = lunch.own.entry.model_copy(update={"answer": {"en": said}})
    edit = Edit(lunch.id, lunch.own.model_copy(update={"entry": entry}), upon=lunch.revision)
    await curation.save([edit], Asking(Curator(1003, "Boris"), Deed.EDIT, bot.application.bot_data.now))


# --- there


async def test_a_group_without_entries_is_told_how_to_get_some(bot: RunningBot) -> None:
    (reply,) = await hears(bot, "/export")
    assert reply["text"].startswith("This group has no entries of its own yet. Add one with /add")


@pytest.mark.parametrize(("command", "suffix"), [("/export", "yaml"), ("/export json", "json"), ("/export CSV", "csv")])
async def test_entries_are_exported_under_the_groups_name_and_the_date(
    bot: RunningBot, command: str, suffix: str
) -> None:
    await imports(bot, TWO)
    (sent,) = await hears(bot, command)
    assert sent["document"]["file_name"] == f"Trade talk 2025-12-20.{suffix}"
    assert sent["caption"].startswith("2 entries of this group.")
    data = bot.telegram.document(sent).decode("utf-8-sig")
    found = {
        "yaml": lambda: [entry["id"] for entry in yaml.safe_load(data)["entries"]],
        "json": lambda: [entry["id"] for entry in json.loads(data)["entries"]],
        "csv": lambda: [row["id"] for row in csv.DictReader(io.StringIO(data))],
    }[suffix]()
    assert sorted(found) == ["when-is-our-lunch", "where-is-our-bicycle-shed"]


async def test_a_group_that_became_a_supergroup_gets_its_file_there(kept_bot: RunningBot) -> None:
    kept_bot.group = kept_bot.telegram.group("Small", members=[kept_bot.asha], type="group")
    await imports(kept_bot, LUNCH)
    asked = kept_bot.telegram.say(kept_bot.group, owner(kept_bot), "/export")
    grown = kept_bot.telegram.migrate(kept_bot.group)
    (sent,) = await kept_bot.hears(asked)
    assert sent["chat"]["id"] == grown.id
    assert "At noon in the yard." in kept_bot.telegram.document(sent).decode()


async def test_another_form_is_answered_with_those_there_are(bot: RunningBot) -> None:
    (reply,) = await hears(bot, "/export pdf")
    assert reply["text"] == "Choose a format: /export yaml, /export json, /export csv."


async def test_the_entries_of_another_group_are_not_exported(bot: RunningBot) -> None:
    await imports(bot, LUNCH)
    other = bot.telegram.group("Elsewhere", members=[bot.asha])
    (reply,) = await bot.hears(bot.telegram.say(other, bot.telegram.creator(other), "/export"))
    assert "no entries of its own" in reply["text"]


async def test_members_export_and_import_nothing(kept_bot: RunningBot) -> None:
    await imports(kept_bot, LUNCH)
    (refused,) = await kept_bot.hears(kept_bot.telegram.say(kept_bot.group, kept_bot.asha, "/export"))
    assert "Only admins" in refused["text"]
    update = kept_bot.telegram.upload(kept_bot.group, kept_bot.boris, "faq.csv", TWO.encode(), caption="/import")
    (refused,) = await kept_bot.hears(update)
    assert "/suggest" in refused["text"]
    assert await ids(kept_bot) == ["when-is-our-lunch"]


# --- and back


async def test_a_file_is_summed_up_confirmed_and_answered_from(kept_bot: RunningBot) -> None:
    shown = await summary_of(kept_bot, TWO)
    assert shown["text"] == ("faq.csv has:\n\n• New: “When is our lunch?”\n• New: “Where is our bicycle shed?”")
    assert buttons_of(shown) == ["Import", "Cancel"]
    assert await ids(kept_bot) == []
    done = await confirms(kept_bot, shown)
    assert done["text"].startswith("Imported. Members get this from now on; /undo takes all of it back.")
    assert buttons_of(done) == []
    assert (await answer_to(kept_bot)).startswith("At noon in the yard.")


async def test_all_of_an_import_is_taken_back_at_once(kept_bot: RunningBot) -> None:
    await imports(kept_bot, TWO)
    await hears(kept_bot, "/undo")
    assert await ids(kept_bot) == []
    assert "At noon" not in await answer_to(kept_bot)


async def test_an_exported_file_changed_and_sent_back_changes_the_entries(kept_bot: RunningBot) -> None:
    await imports(kept_bot, TWO)
    (sent,) = await hears(kept_bot, "/export")
    text = kept_bot.telegram.document(sent).decode().replace("At noon in the yard.", "At one in the hall.")
    shown = await summary_of(kept_bot, text, "back.yaml")
    assert "• Changed: “When is our lunch?” – answer\n• 1 entry as it stands" in shown["text"]
    await confirms(kept_bot, shown)
    assert (await answer_to(kept_bot)).startswith("At one in the hall.")
    await hears(kept_bot, "/undo")
    assert (await answer_to(kept_bot)).startswith("At noon in the yard.")


@pytest.mark.parametrize("form", ["yaml", "json", "csv"])
async def test_an_exported_file_sent_back_as_it_is_brings_nothing_new(bot: RunningBot, form: str) -> None:
    await imports(bot, TWO)
    (sent,) = await hears(bot, f"/export {form}")
    shown = await summary_of(bot, bot.telegram.document(sent).decode(), f"back.{form}")
    assert shown["text"].startswith(f"back.{form} brings nothing new")
    assert buttons_of(shown) == []


async def test_a_table_without_ids_can_be_imported_twice(kept_bot: RunningBot) -> None:
    await imports(kept_bot, LUNCH)
    assert "brings nothing new" in (await summary_of(kept_bot, LUNCH))["text"]
    changed = await imports(kept_bot, LUNCH.replace("At noon", "At one"))
    assert "• Changed: “When is our lunch?” – answer" in changed["text"]
    assert await ids(kept_bot) == ["when-is-our-lunch"]


async def test_a_retired_entry_comes_back_with_its_file(kept_bot: RunningBot) -> None:
    await imports(kept_bot, LUNCH)
    (sent,) = await hears(kept_bot, "/export")
    await hears(kept_bot, "/retire when is our lunch")
    await kept_bot.hears(kept_bot.telegram.say(kept_bot.group, kept_bot.asha, ASKED))
    await imports(kept_bot, kept_bot.telegram.document(sent).decode(), "back.yaml")
    assert (await answer_to(kept_bot)).startswith("At noon in the yard.")


async def test_a_reply_to_a_file_imports_it_as_well(bot: RunningBot) -> None:
    file = bot.telegram.upload(bot.group, bot.asha, "faq.csv", LUNCH.encode())
    await bot.hears(file)
    (shown,) = await hears(bot, "/import", reply_to=file)
    assert "• New: “When is our lunch?”" in bot.now(shown)["text"]


@pytest.mark.parametrize("caption", ["/import@OtherBot", "please /import", "/imports", "", "import"])
async def test_files_that_are_not_for_us_are_left_alone(bot: RunningBot, caption: str) -> None:
    assert await sends(bot, LUNCH, caption=caption) == []
    assert bot.telegram.calls_of("getFile") == []


async def test_the_bot_may_be_named_in_the_caption(bot: RunningBot) -> None:
    assert len(await sends(bot, LUNCH, caption="/import@PramanaBot")) == 1


async def test_without_a_file_it_says_how(bot: RunningBot) -> None:
    (reply,) = await hears(bot, "/import")
    assert reply["text"].startswith("Send me the file with /import as its caption")


async def test_in_private_the_connected_groups_entries_are_carried(kept_bot: RunningBot) -> None:
    person = owner(kept_bot)
    private = kept_bot.telegram.private(person)
    await kept_bot.application.bot_data.storage.memory.connect(person.id, kept_bot.group.id)
    update = kept_bot.telegram.upload(private, person, "faq.csv", LUNCH.encode(), caption="/import")
    (shown,) = await kept_bot.hears(update)
    await confirms(kept_bot, kept_bot.now(shown))
    assert (await answer_to(kept_bot)).startswith("At noon in the yard.")
    (sent,) = await kept_bot.hears(kept_bot.telegram.say(private, person, "/export csv"))
    assert sent["chat"]["id"] == private.id
    assert "At noon in the yard." in kept_bot.telegram.document(sent).decode("utf-8-sig")


async def test_an_anonymous_admin_imports_once_somebody_confirms(kept_bot: RunningBot) -> None:
    file = kept_bot.telegram.upload(kept_bot.group, kept_bot.asha, "faq.csv", LUNCH.encode())
    asked = kept_bot.telegram.say_as_anonymous_admin(kept_bot.group, "/import", reply_to=file)
    (prompt,) = await kept_bot.hears(asked)
    (shown,) = await kept_bot.hears(kept_bot.telegram.press(prompt, "Confirm as admin", owner(kept_bot)))
    await confirms(kept_bot, kept_bot.now(shown))
    assert (await answer_to(kept_bot)).startswith("At noon in the yard.")


# --- what cannot be taken in


async def test_what_is_wrong_is_told_with_its_line_and_the_rest_is_taken(kept_bot: RunningBot) -> None:
    shown = await summary_of(kept_bot, f"{TWO}Who pays?,\n")
    assert "• New: “When is our lunch?”" in shown["text"]
    assert "Line 4 is left out: it has no answer." in shown["text"]
    await confirms(kept_bot, shown)
    assert len(await ids(kept_bot)) == 2


async def test_many_refusals_are_counted_and_listed_in_a_file(bot: RunningBot) -> None:
    shown, listed = await sends(bot, f"{LUNCH}Who pays?,\nWho sings?,\n,The cook.\nWho cooks?,\nWho eats?,\n")
    said = ["Line 3 is left out: it has no answer.", "Line 4 is left out: it has no answer."]
    said += ["Line 5 is left out: it has no question."]
    assert bot.now(shown)["text"].endswith("\n\n".join([*said, "2 more are listed below."]))
    lines = bot.telegram.document(listed).decode().splitlines()
    assert lines[:3] == said
    assert [line.split(" is")[0] for line in lines] == ["Line 3", "Line 4", "Line 5", "Line 6", "Line 7"]


async def test_what_is_wrong_is_said_in_the_curators_language(bot: RunningBot) -> None:
    bot.telegram.promote(bot.group, bot.boris)
    update = bot.telegram.upload(bot.group, bot.boris, "faq.csv", b"Who pays?,\n", caption="/import")
    (shown,) = await bot.hears(update)
    reason = catalogue("ru").say("Line {line} is left out: it has no answer.", line=1)
    assert bot.now(shown)["text"].endswith(f"\n\n{reason}")
    assert not bot.now(shown)["text"].startswith("I found")


REASONS = {
    "a PDF": ("faq.pdf", b"%PDF", "I cannot read files of this kind. I read these: .yaml"),
    "a workbook": (
        "faq.xlsx",
        b"PK\x03\x04",
        "I cannot read Excel files. In Excel: Save as, CSV UTF-8, and send that.",
    ),
    "a workbook by another name": ("faq.csv", b"PK\x03\x04", "I cannot read Excel files. In Excel: Save as"),
    "broken YAML": ("faq.yaml", b"a: [b", "Left out: line 1: "),
    "a word": ("faq.csv", b"x", "I see no question and answer here. Write these two above the columns"),
    "nothing": ("faq.csv", b"", "The file is empty."),
    "odd letters": ("faq.csv", b"q,a\nWhere?,\xff", "I cannot make out the letters of this file. In Excel: Save as"),
}


@pytest.mark.parametrize(("name", "data", "reason"), REASONS.values(), ids=REASONS)
async def test_a_file_without_an_entry_is_refused_with_the_reason_and_no_button(
    bot: RunningBot, name: str, data: bytes, reason: str
) -> None:
    (shown,) = await bot.hears(bot.telegram.upload(bot.group, owner(bot), name, data, caption="/import"))
    shown = bot.now(shown)
    assert shown["text"].startswith(f"I found no entry in {name} that I can take in.\n\n{reason}")
    assert buttons_of(shown) == []


async def test_a_file_that_is_too_large_is_not_fetched(bot: RunningBot) -> None:
    (reply,) = await sends(bot, "x" * 10_000_001)
    assert reply["text"].startswith("That file is larger than 10 MB")
    assert bot.telegram.calls_of("getFile") == []


async def test_where_telegram_keeps_the_file_to_itself_that_is_said(bot: RunningBot) -> None:
    bot.telegram.fail("getFile", Refused(400, "Bad Request: file is temporarily unavailable"))
    assert "Telegram does not give me that file" in (await summary_of(bot, LUNCH))["text"]


# --- what a table leaves unsaid


CITED = """\
question,answer,source
When is our lunch?,At noon in the yard.,House rules https://example.org/rules
Where is our bicycle shed?,Behind the library.,
"""
MINUTES = """\
entries:
  - question: When is our lunch?
    answer: At noon in the yard.
    as_of: 2025-12-02
    sources: [minutes]
    quotes: [{text: Lunch is at noon., speaker: Asha, source: minutes}]
sources: [{id: minutes, title: Minutes, kind: community}]
"""


async def test_a_table_names_sources_and_the_day_of_importing_is_its_date(kept_bot: RunningBot) -> None:
    await imports(kept_bot, CITED)
    said = await answer_to(kept_bot)
    assert "Source: House rules" in said
    assert "As of 20 December 2025" in said
    said = await answer_to(kept_bot, "/ask where is our bicycle shed?")
    assert "According to this group's admins, 20 December 2025" in said


async def test_columns_that_a_table_lacks_change_nothing_but_another_answer_has_no_evidence_of_the_former(
    kept_bot: RunningBot,
) -> None:
    await imports(kept_bot, MINUTES, "faq.yaml")
    assert "brings nothing new" in (await summary_of(kept_bot, LUNCH))["text"]
    shown = await summary_of(kept_bot, LUNCH.replace("At noon", "At one"))
    assert (
        shown["text"]
        == "faq.csv has:\n\n• Changed: “When is our lunch?” – answer, date, loses its source, loses its quote"
    )
    await confirms(kept_bot, shown)
    said = await answer_to(kept_bot)
    assert said.startswith("At one in the yard.")
    assert "Lunch is at noon." not in said
    assert "Minutes" not in said


async def test_an_empty_cell_takes_out_what_stood(kept_bot: RunningBot) -> None:
    await imports(kept_bot, MINUTES, "faq.yaml")
    shown = await summary_of(kept_bot, "question,answer,source\nWhen is our lunch?,At noon in the yard.,\n")
    said = "• Changed: “When is our lunch?” – loses its source, loses its quote"
    assert shown["text"] == f"faq.csv has:\n\n{said}"
    await confirms(kept_bot, shown)
    assert "Minutes" not in await answer_to(kept_bot)


async def test_of_many_entries_the_first_are_named_and_the_rest_counted(bot: RunningBot) -> None:
    table = CSV + "".join(f"Where is room {number}?,Upstairs.\n" for number in range(8))
    shown = await summary_of(bot, table)
    assert shown["text"].count("• New: “Where is room") == 5
    assert shown["text"].endswith("\n• 3 more new entries")
    await confirms(bot, shown)
    shown = await summary_of(bot, table.replace("Upstairs", "Downstairs"))
    assert shown["text"].count("• Changed: “Where is room") == 5
    assert shown["text"].endswith("\n• 3 more changed entries")


async def test_names_of_columns_in_another_language_are_no_entry(bot: RunningBot) -> None:
    shown = await summary_of(bot, "Frage;Antwort\nWo ist das Treffen?;Im Hof.\n")
    assert shown["text"] == (
        "faq.csv has:\n\n• New: “Wo ist das Treffen?”\n\n"
        "Line 1 is left out: I take “Frage; Antwort” for the names of the columns."
    )


async def test_a_table_as_excel_saves_it_is_read_and_that_is_said(bot: RunningBot) -> None:
    data = "Вопрос;Ответ\nГде велосипеды?;За библиотекой.\n".encode("cp1251")
    (shown,) = await bot.hears(bot.telegram.upload(bot.group, owner(bot), "faq.csv", data, caption="/import"))
    said = bot.now(shown)["text"]
    assert said.startswith("faq.csv has:\n\n• New: “Где велосипеды?”\n\nI read the letters as Windows-1251.")


async def test_entries_that_supersede_each_other_are_both_answered_from(kept_bot: RunningBot) -> None:
    circle = "id,question,answer,supersedes,related,topic\na,When is our lunch?,At noon.,b,nowhere,none\n"
    circle += "b,Where is our bicycle shed?,Behind the library.,a,,\nc,Who cooks our soup?,Vera.,c,,\n"
    await imports(kept_bot, circle)
    assert (await answer_to(kept_bot)).startswith("At noon.")
    assert (await answer_to(kept_bot, "/ask where is our bicycle shed?")).startswith("Behind the library.")
    assert (await answer_to(kept_bot, "/ask who cooks our soup?")).startswith("Vera.")


# --- how far it is


async def test_how_far_a_long_reading_is_shows_in_the_message(bot: RunningBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(progressing, "EVERY_S", 0.01)
    (shown,) = await hears(bot, "/import")
    page = partial(reading_page, "faq.csv", words=catalogue("en"))
    context = Context(bot.application)
    async with progress_shown(page, bot.group.id, shown["message_id"], context) as progress:
        for done in (250, 500):
            await asyncio.to_thread(progress, done, 1000)
            said = f"Reading faq.csv … {done} of 1000"
            assert await asyncio.to_thread(eventually, lambda said=said: bot.now(shown)["text"] == said)
    assert len(bot.telegram.calls_of("editMessageText")) == 2


async def test_how_far_the_indexing_of_an_import_is_shows_as_well(
    bot: RunningBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(progressing, "EVERY_S", 0.01)
    monkeypatch.setattr(embedding, "WORTH_SHOWING", 1)
    await imports(bot, CSV + "".join(f"Where is the room of {number} trees?,Upstairs.\n" for number in range(100)))
    shown = [call.params["text"] for call in bot.telegram.calls_of("editMessageText")]
    assert [text for text in shown if text.startswith("Saved. Getting ready to answer from it … ")]
    assert shown[-1].startswith("<b>Imported.")


# --- others, meanwhile


async def asks(bot: RunningBot) -> str:
    """Let a member ask, and return what they get at once, whatever else goes on."""
    async with asyncio.timeout(PATIENCE_S):
        await bot.takes(bot.telegram.say(bot.group, bot.asha, ASKED))
    return str(bot.telegram.sent_to(bot.group)[-1]["text"])


async def test_members_are_answered_while_a_file_is_read_and_while_it_is_taken_in(kept_bot: RunningBot) -> None:
    file = kept_bot.telegram.upload(kept_bot.group, owner(kept_bot), "faq.csv", LUNCH.encode(), caption="/import")
    line = kept_bot.telegram.hold("getFile")
    async with asyncio.timeout(PATIENCE_S):
        await kept_bot.takes(file)
    assert (await asks(kept_bot)).startswith("I have no sourced answer to that.")
    line.set()
    await kept_bot.rests()
    (shown,) = [one for one in kept_bot.telegram.sent_to(kept_bot.group) if buttons_of(one) == ["Import", "Cancel"]]
    line = kept_bot.telegram.hold("getFile")
    async with asyncio.timeout(PATIENCE_S):
        await kept_bot.takes(kept_bot.telegram.press(shown, "Import", owner(kept_bot)))
    assert (await asks(kept_bot)).startswith("I have no sourced answer to that.")
    line.set()
    await kept_bot.rests()
    assert (await asks(kept_bot)).startswith("At noon in the yard.")


@pytest.mark.parametrize("button", ["Import", "Cancel"])
async def test_while_a_file_is_taken_in_its_buttons_do_nothing(kept_bot: RunningBot, button: str) -> None:
    shown = await summary_of(kept_bot, LUNCH)
    line = kept_bot.telegram.hold("getFile")
    async with asyncio.timeout(PATIENCE_S):
        await kept_bot.takes(kept_bot.telegram.press(shown, "Import", owner(kept_bot)))
        await kept_bot.takes(kept_bot.telegram.press(shown, button, owner(kept_bot)))
    told = kept_bot.telegram.calls_of("answerCallbackQuery")[-1].params["text"]
    assert told == "This has been dealt with already."
    line.set()
    await kept_bot.rests()
    assert kept_bot.now(shown)["text"].startswith("Imported.")


async def test_who_waits_for_a_file_that_cannot_be_read_is_told_and_may_try_again(
    bot: RunningBot, caplog: pytest.LogCaptureFixture
) -> None:
    shown = await summary_of(bot, LUNCH)
    bot.telegram.fail("getFile", Refused(403, "Forbidden: not for you"))
    (told,) = await bot.hears(bot.telegram.press(shown, "Import", owner(bot)))
    assert told["text"] == "Something went wrong on my side. Please ask again."
    assert "not for you" in caplog.text
    assert (await confirms(bot, shown))["text"].startswith("Imported.")


async def test_what_somebody_changed_meanwhile_is_named_and_confirmed_anew(kept_bot: RunningBot) -> None:
    await imports(kept_bot, LUNCH)
    shown = await summary_of(kept_bot, TWO.replace("At noon", "At one"))
    await edited_elsewhere(kept_bot, "At two.")
    again = await confirms(kept_bot, shown)
    assert again["text"].startswith(
        "Changed by somebody since I showed you this: “When is our lunch?”. Please look again."
    )
    assert await ids(kept_bot) == ["when-is-our-lunch"]
    await confirms(kept_bot, again)
    assert (await answer_to(kept_bot)).startswith("At one in the yard.")


async def test_a_member_cannot_confirm_nor_one_who_is_no_longer_admin(kept_bot: RunningBot) -> None:
    kept_bot.telegram.promote(kept_bot.group, kept_bot.asha)
    update = kept_bot.telegram.upload(kept_bot.group, kept_bot.asha, "faq.csv", LUNCH.encode(), caption="/import")
    (shown,) = await kept_bot.hears(update)
    kept_bot.telegram.demote(kept_bot.group, kept_bot.asha)
    for person in (kept_bot.boris, kept_bot.asha):
        await kept_bot.hears(kept_bot.telegram.press(kept_bot.now(shown), "Import", person))
    assert await ids(kept_bot) == []
    told = [call.params["text"] for call in kept_bot.telegram.calls_of("answerCallbackQuery")]
    refused = (catalogue(language).say("That is for the admins of the group to decide.") for language in ("ru", "en"))
    assert told == [*refused]


async def test_a_second_press_changes_nothing_and_says_so(kept_bot: RunningBot) -> None:
    shown = await summary_of(kept_bot, LUNCH)
    first, second = (kept_bot.telegram.press(shown, "Import", owner(kept_bot)) for _ in range(2))
    await kept_bot.hears(first)
    await kept_bot.hears(second)
    assert len(await kept_bot.application.bot_data.storage.curation(kept_bot.group.id).latest()) == 1
    told = kept_bot.telegram.calls_of("answerCallbackQuery")[-1].params["text"]
    assert told == "This has been dealt with already."


async def test_what_is_cancelled_is_not_imported(kept_bot: RunningBot) -> None:
    shown = await summary_of(kept_bot, LUNCH)
    press = kept_bot.telegram.press(shown, "Import", owner(kept_bot))
    await confirms(kept_bot, shown, "Cancel")
    await kept_bot.hears(press)
    assert await ids(kept_bot) == []


async def test_a_file_that_waits_is_imported_after_a_restart(
    telegram: Telegram, library: Library, migrated_url: str
) -> None:
    async with running(telegram, library, migrated_url) as bot:
        shown = await summary_of(bot, LUNCH)
        group, person, member = bot.group, owner(bot), bot.asha
    async with running(telegram, library, migrated_url) as bot:
        bot.group, bot.asha = group, member
        await bot.hears(telegram.press(shown, "Import", person))
        assert (await answer_to(bot)).startswith("At noon in the yard.")


async def test_questions_stand_in_the_quotation_marks_of_the_curators_language(bot: RunningBot) -> None:
    owner(bot).language_code = "ru"
    assert "Новая: «When is our lunch?»" in (await summary_of(bot, LUNCH))["text"]
