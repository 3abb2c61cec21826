"""What a curator is told: of an edit before it is saved, of what it breaks, and of the questions without an answer."""

from knowledge.curating.attesting import (
    with_former_evidence,
    with_quote,
    with_source,
    with_speaker,
    without_quote,
    without_source,
)
from knowledge.curating.cautions import (
    AnsweredAlready,
    Caution,
    Dated,
    InFuture,
    LeadsElsewhere,
    MarkedNotOurs,
    NotInMessage,
    PastUse,
    Takes,
    WithoutSource,
)
from knowledge.curating.days import read_date, read_day
from knowledge.curating.drafting import (
    Evidence,
    Written,
    entry_of,
    in_other_language,
    is_address,
    quotable,
    source_named,
    with_answer,
    with_phrasings,
    with_question,
    written_of,
)
from knowledge.curating.gathering import Gathered, Missed, gather
from knowledge.curating.replacing import in_place_of
from knowledge.curating.reviewing import review
from knowledge.curating.selftest import Failure, SelfTest, breaks, self_test
from knowledge.curating.sourceless import names_no_source
from knowledge.questions.splitting import question_within

__all__ = [
    "AnsweredAlready",
    "Caution",
    "Dated",
    "Evidence",
    "Failure",
    "Gathered",
    "InFuture",
    "LeadsElsewhere",
    "MarkedNotOurs",
    "Missed",
    "NotInMessage",
    "PastUse",
    "SelfTest",
    "Takes",
    "WithoutSource",
    "Written",
    "breaks",
    "entry_of",
    "gather",
    "in_other_language",
    "in_place_of",
    "is_address",
    "names_no_source",
    "question_within",
    "quotable",
    "read_date",
    "read_day",
    "review",
    "self_test",
    "source_named",
    "with_answer",
    "with_former_evidence",
    "with_phrasings",
    "with_question",
    "with_quote",
    "with_source",
    "with_speaker",
    "without_quote",
    "without_source",
    "written_of",
]
