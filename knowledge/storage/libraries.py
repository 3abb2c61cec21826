"""What each group knows: the base with the group's entries over it, indexed when first asked, swapped on change."""

import asyncio
from collections import Counter, OrderedDict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any
from weakref import WeakValueDictionary

from knowledge.library import Knowledge, Library
from knowledge.overlay import OwnEntry, overlaid
from knowledge.storage.storage import Storage
from knowledge.storage.values import Standing
from knowledge.vectors.embedding import Progress

ROOM = 50_000  # phrasings of groups held in memory, at some 7 kB each 350 MB; the least recently asked go first

Telling = Callable[[int, int], None]  # how many parts of how many are done


@dataclass(frozen=True, slots=True)
class _Held:
    """What a group knows, and the base that it was laid over."""

    base: Knowledge
    knowledge: Knowledge
    size: int


class Libraries:
    """The knowledge of every group, each built apart: nothing of one is ever in another's."""

    def __init__(self, base: Library, storage: Storage, room: int = ROOM) -> None:
        self._base, self._storage, self._room = base, storage, room
        self._held: OrderedDict[int, _Held] = OrderedDict()
        self._drops: Counter[int] = Counter()  # how often the knowledge of a group was dropped
        self._building: WeakValueDictionary[int, asyncio.Lock] = WeakValueDictionary()

    @property
    def base(self) -> Knowledge:
        """What is known before any group adds to it."""
        return self._base.knowledge

    async def of(self, chat: int) -> Knowledge:
        """Return what a chat knows: a group what its own entries make of the base, everybody else the base."""
        if chat > 0:  # a person's private chat
            return self._base.knowledge
        held = self._fresh(chat)
        if held is None:
            async with self._building.setdefault(chat, asyncio.Lock()):
                held = self._fresh(chat) or await self._renewed(chat)
        if chat in self._held:
            self._held.move_to_end(chat)
        return held.knowledge

    async def renew(self, chat: int, telling: Telling | None = None) -> Knowledge:
        """Build anew what a group knows, which has changed; until that is done the old is answered from.

        `telling` is called from another thread, and only where there is much to index.
        """
        async with self._building.setdefault(chat, asyncio.Lock()):
            try:
                return (await self._renewed(chat, telling)).knowledge
            except Exception:
                self.drop(chat)  # what is held is no longer what was saved; who asks next has it built again
                raise

    async def supposing(self, chat: int, own: OwnEntry) -> Knowledge:
        """Build what a group would know if one of its entries stood like this: a look at an edit before it is saved."""
        return (await self._build(chat, own)).knowledge

    def drop(self, chat: int) -> None:
        """Hold the knowledge of a group no longer; it is built again when asked."""
        self._held.pop(chat, None)
        self._drops[chat] += 1

    @property
    def held(self) -> tuple[int, ...]:
        """The groups whose knowledge is in memory, the least recently asked first."""
        return tuple(self._held)

    def _fresh(self, chat: int) -> _Held | None:
        """Return what is held of a group, unless the base has changed below it."""
        held = self._held.get(chat)
        return held if held and held.base is self._base.knowledge else None

    async def _renewed(self, chat: int, telling: Telling | None = None) -> _Held:
        """Build what a group knows, and hold that, unless it was dropped while it was read."""
        drops = self._drops[chat]
        held = await self._build(chat, telling=telling)
        if self._drops[chat] == drops:
            self._hold(chat, held)
        return held

    async def _build(self, chat: int, supposed: OwnEntry | None = None, telling: Telling | None = None) -> _Held:
        base = self._base.knowledge
        standings = await self._storage.curation(chat).standings()
        if supposed:
            others = (one for one in standings if one.id != supposed.entry.id)
            standings = (*others, Standing(supposed.entry.id, supposed))
        negatives = await self._storage.missing(chat).negatives()
        own = [one.own for one in standings if one.own and not one.is_retired]
        hidden = [one.id for one in standings if one.is_retired]
        if not (own or hidden or negatives):
            return _Held(base, base, 0)
        pack = overlaid(base.pack, own, hidden)
        ids = frozenset(one.entry.id for one in own)
        knowledge = await asyncio.to_thread(self._base.variant, pack, ids, negatives, _progress(telling))
        return _Held(base, knowledge, sum(len(entry.all_phrasings()) for entry in pack.entries))

    def _hold(self, chat: int, held: _Held) -> None:
        self._held[chat] = held
        self._held.move_to_end(chat)
        while len(self._held) > 1 and sum(one.size for one in self._held.values()) > self._room:
            self._held.popitem(last=False)


def _progress(telling: Telling | None) -> Progress | None:
    """Return what passes parts on, and tells how many of them are done."""

    def pass_on(parts: Iterable[Any], total: int) -> Iterator[Any]:
        for done, part in enumerate(parts):
            if telling:
                telling(done, total)
            yield part

    return pass_on if telling else None
