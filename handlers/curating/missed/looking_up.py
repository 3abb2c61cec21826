"""Questions that were missed -> what the group's knowledge makes of them now, looked up beside the running bot."""

import asyncio
from collections.abc import Iterable, Mapping

from knowledge import Knowledge, Outcome, consult
from knowledge.storage import MissedQuestion

Outcomes = Mapping[int, Outcome]  # by the ids of the questions


async def look_up(questions: Iterable[MissedQuestion], knowledge: Knowledge) -> Outcomes:
    """Return what would be done about each question if it were asked now."""
    texts = {one.id: one.text for one in questions}
    return await asyncio.to_thread(_look_up, texts, knowledge)


def _look_up(texts: Mapping[int, str], knowledge: Knowledge) -> Outcomes:
    return {id_: consult(text, knowledge.match)[1] for id_, text in texts.items()}
