"""A pack -> every problem that its curator should know of, each with file, line, entry and remedy."""

from collections.abc import Collection, Iterator
from datetime import date
from pathlib import Path

from knowledge.matching.index import Index
from knowledge.matching.matches import Match, Matches
from knowledge.normalising import words
from knowledge.packs.loading import LoadedPack, load_pack
from knowledge.packs.quoting import Documents
from knowledge.problems import PackError, Place, Problem, Severity
from knowledge.succession import successors
from knowledge.values import Entry

MESSAGE_LIMIT = 4096  # signs that one Telegram message holds


def check_pack(path: Path, documents: Path, today: date) -> list[Problem]:
    """Return the problems of a pack, errors first; `documents` is the folder in which cited documents lie."""
    try:
        loaded = load_pack(path)
    except PackError as error:
        return list(error.problems)
    found = [
        *_same_phrasings(loaded),
        *_stolen_phrasings(loaded),
        *_long_answers(loaded),
        *Documents(documents).problems(loaded),
        *_overdue(loaded, today),
        *_in_the_future(loaded, today),
        *_empty(loaded, path),
    ]
    return sorted(found, key=lambda problem: problem.severity != Severity.ERROR)


def _phrasings(entry: Entry) -> Iterator[tuple[str, tuple[str | int, ...]]]:
    """Yield every wording of an entry with its path within the entry."""
    for language, text in entry.question.items():
        yield text, ("question", language)
    for language, texts in entry.phrasings.items():
        for number, text in enumerate(texts):
            yield text, ("phrasings", language, number)


def _same_phrasings(loaded: LoadedPack) -> Iterator[Problem]:
    answering = successors(loaded.pack)
    holders: dict[tuple[str, ...], Entry] = {}
    for entry in loaded.pack.entries:
        for text, path in _phrasings(entry):
            first = holders.get(words(text))
            if first and (first is entry or answering[first.id] is not answering[entry.id]):
                what = f"the phrasing {text!r} stands in the entry {first.id!r} already"
                yield Problem(_place(loaded, entry, path), what, "keep it in one place only", entry.id)
            holders.setdefault(words(text), entry)


def _stolen_phrasings(loaded: LoadedPack) -> Iterator[Problem]:
    index, answering = Index(loaded.pack), successors(loaded.pack)
    for number, entry in enumerate(loaded.pack.entries):
        before = loaded.pack.entries[:number]  # of two that take from each other the later one is told
        for text, path in _phrasings(entry):
            if not words(text):
                what = f"asking {text!r} leads nowhere, since there is no word in it"
                yield Problem(_place(loaded, entry, path), what, "write it in words", entry.id)
            elif taker := _taker(index.match(text, knows_by_heart=False), answering[entry.id], text, before):
                what = f"asking {text!r} leads to the entry {taker.entry.id!r}, by its phrasing {taker.phrasing!r}"
                remedy = "word the two further apart, or move the phrasing to that entry"
                yield Problem(_place(loaded, entry, path), what, remedy, entry.id)


def _taker(matches: Matches, own: Entry, text: str, before: Collection[Entry]) -> Match | None:
    """Return the match of another entry that takes a phrasing: the likelier one, or one before that says the same."""
    others = [one for one in matches.ranked if one.entry is not own and words(one.phrasing) != words(text)]
    same = (one for one in others if one is matches.best or (one.signals.says_the_same and one.entry in before))
    return next(same, None)


def _long_answers(loaded: LoadedPack) -> Iterator[Problem]:
    for entry in loaded.pack.entries:
        for language, text in entry.answer.items():
            if len(text) > MESSAGE_LIMIT:
                what = f"the answer has {len(text)} signs, and a message holds {MESSAGE_LIMIT}"
                yield Problem(
                    _place(loaded, entry, ("answer", language)),
                    what,
                    "shorten it, or make two entries of it",
                    entry.id,
                )


def _overdue(loaded: LoadedPack, today: date) -> Iterator[Problem]:
    for entry in loaded.pack.entries:
        if entry.review_by and entry.review_by < today:
            what = f"the review was due on {entry.review_by}; replies warn of it"
            remedy = "read the sources again, then move `as_of` and `review_by`"
            yield Problem(_place(loaded, entry, ("review_by",)), what, remedy, entry.id, Severity.WARNING)


def _in_the_future(loaded: LoadedPack, today: date) -> Iterator[Problem]:
    for entry in loaded.pack.entries:
        if entry.as_of and entry.as_of > today:
            what = f"the as-of date {entry.as_of} has not come yet"
            remedy = "write the day on which this was known to hold"
            yield Problem(_place(loaded, entry, ("as_of",)), what, remedy, entry.id, Severity.WARNING)


def _empty(loaded: LoadedPack, path: Path) -> Iterator[Problem]:
    if not loaded.pack.entries:
        what = "the pack has no entries, so it answers nothing"
        yield Problem(Place(path), what, "write one under `entries:`", severity=Severity.WARNING)


def _place(loaded: LoadedPack, entry: Entry, path: tuple[str | int, ...]) -> Place:
    return loaded.place("entry", entry.id, *path)
