"""/find: the entries that have the words, or may mean them, as buttons that lead to editing."""

from collections.abc import Sequence

from handlers.buttons import Verb
from handlers.context import Context
from handlers.curating.correcting.kept import Kept, Shelf, shelf_of
from handlers.curating.correcting.naming import meant_by
from handlers.curating.desk import Desk
from handlers.entries import entry_button
from handlers.markup import bold, paragraph, shortened
from handlers.replies import Reply
from knowledge import Outcome, consult, containing

LISTED = 10  # buttons that a phone shows at once
QUERY_SHOWN = 60  # signs of the words looked for: one line of a phone


async def find(desk: Desk, text: str, context: Context) -> Reply | None:
    """List the group's and the base's entries that have these words or mean them, the retired ones marked."""
    if not text:
        return Reply(desk.language, (paragraph(desk.words.say("Which words? For example: /find visa")),))
    shelf = await shelf_of(desk, context)
    _, outcome = consult(text, (await desk.knowledge(context)).match)
    return render_found(text, found_in(shelf, text, outcome), desk)


def found_in(shelf: Shelf, text: str, outcome: Outcome) -> tuple[Kept, ...]:
    """Return first what the words mean, then what has them."""
    having = [entry.id for entry in containing(text, (one.entry for one in shelf.values()), in_answers=True)]
    found = dict.fromkeys((*(match.entry.id for match in meant_by(outcome)), *having))
    return tuple(shelf[id_] for id_ in found if id_ in shelf)


def render_found(text: str, found: Sequence[Kept], desk: Desk) -> Reply:
    """Return the list of what was found; what is left out is counted."""
    words = desk.words
    more = len(found) - LISTED
    counted = words.say_many("{count} entry:", "{count} entries:", len(found)) if found else words.say("Nothing found.")
    fewer = words.say_many(
        "{count} more; add a word to see fewer.", "{count} more; add a word to see fewer.", max(more, 0)
    )
    rest = [paragraph(fewer)] if more > 0 else []
    buttons = tuple((entry_button(one.entry, Verb.EDIT, words, one.mark(words)),) for one in found[:LISTED])
    head = paragraph(bold(shortened(text, QUERY_SHOWN)), "\n", counted)
    return Reply(desk.language, (head, *rest), buttons)
