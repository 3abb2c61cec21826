"""A group of some size -> how long a new entry and an imported file take to be answered from, and what it weighs."""

import asyncio
import gc
import time
import tracemalloc
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from bench.generating import made_up_texts, seeded
from knowledge import Answer, Library, OwnEntry, consult
from knowledge.exchange import Format, compare, read_entries, write_entries
from knowledge.packs.loading import BASE
from knowledge.storage import Asking, Curator, Deed, Edit, Libraries, Storage, open_storage
from knowledge.storage.values import moment
from knowledge.values import Entry
from knowledge.vectors.embedding import Embedding

GROUP = -1
GROUPS = (10, 100, 1_000)  # entries of a group to which one more is added
FILES = (1_000, 10_000)  # entries of a file that is imported
NEW = ("kite-club", "Where does the kite club meet on Fridays?")
MEGABYTE = 1 << 20
ASKING = Asking(Curator(1, "Asha"), Deed.IMPORT, moment(0))


class Added(NamedTuple):
    """One more entry in a group of a size: seconds of the clock from its save to a member's answer, and memory."""

    entries: int
    answered_s: float
    index_mb: float  # what the group's knowledge takes, the base in it included


class Imported(NamedTuple):
    """A file into an empty group, in seconds of the processor, all threads together, and entries a second."""

    entries: int
    read_s: float  # and compared
    saved_s: float
    indexed_s: float
    rows_per_s: float


def additions(sizes: Sequence[int] = GROUPS) -> Iterator[Added]:
    """Measure groups of these sizes, smallest first."""
    yield from (asyncio.run(_added(size)) for size in sizes)


def imports(sizes: Sequence[int] = FILES) -> Iterator[Imported]:
    """Measure files of these sizes, smallest first."""
    yield from (asyncio.run(_imported(size)) for size in sizes)


async def _added(size: int) -> Added:
    async with _running() as (storage, libraries):
        await _save(storage, _entries(size))
        await libraries.renew(GROUP)
        started = time.perf_counter()
        await _save(storage, [_entry(*NEW)])
        await libraries.renew(GROUP)
        _, outcome = consult(NEW[1], (await libraries.of(GROUP)).match)
        took = time.perf_counter() - started
    if not (isinstance(outcome, Answer) and outcome.match.entry.id == NEW[0]):
        raise AssertionError(f"{NEW[1]!r} is not answered in a group of {size} entries")
    return Added(size, took, await _weight(size))


async def _weight(size: int) -> float:
    """Return the megabytes that a group's knowledge takes, by the books of Python's own allocator."""
    async with _running() as (storage, libraries):
        await _save(storage, _entries(size))
        gc.collect()
        tracemalloc.start()
        knowledge = await libraries.renew(GROUP)
        gc.collect()
        bytes_, _ = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        return bytes_ / MEGABYTE if knowledge.entries else 0.0


async def _imported(size: int) -> Imported:
    data = write_entries(_entries(size), Format.CSV, "bench")
    async with _running() as (storage, libraries):
        at = [time.process_time()]
        read = read_entries("bench.csv", data)
        new = compare(read.entries, {}).new
        at.append(time.process_time())
        await _save(storage, new)
        at.append(time.process_time())
        await libraries.renew(GROUP)
        at.append(time.process_time())
    return Imported(size, at[1] - at[0], at[2] - at[1], at[3] - at[2], len(new) / (at[3] - at[0]))


@asynccontextmanager
async def _running() -> AsyncIterator[tuple[Storage, Libraries]]:
    """Give what a bot has that starts in an empty folder, in which it remembers what texts mean."""
    with TemporaryDirectory() as folder:
        library = Library(BASE, Embedding(remembered=Path(folder) / "embeddings.sqlite3"))
        storage = await open_storage(f"sqlite:///{Path(folder) / 'bench.sqlite3'}")
        try:
            yield storage, Libraries(library, storage)
        finally:
            await storage.close()


async def _save(storage: Storage, entries: Sequence[OwnEntry]) -> None:
    await storage.curation(GROUP).save([Edit(one.entry.id, one) for one in entries], ASKING)


def _entries(size: int) -> list[OwnEntry]:
    texts = made_up_texts(seeded())
    return [_entry(f"entry-{number}", f"{texts[number % len(texts)]} {number}") for number in range(size)]


def _entry(id_: str, question: str) -> OwnEntry:
    return OwnEntry(entry=Entry(id=id_, question={"en": question}, answer={"en": f"The answer of {id_}."}))
