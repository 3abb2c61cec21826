"""What importing a file does to entries, a line for each, by its question. Pure."""

from collections.abc import Iterator, Sequence

from handlers.catalogues import Catalogue
from handlers.curating.calling import called_entry
from knowledge import Entry, OwnEntry
from knowledge.exchange import Comparison, differing

SHOWN = 5  # entries of a kind; a phone shows about twelve lines
_TEXTS = ("question", "answer", "phrasings", "as_of")


def effects(found: Comparison, words: Catalogue) -> list[str]:
    """Return what becomes of the first entries, and how many more there are."""
    new = [words.say("New: {question}", question=called_entry(one.entry, words)) for one in found.new[:SHOWN]]
    changed = [_changed(before, after, words) for before, after in found.changed[:SHOWN]]
    more_new, more_changed = len(found.new) - len(new), len(found.changed) - len(changed)
    return [
        *new,
        *([words.say_many("{count} more new entry", "{count} more new entries", more_new)] if more_new else []),
        *changed,
        *(
            [words.say_many("{count} more changed entry", "{count} more changed entries", more_changed)]
            if more_changed
            else []
        ),
    ]


def questions(entries: Sequence[Entry], words: Catalogue) -> str:
    """Return the first questions of several entries."""
    return ", ".join(called_entry(entry, words) for entry in entries[:SHOWN]) + (" …" if len(entries) > SHOWN else "")


def _changed(before: OwnEntry, after: OwnEntry, words: Catalogue) -> str:
    what = ", ".join(_what(before, after, words))
    return words.say("Changed: {question} – {what}", question=called_entry(after.entry, words), what=what)


def _what(before: OwnEntry, after: OwnEntry, words: Catalogue) -> Iterator[str]:
    """Yield what differs."""
    fields = differing(before, after)
    yield from (name for field, name in _names(words).items() if field in fields)
    if "sources" in fields:
        yield _of_sources(before, after, words)
    if "quotes" in fields:
        yield words.say("quote") if after.entry.quotes else words.say("loses its quote")
    if fields - {*_TEXTS, "sources", "quotes"}:
        yield words.say("details")


def _names(words: Catalogue) -> dict[str, str]:
    names = (words.say("question"), words.say("answer"), words.say("phrasings"), words.say("date"))
    return dict(zip(_TEXTS, names, strict=True))


def _of_sources(before: OwnEntry, after: OwnEntry, words: Catalogue) -> str:
    if not after.sources:
        return words.say("loses its source")
    return words.say("source") if before.sources else words.say("gets a source")
