"""A command in the caption of a file: python-telegram-bot finds commands in texts alone."""

from telegram import MessageEntity, Update
from telegram.ext import BaseHandler

from handlers.context import Context
from handlers.curating.alongside import alongside
from handlers.curating.carrying.importing import import_entries
from handlers.curating.ordering import curate

IMPORT = "/import"


class ImportInCaption(BaseHandler[Update, Context, None]):
    """Takes new files whose caption begins with /import, ours or nobody's."""

    def __init__(self) -> None:
        super().__init__(_import)

    def check_update(self, update: object) -> bool:
        """Tell whether an update is such a file."""
        message = update.message if isinstance(update, Update) else None
        if message is None or message.document is None:
            return False
        found = message.parse_caption_entities([MessageEntity.BOT_COMMAND])
        command = next((text for entity, text in found.items() if entity.offset == 0), "").lower()
        name, _, addressee = command.partition("@")
        return name == IMPORT and addressee in ("", (message.get_bot().username or "").lower())


async def _import(update: Update, context: Context) -> None:
    await curate(alongside(import_entries), update, context)
