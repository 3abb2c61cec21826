"""A pack that is edited while the bot runs is picked up within seconds."""

import asyncio
import logging
from pathlib import Path

from watchfiles import Change, awatch

from knowledge import Library, PackError
from knowledge.packs import SUFFIXES

log = logging.getLogger(__name__)

SETTLED_MS = 400  # editors write a file in several steps; wait until they are done


async def watch(library: Library) -> None:
    """Reload the library whenever its files change, until cancelled; an invalid edit is logged and changes nothing."""
    path = library.path.resolve()
    folder = path if path.is_dir() else path.parent  # a file that an editor replaces would be lost from sight

    def is_ours(_: Change, changed: str) -> bool:
        return Path(changed) == path or (path == folder and Path(changed).suffix in SUFFIXES)

    async for _ in awatch(folder, watch_filter=is_ours, debounce=SETTLED_MS * 4, step=SETTLED_MS, recursive=False):
        await try_to_reload(library)


async def try_to_reload(library: Library) -> bool:
    """Reload the library beside the running bot; False, with file and line in the log, if the pack is invalid."""
    try:
        await asyncio.to_thread(library.reload)
    except PackError as error:
        for problem in error.problems:
            log.error("%s", problem)
        log.error("the edited pack is not used; answers still come from the one before")
        return False
    log.info("the edited pack is in use: %d entries", len(library.knowledge.pack.entries))
    return True
