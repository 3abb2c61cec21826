"""What Pramana knows and how it finds the entry that a question means. Imports nothing of ours, and never telegram."""

from knowledge.consulting import Asked, Outcome, Several, consult, foremost
from knowledge.containing import containing
from knowledge.dates import PartialDate
from knowledge.deciding import Abstain, Answer, Clarify, Decision, Reason, decide, is_worth_offering
from knowledge.library import Knowledge, Library
from knowledge.matching.matches import Match, Matches
from knowledge.naming import id_for
from knowledge.overlay import OwnEntry
from knowledge.problems import PackError, Problem, Severity
from knowledge.values import Entry, Quote, Slot, Source, SourceKind, Status, Topic, in_language
from knowledge.words.scripts import language_of

__all__ = [
    "Abstain",
    "Answer",
    "Asked",
    "Clarify",
    "Decision",
    "Entry",
    "Knowledge",
    "Library",
    "Match",
    "Matches",
    "Outcome",
    "OwnEntry",
    "PackError",
    "PartialDate",
    "Problem",
    "Quote",
    "Reason",
    "Several",
    "Severity",
    "Slot",
    "Source",
    "SourceKind",
    "Status",
    "Topic",
    "consult",
    "containing",
    "decide",
    "foremost",
    "id_for",
    "in_language",
    "is_worth_offering",
    "language_of",
]
