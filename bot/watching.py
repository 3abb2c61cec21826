"""A pack that is edited while the bot runs is picked up within seconds."""

import asyncio
import logging
from pathlib import Path

from watchfiles import Change, awatch

from knowledge import Library, PackError
from knowledge.packs.loading import is_pack_file

log = logging.getLogger(__name__)

STEP_MS = 400  # editors write a file in several steps; wait until none has come for so long
SETTLED_MS = 4 * STEP_MS
LOOK_AGAIN_S = 5.0  # for a pack that is gone


async def watch(library: Library) -> None:
    """Reload the library whenever its files change, until cancelled; an invalid edit is logged and changes nothing."""
    told = ""  # each reason why it cannot be watched is told once
    while True:
        try:
            await _watch_here(library)
        except OSError as reason:
            if str(reason) != told:
                log.error("%s cannot be watched, and is looked for again: %s", library.path, reason)
            told = "" if await _came_back(library, reason) else str(reason)


async def _came_back(library: Library, reason: OSError) -> bool:
    """Wait a while; tell whether a pack that was gone is there then, and could be read."""
    await asyncio.sleep(LOOK_AGAIN_S)
    is_back = isinstance(reason, FileNotFoundError) and library.path.exists()
    return is_back and await try_to_reload(library)


async def _watch_here(library: Library) -> None:
    """Watch the folder that the pack is in now; return when the path leads to another one, as a swapped link does."""
    path = library.path.absolute()
    here = path.resolve()
    folder = here if here.is_dir() else here.parent

    def is_ours(_: Change, changed: str) -> bool:
        file = Path(changed)
        return file in (path, here) or (here == folder and file.parent == folder and is_pack_file(file))

    watched = awatch(*{folder, path.parent}, watch_filter=is_ours, debounce=SETTLED_MS, step=STEP_MS, recursive=False)
    inode = _inode(folder)
    async for _ in watched:
        await try_to_reload(library)
        if path.resolve() != here or _inode(folder) != inode:
            return


async def try_to_reload(library: Library) -> bool:
    """Reload the library beside the running bot; False, with file and line in the log, if the pack is invalid."""
    try:
        await asyncio.to_thread(library.reload)
    except PackError as error:
        for problem in error.problems:
            log.error("%s", problem)
        log.error("the edited pack is not used; answers still come from the one before")
        return False
    except Exception:
        log.exception("the edited pack is not used; answers still come from the one before")
        return False
    log.info("the edited pack is in use: %d entries", len(library.knowledge.entries))
    return True


def _inode(folder: Path) -> int | None:
    return folder.stat().st_ino if folder.exists() else None
