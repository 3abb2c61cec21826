"""What is wrong with a file -> sentences: ours for what people send most, those of files for all else. Pure."""

from collections.abc import Sequence

from handlers.catalogues import Catalogue
from handlers.markup import Paragraph, paragraph, shortened
from handlers.replies import Reply
from knowledge import Problem
from knowledge.exchange import SUFFIXES, Flaw, Kind

TOLD = 3  # in the message; the attached list has all
LONGEST_PROBLEM = 600  # signs


def refusals(refused: Sequence[Problem], words: Catalogue) -> tuple[Paragraph, ...]:
    """Return the first things that are wrong with a file, and how much more is."""
    told = tuple(paragraph(shortened(told_of(problem, words), LONGEST_PROBLEM)) for problem in refused[:TOLD])
    rest = len(refused) - len(told)
    more = words.say_many("{count} more is listed below.", "{count} more are listed below.", rest)
    return (*told, paragraph(more)) if rest else told


def refusals_list(refused: Sequence[Problem], words: Catalogue) -> str:
    """Return all that is wrong with a file, a line each; "" where the message has told it."""
    return "".join(f"{told_of(problem, words)}\n" for problem in refused) if len(refused) > TOLD else ""


def refusals_caption(words: Catalogue) -> Reply:
    """Return what stands below the list of all that is wrong with a file."""
    return Reply(words.language, (paragraph(words.say("All that was left out, and why.")),))


def told_of(problem: Problem, words: Catalogue) -> str:
    """Return what is wrong, in the curator's language where the sentence is ours."""
    kind, about = (problem.kind, problem.about) if isinstance(problem, Flaw) else (Kind.NONE, "")
    return (
        _of_the_file(kind, words)
        or _of_its_letters(kind, about, words)
        or _of_a_line(kind, about, problem, words)
        or _left_out(problem, words)
    )


def _of_the_file(kind: Kind, words: Catalogue) -> str:
    match kind:
        case Kind.EXCEL:
            return words.say("I cannot read Excel files. In Excel: Save as, CSV UTF-8, and send that.")
        case Kind.SUFFIX_UNKNOWN:
            return words.say(
                "I cannot read files of this kind. I read these: {suffixes}.", suffixes=", ".join(SUFFIXES)
            )
        case Kind.EMPTY:
            return words.say("The file is empty.")
        case Kind.NO_COLUMNS:
            return words.say("I see no question and answer here. Write these two above the columns: question, answer.")
    return ""


def _of_its_letters(kind: Kind, about: str, words: Catalogue) -> str:
    match kind:
        case Kind.ENCODING_UNKNOWN:
            return words.say("I cannot make out the letters of this file. In Excel: Save as, CSV UTF-8, and send that.")
        case Kind.ENCODING_GUESSED:
            return words.say(
                "I read the letters as {encoding}. If they look wrong, in Excel: Save as, CSV UTF-8, and send that.",
                encoding=about,
            )
    return ""


def _of_a_line(kind: Kind, about: str, problem: Problem, words: Catalogue) -> str:
    line = problem.place.line
    match kind:
        case Kind.NO_QUESTION:
            return words.say("Line {line} is left out: it has no question.", line=line)
        case Kind.NO_ANSWER:
            return words.say("Line {line} is left out: it has no answer.", line=line)
        case Kind.NAMES_GUESSED:
            return words.say(
                "Line {line} is left out: I take “{names}” for the names of the columns.", line=line, names=about
            )
        case Kind.COLUMN_UNREAD:
            return words.say("I do not read the column “{name}”.", name=about)
    return ""


def _left_out(problem: Problem, words: Catalogue) -> str:
    line = (words.say("line {line}", line=problem.place.line),) if problem.place.line else ()
    where = ", ".join((*line, *((problem.entry,) if problem.entry else ())))
    what = f"{problem.what}; {problem.remedy}"
    return f"{words.say('Left out:')} {where}: {what}" if where else f"{words.say('Left out:')} {what}"
