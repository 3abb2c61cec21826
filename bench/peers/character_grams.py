"""scikit-learn: the phrasing nearest by TF-IDF of runs of two to four letters within words."""

from sklearn.feature_extraction.text import TfidfVectorizer

from bench.peer import NOTHING, Found, phrasings_of
from knowledge.values import Pack


class CharacterGrams:
    """The phrasing of the greatest cosine."""

    def __init__(self, pack: Pack) -> None:
        self._phrasings = phrasings_of(pack)
        self._vectorizer = TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 4), sublinear_tf=True)
        matrix = self._vectorizer.fit_transform([phrasing.text for phrasing in self._phrasings])
        self._by_gram = matrix.T.tocsr()  # a question then looks only at the runs that it has

    def ask(self, question: str) -> Found:
        """Return the entry of the nearest phrasing, with a cosine of 0 to 1."""
        cosines = (self._vectorizer.transform([question]) @ self._by_gram).toarray().ravel()
        at = int(cosines.argmax())
        return Found(self._phrasings[at].entry, float(cosines[at])) if cosines[at] > 0 else NOTHING
