"""`pramana calibrate`: sets of questions with known answers -> the weights of the scorer."""

from collections.abc import Mapping, Sequence
from pathlib import Path

import click

from bot.question_sets import QuestionSet, question_sets
from bot.settings import Settings
from bot.showing import progress
from knowledge.matching.weights import FILE, WORDS_ALONE, BothWeights, written_weights
from knowledge.measuring.fitting import Example, fit
from knowledge.measuring.fitting_sets import FittingSet, examples
from knowledge.packs.evaluation_sets import read_questions
from knowledge.packs.loading import load_pack
from knowledge.vectors.embedding import WORDS_ALONE as BY_WORDS
from knowledge.vectors.embedding import Embedding, open_embedder
from knowledge.vectors.encoding import SHIPPED_ENCODER

KIN = 0.1  # share of its questions that a set has in common with another that is not to judge it

Gathered = Mapping[str, list[list[Example]]]  # by the name of the set


def calibrate(paths: Sequence[Path], knowledge: Path | None, settings: Settings, into: Path | None) -> None:
    """Fit the weights to these sets, and write them beside the encoder, or into a folder.

    Those by words alone come with Pramana: written into the folder, or renewed with those of the shipped encoder.
    """
    sets, embedding = read_sets(question_sets(paths, knowledge, settings.pramana_knowledge)), settings.embedding
    embedder = open_embedder(embedding)
    names = ", ".join(one.name for one in sets)
    if embedder:
        _write(sets, embedding, embedder.encoder.name, names, (into or embedder.encoder.folder) / FILE)
    if into or embedder is None or embedder.encoder.folder == SHIPPED_ENCODER:
        _write(sets, BY_WORDS, None, names, (into / "words" if into else WORDS_ALONE) / FILE)


def read_sets(sets: Sequence[QuestionSet]) -> list[FittingSet]:
    """Read the questions and the knowledge of each set. Raises PackError where a file cannot be read."""
    return [FittingSet(_name(one.path), load_pack(one.knowledge).pack, read_questions(one.questions)) for one in sets]


def _name(path: Path) -> str:
    """Return what tells a set apart wherever it lies: its folder's name, or that of its file with it."""
    return path.resolve().name if path.is_dir() else f"{path.resolve().parent.name}/{path.name}"


def gather(sets: Sequence[FittingSet], embedding: Embedding) -> Gathered:
    """Return what the index makes of each set."""
    shown = progress(sets, len(sets), "Asking")
    return {one.name: examples(one, embedding) for one in shown}


def fit_without(
    judged: FittingSet, sets: Sequence[FittingSet], by_meaning: Gathered, by_words: Gathered
) -> BothWeights:
    """Return weights fitted to the sets that have no more than a tenth of their questions in common with this one."""
    others = [one.name for one in sets if not _is_kin(judged, one)]
    if not others:
        raise click.UsageError("to leave one set out there must be others, with other questions; name more sets")
    return BothWeights(*(fit([some for name in others for some in found[name]]) for found in (by_meaning, by_words)))


def weights_of_the_others(sets: Sequence[QuestionSet], embedding: Embedding) -> list[BothWeights]:
    """Return for each set the weights fitted to the others, so that it judges what it had no part in."""
    read = read_sets(sets)
    by_meaning, by_words = gather(read, embedding), gather(read, BY_WORDS)
    return [fit_without(one, read, by_meaning, by_words) for one in read]


def _is_kin(judged: FittingSet, other: FittingSet) -> bool:
    asked = {one.text for one in judged.questions}
    return len(asked & {one.text for one in other.questions}) > KIN * len(asked)


def _write(sets: Sequence[FittingSet], embedding: Embedding, encoder: str | None, names: str, path: Path) -> None:
    gathered = gather(sets, embedding)
    weights = fit([some for found in gathered.values() for some in found])
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(written_weights(weights, encoder, names), encoding="utf-8")
    click.echo(f"wrote {path}")
