"""weights.yaml -> the fitted numbers of the scorer, which gets none that were fitted for another."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
import numpy.typing as npt

from knowledge.matching.confidence import SCOPE, SHARE, Weights
from knowledge.problems import PackError, WeightsError
from knowledge.vectors.encoding import Encoder
from knowledge.yaml_files import read_yaml

SCORER = 5  # to be raised whenever a signal or a feature changes its meaning: the weights must then be fitted anew
FILE = "weights.yaml"  # in the folder of the encoder that they were fitted with
WORDS_ALONE = Path(__file__).parent
CONSTANT = "constant"


@dataclass(frozen=True, slots=True)
class BothWeights:
    """Weights for questions that the encoder can read, and for those judged by their words alone."""

    by_meaning: Weights
    by_words: Weights


UNFITTED = Weights(np.zeros(len(SHARE)), np.zeros(len(SCOPE)), 0.0)
BOTH_UNFITTED = BothWeights(UNFITTED, UNFITTED)  # to gather what weights are fitted to


def shipped_weights(encoder: Encoder | None) -> BothWeights:
    """Return the weights that came with the encoder and with the engine. Raises WeightsError as `read_weights` does."""
    by_words = read_weights(WORDS_ALONE, None)
    return BothWeights(read_weights(encoder.folder, encoder.name) if encoder else by_words, by_words)


@cache
def read_weights(folder: Path, encoder: str | None) -> Weights:
    """Read the weights of a folder. Raises WeightsError if they are not those of this scorer and this encoder."""
    path = folder / FILE
    try:
        data = read_yaml(path).data
        fitted_for = (data["scorer"], data["encoder"], list(data["share"]), list(data["scope"]))
    except (PackError, KeyError, TypeError) as error:
        raise WeightsError(path, "holds no weights that can be read") from error
    if fitted_for != (SCORER, encoder, list(SHARE), [CONSTANT, *SCOPE]):
        raise WeightsError(path, f"was not fitted for scorer {SCORER} with {encoder or 'words alone'}")
    try:
        return Weights(_row(data["share"], SHARE), _row(data["scope"], SCOPE), float(data["scope"][CONSTANT]))
    except (TypeError, ValueError) as error:
        raise WeightsError(path, "holds a weight that is no number") from error


def written_weights(weights: Weights, encoder: str | None, fitted_to: str) -> str:
    """Return the text of a file of weights."""
    lines = [
        "# What each feature of matching/confidence.py counts, in log-odds. Fitted, so not to be edited by hand:",
        f"# renew with `make weights`. Fitted to {fitted_to}.",
        f"scorer: {SCORER}",
        f"encoder: {encoder or 'null'}",
        "share:",
        *(f"  {name}: {weight:.3f}" for name, weight in zip(SHARE, weights.share, strict=True)),
        "scope:",
        f"  {CONSTANT}: {weights.constant:.3f}",
        *(f"  {name}: {weight:.3f}" for name, weight in zip(SCOPE, weights.scope, strict=True)),
    ]
    return "\n".join(lines) + "\n"


def _row(table: Mapping[str, float], names: Mapping[str, object]) -> npt.NDArray[np.float64]:
    return np.array([float(table[name]) for name in names], np.float64)
