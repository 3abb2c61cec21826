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

CSV = "question,answer\n"
LUNCH = f"{CSV}When is our lunch?,At noon in the yard.\n"
TWO = f"{LUNCH}Where is our bicycle shed?,Behind the library.\n"
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


async def test_another_form_is_answered_with_those_there_are(bot: RunningBot) -> None:
    (reply,) = await hears(bot, "/export pdf")
    assert reply["text"] == "I write these: /export yaml, /export json, /export csv."


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
    assert "Only admins" in refused["text"]
    assert await ids(kept_bot) == ["when-is-our-lunch"]


# --- and back


async def test_a_file_is_summed_up_confirmed_and_answered_from(kept_bot: RunningBot) -> None:
    shown = await summary_of(kept_bot, TWO)
    assert shown["text"] == "faq.csv has:\n\n• 2 new entries"
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
    assert "• 1 changed entry: when-is-our-lunch\n• 1 entry as it stands" in shown["text"]
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
    assert "• 1 changed entry: when-is-our-lunch" in changed["text"]
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
    assert "• 1 new entry" in bot.now(shown)["text"]


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
    assert "• 2 new entries" in shown["text"]
    assert "Left out: line 4" in shown["text"]
    await confirms(kept_bot, shown)
    assert len(await ids(kept_bot)) == 2


async def test_many_refusals_are_counted_and_listed_in_a_file(bot: RunningBot) -> None:
    shown, listed = await sends(bot, f"{LUNCH}Who pays?,\nWho sings?,\nWho cooks?,\n")
    assert "2 more are listed below." in bot.now(shown)["text"]
    lines = bot.telegram.document(listed).decode().splitlines()
    assert [line.split(": ")[0] for line in lines] == ["faq.csv:3", "faq.csv:4", "faq.csv:5"]


@pytest.mark.parametrize(
    ("name", "text"), [("faq.pdf", "%PDF"), ("faq.yaml", "a: [b"), ("faq.csv", "x"), ("faq.csv", "")]
)
async def test_a_file_without_an_entry_is_refused_with_the_reason_and_no_button(
    bot: RunningBot, name: str, text: str
) -> None:
    shown = await summary_of(bot, text, name)
    assert shown["text"].startswith(f"I found no entry in {name} that I can take in.")
    assert "Left out:" in shown["text"]
    assert buttons_of(shown) == []


async def test_a_file_that_is_too_large_is_not_fetched(bot: RunningBot) -> None:
    (reply,) = await sends(bot, "x" * 10_000_001)
    assert reply["text"].startswith("That file is larger than 10 MB")
    assert bot.telegram.calls_of("getFile") == []


async def test_where_telegram_keeps_the_file_to_itself_that_is_said(bot: RunningBot) -> None:
    bot.telegram.fail("getFile", Refused(400, "Bad Request: file is temporarily unavailable"))
    assert "Telegram does not give me that file" in (await summary_of(bot, LUNCH))["text"]


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


# --- others, meanwhile


async def test_what_somebody_changed_meanwhile_is_named_and_confirmed_anew(kept_bot: RunningBot) -> None:
    await imports(kept_bot, LUNCH)
    shown = await summary_of(kept_bot, TWO.replace("At noon", "At one"))
    await edited_elsewhere(kept_bot, "At two.")
    again = await confirms(kept_bot, shown)
    assert again["text"].startswith(
        "Changed by somebody since I showed you this: when-is-our-lunch. Please look again."
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
    assert told == ["That is for the admins of the group to decide."] * 2


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
