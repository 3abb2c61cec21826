"""Questions that are not ours: they take part in the index beside the entries, so the likelier of the two is meant."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from knowledge.matching.matches import Match, Matches
from knowledge.normalising import words
from knowledge.values import Entry, Pack
from knowledge.words.synonyms import Synonyms
from knowledge.words.wording import read_wording

UNDETERMINED = "und"  # BCP 47 for a language that nobody has told
ID = ":{}"  # without a letter, so that the index takes it for no name


class Negative(Entry):
    """A question that the curators said is none of theirs, in the form of an entry: it is found, and never given."""


def with_negatives(pack: Pack, negatives: Sequence[str]) -> Pack:
    """Return the pack with the negatives as entries; without those which an entry of the pack asks word for word."""
    added = tuple(_negatives(pack, negatives)) if negatives else ()
    return pack.model_copy(update={"entries": (*pack.entries, *added)}) if added else pack


def without_negatives(found: Matches) -> Matches:
    """Return the matches with entries alone; the negative is told apart if it is the likeliest, or asked verbatim."""
    ranked = tuple(match for match in found.ranked if not isinstance(match.entry, Negative))
    return found if ranked == found.ranked else replace(found, ranked=ranked, not_ours=_meant(found))


def _negatives(pack: Pack, negatives: Sequence[str]) -> Iterator[Negative]:
    """Yield each negative once; small talk is none, since it is never answered, and would make a question of itself."""
    asked = {words(text) for entry in pack.entries for _, text in entry.all_phrasings()}
    distinct = {words(text): text for text in negatives if words(text) not in asked}
    plain = Synonyms(())
    for number, text in enumerate(distinct.values()):
        if not read_wording(text, plain).is_small_talk:
            id_ = ID.format(number)
            yield Negative(id=id_, question={UNDETERMINED: text}, answer={UNDETERMINED: id_})


def _meant(found: Matches) -> Match | None:
    """Return the negative that is asked word for word, else the likeliest match if it is one."""
    negatives = [match for match in found.ranked if isinstance(match.entry, Negative)]
    verbatim = (match for match in negatives if match.signals.is_verbatim)
    return next(verbatim, next((match for match in negatives if match is found.best), None))
