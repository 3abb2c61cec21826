"""Each text is embedded once: what came with the encoder or was embedded before is remembered."""

import logging
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from small_encoders import encoder_folder

from knowledge.packs.loading import BASE, load_pack
from knowledge.problems import EncoderError
from knowledge.vectors.embedding import KNOWN, SHIPPED, WORDS_ALONE, WORTH_SHOWING, Embedder, Embedding, open_embedder
from knowledge.vectors.encoding import SHIPPED_ENCODER, Encoder
from knowledge.vectors.vector_store import VectorStore, write_vectors

TEXTS = ["When does the pool open?", "pool opening hours", "How much is a ticket?"]
UNREAD = ["متى يفتح المسبح؟", "游泳池几点开", "", "😂"]


@pytest.fixture
def fresh(tmp_path: Path) -> Encoder:
    """The shipped encoder, without what it comes with."""
    return Encoder(encoder_folder(tmp_path / "fresh"))


@pytest.fixture
def silent(tmp_path: Path) -> Encoder:
    """The same encoder, known by its checksum, whose model then is lost: all that it gives was remembered."""
    encoder = Encoder(encoder_folder(tmp_path / "silent"))
    assert encoder.checksum
    (encoder.folder / "model.onnx").unlink()
    return encoder


@pytest.fixture
def store(tmp_path: Path) -> VectorStore:
    return VectorStore(tmp_path / "embeddings.sqlite3")


class Shown:
    """A progress bar that remembers how often it was shown and how long it was."""

    def __init__(self) -> None:
        self.totals: list[int] = []

    def __call__(self, items: Iterable[Any], total: int) -> Iterable[Any]:
        self.totals.append(total)
        return items


# rows


def test_every_text_has_its_row_in_order_and_those_that_are_equal_the_same(fresh: Encoder) -> None:
    embedder = Embedder(fresh)
    rows = embedder.vectors([*TEXTS, TEXTS[0]])
    assert rows.shape == (4, fresh.dimensions)
    assert np.array_equal(rows[0], rows[3])
    assert [int(one) for one in (rows[:3] @ embedder.vectors(TEXTS[::-1]).T).argmax(axis=1)] == [2, 1, 0]


def test_a_text_that_the_encoder_cannot_read_has_a_row_of_zeros(fresh: Encoder) -> None:
    rows = Embedder(fresh).vectors([UNREAD[0], TEXTS[0], *UNREAD[1:]])
    assert [bool(row.any()) for row in rows] == [False, True, False, False, False]


def test_of_no_texts_there_are_no_rows(fresh: Encoder) -> None:
    assert Embedder(fresh).vectors([]).shape == (0, fresh.dimensions)


def test_a_question_is_embedded_as_a_text_is(fresh: Encoder) -> None:
    embedder = Embedder(fresh)
    asked = embedder.question(TEXTS[0])
    assert asked is not None
    assert asked == pytest.approx(embedder.vectors(TEXTS)[0], abs=2e-3)  # what is remembered is kept in half precision


def test_of_the_last_questions_each_is_embedded_once_and_nobody_changes_it(fresh: Encoder) -> None:
    embedder = Embedder(fresh)
    asked = embedder.question(TEXTS[0])
    assert asked is embedder.question(TEXTS[0])
    assert asked is not None
    assert not asked.flags.writeable


def test_a_question_of_which_the_encoder_was_taught_words_is_read_if_it_is_to_be(fresh: Encoder) -> None:
    embedder = Embedder(fresh)
    assert embedder.question("Когда открывается бассейн?") is None
    read = embedder.question("Когда открывается бассейн?", as_taught=True)
    assert read is not None
    assert read == pytest.approx(embedder.vectors(["Когда открывается бассейн?"])[0], abs=1e-2)


@pytest.mark.parametrize("question", UNREAD)
def test_a_question_that_the_encoder_cannot_read_has_no_embedding(fresh: Encoder, question: str) -> None:
    assert Embedder(fresh).question(question) is None


MANIFEST = (SHIPPED_ENCODER / "encoder.yaml").read_text(encoding="utf-8")
OTHERS = {
    "another model": {"model__onnx": "no model"},
    "another tokeniser": {"tokenizer__json": "{}"},
    "more of a text read": {"encoder__yaml": MANIFEST.replace("most_tokens: ", "most_tokens: 1")},
}


@pytest.mark.parametrize("changed", OTHERS.values(), ids=OTHERS)
def test_texts_and_encoders_that_make_something_else_of_them_have_keys_of_their_own(
    fresh: Encoder, tmp_path: Path, changed: dict[str, str]
) -> None:
    one, other = Embedder(fresh), Embedder(Encoder(encoder_folder(tmp_path / "newer", **changed)))
    keys = {embedder.key(text) for embedder in (one, other) for text in (*TEXTS, *UNREAD, "\ud83d")}
    assert len(keys) == 2 * (len(TEXTS) + len(UNREAD) + 1)


