"""Changes -> pages to leaf through: of one entry, or of one person. Pure."""

from collections.abc import Iterator, Sequence

from handlers.browsing import leaf
from handlers.buttons import Press, Verb
from handlers.catalogues import Catalogue
from handlers.curating.correcting.changes import deed_done, deed_of, differences_of, name_of
from handlers.curating.desk import Desk
from handlers.markup import Paragraph, Span, bold, paragraph, shortened
from handlers.replies import Reply
from knowledge import Knowledge
from knowledge.storage import Change, Deed

OWN_CHANGES = "/"  # before the id of a person in a button; no id of an entry has it
LINE_SHOWN = 120  # signs of a change: about two lines of a phone
TOGETHER = 10  # changes in one paragraph, which is seldom longer than a page
SUPERGROUP = "-100"  # before the number of a supergroup, whose messages alone have links


def render_history(id_: str, changes: Sequence[Change], desk: Desk, base: Knowledge, page: int = 0) -> Reply:
    """Return a page of the changes of an entry, newest first."""
    standing = next((one.after or one.before for change in changes for one in change.revisions), None)
    head = paragraph(bold(name_of(standing, id_, desk.words, base)))
    untouched = desk.words.say("It is from the base, and nobody has changed it here.")
    lines = [line for change in changes for line in _of_entry(change, desk, base)] or [paragraph(untouched)]
    return leaf([head, *lines], page, Press(Verb.HISTORY, desk.language, id_), desk.words)


def render_mine(person: int, changes: Sequence[Change], desk: Desk, base: Knowledge, page: int = 0) -> Reply:
    """Return a page of what a person changed, newest first, a line for each change."""
    told = [_in_a_line(change, desk.words, base) for change in changes if change.asked.deed is not Deed.UNDO]
    lines = [paragraph("\n".join(some)) for some in _batches(told)]
    nothing = paragraph(desk.words.say("You have changed nothing in this group yet."))
    return leaf(lines or [nothing], page, Press(Verb.HISTORY, desk.language, f"{OWN_CHANGES}{person}"), desk.words)


def _batches(told: Sequence[str]) -> Iterator[Sequence[str]]:
    yield from (told[start : start + TOGETHER] for start in range(0, len(told), TOGETHER))


def _in_a_line(change: Change, words: Catalogue, base: Knowledge) -> str:
    done = shortened(deed_done(change, words, base), LINE_SHOWN)
    done = done[:1].upper() + done[1:]
    return words.say("✗ {done} (taken back)", done=done) if change.undone_by else f"✓ {done}"


def _of_entry(change: Change, desk: Desk, base: Knowledge) -> Iterator[Paragraph]:
    link = permalink(desk.group, change.asked.message)
    asked = (" · ", Span(desk.words.say("message"), url=link)) if link else ()
    did, *undone = deed_of(change, desk.words)
    yield paragraph("▪ ", did, *asked, *undone)
    yield from (line for one in change.revisions for line in differences_of(one, desk.words, base))


def permalink(group: int, message: int | None) -> str | None:
    """Return the link to a message of a group, which only its members can open; None where there is none."""
    number = str(group).removeprefix(SUPERGROUP)
    return f"https://t.me/c/{number}/{message}" if message and number != str(group) else None
