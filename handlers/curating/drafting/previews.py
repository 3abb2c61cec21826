"""Outlook -> Reply: an entry just as members will see it, with what speaks against saving it. Pure."""

from collections.abc import Sequence
from datetime import date

from handlers.buttons import Button, Press, Rows, Verb
from handlers.catalogues import Catalogue
from handlers.curating.calling import called_entry
from handlers.curating.drafting.outlook import Outlook
from handlers.curating.drafting.steps import field_rows, what_to_change
from handlers.curating.drafting.warnings import warnings_of, what_breaks
from handlers.entries import answer_of
from handlers.markup import MESSAGE_LIMIT, Paragraph, bold, italic, paragraph, parts
from handlers.replies import Reply
from knowledge import Entry
from knowledge.curating import Evidence, Written

PAGE = 20  # from here on the number of a Back button counts the pages of a preview
BREAKS = 2  # signs between two paragraphs


def render_preview(outlook: Outlook, written: Written, id_: int, page: int, *, of: tuple[Catalogue, date]) -> Reply:
    """Return a page of a preview: the answer, what it is the answer to, the warnings, and what can be done."""
    words, today = of
    asked = _what_to_change(outlook.entry, words) if written.changes_nothing else _asked(outlook.entry, words)
    below = (asked, *warnings_of(outlook, written, words))
    room = MESSAGE_LIMIT - sum(len(one.text.encode("utf-16-le")) // 2 + BREAKS for one in below)
    pages = parts(answer_of(outlook.entry, outlook.knowledge, words, today), max(room, MESSAGE_LIMIT // 4))
    page = min(page, len(pages) - 1)
    buttons = (*_turning(page, len(pages), str(id_), words), *_buttons(outlook, written, str(id_), words))
    return Reply(words.language, (*pages[page], *below), buttons)


def render_broken(outlook: Outlook, id_: int, words: Catalogue) -> Reply:
    """Return what saving would break, and ask once more."""
    head = paragraph(bold(words.say("Not saved yet. Saving this changes what members get:")))
    said = tuple(paragraph("⚠️ ", one) for one in what_breaks(outlook, words))
    return Reply(words.language, (head, *said), anyway_buttons(id_, words))


def render_clash(told: Sequence[Paragraph], id_: int, words: Catalogue) -> Reply:
    """Return what somebody else changed of the entry meanwhile, and ask what shall hold."""
    head = paragraph(bold(words.say("Not saved. Somebody changed this entry while you were writing:")))
    return Reply(words.language, parts((head, *told))[0], anyway_buttons(id_, words))


def render_rival(given: Sequence[Paragraph], by: str, other: Sequence[Paragraph], id_: int, words: Catalogue) -> Reply:
    """Return the answer that somebody else gave meanwhile to a new question, and ask whether to replace it."""
    head = paragraph(bold(words.say("Not saved. Meanwhile {name} has answered the same question:", name=by)))
    replacing = Button(words.say("Replace that answer"), Press(Verb.SAVE_ANYWAY, words.language, str(id_)))
    rows = (*(((replacing,),) if other else ()), _other_buttons(str(id_), words))
    return Reply(words.language, parts((head, *given, *other))[0], rows)


def render_saved(entry: Entry, then: str, words: Catalogue) -> Reply:
    """Return that it is saved, how it is asked, and how it is taken back."""
    question = called_entry(entry, words)
    said = (
        paragraph(bold(words.say("Saved.")), " ", question),
        paragraph(then, "\n", words.say("/undo takes it back.")),
    )
    return Reply(words.language, said)


def render_unchanged(words: Catalogue) -> Reply:
    """Return that there was nothing to save."""
    return Reply(words.language, (paragraph(words.say("Nothing has changed.")),))


def anyway_buttons(id_: int, words: Catalogue) -> Rows:
    """Return the buttons below a doubt: mine all the same, another look, or none of it."""
    about = str(id_)
    return (
        (Button(words.say("Save mine anyway"), Press(Verb.SAVE_ANYWAY, words.language, about)),),
        _other_buttons(about, words),
    )


def _asked(entry: Entry, words: Catalogue) -> Paragraph:
    """Return that this is a preview, and what it answers."""
    more = len(entry.all_phrasings()) - 1
    others = words.say_many(" and {count} other phrasing", " and {count} other phrasings", more) if more else ""
    question = called_entry(entry, words)
    return paragraph(italic(words.say("Not saved yet. It answers: {question}", question=question) + others))


def _what_to_change(entry: Entry, words: Catalogue) -> Paragraph:
    """Return which entry this is, and ask what of it is to change."""
    question = called_entry(entry, words)
    return paragraph(italic(words.say("It answers: {question}", question=question)), "\n", bold(what_to_change(words)))


def _buttons(outlook: Outlook, written: Written, about: str, words: Catalogue) -> Rows:
    if written.changes_nothing:
        return (*field_rows(written, about, words), _other_buttons(about, words)[1:])
    has_twin = outlook.answered_by is not None and written.began is None
    offered = (
        (_keep_name(written.former, words), Verb.KEEP_EVIDENCE, written.former is not None),
        (words.say("Replace that answer"), Verb.REPLACE, has_twin),
        (words.say("Add as another phrasing of that"), Verb.AS_PHRASING, outlook.answered_by is not None),
    )
    rows = tuple(
        (Button(name, Press(verb, words.language, about)),) for name, verb, is_offered in offered if is_offered
    )
    save = Button(words.say("Keep both") if has_twin else words.say("Save"), Press(Verb.SAVE, words.language, about))
    more = Button(words.say("Add details"), Press(Verb.MORE, words.language, about))
    others = _other_buttons(about, words)
    return (*rows, (save, more), others) if written.began is None else (*rows, (save, *others))


def _keep_name(former: Evidence | None, words: Catalogue) -> str:
    return words.say("Keep the quote and source") if former and former.quotes else words.say("Keep the source")


def _other_buttons(about: str, words: Catalogue) -> tuple[Button, ...]:
    return (
        Button(words.say("Edit"), Press(Verb.FIELDS, words.language, about)),
        Button(words.say("Cancel"), Press(Verb.CANCEL, words.language, about)),
    )


def _turning(page: int, count: int, about: str, words: Catalogue) -> Rows:
    """Return the row that leads through the pages of a long answer."""
    if count == 1:
        return ()
    back = (Button("◀", Press(Verb.BACK, words.language, about, PAGE + page - 1)),) if page else ()
    on = Button(
        words.say("Read on ({part} of {count}) ▶", part=page + 2, count=count),
        Press(Verb.BACK, words.language, about, PAGE + page + 1),
    )
    return ((*back, *((on,) if page + 1 < count else ())),)
