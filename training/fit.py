"""Fits the tagger: ``python -m training.fit --polnear DIR --checkworthy DIR --base DIR --out DIR``."""

import argparse
import json
import random
import time
from pathlib import Path
from typing import Any

import torch
from tokenizers import Tokenizer
from torch import Tensor, nn

from training import base_model
from training.examples import Article, Batch, Packed, Window, articles, batch, packed, sentences, windows
from training.network import TAGS, Tagger
from training.labels import ROLES
from training.scores import chunk_scores
from training.tagged import emissions


HIDDEN_SHARE = 0.06
MASK = LAST_SPECIAL = 103


def options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--polnear", type=Path, required=True, help="folder with train.jsonl and dev.jsonl")
    parser.add_argument("--checkworthy", type=Path, required=True, help="folder with the CheckThat! 2024 files")
    parser.add_argument("--base", type=Path, required=True, help="folder of gte-small: config, tokenizer, onnx")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--layers", type=int, default=8)
    parser.add_argument("--epochs", type=int, default=10)
    parser.add_argument("--rate", type=float, default=2e-4)
    parser.add_argument("--size", type=int, default=254, help="pieces a window, without the two at its ends")
    parser.add_argument("--batch", type=int, default=12)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--minutes", type=float, default=None, help="length of the whole schedule in place of epochs")
    parser.add_argument("--limit", type=int, default=None)
    return parser.parse_args()


def worthiness_loss(scores: Tensor, item: Packed) -> Tensor:
    """Binary cross-entropy over the sentences of one packed window; a sentence's score is the mean of its words'."""
    logits = torch.stack([scores[0, places, -1].float().mean() for places in item.places if places])
    wanted = torch.tensor([label for places, label in zip(item.places, item.labels, strict=True) if places])
    return nn.functional.binary_cross_entropy_with_logits(logits, wanted.float())


def tag_loss(model: Tagger, made: Batch, scores: Tensor) -> Tensor:
    """Loss of the tags of one batch."""
    rows = torch.arange(len(made.words)).unsqueeze(1)
    words = scores[rows, made.words][..., : len(ROLES) * TAGS].reshape(*made.words.shape, len(ROLES), TAGS)
    return model.chain.loss(words, made.tags, made.word_mask)


def hidden(ids: Tensor) -> Tensor:
    """``ids`` with a few pieces hidden, so that no single word is relied upon."""
    chosen = (torch.rand(ids.shape) < HIDDEN_SHARE) & (ids > LAST_SPECIAL)
    return torch.where(chosen, torch.full_like(ids, MASK), ids)


class Average:
    """A running average of the weights, which generalises better than the last ones."""

    def __init__(self, model: nn.Module, decay: float) -> None:
        self.decay, self.steps = decay, 0
        self.kept = {name: value.detach().clone() for name, value in model.state_dict().items()}

    @torch.no_grad()
    def add(self, model: nn.Module) -> None:
        self.steps += 1
        decay = min(self.decay, (1 + self.steps) / (10 + self.steps))
        for name, value in model.state_dict().items():
            if value.is_floating_point():
                self.kept[name].lerp_(value, 1 - decay)


def epoch_windows(read: list[Article], size: int, chance: random.Random) -> list[Window]:
    """All windows of one epoch, each article cut at another place each time, longest with longest."""
    found = [w for article in read for w in windows(article, size, chance.randrange(size)) if w.words]
    chance.shuffle(found)
    return found


def evaluate(model: Tagger, read: list[Article], size: int) -> dict[str, float]:
    """Exact and overlap F1 of each role on ``read``."""
    model.eval()
    moves = model.chain.transitions().detach().numpy()
    found = chunk_scores(read, [emissions(model, article, size) for article in read], moves)
    model.train()
    return found


def worthiness(model: Tagger, items: list[Packed]) -> dict[str, float]:
    model.eval()
    pairs: list[tuple[float, int]] = []
    with torch.no_grad():
        for item in items:
            ids, kinds = torch.tensor([item.ids]), torch.tensor([item.kinds])
            scores = model(ids, kinds, torch.ones_like(ids))
            pairs += [(float(scores[0, p, -1].mean()), label) for p, label in zip(item.places, item.labels) if p]
    model.train()
    right = lambda t: sum(l for s, l in pairs if s > t)
    f1 = lambda t: 2 * right(t) / max(1, sum(s > t for s, _ in pairs) + sum(l for _, l in pairs))
    return {"f1 at 0": f1(0.0), "best f1": max(f1(t / 4) for t in range(-16, 17))}


