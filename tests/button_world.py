"""A group, and a private chat, in which the bot has shown a button of every kind that it can show."""

from collections.abc import Iterator

from conftest import Json, RunningBot
from telegram_double import User

from knowledge import OwnEntry
from knowledge.storage import Asking, Curator, Deed, Edit

UNSURE = "fta"  # when it is concluded, or how it stands?
CONSULATES = "Where are the new consulates?"
TEA = "/add Where is the weekly tea? | In the old library. | https://example.org/tea"
LONG = "\n\n".join(["Headline.", *("Sentence after sentence. " * 30 for _ in range(8))])


def owner_of(bot: RunningBot) -> User:
    """Return who may do everything in the group."""
    return bot.telegram.creator(bot.group)


async def says(bot: RunningBot, text: str, user: User | None = None, reply_to: Json | None = None) -> Json:
    """Write in the group, as its owner unless somebody else is given, and return the first reply as it stands."""
    replies = await bot.hears(bot.telegram.say(bot.group, user or owner_of(bot), text, reply_to=reply_to))
    return bot.now(replies[0])


async def press(bot: RunningBot, message: Json, button: str, user: User | None = None) -> Json:
    """Press a button that begins so, and return what is sent because of it, else the message as it stands then."""
    keys = [key for row in bot.now(message)["reply_markup"]["inline_keyboard"] for key in row]
    data = next(key["callback_data"] for key in keys if key["text"].startswith(button))
    sent = await bot.hears(bot.telegram.press(message, data, user or owner_of(bot)))
    return sent[0] if sent else bot.now(message)


async def show_every_button(bot: RunningBot) -> None:
    """Let members and curators do what makes the bot show every kind of button."""
    bot.telegram.promote(bot.group, bot.asha)
    await _teach(bot)
    await _ask(bot)
    await _curate(bot)
    await _correct(bot)
    await _look_after_what_was_missed(bot)
    await _talk_in_private(bot)


def buttons_shown(bot: RunningBot) -> Iterator[str]:
    """Yield the data of every button that was ever shown."""
    for call in bot.telegram.calls:
        rows = (call.params.get("reply_markup") or {}).get("inline_keyboard", [])
        yield from (key["callback_data"] for row in rows for key in row if "callback_data" in key)


async def _teach(bot: RunningBot) -> None:
    """Let the group know so much that lists have pages."""
    services = bot.application.bot_data
    sources = [{"id": f"s{one}", "title": f"Source {one} " * 8, "kind": "press"} for one in range(20)]
    quotes = [{"text": "Said. " * 30, "speaker": "Asha", "source": source["id"]} for source in sources]
    entry = {"id": "much", "question": "What is much?", "answer": "This.", "quotes": quotes}
    own = OwnEntry.model_validate({"entry": entry, "sources": sources})
    asked = Asking(Curator(1, "Asha"), Deed.ADD, services.now)
    await services.storage.curation(bot.group.id).save([Edit("much", own)], asked)
    await services.libraries.renew(bot.group.id)


async def _ask(bot: RunningBot) -> None:
    await press(bot, await says(bot, f"/ask {CONSULATES}", bot.asha), "👎", bot.asha)
    for text in (f"/ask {UNSURE}", "/topics", "/sources", "/quotes", "/language"):
        await says(bot, text, bot.asha)
    missed = await says(bot, "/ask Where is the help desk?", bot.asha)
    await press(bot, missed, "Propose an answer", bot.asha)


async def _curate(bot: RunningBot) -> None:
    asked = await says(bot, "/add")
    await says(bot, "Where is the weekly tea?", reply_to=asked)
    await press(bot, await press(bot, await says(bot, TEA), "Edit"), "Language")
    await says(bot, "/add")
    await press(bot, await says(bot, TEA), "Save")
    await says(bot, TEA.replace("old library", "new library"))
    for draft in [await says(bot, f"/edit {CONSULATES} | In {place}.") for place in ("Tver", "Omsk")]:
        await press(bot, draft, "Save")
    await says(bot, f"/add What is all this? | {LONG}")
    await press(bot, await says(bot, f"/add What is all that? | {LONG}"), "Save")
    await says(bot, "/ask What is all that?", bot.asha)
    for text in ("/suggest Where is the desk? | In hall B.", "/suggest Where is the bar? | In hall C."):
        await says(bot, text, bot.asha)
    await says(bot, "/proposals")


async def _correct(bot: RunningBot) -> None:
    await says(bot, "/undo")
    await press(bot, await says(bot, "/add Who is there? | Nobody. | A note", bot.asha), "Save", bot.asha)
    for text in ("/undo", f"/retire {UNSURE}", f"/history {UNSURE}", "/find consulate", "/digest", "/help"):
        await says(bot, text)
    await press(bot, await says(bot, f"/retire {CONSULATES}"), "Restore")
    await says(bot, f"/retire {CONSULATES}")
    await bot.hears(bot.telegram.say_as_anonymous_admin(bot.group, "/undo"))
    await says(bot, "/editors add", reply_to=bot.telegram.say(bot.group, bot.boris, "Hello")["message"])
    await says(bot, "/editors")
    await bot.hears(
        bot.telegram.upload(bot.group, owner_of(bot), "tea.csv", b"question,answer\nWho?,I.\n", caption="/import")
    )


async def _look_after_what_was_missed(bot: RunningBot) -> None:
    for _ in range(2):  # so that it is listed first
        await press(bot, await says(bot, f"/ask {UNSURE}", bot.asha), "None of these", bot.asha)
    for number in range(8):
        await says(bot, f"/ask Who won the {number}th chess game on board {number}?", bot.asha)
    listed = await says(bot, "/unanswered")
    for number in "12345":
        await press(bot, await press(bot, listed, number), "◀ All")
    await press(bot, await press(bot, listed, "2"), "Ignore")


async def _talk_in_private(bot: RunningBot) -> None:
    owner = owner_of(bot)
    private = bot.telegram.private(owner)
    await bot.application.bot_data.storage.memory.connect(owner.id, bot.group.id)
    for text in ("/connect", "/forgetme", "/mine"):
        await bot.hears(bot.telegram.say(private, owner, text))
