"""words -> the entries that contain them: for who keeps entries, and remembers a word of one."""

from collections.abc import Iterable, Iterator

from knowledge.normalising import words
from knowledge.values import Entry


def containing(text: str, entries: Iterable[Entry], *, in_answers: bool = False) -> tuple[Entry, ...]:
    """Return the entries which have every word of the text, or one that begins with it, in what they ask.

    With `in_answers` what they answer counts as well. A text without a word is in none.
    """
    wanted = words(text)
    return tuple(entry for entry in entries if wanted and _has_all(wanted, entry, in_answers=in_answers))


def _has_all(wanted: Iterable[str], entry: Entry, *, in_answers: bool) -> bool:
    has = {word for text in _texts(entry, in_answers=in_answers) for word in words(text)}
    return all(any(word.startswith(beginning) for word in has) for beginning in wanted)


def _texts(entry: Entry, *, in_answers: bool) -> Iterator[str]:
    yield from (text for _, text in entry.all_phrasings())
    yield from entry.answer.values() if in_answers else ()
