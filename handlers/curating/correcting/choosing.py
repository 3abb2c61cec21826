"""Named -> the act on the one entry that is meant, or the question which one it is."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass

from handlers.buttons import Button, Press, Verb
from handlers.catalogues import Catalogue
from handlers.context import Context
from handlers.curating.correcting.kept import Kept
from handlers.curating.correcting.naming import Named
from handlers.curating.desk import Desk
from handlers.markup import bold, paragraph, shortened
from handlers.replies import Reply
from knowledge.storage import Draft

CHOICE_SHOWN = 100  # signs of a question on a button; a phone shows fewer
MOST_CHOICES = 6  # more buttons than fit above a phone's keyboard are not read

Act = Callable[[Desk, Kept, str, Context], Awaitable[Reply | None]]  # on an entry, with what was said about it


@dataclass(frozen=True, slots=True)
class Waiting:
    """A command that waits until its entry is known: its name, and what it says about the entry."""

    command: str
    said: str = ""


async def settle(named: Named, waiting: Waiting, act: Act, desk: Desk, context: Context) -> Reply | None:
    """Act on the entry if it is certain; if not, ask which one is meant, and let the command wait."""
    if named.is_sure:
        return await act(desk, named.found[0], waiting.said, context)
    if not named.found:
        return not_found(desk)
    return await ask_which(named.found[:MOST_CHOICES], waiting, desk, context)


async def ask_which(choices: Sequence[Kept], waiting: Waiting, desk: Desk, context: Context) -> Reply:
    """Keep a command that waits, and return the question which entry it means."""
    draft = await keep_waiting(choices, waiting, desk, context)
    offered = tuple((_choice(one, number, draft, desk.words),) for number, one in enumerate(choices))
    is_one = len(choices) == 1
    asked = desk.words.say("Is it this one?") if is_one else desk.words.say("Which one is it?")
    return Reply(desk.language, (paragraph(bold(asked)),), (*offered, (cancel_button(draft, desk.words),)))


async def keep_waiting(choices: Sequence[Kept], waiting: Waiting, desk: Desk, context: Context) -> Draft:
    """Keep a command until somebody presses a button for one of its entries."""
    kept = {"command": waiting.command, "said": waiting.said, "choices": [one.entry.id for one in choices]}
    person, at = desk.by.person or 0, context.services.now
    return await context.drafts.begin(desk.group, person, desk.message.chat_id, kept, at)


def cancel_button(draft: Draft, words: Catalogue) -> Button:
    """Return the button that lets a waiting command go."""
    return Button(words.say("Cancel"), Press(Verb.CANCEL, words.language, str(draft.id)))


def how_to_name(command: str, desk: Desk) -> Reply:
    """Return how to say which entry a command is for."""
    said = desk.words.say(
        "Which entry? Reply to my answer with /{command}, or write /{command} and some words of its question.",
        command=command,
    )
    return Reply(desk.language, (paragraph(said),))


def _choice(kept: Kept, number: int, draft: Draft, words: Catalogue) -> Button:
    return Button(
        kept.mark(words) + shortened(kept.question(words.language), CHOICE_SHOWN),
        Press(Verb.PICK, words.language, str(draft.id), number),
    )


def not_found(desk: Desk) -> Reply:
    """Return that no entry is meant by what was said, and how to find one."""
    said = desk.words.say("I find no entry like that. Search with /find and a word.")
    return Reply(desk.language, (paragraph(said),))