# memory


def test_what_was_embedded_before_is_remembered(fresh: Encoder, silent: Encoder, store: VectorStore) -> None:
    before = Embedder(fresh, store).vectors(TEXTS)
    assert np.array_equal(Embedder(silent, store).vectors(TEXTS), before)
    assert len(store.all()) == len(TEXTS)


def test_only_new_texts_are_embedded(fresh: Encoder, silent: Encoder, store: VectorStore) -> None:
    Embedder(fresh, store).vectors(TEXTS[:2])
    with pytest.raises(EncoderError):
        Embedder(silent, store).vectors(TEXTS)
    Embedder(fresh, store).vectors(TEXTS)
    assert Embedder(silent, store).vectors(TEXTS).any(axis=1).all()


def test_what_cannot_be_read_is_not_remembered_either(fresh: Encoder, store: VectorStore) -> None:
    Embedder(fresh, store).vectors(UNREAD)
    assert store.all() == {}


def test_what_the_encoder_comes_with_needs_no_run_and_no_store(fresh: Encoder, silent: Encoder) -> None:
    embedder = Embedder(fresh)
    rows = embedder.vectors(TEXTS)
    known = {embedder.key(text): row.astype(np.float16) for text, row in zip(TEXTS, rows, strict=True)}
    write_vectors(silent.folder / KNOWN, known)
    assert np.array_equal(Embedder(silent).vectors(TEXTS), rows)
    asked = Embedder(silent).question(TEXTS[0])
    assert asked is not None
    assert np.array_equal(asked, rows[0])


def test_the_shipped_encoder_knows_the_base_pack(silent: Encoder) -> None:
    (silent.folder / KNOWN).symlink_to(SHIPPED_ENCODER / KNOWN)
    phrasings = [text for entry in load_pack(BASE).pack.entries for _, text in entry.all_phrasings()]
    rows = Embedder(silent).vectors(phrasings)  # raises EncoderError if it has to embed one: renew with `make vectors`
    assert rows.any(axis=1).sum() > 100


def test_a_store_that_cannot_be_used_costs_no_embedding(
    fresh: Encoder, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "broken").write_bytes(b"no database " * 100)
    with caplog.at_level(logging.WARNING):
        rows = Embedder(fresh, VectorStore(tmp_path / "broken")).vectors(TEXTS)
    assert np.array_equal(rows, Embedder(fresh).vectors(TEXTS))
    assert "cannot be read" in caplog.text
    assert "cannot be written" in caplog.text


def test_a_known_file_that_is_broken_costs_no_embedding(fresh: Encoder) -> None:
    (fresh.folder / KNOWN).write_bytes(b"no vectors")
    assert Embedder(fresh).vectors(TEXTS).any(axis=1).all()


def test_a_remembered_vector_of_another_length_costs_no_embedding(fresh: Encoder, store: VectorStore) -> None:
    store.put({Embedder(fresh).key(TEXTS[0]): np.zeros(3, np.float16)})
    assert Embedder(fresh, store).vectors(TEXTS).any(axis=1).all()


# progress


def numbered(count: int) -> list[str]:
    return [f"pool {number}" for number in range(count)]


def test_progress_is_shown_where_it_takes_time_and_what_is_done_is_kept(
    fresh: Encoder, silent: Encoder, store: VectorStore
) -> None:
    texts = numbered(WORTH_SHOWING + 1)
    with pytest.raises(KeyboardInterrupt):
        Embedder(fresh, store).vectors(texts, interrupted_after_the_first)
    assert Embedder(silent, store).vectors(texts[:WORTH_SHOWING]).any(axis=1).all()
    shown = Shown()
    Embedder(fresh, store).vectors(texts, shown)  # only one of them is new
    assert shown.totals == []
    assert Embedder(silent, store).vectors(texts, shown).any(axis=1).all()


def interrupted_after_the_first(items: Iterable[Any], total: int) -> Iterator[Any]:
    assert total > 1
    yield next(iter(items))
    raise KeyboardInterrupt


def test_a_few_texts_show_no_progress(fresh: Encoder) -> None:
    shown = Shown()
    Embedder(fresh).vectors(TEXTS, shown)
    assert shown.totals == []


# which embedder


def test_all_that_ask_for_the_same_share_one_embedder(tmp_path: Path) -> None:
    assert open_embedder(Embedding()) is open_embedder(SHIPPED)
    assert open_embedder(Embedding(remembered=tmp_path / "embeddings.sqlite3")) is not open_embedder(SHIPPED)


def test_for_words_alone_there_is_none() -> None:
    assert open_embedder(WORDS_ALONE) is None


def test_there_is_none_where_there_is_no_encoder(tmp_path: Path) -> None:
    with pytest.raises(EncoderError, match="PRAMANA_ENCODER=none"):
        open_embedder(Embedding(tmp_path))
