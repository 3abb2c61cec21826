"""/unanswered: the questions that the group has no good answer to, and the buttons that lead through them."""

from collections.abc import Sequence
from dataclasses import replace

from telegram import CallbackQuery

from handlers.buttons import Press, Rows
from handlers.catalogues import catalogue
from handlers.context import Context
from handlers.curating.desk import Desk, desk_of_press
from handlers.curating.missed.gap_names import gap_name
from handlers.curating.missed.gap_pages import render_gap, render_gaps
from handlers.curating.missed.gaps import Gap, gaps_of
from handlers.curating.placing import put_in_place
from handlers.markup import Paragraph
from handlers.replies import Reply
from handlers.sending import acknowledge


async def unanswered(desk: Desk, _: str, context: Context) -> Reply | None:
    """List the questions without a good answer, most asked first."""
    return await gap_list(desk, context)


async def show_gaps(query: CallbackQuery, wanted: Press, context: Context) -> None:
    """Show a page of the list."""
    desk = await desk_of_gap(query, wanted, context)
    if desk:
        await acknowledge(query)
        await put_in_place(await gap_list(desk, context, wanted.number), desk, context)


async def show_gap(query: CallbackQuery, wanted: Press, context: Context) -> None:
    """Show one question of the list."""
    desk = await desk_of_gap(query, wanted, context)
    gap = await gap_of(desk, query, wanted, context) if desk else None
    if desk and gap:
        await acknowledge(query)
        await put_in_place(render_gap(gap, desk.group, desk.words), desk, context)


async def gap_list(desk: Desk, context: Context, page: int = 0) -> Reply:
    """Return a page of the list."""
    return render_gaps(await gaps_of(desk.group, context), desk.group, desk.words, page)


async def show_what_happened(
    said: tuple[Paragraph, ...], rows: Rows, desk: Desk, context: Context, left: Sequence[Gap] | None = None
) -> None:
    """Show the list again, of the gaps that are left, with what happened above it, and buttons about that first.

    `left` is None where what the group knows has changed, so that all questions are to be looked up again.
    """
    listed = await gap_list(desk, context) if left is None else render_gaps(left, desk.group, desk.words)
    reply = replace(listed, paragraphs=(*said, *listed.paragraphs), buttons=(*rows, *listed.buttons))
    await put_in_place(reply, desk, context)


async def desk_of_gap(query: CallbackQuery, wanted: Press, context: Context, *, live: bool = False) -> Desk | None:
    """Return the desk of who pressed a button about a gap; None, and they are told, where they may not."""
    name = gap_name(wanted.about)
    if name is None:
        said = catalogue(wanted.language).say("This button is from an earlier time. Please send /unanswered again.")
        await acknowledge(query, said, as_alert=True)
        return None
    group = await context.services.storage.groups.where_now(name.group)
    return await desk_of_press(query, group, context, live=live)


async def gap_of(desk: Desk, query: CallbackQuery, wanted: Press, context: Context) -> Gap | None:
    """Return the gap that a button is about; None, and who pressed is told and gets the list, where it is closed."""
    return await gap_among(await gaps_of(desk.group, context), desk, query, wanted, context)


async def gap_among(
    gaps: Sequence[Gap], desk: Desk, query: CallbackQuery, wanted: Press, context: Context
) -> Gap | None:
    """Return that one of all gaps that a button is about; None as `gap_of`."""
    name = gap_name(wanted.about)
    found = next((gap for gap in gaps if name and name.question in gap.ids), None)
    if found is None:
        await acknowledge(query, desk.words.say("This question has been dealt with already."))
        await put_in_place(render_gaps(gaps, desk.group, desk.words), desk, context)
    return found
