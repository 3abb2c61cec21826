"""A message of ours -> the question that it answers and the buttons below it, as far as Telegram still shows them."""

from telegram import InlineKeyboardButton, MaybeInaccessibleMessage, Message, User

from handlers.buttons import Button, LinkButton, Rows, from_data
from handlers.reading import content, read_question
from knowledge import Answer, Asked, Clarify, Entry, Knowledge, Outcome, Several, consult, in_language


def question_above(message: MaybeInaccessibleMessage | None, me: User) -> str:
    """Return what somebody asked to get a message of ours, without the words that only called us; "" if unknown."""
    asked_in = message.reply_to_message if isinstance(message, Message) else None
    if asked_in is None or asked_in.from_user == me:
        return ""
    question = read_question(asked_in, me)
    return question.text if question else content(asked_in)


def question_for(entry: Entry, asked: str, knowledge: Knowledge, language: str) -> str:
    """Return the question in somebody's words that led to an entry, else the entry's own."""
    matches, outcome = consult(asked, knowledge.match)
    parts = outcome.questions if isinstance(outcome, Several) else (Asked(asked, matches, outcome),)
    found = (part.matches.question for part in parts if entry.id in _led_to(part.decision))
    return next(found, in_language(entry.question, language))


def rows_below(message: MaybeInaccessibleMessage | None) -> Rows:
    """Return the buttons below a message, none where it is no longer shown."""
    markup = message.reply_markup if isinstance(message, Message) else None
    keyboard = markup.inline_keyboard if markup else ()
    return tuple(tuple(button for key in row if (button := _button(key))) for row in keyboard)


def _button(key: InlineKeyboardButton) -> Button | LinkButton | None:
    press = from_data(str(key.callback_data or ""))
    if press:
        return Button(key.text, press)
    return LinkButton(key.text, key.url) if key.url else None


def _led_to(decision: Outcome) -> tuple[str, ...]:
    match decision:
        case Answer(found):
            return (found.entry.id,)
        case Clarify(choices):
            return tuple(choice.entry.id for choice in choices)
    return ()
