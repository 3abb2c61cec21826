"""What every handler has at hand: python-telegram-bot's context with our own services, typed."""

from collections.abc import Callable
from datetime import date
from typing import Any

from telegram.ext import Application, CallbackContext, ExtBot

from handlers.memory import Memory
from handlers.voting import Votes
from knowledge import Knowledge, Library


class Services:
    """The services of the running bot; `bot.wiring` fills them in."""

    library: Library
    memory: Memory
    votes: Votes
    today: Callable[[], date]

    @property
    def knowledge(self) -> Knowledge:
        """What is known at this moment."""
        return self.library.knowledge


Bot = ExtBot[int]


class Context(CallbackContext[Bot, dict[Any, Any], dict[Any, Any], Services]):
    """The context of an update, with our services by their name."""

    @property
    def services(self) -> Services:
        """The services of the running bot."""
        return self.bot_data


App = Application[Bot, Context, dict[Any, Any], dict[Any, Any], Services, Any]
