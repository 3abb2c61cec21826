"""A small classifier is learnt for one question, and is the one that its formula says."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.vectors.learning import FLOOR, LOSS, learn_log_shares

Rows = npt.NDArray[np.float32]
Owners = npt.NDArray[np.intp]

SEEDS = st.integers(0, 2**32 - 1)


def unit(rows: npt.NDArray[np.float64]) -> Rows:
    return np.asarray(rows / np.linalg.norm(rows, axis=-1, keepdims=True), np.float32)


def shares(rows: Rows, owners: Sequence[int] | Owners, question: Rows, weights: Sequence[float] = ()) -> Rows:
    counted = np.array(weights or [1.0] * len(rows), np.float32)
    return np.exp(learn_log_shares(rows, np.array(owners, np.intp), counted, question))


def a_problem(seed: int, entries: int = 4, each: int = 3, size: int = 12) -> tuple[Rows, Owners, Rows, list[float]]:
    """Return texts of a few entries, each text near its entry's centre; whose they are; a question; weights."""
    chance = np.random.default_rng(seed)
    centres = chance.standard_normal((entries, size))
    owners = np.repeat(np.arange(entries), each)
    rows = unit(centres[owners] + 0.8 * chance.standard_normal((len(owners), size)))
    question = unit(centres[0] + 1.2 * chance.standard_normal(size))
    return rows, owners, question, list(chance.uniform(0.2, 1.5, len(owners)))


def by_plain_descent(rows: Rows, owners: Owners, question: Rows, weights: Sequence[float]) -> npt.NDArray[np.float64]:
    """Return the shares under the weights W that minimise |W|^2 / 2 + LOSS x sum of w x log loss, found slowly."""
    centred, asked = rows - rows.mean(axis=0, dtype=np.float64), question - rows.mean(axis=0, dtype=np.float64)
    truth = np.eye(owners.max() + 1)[owners]
    loss = LOSS * np.array(weights)[:, None]
    learnt = np.zeros((rows.shape[1], truth.shape[1]))
    pace = 1 / (1 + np.linalg.norm(centred.T @ (loss * centred), 2) / 2)
    for _ in range(20_000):
        learnt -= pace * (learnt + centred.T @ (loss * (softmax(centred @ learnt) - truth)))
    return softmax(asked @ learnt)


def softmax(logits: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    odds = np.exp(logits - logits.max(axis=-1, keepdims=True))
    return np.asarray(odds / odds.sum(axis=-1, keepdims=True))


@pytest.mark.parametrize("seed", range(8))
def test_the_shares_are_those_of_the_classifier_that_the_formula_describes(seed: int) -> None:
    rows, owners, question, weights = a_problem(seed)
    expected = by_plain_descent(rows, owners, question, weights)
    assert shares(rows, owners, question, weights) == pytest.approx(expected, abs=0.02)


@given(SEEDS)
def test_all_shares_together_are_one(seed: int) -> None:
    rows, owners, question, weights = a_problem(seed)
    assert shares(rows, owners, question, weights).sum() == pytest.approx(1, abs=1e-4)


@pytest.mark.parametrize("meant", range(4))
def test_a_question_that_is_one_of_the_texts_goes_to_the_entry_of_that_text(meant: int) -> None:
    rows, owners, _, _ = a_problem(1)
    for text in np.flatnonzero(owners == meant):
        found = shares(rows, owners, rows[text])
        assert found.argmax() == meant
        assert found[meant] > 0.8


def test_the_entry_nearest_to_the_question_has_the_largest_share() -> None:
    rows = unit(np.array([[1, 0, 0], [1, 0.2, 0], [0, 1, 0], [0, 1, 0.2]]))
    near_the_first, near_the_second = unit(np.array([[1, 0.1, 0.4], [0.1, 1, 0.4]]))
    assert shares(rows, [0, 0, 1, 1], near_the_first)[0] > 0.9
    assert shares(rows, [0, 0, 1, 1], near_the_second)[1] > 0.9


def test_what_tells_two_entries_apart_counts_more_than_what_they_have_in_common() -> None:
    # All texts are chiefly about the first direction, and so is the question; only the others say which is meant.
    rows, question = unit(np.array([[3.0, 1, 0], [3, 0, 1]])), unit(np.array([3.0, 0.2, 0.8]))
    assert rows @ question == pytest.approx([0.96, 0.96], abs=0.04)
    assert shares(rows, [0, 1], question)[1] > 0.65


def test_between_two_entries_of_the_same_texts_a_question_is_shared_alike() -> None:
    rows, _, question, _ = a_problem(3, entries=3, each=2)
    twice = np.vstack([rows, rows[:2]])
    found = shares(twice, [0, 0, 1, 1, 2, 2, 3, 3], question)
    assert found[0] == pytest.approx(found[3], abs=1e-4)


def test_a_text_that_weighs_more_draws_a_question_more() -> None:
    rows = unit(np.array([[1, 0.3, 0], [0.3, 1, 0], [0, 0.2, 1]]))
    between = unit(np.array([1, 1, 0.1]))
    light, even, heavy = (shares(rows, [0, 1, 2], between, [weight, 1, 1])[0] for weight in (0.1, 1, 4))
    assert light < even - 0.01
    assert even < heavy - 0.01


@given(SEEDS, st.permutations(range(12)))
def test_in_whatever_order_the_texts_stand_the_same_is_learnt(seed: int, order: list[int]) -> None:
    rows, owners, question, weights = a_problem(seed)
    shuffled = shares(rows[order], owners[order], question, [weights[at] for at in order])
    assert shuffled == pytest.approx(shares(rows, owners, question, weights), abs=1e-3)


@given(SEEDS, st.permutations(range(4)))
def test_whatever_the_numbers_of_the_entries_the_same_is_learnt(seed: int, numbers: list[int]) -> None:
    rows, owners, question, weights = a_problem(seed)
    renumbered = shares(rows, np.array(numbers)[owners], question, weights)
    assert renumbered[numbers] == pytest.approx(shares(rows, owners, question, weights), abs=1e-3)


def test_the_only_entry_has_all_of_it() -> None:
    rows, _, question, _ = a_problem(5, entries=1)
    assert list(learn_log_shares(rows, np.zeros(3, np.intp), np.ones(3, np.float32), question)) == [0]


def test_no_share_is_told_apart_from_none_below_the_floor() -> None:
    rows = np.eye(3, dtype=np.float32)
    far = learn_log_shares(rows, np.arange(3), np.ones(3, np.float32), 50 * rows[0])
    assert list(far) == [0, FLOOR, FLOOR]
