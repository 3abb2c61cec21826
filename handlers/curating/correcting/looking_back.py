"""/history and /mine: who changed an entry, and what one changed oneself."""

from telegram import CallbackQuery

from handlers.buttons import Button, Press, Verb
from handlers.catalogues import Catalogue
from handlers.context import Context
from handlers.curating.correcting.choosing import MOST_CHOICES, how_to_name, not_found
from handlers.curating.correcting.entry_presses import desk_in_group
from handlers.curating.correcting.histories import OWN_CHANGES, render_history, render_mine
from handlers.curating.correcting.kept import Kept, shelf_of
from handlers.curating.correcting.naming import Named, named_by_reply, named_by_words
from handlers.curating.desk import Desk
from handlers.curating.numbers import number_in
from handlers.curating.placing import put_in_place
from handlers.entries import entry_button
from handlers.markup import bold, paragraph
from handlers.replies import Reply
from handlers.sending import acknowledge
from knowledge import containing


async def history(desk: Desk, text: str, context: Context) -> Reply | None:
    """Show who changed the entry that is named, be it gone by now, or that the answer replied to shows."""
    if text and await desk.curation(context).history(text, limit=1):
        return await _history_of(text, desk, context)
    named = await named_by_words(text, desk, context) if text else await named_by_reply(desk, context)
    if named is None:
        return how_to_name("history", desk)
    offered = _offered(named, await _gone(text, desk, context), desk.words)
    match offered:
        case []:
            return not_found(desk)
        case [only]:
            return await _history_of(only.press.about, desk, context)
        case _:
            return _which_one(offered[:MOST_CHOICES], desk)


async def mine(desk: Desk, _: str, context: Context) -> Reply | None:
    """Show what the person who asks changed in the group."""
    return await _changes_by(desk.by.person or 0, desk, context)


async def turn_history(query: CallbackQuery, wanted: Press, context: Context) -> None:
    """Turn the pages of a history, or of what somebody changed."""
    desk = await desk_in_group(query, wanted, context)
    reply = await _page(wanted, desk, context) if desk else None
    if desk and reply is None:
        await acknowledge(query, desk.words.say("This entry is no longer here."), as_alert=True)
    elif desk:
        await acknowledge(query)
        await put_in_place(reply, desk, context)


async def _page(wanted: Press, desk: Desk, context: Context) -> Reply | None:
    """Return the page that a button leads to, None where it is about an entry that there never was."""
    if wanted.about.startswith(OWN_CHANGES):
        person = number_in(wanted.about.removeprefix(OWN_CHANGES))
        return await _changes_by(person or 0, desk, context, wanted.number)
    is_known = wanted.about in await shelf_of(desk, context) or await desk.curation(context).history(wanted.about, 1)
    return await _history_of(wanted.about, desk, context, wanted.number) if is_known else None


def _which_one(offered: list[Button], desk: Desk) -> Reply:
    asked = paragraph(bold(desk.words.say("Which one is it?")))
    return Reply(desk.language, (asked,), tuple((button,) for button in offered))


async def _gone(text: str, desk: Desk, context: Context) -> tuple[Kept, ...]:
    """Return the entries with these words that were taken back, and are nowhere any more."""
    shelf = await shelf_of(desk, context)
    gone = {one.id: one.own for one in await desk.curation(context).gone() if one.own and one.id not in shelf}
    return tuple(Kept(gone[entry.id]) for entry in containing(text, (own.entry for own in gone.values())))


def _offered(named: Named, gone: tuple[Kept, ...], words: Catalogue) -> list[Button]:
    """Return a button for each entry that may be meant, the gone ones behind."""
    found = named.found[:1] if named.is_sure else named.found
    there = [(one, one.mark(words)) for one in found]
    marked = [*there, *((one, words.say("Taken back: ")) for one in gone)]
    return [entry_button(one.entry, Verb.HISTORY, words, mark) for one, mark in marked]


async def _history_of(id_: str, desk: Desk, context: Context, page: int = 0) -> Reply:
    changes = await desk.curation(context).history(id_)
    return render_history(id_, changes, desk, context.services.libraries.base, page)


async def _changes_by(person: int, desk: Desk, context: Context, page: int = 0) -> Reply:
    changes = await desk.curation(context).changes_by(person)
    return render_mine(person, changes, desk, context.services.libraries.base, page)
