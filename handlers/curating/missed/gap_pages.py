"""Gaps -> the list of unanswered questions, and the page of one with what can be done about it. Pure."""

from collections.abc import Sequence

from handlers.buttons import Button, Press, Rows, Verb
from handlers.catalogues import Catalogue
from handlers.curating.calling import called_entry
from handlers.curating.missed.gap_names import GapName, digest
from handlers.curating.missed.gaps import Cause, Gap
from handlers.markup import Paragraph, bold, paragraph, quoted, shortened
from handlers.replies import Reply

ON_A_PAGE = 5  # which with their reasons fill a phone's screen, and their buttons one row
QUESTION_SHOWN = 150  # signs of a question in the list: about three lines of a phone
WORDINGS_SHOWN = 3

COMPLAINTS = (Cause.UNHELPFUL, Cause.OUTDATED)


def render_gaps(gaps: Sequence[Gap], group: int, words: Catalogue, page: int = 0) -> Reply:
    """Return a page of the list, with a button for each question."""
    if not gaps:
        said = words.say("No question is open. What I cannot answer in this group will be listed here.")
        return Reply(words.language, (paragraph(said),))
    page = min(page, (len(gaps) - 1) // ON_A_PAGE)
    shown = list(enumerate(gaps, start=1))[page * ON_A_PAGE : (page + 1) * ON_A_PAGE]
    head = words.say_many(
        "{count} question without a good answer", "{count} questions without a good answer", len(gaps)
    )
    lines = (_line(number, gap, words) for number, gap in shown)
    numbers = tuple(_button(str(number), Verb.MISSED, GapName(group, gap.ids[0]), words) for number, gap in shown)
    turning = _turning(page, len(gaps), group, words)
    return Reply(words.language, (paragraph(bold(head)), *lines), (numbers, *((turning,) if turning else ())))


def render_gap(gap: Gap, group: int, words: Catalogue) -> Reply:
    """Return what is known of an open question, and the buttons that settle it."""
    others = [shortened(one.text, QUESTION_SHOWN) for one in gap.asked[1 : 1 + WORDINGS_SHOWN]]
    also = (paragraph(words.say("Also asked as:"), *(f"\n• {text}" for text in others)),) if others else ()
    said = (quoted(gap.text), *also, paragraph(_reason(gap, words)))
    return Reply(words.language, said, (*_ways(gap, group, words), (back_button(group, words),)))


def back_button(group: int, words: Catalogue) -> Button:
    """Return the button that leads to the list."""
    return _button(words.say("◀ All open questions"), Verb.MISSED_LIST, GapName(group), words)


def take_back_button(verb: Verb, group: int, question: int, words: Catalogue) -> Button:
    """Return the button that opens a question again which was settled by this verb."""
    about = GapName(group, question).about()
    return Button(words.say("Reopen the question"), Press(verb, words.language, about, number=1))


def _line(number: int, gap: Gap, words: Catalogue) -> Paragraph:
    question = f"{number}. {shortened(gap.text, QUESTION_SHOWN)}"
    return paragraph(bold(question), "\n", _reason(gap, words))


def _reason(gap: Gap, words: Catalogue) -> str:
    """Return how often it was asked and why it is open."""
    if gap.cause in COMPLAINTS:
        said_by = words.say_many("{count} member said so.", "{count} members said so.", gap.count)
        return f"{_why(gap, words)} {said_by}"
    asked = words.say_many("Asked once.", "Asked {count} times.", gap.count)
    return f"{asked} {_why(gap, words)}".rstrip()


def _why(gap: Gap, words: Catalogue) -> str:
    nearest = called_entry(gap.nearest, words) if gap.nearest else ""
    sentences = {
        Cause.NOTHING_CLOSE: "",
        Cause.NOT_SURE: words.say("Closest is {entry}, but I was not sure.", entry=nearest),
        Cause.ASKS_ELSE: words.say("Closest is {entry}, but that answers something else about it.", entry=nearest),
        Cause.ASKED_BACK: words.say("I ask back whether {entry} is meant.", entry=nearest),
        Cause.UNHELPFUL: words.say("The answer to {entry} did not help.", entry=nearest),
        Cause.OUTDATED: words.say("The answer to {entry} is out of date.", entry=nearest),
    }
    return sentences[gap.cause]


def _ways(gap: Gap, group: int, words: Catalogue) -> Rows:
    name = GapName(group, gap.ids[0])
    ignore = _button(words.say("Ignore"), Verb.IGNORE, name, words)
    if gap.cause in COMPLAINTS:
        edit = Button(
            words.say("Edit the answer"), Press(Verb.EDIT, words.language, gap.nearest.id if gap.nearest else "")
        )
        return ((edit,), (ignore,)) if gap.nearest else ((ignore,),)
    answer = _button(words.say("Answer now"), Verb.ANSWER_NOW, name, words)
    not_ours = _button(words.say("Not ours"), Verb.NOT_OURS, name, words)
    return ((answer,), (not_ours, ignore), *_as_phrasing(gap, group, words))


def _as_phrasing(gap: Gap, group: int, words: Catalogue) -> Rows:
    if gap.nearest is None or not gap.may_be_meant:
        return ()
    said = words.say("Add as phrasing of {entry}", entry=called_entry(gap.nearest, words))
    return ((_button(said, Verb.ADD_PHRASING, GapName(group, gap.ids[0], digest(gap.nearest.id)), words),),)


def _turning(page: int, count: int, group: int, words: Catalogue) -> tuple[Button, ...]:
    about, last = GapName(group).about(), (count - 1) // ON_A_PAGE
    back = Button("◀", Press(Verb.MISSED_LIST, words.language, about, page - 1))
    on = Button("▶", Press(Verb.MISSED_LIST, words.language, about, page + 1))
    return (*((back,) if page else ()), *((on,) if page < last else ()))


def _button(text: str, verb: Verb, name: GapName, words: Catalogue) -> Button:
    return Button(text, Press(verb, words.language, name.about()))
