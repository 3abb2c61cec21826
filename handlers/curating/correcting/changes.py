"""Change -> words: who did what to which entries, when, and what it altered. Pure."""

from collections.abc import Iterator, Mapping
from itertools import takewhile

from handlers.catalogues import Catalogue
from handlers.curating.calling import called, enumerated, moment
from handlers.curating.correcting.fields import fields_of
from handlers.curating.correcting.kept import copied
from handlers.markup import Paragraph, bold, paragraph, shortened
from knowledge import Knowledge, OwnEntry, in_language
from knowledge.storage import Change, Deed, Revision, Standing

TEXT_SHOWN = 200  # signs of a text that was altered, enough to know it by
FIELD_SHOWN = 2 * TEXT_SHOWN  # signs of all texts that came into a field, or left it
LED_UP = 30  # signs before the place where two long texts differ, enough to know the place by
NOTHING = "–"  # what stood in a field that was empty


def describe(change: Change, words: Catalogue, base: Knowledge) -> Paragraph:
    """Return which entries a change is about, what was done to them, by whom, when, and whether it was taken back."""
    return paragraph(bold(_entries(change, words, base)), "\n", *deed_of(change, words))


def deed_done(change: Change, words: Catalogue, base: Knowledge) -> str:
    """Return what was done to which entries, as it stands within a sentence."""
    entries = _entries(change, words, base)
    sentences = {
        Deed.ADD: words.say("added {entries}", entries=entries),
        Deed.EDIT: words.say("edited {entries}", entries=entries),
        Deed.ALIAS: words.say("added a phrasing to {entries}", entries=entries),
        Deed.RETIRE: words.say("retired {entries}", entries=entries),
        Deed.RESTORE: words.say("restored {entries}", entries=entries),
        Deed.IMPORT: words.say("imported {entries}", entries=entries),
        Deed.UNDO: words.say("took back a change of {entries}", entries=entries),
        Deed.REDO: words.say("put back {entries}", entries=entries),
    }
    return sentences[change.asked.deed]


def deed_of(change: Change, words: Catalogue) -> tuple[str, ...]:
    """Return what was done, by whom, when, and whether it was taken back: the pieces of one paragraph."""
    undone = ("\n", words.say("Taken back since.")) if change.undone_by else ()
    return (_deed(change, words), *undone)


def who_made(change: Change, words: Catalogue) -> str:
    """Return the name of who made a change, or what they are called who asked to be forgotten."""
    return change.asked.by.name or words.say("an admin")


def differences(before: OwnEntry | None, after: OwnEntry | None, words: Catalogue) -> tuple[Paragraph, ...]:
    """Return what an entry says differently after a change, a paragraph for each of its fields; none where nothing."""
    then, now = fields_of(before, words), fields_of(after, words)
    told = tuple(_altered(name, then.get(name, ()), now.get(name, ()), words) for name in _both(then, now))
    shown = tuple(one for one in told if one)
    if before == after or shown:
        return shown
    return (paragraph(words.say("Details were changed that members do not see.")),)


def differences_of(revision: Revision, words: Catalogue, base: Knowledge) -> tuple[Paragraph, ...]:
    """Return what a revision altered: why the entry was retired, or what it says differently; of a new one nothing."""
    if revision.after and revision.after.retired:
        return (paragraph(words.say("Reason: {reason}", reason=shortened(revision.after.retired, TEXT_SHOWN))),)
    before, after = said_by(revision.before, revision.entry, base), said_by(revision.after, revision.entry, base)
    return differences(before, after, words) if before and after else ()


def said_by(standing: Standing | None, id_: str, base: Knowledge) -> OwnEntry | None:
    """Return what an entry says as it stands: what the group wrote, else what the base says, None if neither."""
    if standing and standing.own:
        return standing.own
    entry = base.entry(id_)
    return copied(entry, base) if entry and entry.id == id_ else None


def name_of(standing: Standing | None, id_: str, words: Catalogue, base: Knowledge) -> str:
    """Return what an entry is called: its question in quotes, its id where it is nowhere any more."""
    known = said_by(standing, id_, base)
    return called(in_language(known.entry.question, words.language) if known else id_, words)


def _entries(change: Change, words: Catalogue, base: Knowledge) -> str:
    return enumerated([name_of(one.after or one.before, one.entry, words, base) for one in change.revisions], words)


def _deed(change: Change, words: Catalogue) -> str:
    by = {"name": who_made(change, words), "when": moment(change.asked.at, words)}
    sentences = {
        Deed.ADD: words.say("Added by {name}, {when}", **by),
        Deed.EDIT: words.say("Edited by {name}, {when}", **by),
        Deed.ALIAS: words.say("Given another phrasing by {name}, {when}", **by),
        Deed.RETIRE: words.say("Retired by {name}, {when}", **by),
        Deed.RESTORE: words.say("Restored by {name}, {when}", **by),
        Deed.IMPORT: words.say("Imported by {name}, {when}", **by),
        Deed.UNDO: words.say("A change was taken back by {name}, {when}", **by),
        Deed.REDO: words.say("A change was put back by {name}, {when}", **by),
    }
    return sentences[change.asked.deed]


def _both(then: Mapping[str, object], now: Mapping[str, object]) -> Iterator[str]:
    yield from dict.fromkeys((*now, *then))


def _altered(field: str, then: tuple[str, ...], now: tuple[str, ...], words: Catalogue) -> Paragraph | None:
    then, now = _apart(then, now)
    gone, new = _listed(then, now), _listed(now, then)
    if gone and new:
        return paragraph(bold(field), words.say(": {before} → {after}", before=gone, after=new))
    if new and not then:
        return paragraph(bold(field), words.say(": {before} → {after}", before=NOTHING, after=new))
    if new:
        return paragraph(bold(field), words.say(", new: {after}", after=new))
    return paragraph(bold(field), words.say(", left out: {before}", before=gone)) if gone else None


def _apart(then: tuple[str, ...], now: tuple[str, ...]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Leave out what a long text and the one in its place have in common up to where they differ."""
    if len(then) != 1 or len(now) != 1:
        return then, now
    same = sum(1 for _ in takewhile(lambda signs: signs[0] == signs[1], zip(then[0], now[0], strict=False)))
    start = then[0].rfind(" ", 0, max(same - LED_UP, 0)) + 1
    if same < TEXT_SHOWN // 2 or not start:
        return then, now
    return (f"…{then[0][start:]}",), (f"…{now[0][start:]}",)


def _listed(texts: tuple[str, ...], without: tuple[str, ...]) -> str:
    return shortened("; ".join(shortened(text, TEXT_SHOWN) for text in texts if text not in without), FIELD_SHOWN)
