"""text -> directions: of the countries that all is about, in which something is, where it goes, and whose it is.

India's consulates in Russia and Russia's in India have the same words, and so has what either sells to the other.
"""

from collections.abc import Collection, Iterator, Mapping
from typing import NamedTuple

from knowledge.words.lexicon import lexicon

LEAST = 2  # wordings that go in a direction, for it to be the entry's
OWN = "of"  # as in "Indian workers": what is theirs tells one direction from another, so it takes the place of "of"


class Direction(NamedTuple):
    """A country, and how something stands to it: in, to or from it, or else what is its own, as a term."""

    relation: str
    country: str


def directions(said: tuple[str, ...], telling: Mapping[int, str]) -> Iterator[Direction]:
    """Yield the directions that words tell; `telling` are the terms among them, by their place."""
    for found in lexicon().homes.find(said):
        relation, country = (found.meaning or "").split()
        if relation != OWN:
            yield Direction(relation, country)
        elif found.end in telling:
            yield Direction(telling[found.end], country)


def is_turned_round(asked: Collection[Direction], known: Mapping[Direction, int]) -> bool:
    """Tell whether what is asked of one country is known of another only: "sold to India", and not to Russia.

    `known` says how many wordings go in each direction; a single one may bring another country up in passing.
    """
    known_of = {direction.relation for direction, wordings in known.items() if wordings >= LEAST}
    asked_of = {direction.relation for direction in asked}
    met = {direction.relation for direction in asked if direction in known}
    return bool((asked_of & known_of) - met)
