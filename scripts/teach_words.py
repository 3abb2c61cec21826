"""translations.jsonl -> words.safetensors: words of Hindi and Russian, so that the encoder reads them as English ones.

    python scripts/teach_words.py FOLDER_OF_THE_WORDS

The encoder reads English. What a question says in Hindi or Russian is to lie where it lies in English (N. Reimers and
I. Gurevych, Making monolingual sentence embeddings multilingual using knowledge distillation, EMNLP 2020). Only vectors
of new tokens are learnt for that, the layers above them stay as they are (M. Artetxe, S. Ruder and D. Yogatama, On the
cross-lingual transferability of monolingual representations, ACL 2020): whatever is in English keeps its embedding to
the last bit, and nothing takes longer. A new token begins as the mean of the English ones that it stands beside (P.
Brown et al., The mathematics of statistical machine translation, Computational Linguistics 19, 1993, their model 1).
"""

import json
import random
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from pathlib import Path
from typing import NamedTuple

import torch
from published import NORMALISER, SOURCE, WORDS, tokenizer, tuned_weights
from safetensors.torch import save_file
from tokenizers import Tokenizer, models, pre_tokenizers, trainers
from torch.nn import functional
from transformers import AutoModel

TRANSLATIONS = Path(__file__).with_name("tuning") / "translations.jsonl"
QUESTIONS = TRANSLATIONS.with_name("questions.jsonl")
DICTIONARY = Path(__file__).parents[1] / "knowledge" / "words" / "dictionary.tsv"
TAUGHT = "words.safetensors"

LANGUAGES = ("hi", "hi-Latn", "ru")
SCRIPTS = {"hi": ("\u0900", "\u097f"), "ru": ("\u0400", "\u04ff")}  # from the first sign to the last
PIECES = {"hi": 5_000, "ru": 8_000}  # at most so many tokens of a script
OFTEN = 3  # a piece of them becomes a token if it is met so often
OFTEN_WHOLE = 2  # and a word of romanised Hindi, which would otherwise be cut as if it were English
MIXED = 3  # and if it is met so many times as often as in English texts, some of which have a word of Hindi
ALIGNINGS = 5  # rounds in which each token looks for the English ones that it stands for
EPOCHS, BATCH, WARM_UP = 3.5, 192, 50
RATE = 2e-3
SHARPNESS = 20.0  # what a cosine is multiplied by before it is a logit
NEAR = 10.0  # what the distance to the English counts, beside telling it from others
KEPT = 0.02  # what the squared distance of a token from where it began counts
LOOSE = 0.5  # what a word of the dictionary counts, or a question that is no translation but wants the same
LIKE_ENGLISH = 4  # phrasings in English whose middle such a question is drawn to
TOGETHER, MOST_TOKENS, THREADS, SEED = 64, 64, 2, 0


class Pair(NamedTuple):
    """A text in another language and what it says in English, one text or several."""

    text: str
    english: Sequence[str]
    counts: float = 1.0


def main() -> None:
    """Learn the vectors and write them to the folder that the command line names."""
    if len(sys.argv) != 2:
        raise SystemExit(__doc__)
    torch.set_num_threads(THREADS)
    torch.manual_seed(SEED)
    english = Tokenizer.from_str(tokenizer())
    translated, words, wanted = read_translations(), read_dictionary(), read_questions()
    taught = new_tokens(english, [*translated, *words, *wanted])
    both = Tokenizer.from_str(tokenizer(taught))
    encoder = Encoder(english, both, begun(english, both, [*translated, *words, *words], len(taught)))
    train(encoder, [*translated, *words, *wanted])
    vectors = encoder.taught.detach().half().contiguous()
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    save_file({"vectors": vectors}, folder / TAUGHT, {"words": "\n".join(taught)})


def read_translations() -> list[Pair]:
    """Return each translation with what it was translated from."""
    rows = map(json.loads, TRANSLATIONS.read_text(encoding="utf-8").splitlines())
    return [Pair(row[language], [row["en"]]) for row in rows for language in LANGUAGES]


def read_dictionary() -> list[Pair]:
    """Return each word of the dictionary with the English one."""
    rows = [line.split("\t") for line in DICTIONARY.read_text(encoding="utf-8").splitlines()[1:]]
    cells = [(english, cell) for english, *cells in rows for cell in cells]
    return [Pair(word, [english], LOOSE) for english, cell in cells for word in cell.split(", ") if word]


def read_questions() -> list[Pair]:
    """Return of each intent one way to ask in romanised Hindi, with the same in English."""
    rows = map(json.loads, QUESTIONS.read_text(encoding="utf-8").splitlines())
    return [Pair(row["hi"][0], row["en"][:LIKE_ENGLISH], LOOSE) for row in rows if row["hi"]]


