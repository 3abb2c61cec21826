"""What every handler has at hand: python-telegram-bot's context with our own services, typed."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any, Self

from telegram import Update
from telegram.ext import Application, CallbackContext

from handlers.bots import Bot
from handlers.rights import Rights
from knowledge.storage import Drafts, Libraries, Order, Storage


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

    update_id: int | None = None  # None for what is done without an update

    @classmethod
    def from_update(cls, update: object, application: Any) -> Self:
        """Return the context of an update."""
        context = super().from_update(update, application)
        context.update_id = update.update_id if isinstance(update, Update) else None
        return context

    @property
    def services(self) -> Services:
        """The services of the running bot."""
        return self.bot_data

    @property
    def order(self) -> Order | None:
        """What the update brings, which is carried out once, however often it comes."""
        return None if self.update_id is None else Order(self.update_id, self.services.now)

    @property
    def drafts(self) -> Drafts:
        """What is being written, to be changed by this update."""
        return self.services.storage.drafts.changed_by(self.order)


App = Application[Bot, Context, dict[Any, Any], dict[Any, Any], Services, Any]
