"""text -> directions: of the countries that all is about, in which something is, where it goes, and whose it is.

India's consulates in Russia and Russia's in India have the same words, and so has what either sells to the other.
"""

from collections.abc import Collection, Iterator, Mapping
from typing import NamedTuple

from knowledge.words.lexicon import lexicon

LEAST = 2  # wordings that go in a direction, for it to be the entry's
WITHIN = "in"
OWN = "of"  # as in "Indian workers": what is theirs tells one direction from another, so it takes the place of "of"


class Direction(NamedTuple):
    """A country, and how something stands to it: in, to or from it, or else what is its own, as a term."""

    relation: str
    country: str


def directions(said: tuple[str, ...], telling: Mapping[int, str]) -> Iterator[Direction]:
    """Yield the directions that words tell; `telling` are the terms among them, by their place."""
    for found in lexicon().homes.find(said):
        relation, _, country = (found.meaning or "").partition(" ")
        if not relation:
            continue
        if relation != OWN:
            yield Direction(relation, country)
        elif found.end in telling:
            yield Direction(telling[found.end], country)


def is_turned_round(asked: Collection[Direction], known: Mapping[Direction, int], wordings: int) -> bool:
    """Tell whether what is asked of one country is known of another only: "sold to India", and not to Russia.

    `known` says how many of the wordings go in each direction; of several a single one may bring a country up in
    passing. So may the question say in which country something is, if it otherwise goes the way that is known.
    """
    least = min(LEAST, wordings)
    known_of = {direction.relation for direction, times in known.items() if times >= least}
    met = {direction.relation for direction in asked if direction in known}
    unmet = {direction.relation for direction in asked} & known_of - met
    return bool(unmet - {WITHIN} if met & known_of else unmet)
