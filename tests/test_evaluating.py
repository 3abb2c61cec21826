"""An evaluation asks the engine as people would, and reports what came of it and what it cost."""

import math
from pathlib import Path

import pytest
from small_packs import GOOD, write

from knowledge import PackError
from knowledge.matching.weights import BOTH_UNFITTED
from knowledge.measuring.evaluating import Evaluation, measure_by_language
from knowledge.packs.evaluation_sets import AskedQuestion
from knowledge.vectors.embedding import WORDS_ALONE

GYM = (
    "  - {{id: gym-{0}, question: {0} is the gym, answers_to: [{0}], answer: x, sources: [board], as_of: 2025-12-02}}\n"
)
MORE = GYM.format("when") + GYM.format("where")


def asked(text: str, *entries: str, language: str = "") -> AskedQuestion:
    return AskedQuestion(text, frozenset(entries), language)


@pytest.fixture
def evaluation(tmp_path: Path) -> Evaluation:
    return Evaluation(write(tmp_path, GOOD + MORE))


def test_a_reply_tells_the_decision_the_entry_and_how_sure_it_is(evaluation: Evaluation) -> None:
    (reply,) = evaluation.replies([asked("When is the pool open?", "pool-hours")])
    assert (reply.decision, reply.entry, reply.is_right, reply.choices) == ("answer", "pool-hours", True, ())
    assert 0.5 < reply.confidence <= 1


def test_a_reply_that_abstains_still_names_its_nearest_entry(evaluation: Evaluation) -> None:
    (reply,) = evaluation.replies([asked("is the library open")])
    assert (reply.decision, reply.entry) == ("abstain", "pool-hours")
    assert 0 < reply.confidence < 0.5


def test_a_question_that_shares_nothing_with_the_pack_has_no_entry(evaluation: Evaluation) -> None:
    (reply,) = evaluation.replies([asked("πότε ανοίγει")])  # which the encoder does not read either
    assert (reply.decision, reply.entry, reply.confidence) == ("abstain", None, 0)


def test_a_reply_that_clarifies_names_its_choices(evaluation: Evaluation) -> None:
    (reply,) = evaluation.replies([asked("gym", "gym-when")])
    assert (reply.decision, set(reply.choices)) == ("clarify", {"gym-when", "gym-where"})


def test_questions_are_judged_as_the_evaluation_was_told_to(tmp_path: Path) -> None:
    path, question = write(tmp_path, GOOD + MORE), asked("from what time can I swim", "pool-hours")
    by_meaning, by_words = (next(Evaluation(path, *how).replies([question])) for how in ((), (WORDS_ALONE,)))
    assert (by_meaning.entry, by_words.entry) == ("pool-hours", None)


def test_questions_are_judged_by_the_weights_that_it_was_given(tmp_path: Path) -> None:
    (reply,) = Evaluation(write(tmp_path, GOOD), weights=BOTH_UNFITTED).replies([asked("pool", "pool-hours")])
    assert reply.confidence == pytest.approx(0.5)  # of weights of nothing: as likely as not


def test_replies_come_one_by_one_in_order(evaluation: Evaluation) -> None:
    questions = [asked("When is the pool open?"), asked(""), asked("Where is the gym?")]
    assert [reply.asked for reply in evaluation.replies(iter(questions))] == questions


def test_the_report_holds_the_measures_and_the_cost(evaluation: Evaluation) -> None:
    replies = list(
        evaluation.replies([asked("When is the pool open?", "pool-hours"), asked("biryani"), asked("gym", "gym-where")])
    )
    report = evaluation.report(replies)
    assert (report["questions"], report["in_scope"]) == (3, 2)
    assert (report["answered_right"], report["clarified"], report["abstained"]) == (1 / 3, 1 / 3, 1 / 3)
    assert report["auroc"] == 1
    assert report["build_s"] > 0
    assert 0 < report["p50_ms"] <= report["p99_ms"]
    assert report["peak_memory_mb"] > 1


def test_the_report_tells_how_far_to_trust_what_was_answered(evaluation: Evaluation) -> None:
    questions = [asked("When is the pool open?", "pool-hours"), asked("Where is the gym?", "gym-when")]
    report = evaluation.report(list(evaluation.replies(questions)))
    assert (report["precision_of_answers"], report["answered_or_clarified_right_first"]) == (0.5, 0.5)
    assert 0 < report["ece"] < 1


def test_each_language_is_measured_by_itself_the_most_frequent_first(evaluation: Evaluation) -> None:
    questions = [
        asked("When is the pool open?", "gym-when", language="ru"),
        asked("When is the pool open?", "pool-hours", language="en"),
        asked("biryani", language="en"),
        asked("pool"),
        asked("pool", language="en"),
    ]
    reports = measure_by_language(list(evaluation.replies(questions)))
    assert {language: report["questions"] for language, report in reports.items()} == {"en": 3, "ru": 1, "": 1}
    assert next(iter(reports)) == "en"
    assert (reports["en"]["top_1"], reports["ru"]["top_1"]) == (1, 0)


def test_the_time_of_a_single_question_is_its_median(evaluation: Evaluation) -> None:
    replies = list(evaluation.replies([asked("When is the pool open?", "pool-hours")]))
    report = evaluation.report(replies)
    assert report["p50_ms"] == report["p99_ms"] > 0


def test_an_empty_set_is_reported_and_costs_no_time(evaluation: Evaluation) -> None:
    report = evaluation.report(list(evaluation.replies([])))
    assert (report["questions"], report["p50_ms"], report["p99_ms"]) == (0, 0, 0)
    assert math.isnan(report["top_1"])


def test_what_cannot_be_read_cannot_be_evaluated(tmp_path: Path) -> None:
    with pytest.raises(PackError):
        Evaluation(tmp_path / "nowhere")


def test_entries_that_a_set_names_and_nothing_answers_under_are_told(evaluation: Evaluation) -> None:
    questions = [asked("When is the pool open?", "pool-hours"), asked("When is tea?", "pool-hourz"), asked("Why?")]
    assert evaluation.unknown(questions) == ["pool-hourz"]
