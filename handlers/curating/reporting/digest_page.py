"""News -> a digest, and the choice when one comes. Pure."""

from collections.abc import Iterator
from datetime import datetime

from handlers.buttons import Button, Press, Verb
from handlers.catalogues import Catalogue
from handlers.curating.calling import called_entry
from handlers.curating.reporting.news import News
from handlers.curating.reporting.reading_schedules import EXAMPLE
from handlers.curating.reporting.rhythms import Rhythm, Schedule, schedule_of
from handlers.markup import Paragraph, bold, paragraph, shortened
from handlers.replies import Reply
from knowledge.storage import Group

GAPS_SHOWN = 5
DUE_SHOWN = 3
CURATORS_SHOWN = 5
TITLE_SHOWN = 60
QUESTION_SHOWN = 120  # signs: about two lines of a phone


def render_digest(news: News, group: Group, words: Catalogue) -> Reply:
    """Return what is new in a group, in a message that takes a glance."""
    title = shortened(group.title, TITLE_SHOWN)
    head = words.say("What is new in {group}", group=title) if title else words.say("What is new")
    return Reply(words.language, (paragraph(bold(head)), *_told(news, words)), is_silent=True)


def render_schedule(group: Group, here: int, now: datetime, words: Catalogue) -> Reply:
    """Return when digests come, whether to this chat, the buttons that change how often, and how to change the time."""
    names = {
        Rhythm.OFF: words.say("Off"),
        Rhythm.DAILY: words.say("Daily"),
        Rhythm.WEEKLY: words.say("Mondays"),
    }
    schedule = schedule_of(group)
    buttons = tuple(
        Button(("✓ " if rhythm is schedule.rhythm else "") + name, _choose(rhythm, group, words))
        for rhythm, name in names.items()
    )
    is_here = group.digest_chat in (here, None)
    state = _state(schedule, schedule.zone_on(now), words) if is_here else _elsewhere(words)
    how = words.say("For another time: {example}", example=EXAMPLE)
    return Reply(words.language, tuple(paragraph(one) for one in (state, _contents(words), how)), (buttons,))


def _state(schedule: Schedule, zone: str, words: Catalogue) -> str:
    time = f"{schedule.at.hour}:{schedule.at.minute:02} ({zone})"
    match schedule.rhythm:
        case Rhythm.DAILY:
            return words.say("A digest comes here every day at about {time}, if there is anything new.", time=time)
        case Rhythm.WEEKLY:
            return words.say("A digest comes here every Monday at about {time}, if there is anything new.", time=time)
    return words.say("No digest is sent. Choose how often one should come here, at about {time}.", time=time)


def _elsewhere(words: Catalogue) -> str:
    return words.say("The digest of this group comes in another chat. Choose, and it comes here instead.")


def _contents(words: Catalogue) -> str:
    return words.say("It tells of open questions, new proposals, changes, and answers that are due for review.")


def _choose(rhythm: Rhythm, group: Group, words: Catalogue) -> Press:
    return Press(Verb.DIGEST, words.language, f"{group.chat}/{rhythm}")


def _told(news: News, words: Catalogue) -> Iterator[Paragraph]:
    if news.gaps:
        yield _gaps(news, words)
    if news.proposals:
        waiting = words.say_many(
            "{count} new proposal waits for you.", "{count} new proposals wait for you.", news.proposals
        )
        yield paragraph(waiting, " ", words.say("/proposals shows them."))
    if news.changes:
        yield _changes(news, words)
    if news.due:
        yield _due(news, words)


def _gaps(news: News, words: Catalogue) -> Paragraph:
    head = words.say_many(
        "{count} open question since the last digest:", "{count} open questions since the last digest:", len(news.gaps)
    )
    lines = (f"\n• {shortened(gap.text, QUESTION_SHOWN)} ({gap.count}×)" for gap in news.gaps[:GAPS_SHOWN])
    return paragraph(head, *lines, "\n", words.say("/unanswered lists them all."))


def _changes(news: News, words: Catalogue) -> Paragraph:
    count = sum(news.changes.values())
    somebody = words.say("somebody")
    by = [f"{name or somebody} {made}" for name, made in news.changes.items()]
    more = ["…"] if len(by) > CURATORS_SHOWN else []
    said = words.say_many("{count} change:", "{count} changes:", count)
    return paragraph(said, " ", ", ".join((*by[:CURATORS_SHOWN], *more)))


def _due(news: News, words: Catalogue) -> Paragraph:
    head = words.say_many("{count} answer is due for review:", "{count} answers are due for review:", len(news.due))
    questions = [called_entry(entry, words) for entry in news.due[:DUE_SHOWN]]
    more = ["…"] if len(news.due) > DUE_SHOWN else []
    return paragraph(head, *(f"\n• {question}" for question in (*questions, *more)))
