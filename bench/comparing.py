"""The systems side by side: a set, or a size, at a time."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from bench.accuracy import Accuracy, accuracy, replies
from bench.generating import Generated, material, seeded
from bench.peer import Builder, phrasings_of
from bench.sets import EvaluationSet
from bench.showing import now_doing
from bench.speed import LONGEST_BUILD_S, QUESTIONS, WARM_UP, Speed, beside_ours, build_estimate_s, speed
from bench.systems import OURS, System
from bot.showing import progress
from knowledge.measuring.measures import Reply

Builders = Mapping[System, Builder]


def accuracies(of: EvaluationSet, builders: Builders) -> list[Accuracy]:
    """Return a row for each system, and for each whose replies to the set were published."""
    given = {system.label: _asked(of, system, builder) for system, builder in builders.items()}
    return [accuracy(of.name, label, replied) for label, replied in {**given, **of.published}.items()]


def _asked(of: EvaluationSet, system: System, builder: Builder) -> list[Reply]:
    doing = f"{of.name}: {system.label}"
    return list(progress(replies(builder(of.pack), of.questions), len(of.questions), doing))


class Race:
    """Measures speed from size to size; a system that would be too long in building is left out from then on."""

    def __init__(self, builders: Builders, texts: Sequence[str]) -> None:
        self._builders = builders
        self._texts = material(texts)
        self._last: dict[System, Speed] = {}
        self.left_out: list[str] = []

    def at(self, phrasings: int) -> list[Speed]:
        """Return a row for each system at this size."""
        generated = Generated(self._texts, phrasings, seeded(phrasings))  # no size repeats the texts of a smaller one
        questions = generated.questions(WARM_UP + QUESTIONS)
        running = list(self._running(phrasings))
        for system in running:
            now_doing(f"{phrasings:,} phrasings: {system.label}")
            self._last[system] = speed(system.label, phrasings, self._builders[system], generated.pack, questions)
        now_doing("")
        return beside_ours([self._last[system] for system in running], OURS.label)

    def _running(self, phrasings: int) -> Iterator[System]:
        for system in self._builders:
            build_s = build_estimate_s(self._last.get(system), phrasings)
            if build_s <= LONGEST_BUILD_S:
                yield system
            else:
                minutes = f"it would take about {build_s / 60:,.0f} minutes to build"
                self.left_out.append(f"{system.label} is left out at {phrasings:,} phrasings: {minutes}")


def texts_of(sets: Iterable[EvaluationSet]) -> list[str]:
    """Return every wording and question of these sets: what phrasings of any number can be made from."""
    found: list[str] = []
    for one in sets:
        found += [phrasing.text for phrasing in phrasings_of(one.pack)]
        found += [asked.text for asked in one.questions]
    return found
