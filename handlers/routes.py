"""Which update goes to which handler: an ordered table, the first that fits takes it."""

import re
from functools import partial
from typing import Any

from telegram import Update
from telegram.ext import (
    BaseHandler,
    CallbackQueryHandler,
    ChatMemberHandler,
    CommandHandler,
    MessageHandler,
    TypeHandler,
    filters,
)

from handlers.asking import answer, answer_edited
from handlers.commands import NOTICES, PAGES, show, start, tell, unknown
from handlers.context import Context
from handlers.curating.carrying.captions import ImportInCaption
from handlers.curating.connecting import connect
from handlers.curating.ordering import curate
from handlers.curating.orders import ORDERS
from handlers.curating.proposing.prompting import ToPrompt, take_answer
from handlers.curating.proposing.suggesting import suggest
from handlers.errors import log_and_apologise
from handlers.forgetting import forget_me
from handlers.helping import show_help
from handlers.membership import notice_others_standing, notice_own_standing, notice_title
from handlers.moving import follow_move
from handlers.pressing import press
from handlers.reading import ASK
from handlers.repeating import pass_over_what_is_done

NEW = filters.UpdateType.MESSAGE  # edited messages and channel posts are other updates
EDITED = filters.UpdateType.EDITED_MESSAGE
WORDS = filters.TEXT | filters.CAPTION
A_COMMAND = filters.COMMAND & ~filters.Regex(re.compile(rf"^/{ASK}\b", re.IGNORECASE))
IN_PRIVATE = filters.ChatType.PRIVATE

ROUTES: tuple[BaseHandler[Update, Context, Any], ...] = (
    CallbackQueryHandler(press),
    CommandHandler("start", start, NEW),
    CommandHandler("help", show_help, NEW),
    CommandHandler("suggest", suggest, NEW),
    CommandHandler("connect", connect, NEW),
    CommandHandler("forgetme", forget_me, NEW),
    *(CommandHandler(name, partial(show, page), NEW) for name, page in PAGES.items()),
    *(CommandHandler(name, partial(tell, notice), NEW) for name, notice in NOTICES.items()),
    *(CommandHandler(name, partial(curate, order), NEW) for name, order in ORDERS.items()),
    ImportInCaption(),
    MessageHandler(NEW & A_COMMAND & IN_PRIVATE, partial(tell, unknown)),
    MessageHandler(NEW & WORDS & ~filters.COMMAND & ToPrompt(), take_answer),
    MessageHandler(NEW & WORDS, answer),
    MessageHandler(EDITED & WORDS & ~A_COMMAND, answer_edited),
    MessageHandler(NEW & filters.StatusUpdate.MIGRATE, follow_move),
    MessageHandler(NEW & filters.StatusUpdate.NEW_CHAT_TITLE, notice_title),
    ChatMemberHandler(notice_own_standing, ChatMemberHandler.MY_CHAT_MEMBER),
    ChatMemberHandler(notice_others_standing, ChatMemberHandler.CHAT_MEMBER),
)
FIRST = TypeHandler[Update, Context, None](Update, pass_over_what_is_done)  # before any of them
ON_ERROR = log_and_apologise
