"""Texts that are spelt alike lie close together, in any script; how rare a piece of a word is decides how much."""

import subprocess
import sys
from collections import Counter
from collections.abc import Iterable
from itertools import combinations
from math import log, sqrt

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from terminal import PROJECT, environment

from knowledge.normalising import words
from knowledge.vectors.grams import DIMENSIONS, LONGEST, SHORTEST, Grams

TEXTS = [
    "When does the swimming pool open?",
    "pool opening hours",
    "how much is a ticket to the pool",
    "Where is the town hall?",
    "the address of the town hall",
    "Which trams run at night?",
    "Когда открывается бассейн?",
    "Где находится ратуша?",
    "तालाब कब खुलता है",
    "टिकट कितने का है",
    "متى يفتح المسبح؟",
    "游泳池几点开门",
]


def cosine(one: str, other: str, *collection: str) -> float:
    """Return how alike two texts are, -1 to 1, in a collection."""
    rows = Grams(collection).vectors([one, other])
    return float(rows[0] @ rows[1])


def pieces(text: str) -> Counter[str]:
    """Return the n-grams of a text, each with how often it stands there."""
    padded = [f" {word} " for word in words(text)]
    lengths = range(SHORTEST, LONGEST + 1)
    return Counter(word[at : at + n] for word in padded for n in lengths for at in range(len(word) - n + 1))


def unhashed_cosine(one: str, other: str, collection: Iterable[str]) -> float:
    """Return what the cosine would be if every n-gram had a place of its own."""
    counted = [pieces(text) for text in collection]
    holders = Counter(piece for some in counted for piece in some)
    weigh = [
        {
            piece: (1 + log(n)) * (1 + log((1 + len(counted)) / (1 + holders[piece])))
            for piece, n in pieces(text).items()
        }
        for text in (one, other)
    ]
    shared = sum(weigh[0][piece] * weigh[1][piece] for piece in weigh[0].keys() & weigh[1].keys())
    return shared / sqrt(sum(w * w for w in weigh[0].values()) * sum(w * w for w in weigh[1].values()))


@given(st.lists(st.text(st.characters(exclude_categories=())), max_size=6))
def test_every_row_is_a_unit_vector_or_all_zeros(texts: list[str]) -> None:
    rows = Grams(texts).vectors(texts)
    assert rows.shape == (len(texts), DIMENSIONS)
    assert rows.dtype == np.float32
    norms = np.linalg.norm(rows, axis=1)
    assert np.allclose(norms, [1 if words(text) else 0 for text in texts], atol=1e-5)


@pytest.mark.parametrize("nothing", ["", "   ", "?!", "😂", "\u200b"])
def test_a_text_without_letters_or_digits_is_all_zeros(nothing: str) -> None:
    assert not Grams(TEXTS).vectors([nothing]).any()


@pytest.mark.parametrize(
    ("asked", "meant", "other"),
    [
        ("wen dos teh pol opn", "When does the swimming pool open?", "Where is the town hall?"),
        ("adress of teh twon hall", "the address of the town hall", "pool opening hours"),
        ("кагда открываеться басейн", "Когда открывается бассейн?", "Где находится ратуша?"),
        ("तलाब कब खुलता", "तालाब कब खुलता है", "टिकट कितने का है"),
        ("متى يفتح مسبح", "متى يفتح المسبح؟", "游泳池几点开门"),
        ("游泳池开门", "游泳池几点开门", "متى يفتح المسبح؟"),
    ],
)
def test_a_misspelt_text_is_closer_to_what_was_meant_than_to_another(asked: str, meant: str, other: str) -> None:
    assert cosine(asked, meant, *TEXTS) > cosine(asked, other, *TEXTS) + 0.1


def test_every_text_is_closest_to_itself() -> None:
    rows = Grams(TEXTS).vectors(TEXTS)
    assert list((rows @ rows.T).argmax(axis=1)) == list(range(len(TEXTS)))


@pytest.mark.parametrize("same", ["POOL opening HOURS", "hours, opening: pool!", "ＰＯＯＬ opening hours\u200b"])
def test_case_order_and_signs_make_no_difference(same: str) -> None:
    assert cosine("pool opening hours", same) == pytest.approx(1, abs=1e-6)


def test_what_few_texts_have_counts_most() -> None:
    common = [f"the opening hours of the {place}" for place in ("gym", "bath", "museum", "library", "zoo")]
    one, other = "opening hours of the gym", "opening hours of the zoo"
    assert cosine(one, other, *common) < cosine(one, other) - 0.1


def test_the_edge_of_a_word_tells_more_than_the_same_letters_within_another() -> None:
    assert min(cosine("in", "into"), cosine("in", "main")) > cosine("in", "paint") + 0.1


def test_cosines_are_near_those_of_n_grams_that_share_no_place() -> None:
    grams = Grams(TEXTS)
    rows = grams.vectors(TEXTS)
    errors = [
        float(rows[one] @ rows[other]) - unhashed_cosine(TEXTS[one], TEXTS[other], TEXTS)
        for one, other in combinations(range(len(TEXTS)), 2)
    ]
    assert sqrt(sum(error**2 for error in errors) / len(errors)) < 0.06
    assert max(map(abs, errors)) < 0.2


def test_a_text_has_the_same_row_alone_and_among_others() -> None:
    grams = Grams(TEXTS)
    assert np.array_equal(grams.vectors(TEXTS), np.vstack([grams.vectors([text]) for text in TEXTS]))


def test_of_no_texts_there_are_no_rows() -> None:
    assert Grams([]).vectors([]).shape == (0, DIMENSIONS)


DIGEST = """
from hashlib import sha256
from test_grams import TEXTS
from knowledge.vectors.grams import Grams
print(sha256(Grams(TEXTS).vectors(TEXTS).tobytes()).hexdigest())
"""


def digest(seed: str) -> str:
    """Return the digest of the rows in a process in which Python hashes texts in another way."""
    env = environment(PYTHONHASHSEED=seed, PYTHONPATH=f"{PROJECT}:{PROJECT / 'tests'}")
    command = [sys.executable, "-c", DIGEST]
    return subprocess.run(command, env=env, capture_output=True, text=True, check=True).stdout.strip()


def test_the_rows_are_the_same_in_every_process() -> None:
    one, other = digest("1"), digest("2")
    assert len(one) == 64
    assert one == other
