"""What is said of a file before, while and after it is imported. Pure."""

from collections.abc import Sequence

from handlers.buttons import Button, Press, Verb
from handlers.catalogues import Catalogue
from handlers.curating.carrying.plans import Plan
from handlers.markup import Paragraph, bold, paragraph, shortened
from handlers.replies import Reply
from knowledge import Problem
from knowledge.exchange import MOST_BYTES, SUFFIXES, Comparison

LONGEST_NAME = 60  # of a file
LONGEST_PROBLEM = 600  # signs; the attached list has all
NAMED = 5  # entries by their ids
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
        "That file is larger than {limit} MB, which is the most I read. Please share it out among several.",
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


def saving_page(count: int, words: Catalogue) -> Reply:
    """Return what is said while entries are saved."""
    said = words.say_many("Saving {count} entry …", "Saving {count} entries …", count)
    return Reply(words.language, (paragraph(said),))


def summary(name: str, plan: Plan, draft: int, meanwhile: Sequence[str], words: Catalogue) -> Reply:
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


def refusals(refused: Sequence[Problem], words: Catalogue) -> tuple[Paragraph, ...]:
    """Return the first thing that is wrong with a file, and how much more is."""
    if not refused:
        return ()
    first, rest = refused[0], len(refused) - 1
    line = (words.say("line {line}", line=first.place.line),) if first.place.line else ()
    where = ", ".join((*line, *((first.entry,) if first.entry else ())))
    what = shortened(
        f"{where}: {first.what}; {first.remedy}" if where else f"{first.what}; {first.remedy}", LONGEST_PROBLEM
    )
    more = words.say_many("{count} more is listed below.", "{count} more are listed below.", rest) if rest else ""
    left_out = words.say("Left out:")
    return (paragraph(bold(left_out), " ", what), *((paragraph(more),) if more else ()))


def refusals_caption(words: Catalogue) -> Reply:
    """Return what stands below the list of all that is wrong with a file."""
    return Reply(words.language, (paragraph(words.say("All that was left out, and why.")),))


def _again(meanwhile: Sequence[str], words: Catalogue) -> tuple[Paragraph, ...]:
    if not meanwhile:
        return ()
    said = words.say(
        "Changed by somebody since I showed you this: {entries}. Please look again.", entries=_named(meanwhile)
    )
    return (paragraph(bold(said)),)


def _counted(found: Comparison, words: Catalogue) -> tuple[Paragraph, ...]:
    changed = [after.entry.id for _, after in found.changed]
    lines = (
        words.say_many("{count} new entry", "{count} new entries", len(found.new)) if found.new else "",
        words.say_many("{count} changed entry", "{count} changed entries", len(changed)) + f": {_named(changed)}"
        if changed
        else "",
        words.say_many("{count} entry as it stands", "{count} entries as they stand", found.same) if found.same else "",
    )
    return (paragraph("\n".join(f"• {line}" for line in lines if line)),)


def _named(ids: Sequence[str]) -> str:
    return ", ".join(ids[:NAMED]) + (" …" if len(ids) > NAMED else "")
