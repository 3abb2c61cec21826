"""The list of confusions names each entry that people were shown in place of the right one."""

from knowledge.measuring.confusions import Confusion, confusions
from knowledge.measuring.measures import Reply
from knowledge.packs.evaluation_sets import AskedQuestion


def reply(text: str, truth: str, entry: str | None, decision: str = "answer") -> Reply:
    """Return a reply to a question that the entries named in `truth` answer; "" is out of scope."""
    return Reply(AskedQuestion(text, frozenset(truth.split())), decision, entry, 0.7)


def test_wrong_answers_are_gathered_by_the_right_entry_and_the_one_given() -> None:
    replies = [
        reply("when is it open", "pool", "gym"),
        reply("is it open", "pool", "gym"),
        reply("is the gym open", "gym", "pool"),
    ]
    assert confusions(replies) == [
        Confusion(frozenset({"pool"}), "gym", ("when is it open", "is it open"), ()),
        Confusion(frozenset({"gym"}), "pool", ("is the gym open",), ()),
    ]


def test_a_question_out_of_scope_has_no_right_entry() -> None:
    (found,) = confusions([reply("who won", "", "pool")])
    assert (found.right, found.given) == (frozenset(), "pool")


def test_of_several_right_entries_either_is_right() -> None:
    assert confusions([reply("swim", "pool lake", "lake")]) == []
    (found,) = confusions([reply("swim", "pool lake", "gym")])
    assert found.right == {"pool", "lake"}


def test_what_was_asked_back_counts_by_its_first_choice_and_apart_from_answers() -> None:
    (found,) = confusions([reply("hours", "pool", "gym", "clarify"), reply("open", "pool", "gym")])
    assert (found.answered, found.clarified) == (("open",), ("hours",))


def test_what_nobody_saw_is_no_confusion() -> None:
    assert confusions([reply("hours", "pool", "gym", "abstain"), reply("eh", "pool", None, "abstain")]) == []


def test_the_most_wrong_answers_come_first_then_the_most_asked_back() -> None:
    replies = [
        *[reply("a", "pool", "gym", "clarify")] * 5,
        *[reply("b", "pool", "tram")] * 2,
        reply("c", "gym", "pool"),
        reply("d", "gym", "pool", "clarify"),
        reply("e", "gym", "tram"),
    ]
    assert [(min(one.right), one.given) for one in confusions(replies)] == [
        ("pool", "tram"),
        ("gym", "pool"),
        ("gym", "tram"),
        ("pool", "gym"),
    ]


def test_examples_are_two_different_questions_wrong_answers_first() -> None:
    replies = [
        reply("asked back", "pool", "gym", "clarify"),
        *[reply("answered", "pool", "gym")] * 3,
        reply("asked back too", "pool", "gym", "clarify"),
    ]
    (found,) = confusions(replies)
    assert found.examples == ["answered", "asked back"]


def test_without_replies_nothing_is_confused() -> None:
    assert confusions([]) == []
