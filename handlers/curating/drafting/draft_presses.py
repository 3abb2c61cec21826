"""The buttons below a draft of an entry: on, back, what to edit, another look."""

from dataclasses import dataclass, replace

from telegram import CallbackQuery

from handlers.buttons import Press
from handlers.catalogues import LANGUAGES, catalogue
from handlers.context import Context
from handlers.curating.confirming import draft_of_press, say_it_is_done
from handlers.curating.correcting.aliasing import add_phrasing
from handlers.curating.correcting.kept import shelf_of
from handlers.curating.correcting.phrasing import has_phrasing
from handlers.curating.desk import Desk, desk_of_press
from handlers.curating.drafting.drafted import Drafted, Field, from_content, is_of_an_entry
from handlers.curating.drafting.drafts import go_on
from handlers.curating.drafting.preview import preview
from handlers.curating.drafting.previews import PAGE
from handlers.curating.drafting.reading_steps import in_language_named, moved_on, without
from handlers.curating.drafting.steps import BACK_TO_PREVIEW, OF_LANGUAGE, render_fields
from handlers.curating.placing import put_in_place
from handlers.sending import acknowledge, send
from knowledge import in_language
from knowledge.storage import Draft


@dataclass(frozen=True, slots=True)
class Opened:
    """A draft, before its writer."""

    desk: Desk
    draft: Draft
    drafted: Drafted


async def opened(query: CallbackQuery, wanted: Press, context: Context, *, live: bool = False) -> Opened | None:
    """Return the draft of a button before its writer, who still curates; None, and they are told, where it is not."""
    draft = await draft_of_press(query, wanted, context)
    if draft is None or not is_of_an_entry(draft):
        await say_it_is_done(query, wanted)
        return None
    if draft.person != query.from_user.id:
        said = catalogue(wanted.language).say("That is for the person who writes this.")
        await acknowledge(query, said, as_alert=True)
        return None
    desk = await desk_of_press(query, draft.chat, context, live=live)
    return Opened(desk, draft, from_content(draft.content)) if desk else None


async def choose_field(query: CallbackQuery, wanted: Press, context: Context) -> None:
    """Show what of a draft can be edited."""
    found = await opened(query, wanted, context)
    if found:
        await acknowledge(query)
        await put_in_place(render_fields(found.drafted, found.draft.id, found.desk.words), found.desk, context)


async def edit_field(query: CallbackQuery, wanted: Press, context: Context) -> None:
    """Ask for a field of a draft anew; or take the language whose button was pressed."""
    found = await opened(query, wanted, context)
    if not found:
        return
    languages = dict(enumerate(LANGUAGES.values(), OF_LANGUAGE))
    field = Field(wanted.number) if wanted.number < len(Field) else Field.LANGUAGE
    drafted = replace(found.drafted, asks=field, is_guided=found.drafted.is_guided and wanted.number in languages)
    if wanted.number in languages:
        drafted = in_language_named(drafted, languages[wanted.number], found.desk.words)
    await _turn_to(drafted, found, query, context)


async def skip(query: CallbackQuery, wanted: Press, context: Context) -> None:
    """Leave a field as it is, and go on to the next; where only that field is edited, take it out."""
    found = await opened(query, wanted, context)
    if found is None:
        return
    if found.drafted.asks != wanted.number:
        await say_it_is_done(query, wanted)
        return
    field, drafted = Field(wanted.number), found.drafted
    await _turn_to(moved_on(drafted, field) if drafted.is_guided else without(drafted, field), found, query, context)


async def go_back(query: CallbackQuery, wanted: Press, context: Context) -> None:
    """Go back to the field before, or to a page of the preview."""
    found = await opened(query, wanted, context)
    if found is None:
        return
    if BACK_TO_PREVIEW < wanted.number < PAGE:
        await _turn_to(replace(found.drafted, asks=Field(wanted.number - 1)), found, query, context)
    elif found.drafted.written.is_ready:
        await acknowledge(query)
        page = max(wanted.number - PAGE, 0)
        await put_in_place(await preview(found.desk, found.draft, context, page), found.desk, context)
    else:
        await _turn_to(replace(found.drafted, asks=None), found, query, context)


async def add_to_other(query: CallbackQuery, wanted: Press, context: Context) -> None:
    """Add the question of a draft to the entry that answers it already, instead of saving another one."""
    found = await opened(query, wanted, context, live=True)
    other = (await shelf_of(found.desk, context)).get(found.drafted.answered_by) if found else None
    if found is None:
        return
    if other is None:
        await say_it_is_done(query, wanted)
        return
    await acknowledge(query)
    asked = in_language(found.drafted.written.question, found.desk.language)
    reply = await add_phrasing(found.desk, other, asked, context)
    now = (await shelf_of(found.desk, context)).get(other.entry.id)
    if now and has_phrasing(now.entry, asked):
        await context.services.storage.drafts.end(found.draft)
        await put_in_place(reply, found.desk, context)
    elif reply:
        await send(context.bot, reply, found.desk.place)


async def _turn_to(drafted: Drafted, found: Opened, query: CallbackQuery, context: Context) -> None:
    await acknowledge(query)
    await put_in_place(await go_on(found.desk, found.draft, drafted, context), found.desk, context)
