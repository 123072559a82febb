"""Fits the stance network: ``python -m training.stance.fit --data PATH --base DIR --out DIR``.

Every round draws some examples of each kind (``SHARES``). The rate rises, then falls in a line to nothing; what is kept
is a running average of the weights, of the round that does best on the claims kept for tuning.
"""

import argparse
import json
import math
import random
import time
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import torch
from torch import Tensor, nn
from transformers import BertModel

from sources.stance.network.reading import KINDS
from training import base_model
from training.fit import Average, hidden
from training.stance.examples import Example, Material, Ready, ready
from training.stance.judging import macro_f1
from training.stance.network import StanceScorer, relevance, stances
from training.stance.pairs import MIXED
from training.tokens import tokenizer_in

SHARES = {
    "fever": 3000, "fever-symmetric": 800, "climate-fever": 1800, "healthver": 1000, "fool me twice": 800,
    "edited": 1400, "edited negation": 700, "other evidence": 500, "retrieved": 400, "retrieved alone": 300,
    "climate windows": 350, "wice": 500, "headlines": 900,
}  # fmt: skip
"""Examples of each kind in a round."""
PADDED = ("fever", "fever-symmetric", "fool me twice", "edited")
PADDED_SHARE = 0.2
"""Of the examples of these kinds, given among sentences of other evidence."""
RELEVANCE_WEIGHT = 0.5
SMOOTHING = 0.05
DROPOUT = 0.1
WARM_SHARE = 0.08
HEAD_FACTOR = 5.0
"""The new parts of the network learn so much faster than the pretrained ones."""
_POOL = 60
"""Batches sorted by length together: less is filled up, and the order stays nearly free."""


@dataclass(frozen=True, slots=True)
class Options:
    """What can be chosen; written beside the weights."""

    data: Path
    base: Path
    out: Path
    layers: str
    rate: float
    pieces: int
    seed: int
    rounds: int
    minutes: float | None


def options() -> Options:
    """From the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="folder of the labelled sets")
    parser.add_argument("--base", type=Path, required=True, help="folder of the encoder: config, tokenizer, onnx")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--layers", default="0,1,2,3,4,5,6,7", help="of the encoder's twelve, those to begin with")
    parser.add_argument("--rate", type=float, default=1.5e-4)
    parser.add_argument("--pieces", type=int, default=2048, help="in a step")
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--rounds", type=int, default=6)
    parser.add_argument("--minutes", type=float, help="length of the schedule in place of --rounds")
    return Options(**vars(parser.parse_args()))


def encoder(base: Path, layers: Sequence[int]) -> BertModel:
    """The named layers of the encoder, with one type embedding for every kind of word."""
    model = base_model.load(base, max(layers) + 1)
    model.encoder.layer = nn.ModuleList([model.encoder.layer[number] for number in layers])
    model.config.num_hidden_layers = len(layers)
    types = model.embeddings.token_type_embeddings.weight.detach()[:1].repeat(KINDS, 1)
    model.embeddings.token_type_embeddings = nn.Embedding.from_pretrained(types, freeze=False)
    for module in model.modules():
        if isinstance(module, nn.Dropout):
            module.p = DROPOUT
    return model


@dataclass(frozen=True, slots=True)
class Batch:
    """Tensors of one step: (pairs, pieces), (pairs,), (pairs, sentences); ``relevant`` is -1 where it is not known."""

    ids: Tensor
    kinds: Tensor
    mask: Tensor
    sentences: Tensor
    labels: Tensor
    hints: Tensor
    relevant: Tensor


def batch(items: Sequence[Ready]) -> Batch:
    """Examples as padded tensors."""
    length = max(len(item.sheet.ids) for item in items)
    count = max(1, *(len(item.sheet.places) for item in items))
    made = Batch(
        torch.zeros(len(items), length, dtype=torch.long),
        torch.zeros(len(items), length, dtype=torch.long),
        torch.zeros(len(items), length),
        torch.full((len(items), length), -1),
        torch.tensor([item.label for item in items]),
        torch.tensor([item.hint for item in items]),
        torch.full((len(items), count), -1.0),
    )
    for row, item in enumerate(items):
        size = len(item.sheet.ids)
        made.ids[row, :size], made.kinds[row, :size] = torch.tensor(item.sheet.ids), torch.tensor(item.sheet.kinds)
        made.mask[row, :size] = 1
        for number, (first, end) in enumerate(item.sheet.places):
            made.sentences[row, first:end] = number
        if item.relevant:
            made.relevant[row, : len(item.relevant)] = torch.tensor(item.relevant).float()
    return made


def loss_of(model: StanceScorer, made: Batch) -> Tensor:
    """Cross-entropy of the stances, on top of what the claim alone gives away, and of the sentences' relevance."""
    scores = model(hidden(made.ids), made.kinds, made.mask)
    loss = torch.zeros(())
    known = made.labels >= 0
    if known.any():
        found = stances(scores, made.kinds, made.mask)[known]
        hints = made.hints[known].unsqueeze(1) / 2
        found = found + torch.cat([hints, -hints, torch.zeros_like(hints)], dim=1)
        loss = loss + nn.functional.cross_entropy(found, made.labels[known], label_smoothing=SMOOTHING)
    judged = made.relevant >= 0
    if judged.any():
        bearing = relevance(scores, made.sentences)[judged]
        share = RELEVANCE_WEIGHT * judged.any(1).float().mean()
        loss = loss + share * nn.functional.binary_cross_entropy_with_logits(bearing, made.relevant[judged])
    return loss


