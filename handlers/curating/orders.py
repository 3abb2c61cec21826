"""The commands of curators, by their names."""

from collections.abc import Mapping

from handlers.curating.alongside import alongside
from handlers.curating.carrying.exporting import export
from handlers.curating.carrying.importing import import_entries
from handlers.curating.correcting.aliasing import alias
from handlers.curating.correcting.editing import edit
from handlers.curating.correcting.finding import find
from handlers.curating.correcting.looking_back import history, mine
from handlers.curating.correcting.retiring import retire
from handlers.curating.correcting.undoing import undo
from handlers.curating.desk import Order
from handlers.curating.drafting.adding import add
from handlers.curating.drafting.dropping import cancel_unfinished
from handlers.curating.editors import editors
from handlers.curating.missed.unanswered import unanswered
from handlers.curating.proposing.listing import list_proposals
from handlers.curating.reporting.digests import digest
from handlers.curating.reporting.selftesting import selftest

ORDERS: Mapping[str, Order] = {
    "add": add,
    "edit": edit,
    "cancel": cancel_unfinished,
    "retire": retire,
    "alias": alias,
    "undo": undo,
    "history": history,
    "mine": mine,
    "find": find,
    "export": export,
    "import": alongside(import_entries),
    "unanswered": unanswered,
    "proposals": list_proposals,
    "digest": digest,
    "selftest": alongside(selftest),
    "editors": editors,
}
