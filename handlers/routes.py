"""Which update goes to which handler: an ordered table, the first that fits takes it."""

import re
from functools import partial
from typing import Any

from telegram import Update
from telegram.ext import BaseHandler, CallbackQueryHandler, CommandHandler, MessageHandler, filters

from handlers.asking import answer, answer_edited
from handlers.commands import PAGES, UNKNOWN, show, start
from handlers.context import Context
from handlers.errors import log_and_apologise
from handlers.pressing import press
from handlers.reading import ASK

NEW = filters.UpdateType.MESSAGE  # edited messages and channel posts are other updates
EDITED = filters.UpdateType.EDITED_MESSAGE
WORDS = filters.TEXT | filters.CAPTION
A_COMMAND = filters.COMMAND & ~filters.Regex(re.compile(rf"^/{ASK}\b", re.IGNORECASE))
IN_PRIVATE = filters.ChatType.PRIVATE

ROUTES: tuple[BaseHandler[Update, Context, Any], ...] = (
    CallbackQueryHandler(press),
    CommandHandler("start", start, NEW),
    *(CommandHandler(name, partial(show, page), NEW) for name, page in PAGES.items()),
    MessageHandler(NEW & A_COMMAND & IN_PRIVATE, partial(show, UNKNOWN)),
    MessageHandler(NEW & WORDS, answer),
    MessageHandler(EDITED & WORDS & ~A_COMMAND, answer_edited),
)
ON_ERROR = log_and_apologise