def main() -> None:
    given = options()
    torch.manual_seed(given.seed)
    chance = random.Random(given.seed)
    given.out.mkdir(parents=True, exist_ok=True)
    tokenizer = Tokenizer.from_file(str(given.base / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    train = articles(tokenizer, given.polnear / "train.jsonl", every_annotator=True)[: given.limit]
    dev = articles(tokenizer, given.polnear / "dev.jsonl", every_annotator=False)[: given.limit]
    debates = list(packed(tokenizer, sentences(given.checkworthy / "CT24_checkworthy_english_train.tsv")[: (given.limit or 10**9) * 20], given.size))
    judged = list(packed(tokenizer, sentences(given.checkworthy / "CT24_checkworthy_english_dev.tsv"), given.size))
    print(f"{len(train)} articles, {sum(len(a.pieces) for a in train)} pieces, {len(debates)} debate windows", flush=True)
    model = Tagger(base_model.load(given.base, given.layers))
    special = [p for n, p in model.named_parameters() if "token_type" in n or n.startswith(("head", "chain"))]
    chosen = {id(p) for p in special}
    rest = [p for p in model.parameters() if id(p) not in chosen]
    optimizer = torch.optim.AdamW(
        [{"params": rest, "lr": given.rate}, {"params": special, "lr": given.rate * 5}], weight_decay=0.01, betas=(0.9, 0.98), fused=True
    )
    average = Average(model, 0.998)
    per_epoch = len(epoch_windows(train, given.size, random.Random(0))) // given.batch
    total, step, started, spent_steps = per_epoch * given.epochs, 0, time.time(), 0

    def share_done() -> float:
        return (time.time() - started) / 60 / given.minutes if given.minutes else step / total

    warm = 0.06
    model.train()
    epoch = 0
    history: list[dict[str, Any]] = []
    turn = 0
    chance.shuffle(debates)
    while share_done() < 1:
        queue = epoch_windows(train, given.size, chance)
        running = 0.0
        for index in range(0, len(queue) - given.batch + 1, given.batch):
            done = share_done()
            if done >= 1:
                break
            scale = done / warm if done < warm else (1 - done) / (1 - warm)
            scale = max(scale, 0.01)
            for group, top in zip(optimizer.param_groups, (1.0, 5.0), strict=True):
                group["lr"] = given.rate * top * scale
            made = batch(queue[index : index + given.batch], shuffle_case=chance)
            scores = model(hidden(made.ids), made.kinds, made.mask)
            loss = tag_loss(model, made, scores)
            item = debates[turn % len(debates)]
            turn += 1
            ids = torch.tensor([item.ids])
            worth = model(hidden(ids), torch.tensor([item.kinds]), torch.ones_like(ids))
            loss = loss + 0.25 * worthiness_loss(worth, item)
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
            average.add(model)
            running += float(loss.detach())
            step += 1
            if step % 50 == 0:
                print(f"step {step} loss {running / 50:.4f} lr {scale:.2f} {(time.time() - started) / 60:.1f} min", flush=True)
                running = 0.0
        epoch += 1
        torch.save(average.kept, given.out / "average.pt")
        if epoch % 2 == 0 or share_done() >= 1:
            kept = {name: value.detach().clone() for name, value in model.state_dict().items()}
            model.load_state_dict(average.kept)
            found = {"epoch": epoch, **evaluate(model, dev, given.size), **worthiness(model, judged)}
            model.load_state_dict(kept)
            history.append(found)
            print(json.dumps(found), f"{(time.time() - started) / 60:.1f} min", flush=True)
            if found["exact content"] >= max(item["exact content"] for item in history):
                torch.save(average.kept, given.out / "best.pt")
    (given.out / "history.json").write_text(json.dumps(history, indent=1))


if __name__ == "__main__":
    main()
