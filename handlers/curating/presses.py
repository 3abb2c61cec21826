"""What curators' buttons do, by their verbs."""

from collections.abc import Awaitable, Callable, Mapping

from telegram import CallbackQuery

from handlers.buttons import Press, Verb
from handlers.context import Context
from handlers.curating.cancelling import cancel
from handlers.curating.carrying.import_presses import import_now
from handlers.curating.confirming import confirm
from handlers.curating.connecting import disconnect
from handlers.curating.correcting.editing import edit_pressed
from handlers.curating.correcting.looking_back import turn_history
from handlers.curating.correcting.picking import pick
from handlers.curating.correcting.retiring import restore
from handlers.curating.correcting.undo_presses import put_back_pressed, take_back_pressed
from handlers.curating.drafting.draft_presses import (
    choose_field,
    edit_field,
    go_back,
    go_into_detail,
    keep_evidence,
    skip,
    start_new,
)
from handlers.curating.drafting.save_presses import save_draft
from handlers.curating.drafting.twin_presses import add_to_other, replace_other
from handlers.curating.editors import remove_editor
from handlers.curating.missed.answering import answer_now
from handlers.curating.missed.dismissing import dismiss
from handlers.curating.missed.settling import add_as_phrasing
from handlers.curating.missed.unanswered import show_gap, show_gaps
from handlers.curating.proposing.amending import amend
from handlers.curating.proposing.proposals import accept, decline
from handlers.curating.proposing.reopening import show_proposal
from handlers.curating.reporting.digests import choose_digest

Presses = Mapping[Verb, Callable[[CallbackQuery, Press, Context], Awaitable[None]]]

CURATING: Presses = {
    Verb.SAVE: save_draft,
    Verb.SAVE_ANYWAY: save_draft,
    Verb.FIELDS: choose_field,
    Verb.MORE: go_into_detail,
    Verb.FIELD: edit_field,
    Verb.SKIP: skip,
    Verb.BACK: go_back,
    Verb.AS_PHRASING: add_to_other,
    Verb.REPLACE: replace_other,
    Verb.KEEP_EVIDENCE: keep_evidence,
    Verb.START_NEW: start_new,
    Verb.CONFIRM: confirm,
    Verb.CANCEL: cancel,
    Verb.CONNECT: disconnect,
    Verb.REMOVE_EDITOR: remove_editor,
    Verb.ACCEPT: accept,
    Verb.AMEND: amend,
    Verb.DECLINE: decline,
    Verb.PROPOSAL: show_proposal,
    Verb.IMPORT: import_now,
    Verb.PICK: pick,
    Verb.EDIT: edit_pressed,
    Verb.HISTORY: turn_history,
    Verb.RESTORE: restore,
    Verb.UNDO: take_back_pressed,
    Verb.REDO: put_back_pressed,
    Verb.MISSED_LIST: show_gaps,
    Verb.MISSED: show_gap,
    Verb.ADD_PHRASING: add_as_phrasing,
    Verb.NOT_OURS: dismiss,
    Verb.IGNORE: dismiss,
    Verb.DIGEST: choose_digest,
    Verb.ANSWER_NOW: answer_now,
}
