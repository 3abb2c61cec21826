"""The command menus that Telegram shows, per scope and language."""

from telegram import (
    BotCommandScope,
    BotCommandScopeAllChatAdministrators,
    BotCommandScopeAllGroupChats,
    BotCommandScopeAllPrivateChats,
    BotCommandScopeDefault,
)

from handlers.catalogues import FALLBACK, LANGUAGES, catalogue
from handlers.context import Bot
from handlers.informing import command_descriptions
from handlers.sending import set_commands

IN_GROUPS = ("ask", "topics", "sources", "quotes", "help", "privacy")

MENUS: tuple[tuple[BotCommandScope, tuple[str, ...] | None], ...] = (  # None: all commands
    (BotCommandScopeDefault(), None),
    (BotCommandScopeAllPrivateChats(), None),
    (BotCommandScopeAllGroupChats(), IN_GROUPS),
    (BotCommandScopeAllChatAdministrators(), IN_GROUPS),
)


async def set_menus(bot: Bot) -> None:
    """Set every menu in every language; English also serves the clients of all other languages."""
    for scope, shown in MENUS:
        for language in LANGUAGES:
            described = command_descriptions(catalogue(language))
            names = {name: about for name, about in described.items() if shown is None or name in shown}
            await set_commands(bot, names, scope, language)
            if language == FALLBACK:
                await set_commands(bot, names, scope, None)
