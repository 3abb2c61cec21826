"""Questions with known answers -> weights: those under which what was asked for would have been likeliest."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from knowledge.matching.confidence import SCOPE, SHARE, Vector, Weights, measured, shares, softmax, told_apart_by
from knowledge.matching.signals import Signals

RIDGE = 1e-4  # for each weight, squared, beside the mean log loss: enough to keep what the data do not tell near zero
TOLERANCE = 1e-7
MOST_STEPS = 50


@dataclass(frozen=True, slots=True)
class Example:
    """A question's candidates, and the place of the right one among them; None where none is right."""

    candidates: Sequence[Signals]
    right: int | None
    is_in_scope: bool


def fit(sets: Iterable[Sequence[Example]]) -> Weights:
    """Return the weights that fit these sets, each set counting the same however many questions it has.

    The share is a conditional logit over the candidates of questions in scope (D. McFadden, Conditional logit analysis
    of qualitative choice behavior, 1974), the scope a logistic regression over the likeliest candidate of each; both
    with a ridge, by Newton's method. Deterministic.
    """
    known = [[example for example in some if example.candidates] for some in sets]
    share = _newton(_share_loss([[one for one in some if one.right is not None] for some in known]), len(SHARE))
    rows, meant, weights = _scope_rows(known, share)
    scope = _newton(_scope_loss(rows, meant, weights), len(SCOPE) + 1)
    return Weights(share, scope[1:], float(scope[0]))


Loss = Callable[[Vector], tuple[Vector, Vector]]  # weights -> gradient, Hessian


def _newton(loss: Loss, size: int) -> Vector:
    """Return where the gradient of a convex loss vanishes."""
    weights = np.zeros(size)
    for _ in range(MOST_STEPS):
        gradient, curvature = loss(weights)
        step = np.linalg.solve(curvature + 2 * RIDGE * np.eye(size), gradient + 2 * RIDGE * weights)
        weights = weights - step
        if float(np.abs(step).max()) < TOLERANCE:
            break
    return weights


def _share_loss(sets: Sequence[Sequence[Example]]) -> Loss:
    measures = [
        (told_apart_by(one.candidates), one.right, 1 / (len(some) * len(sets))) for some in sets for one in some
    ]

    def loss(weights: Vector) -> tuple[Vector, Vector]:
        gradient, curvature = np.zeros_like(weights), np.zeros((len(weights), len(weights)))
        for rows, right, weight in measures:
            share = softmax(rows @ weights)
            mean = share @ rows
            gradient += weight * (mean - rows[right])
            curvature += weight * ((rows.T * share) @ rows - np.outer(mean, mean))
        return gradient, curvature

    return loss


def _scope_rows(sets: Sequence[Sequence[Example]], share: Vector) -> tuple[Vector, Vector, Vector]:
    """Return the features of the likeliest candidate of each question, whether any is meant, and how much it counts."""
    likeliest = [one.candidates[int(shares(one.candidates, share).argmax())] for some in sets for one in some]
    rows = np.hstack([np.ones((len(likeliest), 1)), measured(SCOPE, likeliest)])
    meant = np.array([one.is_in_scope for some in sets for one in some], float)
    weights = np.array([1 / (len(some) * len(sets)) for some in sets for _ in some])
    return rows, meant, weights


def _scope_loss(rows: Vector, meant: Vector, weights: Vector) -> Loss:
    def loss(at: Vector) -> tuple[Vector, Vector]:
        probable = 1 / (1 + np.exp(-(rows @ at)))
        spread = weights * probable * (1 - probable)
        return rows.T @ (weights * (probable - meant)), (rows.T * spread) @ rows

    return loss
