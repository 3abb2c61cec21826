"""A process that changes a group's entries and is killed at a statement, again and again, as it is told to.

A line of its input is a deed and a number, `save 3`; it prints whether that was survived. What is slow to start,
Python with its libraries, starts once: each attempt is a process forked off.
"""

import asyncio
import os
import signal
import sys
from dataclasses import replace
from itertools import count

from small_groups import CHAT, NOW, asking, edit
from sqlalchemy import event

from knowledge.storage import Curation, Deed, Edit, Memory, Missing, Order, Storage, open_storage

ORDER = Order(100_000_001, NOW)
EDITS = (edit("lunch", "At one.", upon=1), Edit("tea", None, "nobody drinks", upon=1), edit("cake", "At six."))


async def save(curation: Curation) -> None:
    """Save several edits together."""
    await curation.save(EDITS, asking(Deed.EDIT))


async def save_draft(storage: Storage) -> None:
    """Save what a draft became, which answers a missed question as a member proposed."""
    (draft,) = await storage.drafts.of(CHAT, 1002)
    (missed,), (proposed,) = await storage.missing(CHAT).open(), await storage.proposals(CHAT).open()
    asked = replace(asking(), draft=draft.id)
    await storage.curation(CHAT).save([edit("cake")], asked, accepting=proposed.id, settling=[missed.id])


async def undo(curation: Curation) -> None:
    """Take the last change back."""
    await curation.undo(asking(Deed.UNDO))


async def undo_once(curation: Curation, memory: Memory) -> None:
    """Take the last change back as an update orders it, which comes again after each death."""
    if not await memory.has_done(ORDER.update):
        await curation.undo(replace(asking(Deed.UNDO), order=ORDER))


async def disown(missing: Missing) -> None:
    """Let all that was asked in vain be none of the group's."""
    asked = await missing.open()
    await missing.disown([one.text for one in asked], NOW, settling=[one.id for one in asked])


async def attempt(url: str, deed: str, number: int) -> None:
    """Do it, and be killed before this statement or commit, counted from 1, runs."""
    storage = await open_storage(url)
    statements = count(1)

    def kill(*_: object) -> None:
        if next(statements) == number:
            os.kill(os.getpid(), signal.SIGKILL)

    for moment in ("before_cursor_execute", "commit"):
        event.listen(storage.database.engine.sync_engine, moment, kill)
    curation = storage.curation(CHAT)
    deeds = {
        "save": lambda: save(curation),
        "draft": lambda: save_draft(storage),
        "disown": lambda: disown(storage.missing(CHAT)),
        "undo": lambda: undo(curation),
        "order": lambda: undo_once(curation, storage.memory),
    }
    await deeds[deed]()
    await storage.close()


def main() -> None:
    """Make an attempt for each line of the input."""
    for line in sys.stdin:
        deed, number = line.split()
        if not (child := os.fork()):
            asyncio.run(attempt(sys.argv[1], deed, int(number)))
            os._exit(0)
        _, status = os.waitpid(child, 0)
        is_killed = os.waitstatus_to_exitcode(status) == -signal.SIGKILL
        sys.stdout.write("killed\n" if is_killed else f"survived {status}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
