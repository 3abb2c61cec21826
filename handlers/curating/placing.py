"""What comes of a press: in place of the message with the button, or below it where that can no longer be edited."""

from handlers.context import Context
from handlers.curating.desk import Desk
from handlers.replies import Reply
from handlers.sending import send, try_to_edit


async def put_in_place(reply: Reply | None, desk: Desk, context: Context) -> None:
    """Put a reply where the pressed button stood."""
    message = desk.message
    if reply and not await try_to_edit(context.bot, reply, message.chat_id, message.message_id):
        await send(context.bot, reply, desk.place)
