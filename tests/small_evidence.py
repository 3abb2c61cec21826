"""Evidence made in a test: signals that say nothing, but for what is said."""

from typing import Any

from knowledge.matching.signals import Signals
from knowledge.vectors.likeness import Likeness

NO_LIKENESS = Likeness(learnt=-3.0, closeness=0.05, middle=-0.5)
NO_SIGNALS = Signals(
    is_verbatim=False,
    question_covered=0,
    phrasing_covered=0,
    entry_covered=0,
    alike=0,
    telling=0,
    slot_clashes=False,
    slot_agrees=0,
    slot_unasked=False,
    particular_missed=0,
    stance_clashes=False,
    negation_differs=False,
    known_by=5,
    number_differs=False,
    is_bare=False,
    is_declared=True,
    likeness=NO_LIKENESS,
)
LIKENESSES = frozenset(Likeness._fields)


def signals(base: Signals = NO_SIGNALS, **said: Any) -> Signals:
    """Return signals of which something is said, of the likeness by the names of its fields."""
    likeness = {name: value for name, value in said.items() if name in LIKENESSES}
    others = {name: value for name, value in said.items() if name not in LIKENESSES}
    return base._replace(likeness=base.likeness._replace(**likeness), **others)
