"""Fits the tagger: ``python -m training.fit --polnear PATH --checkworthy DIR --base DIR --out DIR``.

With ``--teacher`` the scores of a larger tagger are learned as well, from the tagged articles and from ``--texts`` that
nobody has tagged; ``--start`` and ``--keep`` then begin with some of its layers.

Every step reads a batch of windows of tagged articles and one window of judged debate sentences. The rate rises, then
falls in a line to nothing; what is kept is a running average of the weights, of the epoch that does best on dev.
"""

import argparse
import json
import random
import time
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import torch
from torch import Tensor, nn

from claims.extraction.tagging.model import TaggerModel
from training import base_model
from training.debates import in_order
from training.examples import MASK, Batch, Packed, Window, articles, batch, packed, windows
from training.judging import tag_figures, worth_figures
from training.labels import ROLES
from training.network import TAGS, Tagger
from training.rows import rows_of
from training.teaching import gap, taught, texts_in, untagged
from training.tokens import tokenizer_in

HIDDEN_SHARE = 0.06
"""Of the pieces, hidden in training so that no single word is relied upon."""
WARM_SHARE = 0.06
WORTH_WEIGHT = 0.25
TEACHER_WEIGHT = 0.2
HEAD_FACTOR = 5.0
"""The new parts of the network learn so much faster than the pretrained ones."""
_LAYER = "encoder.encoder.layer."


@dataclass(frozen=True, slots=True)
class Options:
    """What can be chosen; written beside the weights."""

    polnear: Path
    checkworthy: Path
    base: Path
    out: Path
    more: Path | None
    start: Path | None
    teacher: Path | None
    texts: Path | None
    layers: int
    keep: str
    rate: float
    size: int
    batch: int
    seed: int
    steps: int
    minutes: float | None


