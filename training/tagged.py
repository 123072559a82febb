"""Scores for a whole article from overlapping windows, as at run time but in torch."""

import numpy as np
import torch

from training.examples import CLS, SEP, Article
from training.network import TAGS, Tagger
from training.labels import ROLES

OVERLAP = 64


def emissions(model: Tagger, article: Article, size: int) -> np.ndarray:
    """Scores of shape (words, 3, 3), each word's from the window in whose middle it lies the most."""
    pieces = len(article.pieces)
    found = np.zeros((pieces, len(ROLES) * TAGS + 1), dtype=np.float32)
    start = 0
    with torch.no_grad():
        while start < pieces:
            end = min(start + size, pieces)
            ids = torch.tensor([[CLS, *article.pieces.ids[start:end], SEP]])
            kinds = torch.tensor([[0, *article.pieces.kinds[start:end], 0]])
            scores = model(ids, kinds, torch.ones_like(ids))[0, 1:-1].numpy()
            skip = OVERLAP // 2 if start else 0
            found[start + skip : end] = scores[skip:]
            if end == pieces:
                break
            start += size - OVERLAP
    return found[article.words][:, : len(ROLES) * TAGS].reshape(-1, len(ROLES), TAGS)