class Fit:
    """One training run."""

    def __init__(self, given: Options) -> None:
        torch.manual_seed(given.seed)
        torch.set_flush_denormal(True)  # type: ignore[no-untyped-call]
        self.given, self.chance = given, random.Random(given.seed)
        self.tokenizer = tokenizer_in(given.base)
        self.material = Material(given.data, self.tokenizer, given.seed)
        self.kinds = self.material.kinds()
        self.tuning = [ready(self.tokenizer, each) for each in self.material.tuning() if each.dataset in MIXED]
        self.left: dict[str, list[Example]] = {kind: [] for kind in self.kinds}
        self.model = StanceScorer(encoder(given.base, [int(each) for each in given.layers.split(",")]))
        self.average = Average(self.model)
        self.optimizer = self._optimizer()
        self.step_number, self.started = 0, time.monotonic()

    def _optimizer(self) -> torch.optim.Optimizer:
        named = list(self.model.named_parameters())
        new = [weight for name, weight in named if "token_type" in name or not name.startswith("encoder")]
        old = [weight for name, weight in named if "token_type" not in name and name.startswith("encoder")]
        groups = [{"params": old, "factor": 1.0}, {"params": new, "factor": HEAD_FACTOR}]
        return torch.optim.AdamW(groups, lr=self.given.rate, weight_decay=0.01, betas=(0.9, 0.98), fused=True)

    def draw(self, kind: str, count: int) -> Iterator[Example]:
        """The next examples of a kind; all are seen before one is seen again."""
        for _ in range(count):
            if not self.left[kind]:
                self.left[kind] = self.chance.sample(self.kinds[kind], len(self.kinds[kind]))
            example = self.left[kind].pop()
            padded = kind in PADDED and self.chance.random() < PADDED_SHARE
            yield self.material.padded(example) if padded else example

    def round(self) -> list[list[Ready]]:
        """The batches of one round, of examples of like length."""
        drawn = [ready(self.tokenizer, each) for kind, count in SHARES.items() for each in self.draw(kind, count)]
        self.chance.shuffle(drawn)
        per_pool = _POOL * self.given.pieces // 80
        batches: list[list[Ready]] = []
        for start in range(0, len(drawn), per_pool):
            batches.extend(self._by_length(drawn[start : start + per_pool]))
        self.chance.shuffle(batches)
        return batches

    def _by_length(self, items: Sequence[Ready]) -> Iterator[list[Ready]]:
        held: list[Ready] = []
        for item in sorted(items, key=lambda item: len(item.sheet.ids)):
            if held and (len(held) + 1) * len(item.sheet.ids) > self.given.pieces:
                yield held
                held = []
            held.append(item)
        yield held

    @property
    def done(self) -> float:
        """How far the schedule has come, by the clock or by rounds."""
        if self.given.minutes:
            return (time.monotonic() - self.started) / 60 / self.given.minutes
        return self.step_number / max(1, self.steps)

    @property
    def scale(self) -> float:
        """Of the learning rate."""
        done = self.done
        return max(0.01, done / WARM_SHARE if done < WARM_SHARE else (1 - done) / (1 - WARM_SHARE))

    def step(self, items: Sequence[Ready]) -> float:
        """Learn from one batch; its loss."""
        for group in self.optimizer.param_groups:
            group["lr"] = self.given.rate * group["factor"] * self.scale
        loss = loss_of(self.model, batch(items))
        self.optimizer.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]
        nn.utils.clip_grad_norm_(self.model.parameters(), 1.0)
        self.optimizer.step()
        self.average.add(self.model)
        self.step_number += 1
        return float(loss.detach())

    def judge(self) -> dict[str, float]:
        """Figures of the averaged weights on the claims kept for tuning."""
        kept = {name: value.detach().clone() for name, value in self.model.state_dict().items()}
        self.model.load_state_dict(self.average.kept)
        self.model.eval()
        items = sorted(self.tuning, key=lambda item: len(item.sheet.ids))
        with torch.no_grad():
            found = [
                label for start in range(0, len(items), 32) for label in _labels(self.model, items[start : start + 32])
            ]
        self.model.train()
        self.model.load_state_dict(kept)
        return figures(items, found)

    def run(self) -> list[dict[str, Any]]:
        """All rounds; the weights of the best one go to ``best.pt``."""
        history: list[dict[str, Any]] = []
        self.model.train()
        self.started = time.monotonic()
        while self.done < 1 and len(history) < (self.given.rounds if not self.given.minutes else math.inf):
            batches = self.round()
            self.steps = len(batches) * self.given.rounds
            losses = [self.step(items) for items in batches if self.done < 1]
            history.append({"step": self.step_number, "loss": sum(losses) / max(1, len(losses)), **self.judge()})
            print(json.dumps(history[-1]), f"{(time.monotonic() - self.started) / 60:.0f} min", flush=True)
            if history[-1]["mixed"] >= max(item["mixed"] for item in history):
                torch.save(self.average.kept, self.given.out / "best.pt")
        return history


