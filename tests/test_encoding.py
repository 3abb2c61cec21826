"""The sentence encoder tells what means alike, and one that cannot be used says so in one line with the remedy."""

from pathlib import Path

import numpy as np
import pytest
from small_encoders import ENCODER_FILES, encoder_folder
from tokenizers import Tokenizer
from tokenizers.models import WordLevel

from knowledge.problems import EncoderError
from knowledge.vectors.embedding import Embedder
from knowledge.vectors.encoding import BATCH, SHIPPED_ENCODER, Encoder, Matrix

MANIFEST = (SHIPPED_ENCODER / "encoder.yaml").read_text(encoding="utf-8")
TEXTS = [
    "When does the pool open?",
    "pool",
    "at what time can I go for a swim in the morning, and until when, if I bring two children and a dog?",
    "price",
    "How much is a ticket?",
    "",
    "?!",
    "x" * 5_000,
    "Wann öffnet das Schwimmbad?",
    "Is the town hall open on Sundays, or is it not?",
    "😂 ok",
]


@pytest.fixture(scope="module")
def encoder() -> Encoder:
    return Encoder(SHIPPED_ENCODER)


def rows(encoder: Encoder, *texts: str) -> Matrix:
    """Return the embeddings of texts in their order."""
    found = np.zeros((len(texts), encoder.dimensions), np.float32)
    for places, some in encoder.batches(texts):
        found[places] = some
    return found


# what it tells


@pytest.mark.parametrize(
    ("text", "alike", "other"),
    [
        ("When does the pool open?", "opening hours of the swimming bath", "How much is a ticket?"),
        ("How much is a ticket?", "what do I have to pay to get in", "Where is the town hall?"),
        ("I lost my card", "my card is gone", "I want a second card"),
    ],
)
def test_what_means_alike_lies_closer_than_what_does_not(encoder: Encoder, text: str, alike: str, other: str) -> None:
    one, near, far = rows(encoder, text, alike, other)
    assert one @ near > one @ far + 0.1


def test_every_embedding_is_a_unit_vector(encoder: Encoder) -> None:
    found = rows(encoder, *TEXTS)
    assert found.dtype == np.float32
    assert np.linalg.norm(found, axis=1) == pytest.approx(np.ones(len(TEXTS)), abs=1e-4)


def test_a_text_has_the_same_embedding_alone_and_among_longer_and_shorter_ones(encoder: Encoder) -> None:
    assert len(TEXTS) > BATCH  # so that there is more than one batch
    together, alone = rows(encoder, *TEXTS), np.vstack([rows(encoder, text) for text in TEXTS])
    assert np.abs(together - alone).max() < 1e-5


def test_each_text_is_in_just_one_batch(encoder: Encoder) -> None:
    places = [place for some, _ in encoder.batches(TEXTS) for place in some]
    assert sorted(places) == list(range(len(TEXTS)))
    assert list(encoder.batches([])) == []


def test_what_is_longer_than_it_reads_is_cut_off(encoder: Encoder) -> None:
    cut = "pool " * 200
    assert np.array_equal(*rows(encoder, cut + "tram", cut + "ticket"))


@pytest.mark.parametrize("broken", ["when \ud83d is it", "\udcff pool"])
def test_half_a_sign_in_a_text_does_no_harm(encoder: Encoder, broken: str) -> None:
    assert rows(encoder, broken).shape == (1, encoder.dimensions)


# what it reads and knows


@pytest.mark.parametrize("text", ["pool", "Où est la piscine ?", "pool бас", "бас pool", "pool 游泳池", "a 1 2 3 😂"])
def test_a_text_is_read_if_half_of_its_letters_are_of_a_script_that_was_learnt(encoder: Encoder, text: str) -> None:
    assert encoder.reads(text)


@pytest.mark.parametrize(
    "text", ["", "?!", "12", "😂", "бассейн", "pool бассейн", "तालाब कब", "متى", "游泳池", "ok तालाब"]
)
def test_other_texts_are_not(encoder: Encoder, text: str) -> None:
    assert not encoder.reads(text)


@pytest.mark.parametrize("text", ["бассейн", "तालाब कब", "pool бассейн", "pool"])
def test_of_some_scripts_it_was_taught_words(encoder: Encoder, text: str) -> None:
    assert encoder.was_taught(text)


@pytest.mark.parametrize("text", ["", "12", "😂", "متى", "游泳池"])
def test_of_others_it_was_not(encoder: Encoder, text: str) -> None:
    assert not encoder.was_taught(text)


def test_what_it_was_taught_lies_where_it_lies_in_english(encoder: Encoder) -> None:
    english = rows(encoder, "When does the library open?", "How much is a ticket to the museum?")
    others = rows(
        encoder,
        "Когда открывается библиотека?",
        "लाइब्रेरी कब खुलती है",
        "library kab khulegi",
        "сколько стоит билет в музей",
    )
    assert (others @ english.T).argmax(axis=1).tolist() == [0, 0, 0, 1]


