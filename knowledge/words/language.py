"""words -> the language they are in: by script, and within Latin script by the words of languages and pack."""

from collections.abc import Iterable, Sequence

from knowledge.normalising import words
from knowledge.values import Entry
from knowledge.words.lexicon import lexicon
from knowledge.words.stemming import script_of

LANGUAGE_OF_SCRIPT = {"DEVANAGARI": "hi", "CYRILLIC": "ru"}
ROMANISED_HINDI = "hi-Latn"


class Languages:
    """Tells English from romanised Hindi by function words, and by the words of the pack's English phrasings."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        english, hindi = set(lexicon().function_words["en"]), set(lexicon().function_words[ROMANISED_HINDI])
        for entry in entries:
            for language, phrasing in entry.all_phrasings():
                english.update(words(phrasing) if language == "en" else ())
        self._english, self._hindi = english - hindi, hindi - english

    def of(self, said: Sequence[str]) -> str | None:
        """Return "hi", "ru", "en", or None where the words do not tell; romanised Hindi is "hi"."""
        by_script = [LANGUAGE_OF_SCRIPT.get(script_of(word)) for word in said]
        counted = {language: by_script.count(language) for language in LANGUAGE_OF_SCRIPT.values()}
        foremost = max(counted, key=counted.__getitem__)
        return foremost if counted[foremost] else self._of_latin(said)

    def _of_latin(self, said: Sequence[str]) -> str | None:
        hindi, english = (sum(word in known for word in said) for known in (self._hindi, self._english))
        is_told = any(word in self._hindi and word not in lexicon().also_english for word in said)
        if is_told and hindi * 2 >= english:
            return "hi"
        return (
            "en" if english > 1 or (english and len(said) == 1 and said[0] in lexicon().function_words["en"]) else None
        )