def _labels(model: StanceScorer, items: Sequence[Ready]) -> list[int]:
    made = batch(items)
    return stances(model(made.ids, made.kinds, made.mask), made.kinds, made.mask).argmax(1).tolist()


def figures(items: Sequence[Ready], found: Sequence[int]) -> dict[str, float]:
    """Macro-F1 of the mixed sets, each counting alike, and accuracy of each set."""
    counts = {name: sum(item.dataset == name for item in items) for name in MIXED}
    weights = [1 / counts[item.dataset] for item in items]
    shares = {
        name: sum(item.label == label for item, label in zip(items, found, strict=True) if item.dataset == name) / count
        for name, count in counts.items()
    }
    return {"mixed": macro_f1([item.label for item in items], found, weights), **shares}


def main() -> None:
    """Read the arguments, fit, write weights and history."""
    given = options()
    given.out.mkdir(parents=True, exist_ok=True)
    fit = Fit(given)
    print({kind: len(examples) for kind, examples in fit.kinds.items()}, flush=True)
    chosen = {name: value for name, value in asdict(given).items() if not isinstance(value, Path)}
    (given.out / "options.json").write_text(json.dumps(chosen, indent=1))
    (given.out / "history.json").write_text(json.dumps(fit.run(), indent=1))


if __name__ == "__main__":
    main()