def english_texts() -> list[str]:
    """Return all texts in English that the encoder was tuned on."""
    rows = map(json.loads, QUESTIONS.read_text(encoding="utf-8").splitlines())
    return [text for row in rows for text in row["en"]]


def new_tokens(english: Tokenizer, pairs: Sequence[Pair]) -> list[str]:
    """Return the tokens to be learnt: pieces of words of other scripts, and whole words of romanised Hindi."""
    plain = Tokenizer.from_str(json.dumps(json.loads(english.to_str()) | {"normalizer": NORMALISER}))
    met = Counter(word for pair in pairs for word in words_of(plain, pair.text))
    known = english.get_vocab()
    pieces = sorted(chain.from_iterable(pieces_of(met, language) for language in SCRIPTS))
    said = Counter(word for text in english_texts() for word in words_of(plain, text))
    hindi = sorted(word for word, times in met.items() if times >= OFTEN_WHOLE and is_hindi(word, times, said[word]))
    unheard = sorted(said.keys() - known.keys() - set(hindi))
    harmless = [word for word in hindi if not any(breaks(word, other, english) for other in unheard)]
    return [token for token in [*pieces, *harmless] if token not in known]


def words_of(tokens: Tokenizer, text: str) -> list[str]:
    """Return the words of a text as the tokeniser sees them."""
    return [word for word, _ in tokens.pre_tokenizer.pre_tokenize_str(tokens.normalizer.normalize_str(text))]


def pieces_of(met: Mapping[str, int], language: str) -> set[str]:
    """Return the pieces that words of a script are best made of, and all its signs, so that it can spell any word."""
    first, last = SCRIPTS[language]
    of_script = {word: times for word, times in met.items() if all(first <= sign <= last for sign in word)}
    signs = set().union(*of_script)
    cutting = Tokenizer(models.WordPiece(unk_token="[UNK]"))  # noqa: S106 -- a token of words, not of secrets
    cutting.pre_tokenizer = pre_tokenizers.WhitespaceSplit()
    how = trainers.WordPieceTrainer(vocab_size=PIECES[language], min_frequency=OFTEN, show_progress=False)
    cutting.train_from_iterator((word for word, times in sorted(of_script.items()) for _ in range(times)), how)
    return set(cutting.get_vocab()) | signs | {f"##{sign}" for sign in signs}


def is_hindi(word: str, times: int, times_in_english: int) -> bool:
    """Tell whether a word in Latin letters is none that English texts have, but for a few that are mixed."""
    return len(word) > 1 and word.isascii() and word.isalpha() and times > MIXED * times_in_english


def breaks(token: str, word: str, english: Tokenizer) -> bool:
    """Tell whether an English word would no longer be cut as it was, if this were a token."""
    return word.startswith(token) and len(english.encode(word, add_special_tokens=False).tokens[0]) < len(token)


def begun(english: Tokenizer, both: Tokenizer, pairs: Sequence[Pair], count: int) -> torch.Tensor:
    """Return where each new token begins: at the mean of the English ones that it is most likely said for."""
    known = english.get_vocab_size()
    sides = [(new_in(both, pair.text, known), ids(english, pair.english[0])) for pair in pairs]
    said_for: list[dict[int, float]] = []
    for _ in range(ALIGNINGS):
        said_for = aligned(sides, likely(said_for), count)
    vectors = torch.from_numpy(tuned_weights()[WORDS])
    usual = vectors.mean(0)
    rows = torch.empty(count, vectors.shape[1])
    for token, beside in enumerate(said_for):
        total = sum(beside.values())
        met = [vectors[english_token] * share for english_token, share in beside.items()]
        rows[token] = (torch.stack(met).sum(0) + usual) / (total + 1) if met else usual  # as if met with anything once
    return rows


def ids(tokens: Tokenizer, text: str) -> list[int]:
    """Return the tokens of a text by number."""
    return list(tokens.encode(text, add_special_tokens=False).ids)


def new_in(both: Tokenizer, text: str, known: int) -> list[int]:
    """Return the new tokens of a text, counted from the first new one."""
    return [token - known for token in ids(both, text) if token >= known]


def likely(said_for: Sequence[Mapping[int, float]]) -> list[dict[int, float]]:
    """Return how likely each new token is said for an English one, given the latter."""
    totals: defaultdict[int, float] = defaultdict(float)
    for beside in said_for:
        for token, share in beside.items():
            totals[token] += share
    return [{token: share / totals[token] for token, share in beside.items()} for beside in said_for]


