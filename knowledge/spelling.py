"""A word that no phrasing has -> the known words that it may be a misspelling of. The one door to rapidfuzz."""

from collections.abc import Sequence

from rapidfuzz import process
from rapidfuzz.distance import OSA

# Similarity is 1 - edits / length, an edit being a letter added, lost, changed or swapped with its neighbour (optimal
# string alignment distance). One edit in four letters and two in eight pass; people seldom slip more than that.
CUTOFF = 0.75
SHORTEST = 3  # in shorter words a single edit makes another word; in three letters only one lost letter passes: frm
MOST = 16


def near(word: str, known: Sequence[str]) -> list[tuple[str, float]]:
    """Return up to sixteen known words with their similarity (CUTOFF to 1), best first."""
    if len(word) < SHORTEST or word.isdecimal():
        return []
    found = process.extract(word, known, scorer=OSA.normalized_similarity, score_cutoff=CUTOFF, limit=MOST)
    return [(candidate, similarity) for candidate, similarity, _ in found]
