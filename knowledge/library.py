"""The knowledge that is in use, and how an edited pack takes its place: built anew beside the old one, then swapped."""

from collections.abc import Collection, Mapping, Sequence
from functools import cached_property
from pathlib import Path

from knowledge.matching.index import Index
from knowledge.matching.matches import Matches
from knowledge.matching.negatives import with_negatives
from knowledge.matching.weights import BothWeights
from knowledge.packs.loading import load_pack
from knowledge.rereading import match_in_any_language
from knowledge.succession import current_entries, successors
from knowledge.values import Entry, Pack, Source, Topic
from knowledge.vectors.embedding import SHIPPED, Embedding, Progress


class Knowledge:
    """A pack and its index: what is known at one time. It never changes."""

    def __init__(  # noqa: PLR0913 - all but the pack has a default, and the last two are named
        self,
        pack: Pack,
        embedding: Embedding = SHIPPED,
        progress: Progress | None = None,
        weights: BothWeights | None = None,
        *,
        negatives: Sequence[str] = (),
        own: Collection[str] = (),
    ) -> None:
        """Build the index. Raises EncoderError or WeightsError where the encoder cannot be used.

        `negatives` are questions that are not to be answered, `own` the ids of the entries that are a group's own.
        """
        self.pack = pack
        self._own = frozenset(own)
        self._index = Index(with_negatives(pack, negatives), embedding, progress, weights)

    @property
    def judging(self) -> str:
        """How questions are judged: by meaning, with which encoder, or by words alone."""
        return self._index.judging

    def match(self, question: str, *, knows_by_heart: bool = True) -> Matches:
        """Return the entries that the question may mean, most probable first.

        What stands in the pack word for word goes to its entry, unless the knowledge is not to know it by heart.
        """
        return match_in_any_language(self._index, question, knows_by_heart=knows_by_heart)

    def is_own(self, entry: Entry) -> bool:
        """Tell whether an entry is the group's own and not of the base pack."""
        return entry.id in self._own

    def entry(self, id_: str) -> Entry | None:
        """Return the entry that answers under this id, a superseded one's successor; None where there is none."""
        return self._answering.get(id_)

    def topic(self, id_: str) -> Topic | None:
        """Return the topic of this id, or None where there is none (any more)."""
        return self._topics.get(id_)

    def source(self, id_: str) -> Source:
        """Return the source of this id. Raises KeyError where the pack has none, which loading has ruled out."""
        return self._sources[id_]

    def entries_on(self, topic: str) -> tuple[Entry, ...]:
        """Return the entries of a topic in the order of the pack, without those that another one supersedes."""
        return tuple(entry for entry in self.entries if entry.topic == topic)

    @cached_property
    def entries(self) -> tuple[Entry, ...]:
        """The entries that no other one supersedes, in the order of the pack."""
        return current_entries(self.pack)

    @cached_property
    def topics(self) -> tuple[Topic, ...]:
        """The topics that have entries, in the order of the pack."""
        return tuple(topic for topic in self.pack.topics if self.entries_on(topic.id))

    @cached_property
    def examples(self) -> tuple[Entry, ...]:
        """An entry of each topic, in the order of the topics, to show newcomers what can be asked."""
        return tuple(self.entries_on(topic.id)[0] for topic in self.topics) or self.entries

    @cached_property
    def _answering(self) -> Mapping[str, Entry]:
        return successors(self.pack)

    @cached_property
    def _topics(self) -> Mapping[str, Topic]:
        return {topic.id: topic for topic in self.pack.topics}

    @cached_property
    def _sources(self) -> Mapping[str, Source]:
        return {source.id: source for source in self.pack.sources}


class Library:
    """Holds the knowledge that is in use, read from a pack folder or file at `path`."""

    def __init__(self, path: Path, embedding: Embedding = SHIPPED, progress: Progress | None = None) -> None:
        self.path = path
        self._embedding = embedding
        self.knowledge = Knowledge(load_pack(path).pack, embedding, progress)

    def reload(self) -> None:
        """Build the knowledge anew and swap it in. Raises PackError, and keeps what is in use, if a pack is invalid."""
        self.knowledge = Knowledge(load_pack(self.path).pack, self._embedding)

    def variant(
        self, pack: Pack, own: Collection[str], negatives: Sequence[str], progress: Progress | None = None
    ) -> Knowledge:
        """Build what a group knows whose own entries lie over this library's pack."""
        return Knowledge(pack, self._embedding, progress, negatives=negatives, own=own)
