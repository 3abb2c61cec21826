"""Entry -> Reply: the answer that it holds, with its evidence. Pure."""

from collections.abc import Sequence
from datetime import date

from handlers.buttons import Button, Press, Rows, Verb
from handlers.catalogues import Catalogue, catalogue
from handlers.evidence import evidence
from handlers.markup import Paragraph, bold, paragraph, parts
from handlers.replies import Reply
from knowledge import Entry, Knowledge, Match, Quote, in_language

CUT_OFF = "…"
RELATED_SHOWN = 3  # more buttons push the answer off a phone's screen


def render_entry(entry: Entry, knowledge: Knowledge, language: str, today: date, part: int = 0) -> Reply:
    """Return an entry as the reply to the question that it answers; `part` picks one where it takes several."""
    words = catalogue(language)
    shown = parts(answer_of(entry, knowledge, words, today))
    part = min(part, len(shown) - 1)
    return Reply(
        language=words.language,
        paragraphs=shown[part],
        buttons=(
            *_turning(entry, part, len(shown), words),
            *_related(entry, knowledge, words),
            opinions(entry, words),
        ),
    )


def answer_of(entry: Entry, knowledge: Knowledge, words: Catalogue, today: date) -> tuple[Paragraph, ...]:
    """Return the headline of an answer, its details and its evidence; words that a quote says stand there alone."""
    said = in_language(entry.answer, words.language)
    is_quoted = any(_is_all_said_by(quote, said) for quote in entry.quotes)
    return (*(() if is_quoted else _in_own_words(said)), *evidence(entry, knowledge, words, today))


def _in_own_words(answer: str) -> tuple[Paragraph, ...]:
    headline, *details = answer.split("\n\n")
    return (paragraph(bold(headline)), *(paragraph(detail) for detail in details if detail.strip()))


def _is_all_said_by(quote: Quote, answer: str) -> bool:
    """Tell whether an answer is a quote, its first paragraph, or its beginning up to where it breaks off."""
    is_part = answer in (quote.text, quote.text.split("\n\n")[0])
    return is_part or (answer.endswith(CUT_OFF) and quote.text.startswith(answer.removesuffix(CUT_OFF)))


def entry_button(entry: Entry, verb: Verb, words: Catalogue, mark: str = "") -> Button:
    """Return the button that leads to an entry, named by its question, after a mark if there is one."""
    return Button(mark + in_language(entry.question, words.language), Press(verb, words.language, entry.id))


def which_is_meant(choices: Sequence[Match], words: Catalogue) -> str:
    """Return how to ask back which of these entries is meant."""
    is_one = len(choices) == 1
    return words.say("Is this what you mean?") if is_one else words.say("Which of these do you mean?")


def opinions(entry: Entry, words: Catalogue, mark: str = "") -> tuple[Button, ...]:
    """Return the row that leads to the sources of an entry and asks whether it helped."""
    sources = Button(mark + words.say("Sources"), Press(Verb.SOURCES, words.language, entry.id))
    up = Button(f"{mark}👍", Press(Verb.HELPFUL, words.language, entry.id))
    down = Button(f"{mark}👎", Press(Verb.UNHELPFUL, words.language, entry.id))
    return (*((sources,) if entry.all_sources else ()), up, down)


def _turning(entry: Entry, part: int, count: int, words: Catalogue) -> Rows:
    """Return the row that leads through the parts of a long answer."""
    if count == 1:
        return ()
    back = (Button("◀", Press(Verb.PART, words.language, entry.id, part - 1)),) if part else ()
    on = Button(
        words.say("Read on ({part} of {count}) ▶", part=part + 2, count=count),
        Press(Verb.PART, words.language, entry.id, part + 1),
    )
    return ((*back, *((on,) if part + 1 < count else ())),)


def _related(entry: Entry, knowledge: Knowledge, words: Catalogue) -> Rows:
    found = {other.id: other for other in map(knowledge.entry, entry.related) if other and other.id != entry.id}
    return tuple((entry_button(other, Verb.RELATED, words),) for other in list(found.values())[:RELATED_SHOWN])