def aligned(
    sides: Iterable[tuple[Sequence[int], Sequence[int]]], likelihoods: Sequence[Mapping[int, float]], count: int
) -> list[dict[int, float]]:
    """Return how often each new token is said for each English one, if those beside it share it as is likely."""
    said_for: list[dict[int, float]] = [{} for _ in range(count)]
    for others, english in sides:
        for token in others:
            shares = [likelihoods[token].get(one, 0.0) for one in english] if likelihoods else [1.0] * len(english)
            total = sum(shares) or 1.0
            for one, share in zip(english, shares, strict=True):
                said_for[token][one] = said_for[token].get(one, 0.0) + share / total
    return said_for


class Encoder:
    """The tuned encoder, which stays as it is, with vectors for new tokens, which are learnt."""

    def __init__(self, english: Tokenizer, both: Tokenizer, taught: torch.Tensor) -> None:
        self._english, self._both = english, both
        weights = {name: torch.from_numpy(weight) for name, weight in tuned_weights().items()}
        self._model = AutoModel.from_pretrained(str(SOURCE), add_pooling_layer=False)
        self._model.load_state_dict({name: weights[name] for name in self._model.state_dict()})
        self._model.eval().requires_grad_(requires_grad=False)
        self._words = weights[WORDS]
        self.begun, self.taught = taught, torch.nn.Parameter(taught.clone())

    def embed(self, texts: Sequence[str]) -> torch.Tensor:
        """Return a row of length one for each text; those of like length are read together, as they need no padding."""
        read = [one.ids[:MOST_TOKENS] for one in self._both.encode_batch(list(texts))]
        order = sorted(range(len(texts)), key=lambda at: len(read[at]))
        starts = range(0, len(order), TOGETHER)
        rows = [self._embed_together([read[at] for at in order[start : start + TOGETHER]]) for start in starts]
        return torch.cat(rows)[torch.tensor(order).argsort()]

    def _embed_together(self, read: Sequence[Sequence[int]]) -> torch.Tensor:
        padded = torch.nn.utils.rnn.pad_sequence([torch.tensor(one) for one in read], batch_first=True)
        mask = torch.arange(padded.shape[1]) < torch.tensor([[len(one)] for one in read])
        known = len(self._words)
        new = (padded >= known).unsqueeze(-1)
        words = torch.where(new, self.taught[(padded - known).clamp(min=0)], self._words[padded.clamp(max=known - 1)])
        states = self._model(inputs_embeds=words, attention_mask=mask.long()).last_hidden_state
        return functional.normalize((states * mask.unsqueeze(-1)).sum(1), dim=1)


def train(encoder: Encoder, pairs: Sequence[Pair]) -> None:
    """Learn the vectors, saying every hundred steps how far it is."""
    english = sorted({text for pair in pairs for text in pair.english})
    with torch.no_grad():
        meant = dict(zip(english, encoder.embed(english), strict=True))
    steps = int(EPOCHS * len(pairs) / BATCH)
    optimiser = torch.optim.Adam([encoder.taught], lr=RATE)
    pace = torch.optim.lr_scheduler.LambdaLR(optimiser, lambda step: min(1, (step + 1) / WARM_UP) * (1 - step / steps))
    began, total, asked = time.monotonic(), 0.0, batches(pairs, random.Random(SEED))
    for step in range(1, steps + 1):
        found = loss(encoder, next(asked), meant)
        optimiser.zero_grad()
        found.backward()
        optimiser.step()
        pace.step()
        total += found.item()
        if step % 100 == 0:
            print(f"step {step} of {steps}, {time.monotonic() - began:.0f} s, loss {total / 100:.3f}", flush=True)
            total = 0.0


def batches(pairs: Sequence[Pair], chance: random.Random) -> Iterator[list[Pair]]:
    """Go round the pairs without end."""
    while True:
        order = chance.sample(pairs, len(pairs))
        yield from (order[start : start + BATCH] for start in range(0, len(order) - BATCH + 1, BATCH))


def loss(encoder: Encoder, pairs: Sequence[Pair], meant: Mapping[str, torch.Tensor]) -> torch.Tensor:
    """Return how far texts lie from what they say in English, and how badly they are told from others."""
    rows = encoder.embed([pair.text for pair in pairs])
    targets = [torch.stack([meant[text] for text in pair.english]).mean(0) for pair in pairs]
    english = functional.normalize(torch.stack(targets), dim=1)
    same = (english @ english.T > 1 - 1e-3) & ~torch.eye(len(pairs), dtype=torch.bool)
    logits = (rows @ english.T * SHARPNESS).masked_fill(same, -torch.inf)
    mistaken = functional.cross_entropy(logits, torch.arange(len(pairs)), reduction="none")
    far = NEAR * (1 - (rows * english).sum(1))
    counts = torch.tensor([pair.counts for pair in pairs])
    return ((mistaken + far) * counts).mean() + KEPT * (encoder.taught - encoder.begun).square().sum(1).mean()


if __name__ == "__main__":
    main()
