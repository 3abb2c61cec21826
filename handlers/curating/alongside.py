"""Work that takes long goes on alongside the updates of its chat, which need not wait for it."""

from collections.abc import Coroutine
from typing import Any

from handlers.context import Context
from handlers.curating.desk import Desk, Order, carry_out
from handlers.errors import apology, is_wire_down
from handlers.sending import send
from knowledge.storage import Draft

ALONGSIDE = "alongside"  # what such a task is called

Work = Coroutine[Any, Any, None]


def alongside(order: Order) -> Order:
    """Return the order that only begins this one, whose reply comes when it is ready."""

    async def begin(desk: Desk, _: str, context: Context) -> None:
        go_on_alongside(carry_out(order, desk, context), desk, context)

    return begin


def go_on_alongside(work: Work, desk: Desk, context: Context, upon: Draft | None = None) -> None:
    """Begin work for who sits at a desk; the buttons of the draft that it is done upon mean nothing until it ends."""
    if upon:
        context.services.at_work.add(upon.id)
    context.application.create_task(_done(work, desk, context, upon), name=ALONGSIDE)


async def _done(work: Work, desk: Desk, context: Context, upon: Draft | None) -> None:
    """Do the work to its end; where it fails, its curator is told, and the application logs why."""
    try:
        await work
    except Exception as error:
        if not is_wire_down(error):
            await send(context.bot, apology(desk.words), desk.place)
        raise
    finally:
        if upon:
            context.services.at_work.discard(upon.id)
