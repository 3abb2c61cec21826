"""A set of questions -> what came of asking them."""

from dataclasses import dataclass

import click

from bot.question_sets import QuestionSet
from bot.showing import progress
from knowledge.matching.weights import BothWeights
from knowledge.measuring.evaluating import Evaluation, Report
from knowledge.measuring.measures import Reply
from knowledge.packs.evaluation_sets import read_questions
from knowledge.vectors.embedding import Embedding

NAMED = 5  # ids that a set names and its knowledge has not; of more these will do to find the mistake


@dataclass(frozen=True, slots=True)
class Judged:
    """A set, the reply to each of its questions, and the measures of these replies with what they cost."""

    set: QuestionSet
    replies: list[Reply]
    report: Report


def judge(one: QuestionSet, embedding: Embedding, weights: BothWeights | None = None) -> Judged:
    """Ask all questions of a set, judged by these weights or the shipped ones.

    Raises UsageError where there is no question, PackError where a file cannot be read.
    """
    questions = read_questions(one.questions)
    if not questions:
        raise click.UsageError(f"{one.questions} holds no question")
    evaluation = Evaluation(one.knowledge, embedding, weights, progress)
    if unknown := evaluation.unknown(questions):
        click.echo(f"{one.questions}: there is no entry {', '.join(unknown[:NAMED])} in {one.knowledge}", err=True)
    replies = list(progress(evaluation.replies(questions), len(questions), f"Asking {one.name}"))
    return Judged(one, replies, evaluation.report(replies))
