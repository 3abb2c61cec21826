"""Questions with known answers -> replies, measures and timings of the engine."""

import resource
import sys
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from knowledge.consulting import consult, foremost
from knowledge.deciding import Clarify
from knowledge.library import Knowledge
from knowledge.matching.weights import BothWeights
from knowledge.measuring import measures
from knowledge.measuring.calibration import calibration_error_by_chance, expected_calibration_error
from knowledge.measuring.measures import Reply
from knowledge.measuring.timing import p50_and_p99
from knowledge.packs.evaluation_sets import AskedQuestion
from knowledge.packs.loading import load_pack
from knowledge.vectors.embedding import SHIPPED, Embedding, Progress

Report = dict[str, float | int]


def measure(replies: Sequence[Reply]) -> Report:
    """Return every measure of these replies by its name; one that they do not allow is nan."""
    return {
        "questions": len(replies),
        "in_scope": sum(reply.asked.is_in_scope for reply in replies),
        "top_1": measures.top_1(replies),
        "recall_at_p90": measures.recall_at_precision(replies, 0.90),
        "recall_at_p95": measures.recall_at_precision(replies, 0.95),
        "mcc": measures.best_mcc(replies),
        "auroc": measures.auroc(replies),
        "ece": expected_calibration_error(replies),
        "ece_by_chance": calibration_error_by_chance(replies),
        **measures.decided(replies),
        "precision_of_answers": measures.precision_of_answers(replies),
        "answered_or_clarified_right_first": measures.answered_or_clarified_right_first(replies),
    }


def measure_by_language(replies: Sequence[Reply]) -> dict[str, Report]:
    """Return the measures for each language of the questions, the most frequent first; "" where a set names none."""
    languages = Counter(reply.asked.language for reply in replies)
    return {
        language: measure([reply for reply in replies if reply.asked.language == language])
        for language, _ in languages.most_common()
    }


class Evaluation:
    """Asks an engine built from the knowledge at `path` and keeps time. Raises PackError where that cannot be read."""

    def __init__(
        self,
        path: Path,
        embedding: Embedding = SHIPPED,
        weights: BothWeights | None = None,
        progress: Progress | None = None,
    ) -> None:
        pack = load_pack(path).pack
        started = time.perf_counter()
        self._knowledge = Knowledge(pack, embedding, progress, weights)
        self._build_s = time.perf_counter() - started
        self._times_s: list[float] = []

    def unknown(self, questions: Iterable[AskedQuestion]) -> list[str]:
        """Return the ids that questions are to reach where none of them is there, so that none is answered rightly."""
        in_vain = (asked.entries for asked in questions if not any(map(self._knowledge.entry, asked.entries)))
        return list(dict.fromkeys(id_ for ids in in_vain for id_ in sorted(ids)))

    def replies(self, questions: Iterable[AskedQuestion]) -> Iterator[Reply]:
        """Yield the reply to each question, in order."""
        for asked in questions:
            started = time.perf_counter()
            reply = self._reply(asked)
            self._times_s.append(time.perf_counter() - started)
            yield reply

    def report(self, replies: Sequence[Reply]) -> Report:
        """Return the measures of these replies, the shares at the shipped thresholds, and what they cost."""
        return {**measure(replies), **self._cost()}

    def _reply(self, asked: AskedQuestion) -> Reply:
        found = foremost(*consult(asked.text, self._knowledge.match))
        decision, best = found.decision, found.matches.best
        return Reply(
            asked=asked,
            decision=type(decision).__name__.lower(),
            entry=best.entry.id if best else None,
            confidence=best.confidence if best else 0.0,
            choices=tuple(match.entry.id for match in decision.choices) if isinstance(decision, Clarify) else (),
        )

    def _cost(self) -> Report:
        p50_s, p99_s = p50_and_p99(self._times_s)
        return {
            "build_s": self._build_s,
            "p50_ms": p50_s * 1000,
            "p99_ms": p99_s * 1000,
            "peak_memory_mb": _peak_memory_mb(),
        }


def _peak_memory_mb() -> float:
    """Return the most memory that this process has held, in MB; the system counts in KB, macOS in bytes."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (1e6 if sys.platform == "darwin" else 1e3)
