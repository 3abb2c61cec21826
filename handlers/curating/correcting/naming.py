"""What an admin calls an entry -> the entries that may be meant: by id, by words, or by the answer replied to."""

from collections.abc import Iterable
from dataclasses import dataclass

from telegram import InlineKeyboardMarkup, Message

from handlers.buttons import Press, Verb, from_data
from handlers.context import Context
from handlers.curating.correcting.kept import Kept, Shelf, shelf_of
from handlers.curating.desk import Desk
from knowledge import Abstain, Answer, Clarify, Match, Outcome, Several, consult, containing

BAR = "|"  # parts the name of an entry from what is said about it
OF_ANSWERS = (Verb.HELPFUL,)  # what stands below every answer, once for each entry that it holds
OF_OFFERS = (Verb.CHOOSE, Verb.EDIT, Verb.HISTORY, Verb.RESTORE)


@dataclass(frozen=True, slots=True)
class Named:
    """The entries that may be meant, likeliest first, and whether the first one certainly is."""

    found: tuple[Kept, ...]
    is_sure: bool


async def named_by_words(name: str, desk: Desk, context: Context) -> Named:
    """Return the entry of this id, or those that the words may mean."""
    shelf = await shelf_of(desk, context)
    if name in shelf:
        return Named((shelf[name],), is_sure=True)
    _, outcome = consult(name, (await desk.knowledge(context)).match)
    return _weighed(name, outcome, shelf)


async def named_by_reply(desk: Desk, context: Context) -> Named | None:
    """Return the entries of the message of ours that is replied to; None where it is not one, or shows none."""
    answered = desk.message.reply_to_message
    if answered is None or answered.from_user is None or answered.from_user.id != context.bot.bot.id:
        return None
    shelf = await shelf_of(desk, context)
    found = tuple(shelf[id_] for id_ in _ids_below(answered) if id_ in shelf)
    return Named(found, is_sure=len(found) == 1) if found else None


async def parted(text: str, desk: Desk, context: Context) -> tuple[str, str]:
    """Return the name of an entry and what is said about it: at the bar, or behind an id that begins the text."""
    name, bar, rest = (part.strip() for part in text.partition(BAR))
    first, _, behind = text.partition(" ")
    is_id = not bar and first in await shelf_of(desk, context)
    return (first, behind.strip()) if is_id else (name, rest)


def meant_by(outcome: Outcome) -> tuple[Match, ...]:
    """Return the matches that a question leads to, or offers."""
    match outcome:
        case Answer(found):
            return (found,)
        case Clarify(choices):
            return choices
        case Several(questions):
            return tuple(found for asked in questions for found in meant_by(asked.decision))
        case Abstain():
            return ()


def _weighed(name: str, outcome: Outcome, shelf: Shelf) -> Named:
    """Retired entries are not asked, so they are looked for by their words."""
    having = [shelf[entry.id] for entry in containing(name, (one.entry for one in shelf.values()))]
    meant = [shelf[match.entry.id] for match in meant_by(outcome) if match.entry.id in shelf]
    if isinstance(outcome, Abstain) and having:
        return Named(tuple(having), is_sure=len(having) == 1)
    found = _each_once((*meant, *(one for one in having if one.is_retired)))
    return Named(found, is_sure=isinstance(outcome, Answer) and len(found) == 1)


def _each_once(entries: Iterable[Kept]) -> tuple[Kept, ...]:
    return tuple({one.entry.id: one for one in entries}.values())


def _ids_below(message: Message) -> tuple[str, ...]:
    """Return the ids of the entries that a message of ours answers with, else of those that it offers."""
    presses = _presses(message.reply_markup)
    of_answers = dict.fromkeys(press.about for press in presses if press.verb in OF_ANSWERS)
    of_offers = dict.fromkeys(press.about for press in presses if press.verb in OF_OFFERS)
    return tuple(of_answers or of_offers)


def _presses(keyboard: InlineKeyboardMarkup | None) -> list[Press]:
    rows = keyboard.inline_keyboard if keyboard else ()
    found = (from_data(key.callback_data) for row in rows for key in row if isinstance(key.callback_data, str))
    return [press for press in found if press]
