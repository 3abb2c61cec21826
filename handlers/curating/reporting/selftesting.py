"""/selftest: asks every question that curators wrote down, and tells which ones members would get a wrong answer to."""

import asyncio
from collections.abc import Sequence
from dataclasses import replace

from handlers.catalogues import Catalogue
from handlers.context import Context
from handlers.curating.calling import called_entry
from handlers.curating.desk import Desk
from handlers.markup import Paragraph, bold, paragraph, shortened
from handlers.replies import Reply
from knowledge import Entry, Knowledge
from knowledge.curating import Failure, SelfTest, breaks, self_test

EVERYTHING = "all"
NEAR = 3  # entries next to a wording, of which an own entry may take questions
FAILURES_SHOWN = 10  # more are not mended at a time
QUESTION_SHOWN = 120  # signs: about two lines of a phone


async def selftest(desk: Desk, text: str, context: Context) -> Reply | None:
    """Test the group's own entries, what they may have taken from the base, and what is not the group's; or all."""
    knowledge, base = await desk.knowledge(context), context.services.libraries.base
    negatives = await desk.missing(context).negatives()
    if text.lower() == EVERYTHING:
        every = {entry.id for entry in knowledge.pack.entries}
        result = await asyncio.to_thread(self_test, knowledge, negatives, every)
    else:
        result = await asyncio.to_thread(_test_own, knowledge, negatives, base)
    return render_selftest(result, desk.words)


def render_selftest(result: SelfTest, words: Catalogue) -> Reply:
    """Return what is answered wrongly, with what should be given and what is."""
    if result.asked == 0:
        said = words.say("This group has no answers of its own to test. /selftest all tests those of the base.")
        return Reply(words.language, (paragraph(said),))
    if not result.failures:
        said = words.say_many(
            "{count} wording tested, no mistakes.", "{count} wordings tested, no mistakes.", result.asked
        )
        return Reply(words.language, (paragraph(said),))
    failures = result.failures
    wrong = words.say_many(
        "{count} question is answered wrongly", "{count} questions are answered wrongly", len(failures)
    )
    asked = words.say_many("{count} wording was tested.", "{count} wordings were tested.", result.asked)
    shown = (_line(failure, words) for failure in failures[:FAILURES_SHOWN])
    return Reply(words.language, (paragraph(bold(wrong), "\n", asked), *shown, *_rest(failures, words)))


def _test_own(knowledge: Knowledge, negatives: Sequence[str], base: Knowledge) -> SelfTest:
    """Test the own entries and their neighbours; what goes wrong in the base alone is not this group's to mend."""
    own = [entry for entry in knowledge.pack.entries if knowledge.is_own(entry)]
    result = self_test(knowledge, negatives, {entry.id for entry in own} | _near(own, knowledge))
    doubtful = {one.expected.id for one in result.failures if one.expected and not knowledge.is_own(one.expected)}
    return replace(result, failures=breaks(self_test(base, of=doubtful), result))


def _near(own: Sequence[Entry], knowledge: Knowledge) -> set[str]:
    """Return the entries that are found next to the own ones by their wordings."""
    wordings = [text for entry in own for _, text in entry.all_phrasings()]
    found = (knowledge.match(text, knows_by_heart=False).ranked for text in wordings)
    return {match.entry.id for ranked in found for match in ranked[:NEAR]}


def _line(failure: Failure, words: Catalogue) -> Paragraph:
    return paragraph(bold(shortened(failure.question, QUESTION_SHOWN)), "\n", _verdict(failure, words))


def _verdict(failure: Failure, words: Catalogue) -> str:
    given, expected = _name(failure.given, words), _name(failure.expected, words)
    match failure:
        case Failure(expected=None, is_offered=True):
            return words.say("Should get no answer, but is offered {given}.", given=given)
        case Failure(expected=None):
            return words.say("Should get no answer, but gets {given}.", given=given)
        case Failure(given=None):
            return words.say("Should get {expected}, but gets no answer.", expected=expected)
        case Failure(is_offered=True) if failure.given == failure.expected:
            return words.say("Should get {expected}, but is only offered it.", expected=expected)
        case Failure(is_offered=True):
            return words.say("Should get {expected}, but is asked back about {given}.", expected=expected, given=given)
    return words.say("Should get {expected}, but gets {given}.", expected=expected, given=given)


def _name(entry: Entry | None, words: Catalogue) -> str:
    return called_entry(entry, words) if entry else ""


def _rest(failures: Sequence[Failure], words: Catalogue) -> tuple[Paragraph, ...]:
    more = len(failures) - FAILURES_SHOWN
    return (paragraph(words.say_many("And {count} more.", "And {count} more.", more)),) if more > 0 else ()
