"""What is said of a file before, while and after it is imported. Pure."""

from collections.abc import Sequence

from handlers.buttons import Button, Press, Verb
from handlers.catalogues import Catalogue
from handlers.curating.carrying.effects import effects, questions
from handlers.curating.carrying.plans import Plan
from handlers.curating.carrying.refusals import refusals
from handlers.markup import Paragraph, bold, paragraph, shortened
from handlers.replies import Reply
from knowledge import Entry
from knowledge.exchange import MOST_BYTES, SUFFIXES, Comparison

LONGEST_NAME = 60  # of a file
MEGABYTE = 1_000_000


def how_to_import(words: Catalogue) -> Reply:
    """Return how a file comes to us."""
    said = words.say(
        "Send me the file with /import as its caption, or reply to the file with /import. I read these: {suffixes}.",
        suffixes=", ".join(SUFFIXES),
    )
    return Reply(words.language, (paragraph(said),))


def too_large(words: Catalogue) -> Reply:
    """Return what is said of a file that is not fetched."""
    said = words.say(
        "That file is larger than {limit} MB, which is the most I read. Please split it into several files.",
        limit=MOST_BYTES // MEGABYTE,
    )
    return Reply(words.language, (paragraph(said),))


def not_handed_out(words: Catalogue) -> Reply:
    """Return what is said where Telegram keeps a file to itself."""
    said = words.say("Telegram does not give me that file. Please send it again with /import as its caption.")
    return Reply(words.language, (paragraph(said),))


def reading_page(name: str, done: int, of: int, words: Catalogue) -> Reply:
    """Return how far reading has come; of a file that was just opened nothing is known yet."""
    said = words.say("Reading {name} …", name=shortened(name, LONGEST_NAME))
    far = words.say("{done} of {all}", done=done, all=of) if of else ""
    return Reply(words.language, (paragraph(f"{said} {far}".rstrip()),))


def indexing_page(done: int, of: int, words: Catalogue) -> Reply:
    """Return how far indexing has come of what is saved already."""
    said = words.say("Saved. Getting ready to answer from it … {percent} %", percent=100 * done // of)
    return Reply(words.language, (paragraph(said),))


def saving_page(count: int, words: Catalogue) -> Reply:
    """Return what is said while entries are saved."""
    said = words.say_many("Saving {count} entry …", "Saving {count} entries …", count)
    return Reply(words.language, (paragraph(said),))


def summary(name: str, plan: Plan, draft: int, meanwhile: Sequence[Entry], words: Catalogue) -> Reply:
    """Return what importing a file would change, to be confirmed; `meanwhile` names what changed since last shown."""
    head = paragraph(bold(words.say("{name} has:", name=shortened(name, LONGEST_NAME))))
    said = (*_again(meanwhile, words), head, *_counted(plan.comparison, words), *refusals(plan.refused, words))
    about = str(draft)
    yes = Button(words.say("Import"), Press(Verb.IMPORT, words.language, about))
    no = Button(words.say("Cancel"), Press(Verb.CANCEL, words.language, about))
    return Reply(words.language, said, ((yes, no),))


def nothing_to_import(name: str, plan: Plan, words: Catalogue) -> Reply:
    """Return what is said of a file that changes nothing."""
    called, same = shortened(name, LONGEST_NAME), plan.comparison.same
    said = (
        words.say("{name} brings nothing new: all it says stands here already.", name=called)
        if same
        else words.say("I found no entry in {name} that I can take in.", name=called)
    )
    return Reply(words.language, (paragraph(said), *refusals(plan.refused, words)))


def imported(comparison: Comparison, words: Catalogue) -> Reply:
    """Return what came of it."""
    said = words.say("Imported. Members get this from now on; /undo takes all of it back.")
    counted = _counted(Comparison(comparison.new, comparison.changed, 0), words)
    return Reply(words.language, (paragraph(bold(said)), *counted))


def _again(meanwhile: Sequence[Entry], words: Catalogue) -> tuple[Paragraph, ...]:
    if not meanwhile:
        return ()
    said = words.say(
        "Changed by somebody since I showed you this: {entries}. Please look again.",
        entries=questions(meanwhile, words),
    )
    return (paragraph(bold(said)),)


def _counted(found: Comparison, words: Catalogue) -> tuple[Paragraph, ...]:
    same = words.say_many("{count} entry as it stands", "{count} entries as they stand", found.same)
    lines = (*effects(found, words), *((same,) if found.same else ()))
    return (paragraph("\n".join(f"• {line}" for line in lines)),)
