"""What every handler has at hand: python-telegram-bot's context with our own services, typed."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from telegram.ext import Application, CallbackContext

from handlers.bots import Bot
from handlers.rights import Rights
from knowledge.storage import Libraries, Storage


class Services:
    """The services of the running bot; `bot.wiring` fills them in."""

    libraries: Libraries  # what each group knows
    storage: Storage
    rights: Rights
    clock: Callable[[], datetime]
    at_work: set[int]  # the drafts upon which work goes on alongside the updates
    reaches_groups: bool = True  # not so in a terminal

    @property
    def now(self) -> datetime:
        """The present time."""
        return self.clock()

    @property
    def today(self) -> date:
        """The present day."""
        return self.now.date()


class Context(CallbackContext[Bot, dict[Any, Any], dict[Any, Any], Services]):
    """The context of an update, with our services by their name."""

    @property
    def services(self) -> Services:
        """The services of the running bot."""
        return self.bot_data


App = Application[Bot, Context, dict[Any, Any], dict[Any, Any], Services, Any]
