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
from handlers.curating.drafting.steps import (
    BACK_TO_PREVIEW,
    OF_LANGUAGE,
    first_unsaid,
    is_asked,
    may_leave,
    render_fields,
)
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
    return Opened(replace(desk, draft=draft.id), draft, from_content(draft.content)) if desk else None


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
    drafted = _with_field(found, wanted.number)
    if drafted is None:
        await say_it_is_done(query, wanted)
    else:
        await turn_to(drafted, found, query, context)


async def skip(query: CallbackQuery, wanted: Press, context: Context) -> None:
    """Leave a field as it is, and go on to the next; where only that field is edited, take it out."""
    found = await opened(query, wanted, context)
    if found is None:
        return
    field, drafted = _field(wanted.number), found.drafted
    if field is None or drafted.asks is not field or not may_leave(drafted, field, found.desk.words):
        await say_it_is_done(query, wanted)
        return
    await turn_to(moved_on(drafted, field) if drafted.is_guided else without(drafted, field), found, query, context)


async def go_back(query: CallbackQuery, wanted: Press, context: Context) -> None:
    """Go back to the field before, or to a page of the preview."""
    found = await opened(query, wanted, context)
    if found is None:
        return
    if BACK_TO_PREVIEW < wanted.number < PAGE:
        await _go_to(_field(wanted.number - 1), found, (query, wanted), context)
    elif wanted.number >= PAGE and found.drafted.asks is not None:  # no preview is there whose pages could be turned
        await say_it_is_done(query, wanted)
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


async def _go_to(field: Field | None, found: Opened, pressed: tuple[CallbackQuery, Press], context: Context) -> None:
    """Ask for a field of a draft, if it is one that is asked for."""
    if field is None or not is_asked(found.drafted, field):
        await say_it_is_done(*pressed)
    else:
        await turn_to(replace(found.drafted, asks=field), found, pressed[0], context)


def _field(number: int) -> Field | None:
    """Return the field of a number, None where it has none."""
    return Field(number) if number in list(Field) else None


def _with_field(found: Opened, number: int) -> Drafted | None:
    """Return the draft asking for the field of this number, or in the language of it; None where there is neither."""
    languages, drafted = dict(enumerate(LANGUAGES.values(), OF_LANGUAGE)), found.drafted
    if number in languages:
        return in_language_named(replace(drafted, asks=Field.LANGUAGE), languages[number], found.desk.words)
    field = _field(number)
    is_one = field is not None and is_asked(drafted, field)
    return replace(drafted, asks=field, is_guided=False) if is_one else None


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
