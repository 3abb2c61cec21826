"""(question, phrasings of a few entries) -> share of each entry: a small classifier learnt for this one question.

A linear classifier tells entries apart better than the distance to their phrasings does, even with one to five
phrasings each, because it learns which directions matter between these very entries. Learnt over the few entries that
are near the question it is as good as over all of them (on the sets that we measure), costs a millisecond, and leaves
nothing to be kept or brought up to date when an entry is added: local learning (L. Bottou and V. Vapnik, Local learning
algorithms, Neural Computation 4, 1992).
"""

import numpy as np
import numpy.typing as npt

Matrix = npt.NDArray[np.float32]

LOSS = 30.0  # the weight of the data beside the ridge: phrasings are few and curated, so they are to be believed
STEPS = 25  # more of them change no ranking
LARGEST = np.float32(80)  # whose exponential is a float still
FLOOR = -12.0  # log of the least share that is told apart from none


def learn_log_shares(rows: Matrix, owners: npt.NDArray[np.intp], weights: Matrix, question: Matrix) -> Matrix:
    """Return the natural log of the share (0 to 1) of each owner: how probably the question is one of its texts.

    `rows` (n x d) are texts, `owners` (n) whose each is from 0 up, `weights` (n) how much each counts, `question` (d).
    Multinomial logistic regression with a ridge, in its dual form, by accelerated steps under the fixed bound of its
    Hessian (D. Boehning, Multinomial logistic regression algorithm, Ann. Inst. Statist. Math. 44, 1992).
    """
    likeness, asked = _centred(rows @ rows.T, rows @ question)
    truth = np.zeros((int(owners.max()) + 1, len(rows)), np.float32)
    truth[owners, np.arange(len(rows))] = 1
    loss = np.float32(LOSS) * weights
    bound = np.linalg.inv(likeness * (loss / 2) + np.eye(len(rows), dtype=np.float32))
    # Loss x bound x likeness, which needs no product, as the bound is an inverse.
    stride = 2 * (np.eye(len(rows), dtype=np.float32) - loss[:, np.newaxis] * bound / loss)
    target = before = now = np.zeros_like(truth)
    for step in range(STEPS):  # in the logits of the texts themselves, so that each step is one product
        ahead = now + np.float32(step / (step + 2)) * (now - before)
        target = ahead / 2 - (_softmax(ahead) - truth)
        before, now = now, target @ stride
    of_each = np.asarray(target @ (loss * (bound @ asked)), np.float32)
    return np.maximum(_log_softmax(of_each), FLOOR)


def _centred(likeness: Matrix, asked: Matrix) -> tuple[Matrix, Matrix]:
    """Return the products of texts, and of texts and question, as they would be from the middle of the texts."""
    middle = np.add.reduce(likeness) / np.float32(len(likeness))  # mean() takes longer to begin than to add up
    level = np.add.reduce(middle) / np.float32(len(middle))
    further = middle - level
    return likeness - middle - further[:, np.newaxis], asked - np.add.reduce(asked) / np.float32(len(asked)) - further


def _softmax(logits: Matrix) -> Matrix:
    """Return the shares of each column. Owners lie below each other, as numpy then adds up many columns at a time.

    The logits of a text come to nothing in all, so the largest is no less than 0 and the odds no less than 1 together.
    """
    odds: Matrix = np.exp(np.minimum(logits, LARGEST))
    odds /= np.add.reduce(odds)
    return odds


def _log_softmax(logits: Matrix) -> Matrix:
    least = logits - logits.max()
    return np.asarray(least - np.log(np.exp(least).sum()), np.float32)
