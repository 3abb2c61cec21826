"""The buttons below a draft of an entry: on, back, what to edit, another look."""

from dataclasses import dataclass, replace

from telegram import CallbackQuery

from handlers.buttons import Press
from handlers.catalogues import LANGUAGES, catalogue
from handlers.context import Context
from handlers.curating.confirming import draft_of_press, say_it_is_done
from handlers.curating.desk import Desk, desk_of_press
from handlers.curating.drafting.drafted import Drafted, Field, from_content, is_of_an_entry
from handlers.curating.drafting.drafts import begin, go_on
from handlers.curating.drafting.preview import preview
from handlers.curating.drafting.previews import PAGE
from handlers.curating.drafting.reading_steps import in_language_named, moved_on, without
from handlers.curating.drafting.steps import BACK_TO_PREVIEW, OF_LANGUAGE, first_unsaid, render_fields
from handlers.curating.placing import put_in_place
from handlers.sending import acknowledge
from knowledge.curating import Written, with_former_evidence
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
    await turn_to(drafted, found, query, context)


async def skip(query: CallbackQuery, wanted: Press, context: Context) -> None:
    """Leave a field as it is, and go on to the next; where only that field is edited, take it out."""
    found = await opened(query, wanted, context)
    if found is None:
        return
    if found.drafted.asks != wanted.number:
        await say_it_is_done(query, wanted)
        return
    field, drafted = Field(wanted.number), found.drafted
    await turn_to(moved_on(drafted, field) if drafted.is_guided else without(drafted, field), found, query, context)


async def go_back(query: CallbackQuery, wanted: Press, context: Context) -> None:
    """Go back to the field before, or to a page of the preview."""
    found = await opened(query, wanted, context)
    if found is None:
        return
    if BACK_TO_PREVIEW < wanted.number < PAGE:
        await turn_to(replace(found.drafted, asks=Field(wanted.number - 1)), found, query, context)
    elif found.drafted.written.is_ready:
        await acknowledge(query)
        page = max(wanted.number - PAGE, 0)
        await put_in_place(await preview(found.desk, found.draft, context, page), found.desk, context)
    else:
        await turn_to(replace(found.drafted, asks=None), found, query, context)


async def go_into_detail(query: CallbackQuery, wanted: Press, context: Context) -> None:
    """Ask for what a draft can say besides, one field after another from the first that says nothing yet."""
    found = await opened(query, wanted, context)
    if found:
        field = first_unsaid(found.drafted, found.desk.words)
        await turn_to(replace(found.drafted, asks=field, is_guided=True), found, query, context)


async def keep_evidence(query: CallbackQuery, wanted: Press, context: Context) -> None:
    """Let the new answer of a draft rest on what the one before rested on."""
    found = await opened(query, wanted, context)
    if found:
        kept = with_former_evidence(found.drafted.written)
        await turn_to(replace(found.drafted, written=kept, asks=None), found, query, context)


async def start_new(query: CallbackQuery, wanted: Press, context: Context) -> None:
    """Begin another entry; the unfinished one stays as it is."""
    found = await opened(query, wanted, context)
    if found:
        await acknowledge(query)
        await put_in_place(await begin(found.desk, Drafted(Written(), is_guided=True), context), found.desk, context)


async def turn_to(drafted: Drafted, found: Opened, query: CallbackQuery, context: Context) -> None:
    """Keep what a draft has become by a press, and show it where the button stood."""
    await acknowledge(query)
    await put_in_place(await go_on(found.desk, found.draft, drafted, context), found.desk, context)
