"""What is kept in a database: what groups know and decide, and what is remembered between messages."""

from knowledge.storage.curation import Curation
from knowledge.storage.drafts import Draft, Drafts, Proposal, Proposals, State
from knowledge.storage.groups import Group, Groups
from knowledge.storage.libraries import Libraries
from knowledge.storage.links import Links
from knowledge.storage.memory import Memory, PastReply, Voter
from knowledge.storage.missing import Missing
from knowledge.storage.questions import Fate, MissedQuestion, Verdict, Waiting, Why
from knowledge.storage.storage import Storage, open_storage
from knowledge.storage.values import (
    Asking,
    Change,
    Curator,
    DecidedMeanwhileError,
    Deed,
    Edit,
    EditedMeanwhileError,
    Order,
    Revision,
    Standing,
)

__all__ = [
    "Asking",
    "Change",
    "Curation",
    "Curator",
    "DecidedMeanwhileError",
    "Deed",
    "Draft",
    "Drafts",
    "Edit",
    "EditedMeanwhileError",
    "Fate",
    "Group",
    "Groups",
    "Libraries",
    "Links",
    "Memory",
    "MissedQuestion",
    "Missing",
    "Order",
    "PastReply",
    "Proposal",
    "Proposals",
    "Revision",
    "Standing",
    "State",
    "Storage",
    "Verdict",
    "Voter",
    "Waiting",
    "Why",
    "open_storage",
]
