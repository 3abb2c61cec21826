"""A quote is verbatim or it is not a quote: sign for sign in the very document that its source names."""

import hashlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from small_packs import GOOD, write

from knowledge import Problem, Severity
from knowledge.packs.loading import load_pack
from knowledge.packs.quoting import Documents, folded, is_verbatim

NOTICE = "The pool is open from ten\nto six, “as ever”,\n  said the guard."


@pytest.mark.parametrize(
    "quote",
    ["The pool is open", "from ten to six", "open  from\tten", "“as ever”, said the guard.", NOTICE],
)
def test_a_quote_stands_in_the_document_whatever_the_white_space(quote: str) -> None:
    assert is_verbatim(quote, NOTICE)


@pytest.mark.parametrize(
    ("quote", "because"),
    [
        ("the pool is open", "another case"),
        ('"as ever"', "other quotation marks"),
        ("from ten to seven", "another word"),
        ("The pool from ten", "words left out"),
        ("fromten", "a space left out"),
        ("from ten … to six", "an ellipsis of ours"),
        ("ｆrom ten", "another sign that looks alike"),
    ],
)
def test_what_was_changed_by_as_much_as_a_sign_is_not_verbatim(quote: str, because: str) -> None:
    assert not is_verbatim(quote, NOTICE), because


def test_composed_and_decomposed_letters_are_the_same_sign() -> None:
    assert is_verbatim("caf\u00e9", "the cafe\u0301 is open")
    assert not is_verbatim("cafe is", "the cafe\u0301 is open")


@given(st.text(), st.text(), st.text())
def test_what_was_copied_is_verbatim(before: str, quote: str, after: str) -> None:
    assert is_verbatim(quote, f"{before} {quote} {after}")


@given(st.text())
def test_folding_twice_is_folding_once(text: str) -> None:
    assert folded(folded(text)) == folded(text)


def quoting(*quotes: str, document: str = "name: notice.txt") -> str:
    """Return a pack whose entry has these quotes, from a source with this document ("" for none)."""
    quoted = "\n".join(f'      - {{text: "{text}", speaker: guard, source: board}}' for text in quotes)
    source = f"kind: primary, document: {{{document}}}" if document else "kind: primary"
    return GOOD.replace("kind: primary", source) + f"    quotes:\n{quoted}\n"


def problems(folder: Path, content: str) -> list[Problem]:
    return list(Documents(folder).problems(load_pack(write(folder, content))))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder in which the document lies."""
    return write(tmp_path, NOTICE, "notice.txt")


def test_verbatim_quotes_have_no_problem(folder: Path) -> None:
    assert problems(folder, quoting("from ten to six", "said the guard")) == []


def test_a_quote_that_is_not_there_is_an_error_on_its_own_line(folder: Path) -> None:
    content = quoting("from ten to six", "from ten to seven")
    (found,) = problems(folder, content)
    assert (found.severity, found.entry) == (Severity.ERROR, "pool-hours")
    assert content.splitlines()[found.place.line - 1].count("seven") == 1
    assert "sign for sign" in found.remedy


def test_a_document_that_is_not_at_hand_is_one_warning_for_all_its_quotes(tmp_path: Path) -> None:
    (found,) = problems(tmp_path, quoting("one", "two"))
    assert found.severity is Severity.WARNING
    assert "2 quotes" in found.what
    assert "'notice.txt' is not at hand" in found.what
    assert "--documents" in found.remedy


def test_a_source_without_a_document_cannot_vouch_for_a_quote(folder: Path) -> None:
    (found,) = problems(folder, quoting("from ten to six", document=""))
    assert (found.severity, "names no document" in found.what) == (Severity.WARNING, True)


def test_one_quote_is_not_called_quotes(tmp_path: Path) -> None:
    (found,) = problems(tmp_path, quoting("one"))
    assert "1 quotes" not in found.what


def test_a_document_that_is_no_text_cannot_be_looked_through(folder: Path) -> None:
    (folder / "notice.txt").write_bytes(b"\xff\xfe\x00")
    (found,) = problems(folder, quoting("from ten to six"))
    assert (found.severity, "UTF-8" in found.what) == (Severity.WARNING, True)


def test_the_very_document_is_told_by_its_hash(folder: Path) -> None:
    digest = hashlib.sha256((folder / "notice.txt").read_bytes()).hexdigest()
    assert problems(folder, quoting("from ten to six", document=f"name: notice.txt, sha256: {digest}")) == []


def test_another_document_of_the_same_name_is_an_error(folder: Path) -> None:
    (found,) = problems(folder, quoting("from ten to six", document=f"name: notice.txt, sha256: {'a' * 64}"))
    assert (found.severity, "SHA-256" in found.what) == (Severity.ERROR, True)


def test_a_source_that_nobody_quotes_needs_no_document(tmp_path: Path) -> None:
    assert problems(tmp_path, GOOD) == []


def test_a_document_is_looked_for_only_in_its_folder(tmp_path: Path) -> None:
    write(tmp_path, NOTICE, "secret.txt")
    (tmp_path / "documents").mkdir()
    loaded = load_pack(write(tmp_path, quoting("from ten", document="name: ../secret.txt")))
    (found,) = Documents(tmp_path / "documents").problems(loaded)
    assert "not at hand" in found.what
