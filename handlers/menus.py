"""The command menus that Telegram shows, per scope and language."""

from collections.abc import Callable, Mapping

from telegram import (
    BotCommandScope,
    BotCommandScopeAllChatAdministrators,
    BotCommandScopeAllGroupChats,
    BotCommandScopeAllPrivateChats,
    BotCommandScopeDefault,
)

from handlers.bots import Bot
from handlers.catalogues import FALLBACK, LANGUAGES, Catalogue, catalogue
from handlers.informing import command_descriptions, curator_descriptions
from handlers.sending import set_commands

IN_GROUPS = ("ask", "topics", "sources", "quotes", "suggest", "help", "privacy")
ONLY_IN_GROUPS = ("suggest",)


def of_all(words: Catalogue) -> Mapping[str, str]:
    """Return the commands that anybody may use somewhere."""
    return command_descriptions(words)


def of_private_chats(words: Catalogue) -> Mapping[str, str]:
    """Return the commands of a private chat; who curates there finds theirs with /help."""
    return {name: about for name, about in of_all(words).items() if name not in ONLY_IN_GROUPS}


def of_groups(words: Catalogue) -> Mapping[str, str]:
    """Return the commands of members in groups."""
    return {name: about for name, about in of_all(words).items() if name in IN_GROUPS}


def of_admins(words: Catalogue) -> Mapping[str, str]:
    """Return the commands of admins in groups."""
    return {**of_groups(words), **curator_descriptions(words)}


MENUS: tuple[tuple[BotCommandScope, Callable[[Catalogue], Mapping[str, str]]], ...] = (
    (BotCommandScopeDefault(), of_all),
    (BotCommandScopeAllPrivateChats(), of_private_chats),
    (BotCommandScopeAllGroupChats(), of_groups),
    (BotCommandScopeAllChatAdministrators(), of_admins),
)


async def set_menus(bot: Bot) -> None:
    """Set every menu in every language; English also serves the clients of all other languages."""
    for scope, menu in MENUS:
        for language in LANGUAGES:
            names = dict(menu(catalogue(language)))
            await set_commands(bot, names, scope, language)
            if language == FALLBACK:
                await set_commands(bot, names, scope, None)
