"""An unfinished draft -> Reply: whether to go on with it or to begin another, or that it is gone. Pure."""

from handlers.buttons import Button, Press, Verb
from handlers.catalogues import Catalogue
from handlers.curating.calling import called
from handlers.curating.drafting.drafted import Drafted
from handlers.curating.drafting.steps import BACK_TO_PREVIEW
from handlers.markup import paragraph
from handlers.replies import Reply
from knowledge import in_language


def render_unfinished(drafted: Drafted, id_: int, words: Catalogue) -> Reply:
    """Return what somebody has not finished, and ask whether to go on."""
    about, name = str(id_), _name(drafted, words)
    said = (
        words.say("You have not finished this yet: {entry}.", entry=name)
        if name
        else words.say("You have begun an entry here that says nothing yet.")
    )
    step = BACK_TO_PREVIEW if drafted.asks is None else int(drafted.asks) + 1
    row = (
        Button(words.say("Go on"), Press(Verb.BACK, words.language, about, step)),
        Button(words.say("Start a new one"), Press(Verb.START_NEW, words.language, about)),
    )
    return Reply(words.language, (paragraph(said),), (row,))


def render_cancelled(drafted: Drafted | None, words: Catalogue) -> Reply:
    """Return that an unfinished draft is gone, None where there was none."""
    if drafted is None:
        said = words.say("There is nothing to cancel: you have begun no entry here.")
    else:
        name = _name(drafted, words)
        said = words.say("Cancelled: {entry}", entry=name) if name else words.say("Cancelled.")
    return Reply(words.language, (paragraph(said),))


def _name(drafted: Drafted, words: Catalogue) -> str:
    """Return what a draft is called: its question, else its answer, "" where it has neither."""
    begun = in_language(drafted.written.question or drafted.written.answer, words.language)
    return called(begun, words) if begun else ""
