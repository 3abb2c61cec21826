"""A system on a pack of some size -> its row in the speed table."""

import gc
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from bench.peer import Builder, Peer
from knowledge.measuring.measures import Reply, top_1
from knowledge.measuring.timing import p50_and_p99
from knowledge.packs.evaluation_sets import AskedQuestion
from knowledge.values import Pack

QUESTIONS = 500  # asked of a fast system, so that p99 is more than the slowest of a few
FEWEST = 20  # asked of any, however slow
PATIENCE_S = 15.0  # after which a slow system is asked no more
WARM_UP = 10  # asked before the clock runs
LONGEST_BUILD_S = 3600.0


class Speed(NamedTuple):
    """What a system takes at a size. `right` is the share found of the questions that have an entry.

    Times are of the processor, all threads together: other programs do not slow a system, nor do threads speed it up.
    """

    phrasings: int
    system: str
    asked: int
    p50_ms: float
    p99_ms: float
    build_s: float
    right: float
    times_ours: float | None = None


def speed(system: str, phrasings: int, builder: Builder, pack: Pack, questions: Sequence[AskedQuestion]) -> Speed:
    """Build a system and ask it until questions or patience run out; the first few questions are not timed."""
    gc.collect()  # what the system before left behind is not to be cleared up in this one's time
    started = time.process_time()
    peer = builder(pack)
    build_s = time.process_time() - started
    for asked in questions[:WARM_UP]:
        peer.ask(asked.text)
    times_ms, replies = zip(*_timed(peer, questions[WARM_UP:]), strict=True)
    return Speed(phrasings, system, len(times_ms), *p50_and_p99(times_ms), build_s, top_1(replies))


def _timed(peer: Peer, questions: Iterable[AskedQuestion]) -> Iterator[tuple[float, Reply]]:
    begun = time.perf_counter()
    for number, asked in enumerate(questions):
        if number >= FEWEST and time.perf_counter() - begun > PATIENCE_S:
            return
        started = time.process_time()
        found = peer.ask(asked.text)
        took_ms = (time.process_time() - started) * 1000
        yield took_ms, Reply(asked, "answer", found.entry, found.score)


def beside_ours(rows: Sequence[Speed], ours: str) -> list[Speed]:
    """Return the rows of one size with how many times as long as ours the median question takes."""
    medians: Mapping[str, float] = {row.system: row.p50_ms for row in rows}
    if ours not in medians:
        return list(rows)
    return [row._replace(times_ours=row.p50_ms / medians[ours]) for row in rows]


def build_estimate_s(smaller: Speed | None, phrasings: int) -> float:
    """Return how long building should take, from what a smaller size took; 0 where nothing is known."""
    return smaller.build_s * phrasings / smaller.phrasings if smaller else 0.0
