"""Field -> the sentences that ask for it. Pure."""

from handlers.catalogues import Catalogue
from handlers.curating.calling import called
from handlers.curating.drafting.drafted import Field
from handlers.markup import Paragraph, bold, paragraph
from knowledge import in_language
from knowledge.curating import Written


def asking(written: Written, field: Field, words: Catalogue, *, has_one: bool) -> Paragraph:
    """Return what to write, for which question, and how."""
    if field is Field.QUESTION and written.is_answered and not has_one:
        return _asking_what_it_answers(written, words)
    wanted = {
        Field.QUESTION: words.say("What do people ask?"),
        Field.ANSWER: words.say("What is the answer?"),
        Field.QUOTE: words.say("Is there a quote? Write it word for word."),
        Field.SPEAKER: words.say("Who said it?"),
        Field.SOURCE: words.say("What is the source?"),
        Field.AS_OF: words.say("As of which day is this true?"),
        Field.PHRASINGS: words.say("How else do people ask this? One phrasing per line."),
        Field.LANGUAGE: words.say("Which language is it in?"),
    }
    how = _how_to_write(written, field, words, has_one=has_one)
    about = "" if field is Field.QUESTION else in_language(written.question, words.language)
    for_it = ("\n", words.say("Question: {question}", question=called(about, words))) if about else ()
    return paragraph(bold(wanted[field]), *for_it, *(("\n", how) if how else ()))


def _asking_what_it_answers(written: Written, words: Catalogue) -> Paragraph:
    """Return what was taken for the answer, and whose words they are, and ask for the question."""
    text = in_language(written.answer, words.language) or written.kept_quotes[0].text
    said_by = "".join(source.publisher or "" for source in written.sources[:1])
    named = {"answer": called(text, words), "name": said_by}
    taken = (
        words.say("The answer is: {answer} ({name}).", **named)
        if said_by
        else words.say("The answer is: {answer}.", **named)
    )
    return paragraph(taken, "\n", bold(words.say("Which question does it answer?")))


def _how_to_write(written: Written, field: Field, words: Catalogue, *, has_one: bool) -> str:
    """Return in which form a field is written, with an example; "" where any will do."""
    forms = {
        Field.ANSWER: words.say("Keep it short. Details can follow after an empty line."),
        Field.QUOTE: "" if written.sources else words.say("It needs a source. Without one it is left out."),
        Field.SPEAKER: words.say("You can add the day, like this: Asha Rao, 15 Jan 2026"),
        Field.SOURCE: words.say("A name, a link, or both: Notice of the club https://example.org/notice"),
        Field.AS_OF: words.say("For example: 15 Jan 2026, or yesterday. Without a date it is today."),
        Field.PHRASINGS: words.say("A line that begins with - takes that phrasing out.") if has_one else "",
        Field.LANGUAGE: words.say("Press one. For another, write its code, such as hi-Latn (Hindi in Latin letters)."),
    }
    return forms.get(field, "")
