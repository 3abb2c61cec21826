"""Who may curate a group: its owner, administrators who may change its info, and the editors that its owner named."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from telegram import ChatMemberAdministrator, ChatMemberOwner

from handlers.bots import Bot
from handlers.inquiring import administrators
from knowledge.storage import Groups

BELIEVED_FOR = timedelta(minutes=5)  # what Telegram said of a group; it tells of most changes, but not of all
DOUBTED_AFTER = timedelta(minutes=1)  # who was just made an admin tries at once, and a stranger may try for ever
TOLD_AGAIN_AFTER = timedelta(days=1)  # who has no right; they may have had one in between


@dataclass(frozen=True, slots=True)
class Right:
    """What a person may do in a group."""

    owns: bool = False
    curates: bool = False


NONE = Right()
Ruling = dict[int, Right] | None  # by the id of the person; None where Telegram does not tell


class Rights:
    """Asks Telegram who may curate, and believes it for some minutes."""

    def __init__(self, groups: Groups, clock: Callable[[], datetime]) -> None:
        self._groups, self._clock = groups, clock
        self._known: dict[int, tuple[datetime, Ruling]] = {}
        self._changes: Counter[int] = Counter()  # how often somebody's rights in a group have changed
        self._refused: dict[tuple[int, int], datetime] = {}
        self._doubted: dict[tuple[int, int], datetime] = {}

    async def of(self, bot: Bot, chat: int, person: int, *, live: bool = False) -> Right:
        """Return what a person may do in a group; `live` asks Telegram again, whatever was known.

        Nobody is refused on what was known before: for each, Telegram is asked again at most once a minute.
        Where Telegram does not tell who rules, as of a group that threw us out, nobody may do anything.
        """
        is_from_memory = not live and self._believes(chat)
        right = await self._right(bot, chat, person, live=live)
        if right.curates or not is_from_memory or not self._doubts(chat, person):
            return right
        return await self._right(bot, chat, person, live=True)

    async def curators(self, bot: Bot, chat: int) -> tuple[int, ...]:
        """Return everybody who may curate a group."""
        ruling = await self._ruling(bot, chat, live=False)
        if ruling is None:
            return ()
        named = (editor.person for editor in await self._groups.editors(chat) if editor.person)
        return tuple(dict.fromkeys((*(one for one, right in ruling.items() if right.curates), *named)))

    def refuses_first(self, chat: int, person: int) -> bool:
        """Tell, and note, whether a person is refused in a group for the first time that day: once is enough."""
        return self._is_time(self._refused, (chat, person), TOLD_AGAIN_AFTER)

    def forget(self, chat: int) -> None:
        """Believe nothing of a group any more: somebody's rights have changed."""
        self._known.pop(chat, None)
        self._changes[chat] += 1

    async def _right(self, bot: Bot, chat: int, person: int, *, live: bool) -> Right:
        ruling = await self._ruling(bot, chat, live=live)
        if ruling is None:
            return NONE
        if person in ruling and ruling[person].curates:
            return ruling[person]
        named = {editor.person for editor in await self._groups.editors(chat)}
        return Right(curates=True) if person in named else NONE

    def _doubts(self, chat: int, person: int) -> bool:
        """Tell, and note, whether it is time to ask again for somebody who seems to have no right."""
        return self._is_time(self._doubted, (chat, person), DOUBTED_AFTER)

    def _is_time(self, done: dict[tuple[int, int], datetime], who: tuple[int, int], after: timedelta) -> bool:
        """Tell whether something was not done for somebody lately, and note it as done; older notes are dropped."""
        now = self._clock()
        for old in [one for one, at in done.items() if at <= now - after]:
            del done[old]
        is_time = who not in done
        done.setdefault(who, now)
        return is_time

    def _believes(self, chat: int) -> bool:
        return chat in self._known and self._clock() - self._known[chat][0] <= BELIEVED_FOR

    async def _ruling(self, bot: Bot, chat: int, *, live: bool) -> Ruling:
        if not live and self._believes(chat):
            return self._known[chat][1]
        changes = self._changes[chat]
        ruling = await administrators(bot, chat)
        told = None if ruling is None else {person: _right(one) for person, one in ruling.items()}
        if self._changes[chat] == changes:  # else it may be what held before
            self._known[chat] = (self._clock(), told)
        return told


def _right(member: ChatMemberOwner | ChatMemberAdministrator) -> Right:
    owns = isinstance(member, ChatMemberOwner)
    return Right(owns, owns or (isinstance(member, ChatMemberAdministrator) and member.can_change_info))
