"""What an evaluation found -> JSON for programs, in which nan, for a measure that a set does not allow, is null."""

import math
from collections.abc import Sequence
from typing import Any

from bot.judging import Judged
from bot.wanted import Wanted
from knowledge.measuring.calibration import Bin, reliability
from knowledge.measuring.confusions import Confusion, confusions
from knowledge.measuring.evaluating import Report, measure_by_language
from knowledge.measuring.measures import Reply

Plain = dict[str, Any]


def plain_judged(judged: Sequence[Judged], wanted: Wanted) -> Plain:
    """Return the measures of a set by their names; of several, {"sets": [...]} with those of each.

    "by_language" holds the measures of each language, "" the questions of which the set tells none. "reliability"
    and "confusions" are there if they are wanted.
    """
    if len(judged) == 1:
        return _set(judged[0], wanted)
    return {"sets": [{"set": str(one.set.path), **_set(one, wanted)} for one in judged]}


def plain_reply(reply: Reply) -> dict[str, Any]:
    """Return what --predictions writes of a question."""
    return {
        "q": reply.asked.text,
        "decision": reply.decision,
        "entry": reply.entry,
        "confidence": round(reply.confidence, 6),
    }


def _set(one: Judged, wanted: Wanted) -> Plain:
    by_language = measure_by_language(one.replies)
    return {
        **_report(one.report),
        "by_language": {language: _report(report) for language, report in by_language.items()},
        **({"reliability": [_bin(each) for each in reliability(one.replies)]} if wanted.reliability else {}),
        **({"confusions": [_confusion(each) for each in confusions(one.replies)]} if wanted.confusions else {}),
    }


def _report(report: Report) -> Plain:
    return {name: _plain(value) for name, value in report.items()}


def _bin(one: Bin) -> Plain:
    return {
        "from": one.low,
        "to": one.high,
        "questions": one.questions,
        "mean_confidence": _plain(one.mean_confidence),
        "share_right": _plain(one.share_right),
    }


def _confusion(one: Confusion) -> Plain:
    return {
        "right": sorted(one.right),
        "given": one.given,
        "answered": len(one.answered),
        "clarified": len(one.clarified),
        "examples": one.examples,
    }


def _plain(value: float) -> float | int | None:
    if isinstance(value, int):
        return value
    return None if math.isnan(value) else round(value, 4)
