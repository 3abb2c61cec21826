"""What a member writes <-> a proposal: a question, its answer and where that stands. Pure."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from knowledge.curating import names_no_source

BAR = "|"  # between question, answer and source
SHOWN = "shown"  # under which a proposal holds the message that admins decide on
CHAT = "chat"  # and the chat that all its messages are of, which may have become another one since


@dataclass(frozen=True, slots=True)
class Proposed:
    """A question, its answer and where that stands, as a member wrote them; "" for what was left out."""

    question: str
    answer: str
    source: str = ""


def read_proposed(text: str, answer: str = "") -> Proposed:
    """Read `question | answer | source`; without a bar the answer is that of the message replied to."""
    question, stated, source = (*(part.strip() for part in text.split(BAR, 2)), "", "")[:3]
    return Proposed(question, stated or answer.strip(), _source(source))


def read_answer(question: str, text: str) -> Proposed:
    """Read `answer | source` to a question."""
    answer, _, source = (part.strip() for part in text.partition(BAR))
    return Proposed(question, answer, _source(source))


def to_content(proposed: Proposed) -> dict[str, Any]:
    """Return a proposal as it is kept."""
    return asdict(proposed)


def from_content(content: Mapping[str, Any]) -> Proposed:
    """Return the proposal that `to_content` wrote."""
    return Proposed(content["question"], content["answer"], content["source"])


def _source(text: str) -> str:
    """Return what a field says of the source; bars with nothing between them say nothing."""
    named = text.strip(f"{BAR} \n\t")
    return "" if names_no_source(named) else named
