"""Weights are those under which what was asked for would have been likeliest, however large a set is."""

from collections.abc import Sequence

import numpy as np
import pytest
from small_evidence import signals

from knowledge.matching.confidence import SCOPE, SHARE, Weights, confidences, measured, shares
from knowledge.matching.signals import Signals
from knowledge.measuring.fitting import Example, fit

CANDIDATES = 6
TRUE_SHARE = {"learnt": 1.5, "closeness_to_few": 3.0, "wholly_covered": 2.0}
TRUE_SCOPE = {"learnt": 1.2, "slot_clashes_as_declared": -2.5, "breadth": -1.5}
TRUE_CONSTANT = 2.0


def true_weights() -> Weights:
    share = np.array([TRUE_SHARE.get(name, 0.0) for name in SHARE])
    return Weights(share, np.array([TRUE_SCOPE.get(name, 0.0) for name in SCOPE]), TRUE_CONSTANT)


def candidate(chance: np.random.Generator, *, is_bare: bool) -> Signals:
    return signals(
        learnt=float(chance.uniform(-4, 0)),
        closeness=float(chance.uniform(0.05, 1)),
        entry_covered=float(chance.uniform(0, 1)),
        slot_clashes=bool(chance.integers(2)),
        known_by=int(chance.integers(1, 60)),
        telling=float(chance.uniform(0, 1)),
        is_bare=is_bare,
    )


def asked(seed: int, count: int) -> list[Example]:
    """Return questions that come out as the true weights say, by chance."""
    chance, weights = np.random.default_rng(seed), true_weights()
    found = []
    for at in range(count):
        candidates = [candidate(chance, is_bare=at % 5 == 0) for _ in range(CANDIDATES)]
        share = shares(candidates, weights.share)
        scope = float(measured(SCOPE, [candidates[int(share.argmax())]])[0] @ weights.scope) + weights.constant
        is_in_scope = bool(chance.random() < 1 / (1 + np.exp(-scope)))
        right = int(chance.choice(CANDIDATES, p=share)) if is_in_scope else None
        found.append(Example(candidates, right, is_in_scope))
    return found


def told(weights: Weights) -> dict[str, float]:
    """Return weights by their names."""
    scope = {f"scope {name}": weight for name, weight in zip(SCOPE, weights.scope, strict=True)}
    return {**dict(zip(SHARE, weights.share, strict=True)), **scope, "constant": weights.constant}


def same(one: Weights, other: Weights) -> bool:
    return told(one) == pytest.approx(told(other), abs=1e-5)


def log_loss(weights: Weights, examples: Sequence[Example]) -> float:
    """Return the mean log loss of the shares of what was right."""
    losses = [-np.log(shares(one.candidates, weights.share)[one.right]) for one in examples if one.right is not None]
    return float(np.mean(losses))


@pytest.fixture(scope="module")
def examples() -> list[Example]:
    return asked(0, 6_000)


def test_the_weights_by_which_questions_came_out_are_found_again(examples: list[Example]) -> None:
    found = told(fit([examples]))
    for name, weight in TRUE_SHARE.items():
        assert found[name] == pytest.approx(weight, abs=0.3), name
    for name, weight in TRUE_SCOPE.items():
        assert found[f"scope {name}"] == pytest.approx(weight, abs=0.6), name
    assert found["constant"] == pytest.approx(TRUE_CONSTANT, abs=0.6)


def test_what_tells_nothing_gets_no_weight(examples: list[Example]) -> None:
    found = told(fit([examples]))
    assert found["slot_agrees"] == found["scope particular_missed_as_declared"] == 0  # always the same here
    assert found["scope telling_among_many"] == pytest.approx(0, abs=0.6)


def test_no_other_weights_near_fit_better(examples: list[Example]) -> None:
    fitted = fit([examples])
    best = log_loss(fitted, examples)
    for at in range(len(SHARE)):
        for step in (-0.3, 0.3):
            moved = fitted.share + step * np.eye(len(SHARE))[at]
            assert log_loss(Weights(moved, fitted.scope, fitted.constant), examples) >= best - 1e-3


def test_the_same_questions_always_give_the_same_weights(examples: list[Example]) -> None:
    one, other = fit([examples[:300]]), fit([examples[:300]])
    assert np.array_equal(one.share, other.share)
    assert np.array_equal(one.scope, other.scope)
    assert one.constant == other.constant


def test_the_order_of_questions_and_sets_makes_no_difference(examples: list[Example]) -> None:
    one, other = examples[:300], examples[300:500]
    assert same(fit([one, other]), fit([other[::-1], one[::-1]]))


def test_a_set_counts_the_same_however_many_questions_it_has(examples: list[Example]) -> None:
    small, large = examples[:100], asked(1, 200)
    assert same(fit([small, large]), fit([small * 7, large]))
    assert not same(fit([small, large]), fit([small, small, large]))  # but the same set twice counts twice


def test_questions_without_candidates_tell_nothing(examples: list[Example]) -> None:
    some, empty = examples[:100], Example([], None, is_in_scope=False)
    assert same(fit([some]), fit([[*some, empty, empty]]))


def test_a_question_in_scope_whose_entry_was_not_found_tells_only_of_the_scope(examples: list[Example]) -> None:
    some = examples[:200]
    missed = [Example(one.candidates, None, is_in_scope=True) for one in asked(2, 100)]
    assert np.allclose(fit([some]).share, fit([some + missed]).share, atol=1e-5)
    assert mean_confidence(fit([some + missed]), missed) > mean_confidence(fit([some]), missed)


def mean_confidence(weights: Weights, examples: Sequence[Example]) -> float:
    """Return how sure these weights are that anything is meant."""
    return float(np.mean([sum(confidences(one.candidates, weights, is_question=True)) for one in examples]))


@pytest.mark.parametrize("count", [0, 1, 2])
def test_of_hardly_any_questions_the_weights_are_small_numbers(count: int) -> None:
    found = told(fit([asked(3, count)]))
    assert all(abs(weight) < 100 for weight in found.values())


@pytest.mark.parametrize("sets", [[], [[]], [[], []]])
def test_of_no_questions_nothing_is_learnt(sets: list[list[Example]]) -> None:
    assert set(told(fit(sets)).values()) == {0}


def test_where_every_question_is_told_rightly_the_weights_stay_finite() -> None:
    right = [signals(learnt=0.0, closeness=1.0), signals(learnt=-9.0)]
    wrong = [signals(learnt=-9.0), signals(learnt=-8.0)]
    found = fit([[Example(right, 0, is_in_scope=True), Example(wrong, None, is_in_scope=False)] * 20])
    assert all(abs(weight) < 100 for weight in told(found).values())
    assert found.share[list(SHARE).index("closeness_to_few")] > 0