def test_an_encoder_that_was_taught_nothing_makes_nothing_of_what_it_does_not_read(tmp_path: Path) -> None:
    manifest = "\n".join(line for line in MANIFEST.splitlines() if not line.startswith("taught"))
    encoder = Encoder(encoder_folder(tmp_path / "untaught", encoder__yaml=manifest))
    assert encoder.was_taught("pool")
    assert not encoder.was_taught("бассейн")


def test_an_encoder_may_read_any_script(tmp_path: Path) -> None:
    folder = encoder_folder(tmp_path / "any", encoder__yaml=MANIFEST.replace("[LATIN]", "any"))
    assert all(map(Encoder(folder).reads, ["pool", "бассейн", "तालाब", "?!"]))


def test_common_words_are_known_and_misspelt_ones_are_not(encoder: Encoder) -> None:
    assert [word for word in ("pool", "open", "ticket", "when") if not encoder.knows(word)] == []
    assert [word for word in ("pooool", "opne", "tickett", "бассейнн") if encoder.knows(word)] == []


@pytest.mark.parametrize("begins", ["▁", "Ġ"])
def test_a_word_is_known_however_the_vocabulary_marks_where_words_begin(tmp_path: Path, begins: str) -> None:
    tokenizer = Tokenizer(WordLevel({f"{begins}pool": 0, "ol": 1}, unk_token="ol"))  # noqa: S106 -- a piece of a word
    encoder = Encoder(encoder_folder(tmp_path / "encoder", tokenizer__json=tokenizer.to_str()))
    assert encoder.knows("pool")
    assert not encoder.knows("po")


# what is said of itself


def test_its_name_tells_its_version(encoder: Encoder) -> None:
    assert encoder.name == "all-MiniLM-L6-v2-tuned 3"


# what cannot be used


def complaint(folder: Path) -> str:
    """Return what is said of an encoder that cannot be used, at the latest when it is asked to embed something."""
    with pytest.raises(EncoderError) as error:
        Embedder(Encoder(folder)).vectors(["When does the pool open?"])
    said = str(error.value)
    assert str(folder) in said
    assert "PRAMANA_ENCODER=none" in said
    assert "\n" not in said
    return said


@pytest.mark.parametrize("missing", ENCODER_FILES)
def test_a_folder_that_lacks_a_file_is_no_encoder(tmp_path: Path, missing: str) -> None:
    assert f"holds no {missing}" in complaint(encoder_folder(tmp_path / "encoder", missing))


def test_a_folder_that_is_not_there_is_no_encoder(tmp_path: Path) -> None:
    said = complaint(tmp_path / "nowhere")
    assert all(name in said for name in ENCODER_FILES)


@pytest.mark.parametrize("manifest", ["", "[]", "name: [", "name: some", MANIFEST.replace("dimensions", "size")])
def test_a_manifest_that_does_not_describe_the_encoder_is_named(tmp_path: Path, manifest: str) -> None:
    assert "encoder.yaml" in complaint(encoder_folder(tmp_path / "encoder", encoder__yaml=manifest))


@pytest.mark.parametrize(
    ("said", "instead"),
    [
        ("dimensions: 384", "dimensions: many"),
        ("most_tokens: 128", "most_tokens: some"),
        ("[LATIN]", "5"),
        ("taught: [", "taught: all # ["),
    ],
)
def test_a_manifest_that_says_nonsense_is_named(tmp_path: Path, said: str, instead: str) -> None:
    manifest = MANIFEST.replace(said, instead)
    assert manifest != MANIFEST
    assert "encoder.yaml" in complaint(encoder_folder(tmp_path / "encoder", encoder__yaml=manifest))


def test_a_model_of_another_size_than_the_manifest_says_is_named(tmp_path: Path) -> None:
    folder = encoder_folder(tmp_path / "encoder", encoder__yaml=MANIFEST.replace("384", "100"))
    assert "encoder.yaml" in complaint(folder)


def test_a_model_that_is_none_is_named(tmp_path: Path) -> None:
    assert "model.onnx" in complaint(encoder_folder(tmp_path / "encoder", model__onnx="no model"))


@pytest.mark.parametrize(("said", "instead"), [(b"attention_mask", b"token_type_ids"), (b"embedding", b"last_layr")])
def test_a_model_that_takes_or_gives_something_else_is_named(tmp_path: Path, said: bytes, instead: bytes) -> None:
    folder = encoder_folder(tmp_path / "encoder", "model.onnx")
    model = (SHIPPED_ENCODER / "model.onnx").read_bytes()
    (folder / "model.onnx").write_bytes(model.replace(said, instead))
    assert instead.decode() in complaint(folder)


@pytest.mark.parametrize("tokenizer", ["no JSON", "{}"])
def test_a_tokenizer_that_is_none_is_named(tmp_path: Path, tokenizer: str) -> None:
    assert "tokenizer.json" in complaint(encoder_folder(tmp_path / "encoder", tokenizer__json=tokenizer))
