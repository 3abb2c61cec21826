"""Several -> Reply: the answers to the questions of one message, each below its question. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from handlers.buttons import Button, Press, Rows, Verb
from handlers.catalogues import Catalogue, catalogue
from handlers.entries import answer_of, entry_button, opinions, render_entry, which_is_meant
from handlers.evidence import provenance
from handlers.markup import Paragraph, bold, italic, paragraph, parts, shortened
from handlers.replies import Reply
from knowledge import Abstain, Answer, Clarify, Entry, Knowledge, Several, in_language

MARKS = "①②③④⑤⑥⑦⑧⑨"
# Three answers in short, below their questions and above the notes, fit into one message of 4096 signs.
QUESTION_SIGNS, HEADLINE_SIGNS, PROVENANCE_SIGNS = 120, 300, 600


@dataclass(frozen=True, slots=True)
class _Section:
    """Questions in a person's own words, and what is said to all of them."""

    questions: tuple[str, ...]
    decision: Answer | Clarify
    mark: str = ""


@dataclass(frozen=True, slots=True)
class _Telling:
    """How answers are told: from what, to whom, and whether in short."""

    knowledge: Knowledge
    words: Catalogue
    today: date
    in_short: bool = False


def render_several(several: Several, knowledge: Knowledge, language: str, today: date) -> Reply:
    """Return the answers in one message, in short where it could not hold them whole; last what has none."""
    telling = _Telling(knowledge, catalogue(language), today)
    sections, notes = _sections(several), tuple(_notes(several, telling.words))
    only = sections[0].decision if len(sections) == 1 else None
    answers = (
        render_entry(only.match.entry, knowledge, language, today)
        if isinstance(only, Answer)
        else _render(sections, telling)
    )
    whole = replace(answers, paragraphs=(*answers.paragraphs, *notes))
    if len(parts(whole.paragraphs)) == 1:
        return whole
    brief = _render(sections, replace(telling, in_short=True))
    return replace(brief, paragraphs=(*brief.paragraphs, *notes))


def _sections(several: Several) -> list[_Section]:
    """Return what is said to the questions in their order; an entry that answers two of them stands once."""
    found: dict[str, _Section] = {}
    for asked in several.questions:
        if isinstance(asked.decision, Abstain):
            continue
        key = asked.decision.match.entry.id if isinstance(asked.decision, Answer) else f"? {asked.text}"
        earlier = found[key].questions if key in found else ()
        found[key] = _Section((*earlier, asked.text), asked.decision)
    if len(found) == 1:
        return list(found.values())
    return [replace(section, mark=f"{mark} ") for section, mark in zip(found.values(), MARKS, strict=False)]


def _render(sections: list[_Section], telling: _Telling) -> Reply:
    said = tuple(line for section in sections for line in _paragraphs(section, telling))
    return Reply(telling.words.language, said, tuple(row for section in sections for row in _rows(section, telling)))


def _paragraphs(section: _Section, telling: _Telling) -> tuple[Paragraph, ...]:
    """Return what is said, with the questions above its first line."""
    first, *rest = _said(section.decision, telling)
    asked = "\n".join(shortened(question, QUESTION_SIGNS) for question in section.questions)
    head = (section.mark, italic(asked))
    return (paragraph(*head), first, *rest) if first.quoted else (paragraph(*head, "\n", *first.spans), *rest)


def _said(decision: Answer | Clarify, telling: _Telling) -> tuple[Paragraph, ...]:
    if isinstance(decision, Clarify):
        return (paragraph(bold(which_is_meant(decision.choices, telling.words))),)
    of = (decision.match.entry, telling.knowledge, telling.words, telling.today)
    return _in_short(*of) if telling.in_short else answer_of(*of)


def _in_short(entry: Entry, knowledge: Knowledge, words: Catalogue, today: date) -> tuple[Paragraph, ...]:
    """Return the headline of an answer and where it is from; a button leads to the rest."""
    headline = in_language(entry.answer, words.language).split("\n\n")[0]
    known_from = parts(provenance(entry, knowledge, words, today), PROVENANCE_SIGNS)[0]
    return (paragraph(bold(shortened(headline, HEADLINE_SIGNS))), *known_from)


def _rows(section: _Section, telling: _Telling) -> Rows:
    """Return the buttons of a section; what they lead to is shown below, so that the other answers stay."""
    mark, words = section.mark, telling.words
    if isinstance(section.decision, Clarify):
        return tuple((entry_button(match.entry, Verb.RELATED, words, mark),) for match in section.decision.choices)
    entry = section.decision.match.entry
    whole = Button(mark + words.say("Read it all"), Press(Verb.RELATED, words.language, entry.id))
    return (*(((whole,),) if telling.in_short else ()), opinions(entry, words, mark))


def _notes(several: Several, words: Catalogue) -> Iterator[Paragraph]:
    """Yield which questions have no answer, and that there were more than are answered at a time."""
    for asked in several.questions:
        if isinstance(asked.decision, Abstain):
            question = shortened(asked.text, QUESTION_SIGNS)
            yield paragraph(words.say("I have no sourced answer to “{question}”.", question=question))
    if several.left_out:
        yield paragraph(words.say("I answer three questions at a time. Please send me the others again."))
