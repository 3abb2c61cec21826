"""Of all phrasings those are found, best first, that share the most weight with a question."""

from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.matching.postings import CANDIDATES, NEWCOMERS, PER_TERM, POOL, WHOLE, Postings
from knowledge.matching.signals import Term

POOL_PHRASINGS = [{"pool", "open"}, {"pool"}, {"gym", "cost"}, {"pool", "gym", "open", "night"}]
TERMS = "abcdefgh"
PHRASINGS = st.lists(st.sets(st.sampled_from(TERMS), max_size=5), max_size=60)
WEIGHTS = st.integers(1, 1000).map(lambda thousandths: thousandths / 1000)
ASKED = st.lists(st.builds(Term, WEIGHTS, st.dictionaries(st.sampled_from(TERMS), WEIGHTS, max_size=3)), max_size=6)


def term(*names: str, weight: float = 1.0) -> Term:
    return Term(weight, dict.fromkeys(names, 1.0))


def best(phrasings: Sequence[set[str]], *asked: Term) -> list[int]:
    """Return the best phrasings, each of an entry of its own."""
    return Postings(phrasings, range(len(phrasings))).best(asked)


def best_of_all(phrasings: Sequence[set[str]], asked: Sequence[Term]) -> list[int]:
    """Return what `best` is to find, the slow way: by looking at each phrasing."""
    worth = {at: sum(worth_of(one, phrasing) for one in asked) for at, phrasing in enumerate(phrasings)}
    found = [at for at in worth if any(one.likeness.keys() & phrasings[at] for one in asked)]
    return sorted(found, key=lambda at: (PER_TERM * len(phrasings[at]) - worth[at], len(phrasings[at]), at))[
        :CANDIDATES
    ]


def worth_of(asked: Term, phrasing: set[str]) -> int:
    shared = asked.likeness.keys() & phrasing
    return sum(round(WHOLE * asked.weight * asked.likeness[known]) for known in shared)


def test_a_phrasing_that_shares_more_stands_before_one_that_shares_less() -> None:
    assert best(POOL_PHRASINGS, term("pool"), term("gym"), term("night")) == [3, 1, 0, 2]


def test_what_shares_nothing_is_not_found() -> None:
    assert best(POOL_PHRASINGS, term("open")) == [0, 3]
    assert best(POOL_PHRASINGS, term("biryani")) == []
    assert best(POOL_PHRASINGS) == []


def test_nothing_is_found_where_nothing_is_known() -> None:
    assert best([], term("pool")) == []
    assert best([set()], term("pool")) == []


def test_of_equals_the_shorter_stands_first_and_then_the_earlier() -> None:
    assert best([{"pool", "open"}, {"pool"}, {"pool"}, {"open", "pool"}], term("pool")) == [1, 2, 0, 3]


def test_a_telling_term_outweighs_one_that_tells_little() -> None:
    assert best([{"open"}, {"pool"}], term("open", weight=0.2), term("pool", weight=0.9)) == [1, 0]


def test_a_likely_misspelling_counts_for_what_it_is_like() -> None:
    assert best([{"tools"}, {"pool"}], Term(1.0, {"pool": 0.8, "tools": 0.7})) == [1, 0]


def test_terms_that_stand_for_the_same_are_added_up() -> None:
    assert best([{"gym"}, {"pool"}], term("gym", weight=0.9), term("pool", weight=0.5), term("pool", weight=0.5)) == [
        1,
        0,
    ]


def test_no_more_are_found_than_can_be_looked_at_closely() -> None:
    assert best([{"pool"}] * 200, term("pool")) == list(range(CANDIDATES))


def test_an_entry_of_very_many_phrasings_leaves_room_for_others() -> None:
    phrasings = [{"pool"}] * 500 + [{"pool", "open"}] * 100
    found = Postings(phrasings, [0] * 500 + list(range(1, 101))).best([term("pool")])
    assert found == [*range(CANDIDATES - NEWCOMERS), *range(500, 500 + NEWCOMERS)]


def test_an_entry_of_very_many_phrasings_takes_the_room_that_no_other_needs() -> None:
    phrasings = [{"pool"}] * 500 + [{"pool", "open"}] * 3
    found = Postings(phrasings, [0] * 500 + [1, 2, 1]).best([term("pool")])
    assert found == [*range(CANDIDATES - 2), 500, 501]


@given(PHRASINGS, ASKED)
def test_the_best_of_all_are_found(phrasings: list[set[str]], asked: list[Term]) -> None:
    assert best(phrasings, *asked) == best_of_all(phrasings, asked)


@given(PHRASINGS, ASKED)
def test_in_whatever_order_the_terms_are_asked_the_same_is_found(phrasings: list[set[str]], asked: list[Term]) -> None:
    assert best(phrasings, *asked) == best(phrasings, *reversed(asked))


@pytest.mark.parametrize("seed", range(5))
def test_the_best_of_very_many_are_found_though_most_are_dropped_unseen(seed: int) -> None:
    random = np.random.default_rng(seed)
    shares = 0.6 / np.arange(1, 41)
    phrasings = [{str(one) for one in np.flatnonzero(row)} for row in random.random((8 * POOL, 40)) < shares]
    for _ in range(20):
        chosen = random.choice(40, random.integers(1, 6), replace=False)
        asked = [term(str(one), weight=round(float(random.uniform(0.05, 1)), 3)) for one in chosen]
        assert best(phrasings, *asked) == best_of_all(phrasings, asked)