def options() -> Options:
    """From the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--polnear", type=Path, required=True, help="rows (train.jsonl, dev.jsonl) or PolNeAR's folder")
    parser.add_argument("--checkworthy", type=Path, required=True, help="folder of the CheckThat! 2024 English files")
    parser.add_argument("--base", type=Path, required=True, help="folder of the encoder: config, tokenizer, onnx")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--more", type=Path, help="rows written by manage.py export_annotations, read as well")
    parser.add_argument("--start", type=Path, help="weights of an earlier fit to go on from")
    parser.add_argument("--teacher", type=Path, help="folder of shipped weights whose scores are learned as well")
    parser.add_argument("--texts", type=Path, help="CSV of news (articleBody), learned from the teacher's scores alone")
    parser.add_argument("--keep", default="", help="layers of --start to begin with, say 0,1,3,5,7; without it all")
    parser.add_argument("--layers", type=int, default=8, help="of the encoder, counted from the words")
    parser.add_argument("--rate", type=float, default=2e-4)
    parser.add_argument("--size", type=int, default=254, help="pieces in a window, without the marks at its ends")
    parser.add_argument("--batch", type=int, default=12, help="windows in a step")
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--steps", type=int, default=2500)
    parser.add_argument("--minutes", type=float, help="length of the schedule in place of --steps")
    return Options(**vars(parser.parse_args()))


def chosen(weights: dict[str, Tensor], layers: str) -> dict[str, Tensor]:
    """``weights`` with only the named ``layers``, counted anew; all of them where none is named."""
    if not layers:
        return weights
    kept = {name: value for name, value in weights.items() if not name.startswith(_LAYER)}
    for place, layer in enumerate(layers.split(",")):
        old = f"{_LAYER}{layer}."
        kept |= {
            f"{_LAYER}{place}.{name.removeprefix(old)}": value
            for name, value in weights.items()
            if name.startswith(old)
        }
    return kept


class Schedule:
    """How far the fit has come, by steps or by the clock."""

    def __init__(self, given: Options) -> None:
        self.given, self.step, self.started = given, 0, time.monotonic()

    @property
    def minutes(self) -> float:
        """Since the start."""
        return (time.monotonic() - self.started) / 60

    @property
    def done(self) -> float:
        """0 at the start, 1 at the end."""
        return self.minutes / self.given.minutes if self.given.minutes else self.step / self.given.steps

    @property
    def scale(self) -> float:
        """Of the learning rate."""
        done = self.done
        return max(0.01, done / WARM_SHARE if done < WARM_SHARE else (1 - done) / (1 - WARM_SHARE))


class Average:
    """A running average of the weights, which does better on unseen text than the last ones."""

    def __init__(self, model: nn.Module, decay: float = 0.998) -> None:
        self.decay, self.steps = decay, 0
        self.kept = {name: value.detach().clone() for name, value in model.state_dict().items()}

    @torch.no_grad()
    def add(self, model: nn.Module) -> None:
        """Take the weights of one more step in."""
        self.steps += 1
        decay = min(self.decay, (1 + self.steps) / (10 + self.steps))
        for name, value in model.state_dict().items():
            if value.is_floating_point():
                self.kept[name].lerp_(value, 1 - decay)


def hidden(ids: Tensor) -> Tensor:
    """``ids`` with a few pieces hidden; the special ones have the lowest numbers up to that of the mask."""
    chosen = (torch.rand(ids.shape) < HIDDEN_SHARE) & (ids > MASK)
    return torch.where(chosen, torch.full_like(ids, MASK), ids)


def tag_loss(model: Tagger, made: Batch) -> Tensor:
    """Loss a word of one batch: of its tags, and of the way to the scores of the teacher."""
    scores = model(hidden(made.ids), made.kinds, made.mask)
    words = scores[torch.arange(len(made.words)).unsqueeze(1), made.words]
    loss: Tensor = torch.zeros(())
    if made.tagged.any():
        tags = words[..., : len(ROLES) * TAGS].unflatten(2, (len(ROLES), TAGS))
        rows = made.tagged.any(1)
        loss = loss + model.chain.loss(tags[rows], made.tags[rows], made.tagged[rows])
    if made.taught.any():
        loss = loss + TEACHER_WEIGHT * gap(words, made.scores, made.taught)
    return loss


def worth_loss(model: Tagger, item: Packed) -> Tensor:
    """Cross-entropy of the judged sentences of one window; a sentence's score is the mean of its words'."""
    ids = torch.tensor([item.ids])
    scores = model(hidden(ids), torch.tensor([item.kinds]), torch.ones_like(ids))
    logits = torch.stack([scores[0, places, -1].mean() for places in item.places if places])
    wanted = [label for places, label in zip(item.places, item.labels, strict=True) if places]
    return nn.functional.binary_cross_entropy_with_logits(logits, torch.tensor(wanted).float())


class Fit:
    """One training run."""

    def __init__(self, given: Options) -> None:
        torch.manual_seed(given.seed)
        torch.set_flush_denormal(True)  # type: ignore[no-untyped-call]  # momenta of unseen words make steps 5 times slower
        self.given, self.chance = given, random.Random(given.seed)
        tokenizer = tokenizer_in(given.base)
        rows = [*rows_of(given.polnear, "train"), *(rows_of(given.more, "") if given.more else ())]
        self.train = articles(tokenizer, rows)
        if given.teacher:
            read = list(zip(self.train, (row["text"] for row in rows), strict=True))
            read += untagged(tokenizer, texts_in(given.texts, "articleBody") if given.texts else ())
            self.train = list(taught(TaggerModel(given.teacher), read))
        self.dev = articles(
            tokenizer, (row for row in rows_of(given.polnear, "dev") if row.get("first_annotator", True))
        )
        debates = in_order(given.checkworthy, "train")
        self.debates = list(packed(tokenizer, debates, given.size))
        judged = in_order(given.checkworthy, "dev")
        self.judged = list(packed(tokenizer, judged, given.size))
        self.model = Tagger(base_model.load(given.base, given.layers))
        if given.start:
            self.model.load_state_dict(chosen(torch.load(given.start), given.keep))
        self.average = Average(self.model)
        self.optimizer = self._optimizer()
        self.schedule = Schedule(given)

    def _optimizer(self) -> torch.optim.Optimizer:
        named = list(self.model.named_parameters())
        new = [weight for name, weight in named if "token_type" in name or not name.startswith("encoder")]
        old = [weight for name, weight in named if "token_type" not in name and name.startswith("encoder")]
        groups = [{"params": old, "factor": 1.0}, {"params": new, "factor": HEAD_FACTOR}]
        return torch.optim.AdamW(groups, lr=self.given.rate, weight_decay=0.01, betas=(0.9, 0.98), fused=True)

    def epoch(self) -> Iterator[Sequence[Window]]:
        """The batches of one epoch: each article is cut at another place each time."""
        size, count = self.given.size, self.given.batch
        found = [item for read in self.train for item in windows(read, size, self.chance.randrange(size)) if item.words]
        self.chance.shuffle(found)
        return (found[start : start + count] for start in range(0, len(found) - count + 1, count))

    def step(self, items: Sequence[Window]) -> float:
        """Learn from one batch; its loss."""
        for group in self.optimizer.param_groups:
            group["lr"] = self.given.rate * group["factor"] * self.schedule.scale
        judged = self.debates[self.schedule.step % len(self.debates)]
        loss = tag_loss(self.model, batch(items, plainly=self.chance)) + WORTH_WEIGHT * worth_loss(self.model, judged)
        self.optimizer.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]
        nn.utils.clip_grad_norm_(self.model.parameters(), 1.0)
        self.optimizer.step()
        self.average.add(self.model)
        self.schedule.step += 1
        return float(loss.detach())

    def judge(self) -> dict[str, float]:
        """Figures of the averaged weights on dev."""
        kept = {name: value.detach().clone() for name, value in self.model.state_dict().items()}
        self.model.load_state_dict(self.average.kept)
        self.model.eval()
        figures = {**tag_figures(self.model, self.dev), **worth_figures(self.model, self.judged)}
        self.model.train()
        self.model.load_state_dict(kept)
        return figures

    def run(self) -> list[dict[str, float]]:
        """All epochs; the weights of the best one on dev, by exact content F1, go to ``best.pt``."""
        history: list[dict[str, float]] = []
        self.chance.shuffle(self.debates)
        self.model.train()
        while self.schedule.done < 1:
            losses = [self.step(items) for items in self.epoch() if self.schedule.done < 1]
            history.append({"step": self.schedule.step, "loss": sum(losses) / max(1, len(losses)), **self.judge()})
            print(json.dumps(history[-1]), f"{self.schedule.minutes:.0f} min", flush=True)
            if history[-1]["exact content"] >= max(item["exact content"] for item in history):
                torch.save(self.average.kept, self.given.out / "best.pt")
        return history


def main() -> None:
    """Read the arguments, fit, write weights and history."""
    given = options()
    given.out.mkdir(parents=True, exist_ok=True)
    fit = Fit(given)
    print(f"{len(fit.train)} articles, {sum(len(read.pieces) for read in fit.train):,} pieces", flush=True)
    history = fit.run()
    chosen = {name: value for name, value in asdict(given).items() if not isinstance(value, Path)}
    (given.out / "history.json").write_text(json.dumps({"options": chosen, "history": history}, indent=1))


if __name__ == "__main__":
    main()
