"""What is written behind /add, between bars or line by line -> a question, its answer and its source. Pure."""

from handlers.curating.drafting.cited import asked_in
from handlers.curating.proposing.proposed import BAR, Proposed, read_proposed
from knowledge.curating import is_address


def read_lines(text: str) -> Proposed:
    """Read `question | answer | source`, or a question with its answer on the lines below, an address last."""
    question, _, below = text.strip().partition("\n")
    if BAR in text or not below or not asked_in(question):
        return read_proposed(text)
    answer, source = _parted(below.strip())
    return Proposed(question.strip(), answer, source)


def _parted(below: str) -> tuple[str, str]:
    """Return an answer, and the address that is its last line."""
    answer, _, last = below.rpartition("\n")
    return (answer.strip(), last.strip()) if is_address(last.strip()) else (below, "")
