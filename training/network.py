"""The network: an encoder with ten numbers for each word, and a chain over the tags of each role."""

import torch
from torch import Tensor, nn
from transformers import BertModel

from training.labels import INSIDE, OUTSIDE, ROLES

TAGS = 3
_NEVER = -1e4


class Tagger(nn.Module):
    """Scores of O, B, I for source, cue and content, and one whose mean over a sentence is its check-worthiness."""

    def __init__(self, encoder: BertModel) -> None:
        super().__init__()
        self.encoder = encoder
        self.dropout = nn.Dropout(0.1)
        self.head = nn.Linear(encoder.config.hidden_size, len(ROLES) * TAGS + 1)
        self.chain = Chain()

    def forward(self, ids: Tensor, kinds: Tensor, mask: Tensor) -> Tensor:
        """Scores of shape (windows, pieces, 10)."""
        states = self.encoder(input_ids=ids, token_type_ids=kinds, attention_mask=mask).last_hidden_state
        return self.head(self.dropout(states))


class Chain(nn.Module):
    """A linear-chain conditional random field for each role over three tags; I never follows O."""

    def __init__(self) -> None:
        super().__init__()
        self.moves = nn.Parameter(torch.zeros(len(ROLES), TAGS, TAGS))
        never = torch.zeros(TAGS, TAGS)
        never[OUTSIDE, INSIDE] = _NEVER
        self.register_buffer("never", never)

    def transitions(self) -> Tensor:
        """Scores of going from one tag (second axis) to another (third axis), for each role."""
        return self.moves + self.never

    def loss(self, scores: Tensor, gold: Tensor, mask: Tensor) -> Tensor:
        """Negative log-likelihood a word. ``scores`` (B, W, 3, 3), ``gold`` (B, W, 3), ``mask`` (B, W)."""
        scores = scores.float()
        moves = self.transitions()
        picked = scores.gather(3, gold.unsqueeze(3)).squeeze(3)
        path = (picked * mask.unsqueeze(2)).sum(1)
        before, after, both = gold[:, :-1], gold[:, 1:], mask[:, 1:] * mask[:, :-1]
        roles = torch.arange(len(ROLES)).expand_as(before)
        path = path + (moves[roles, before, after] * both.unsqueeze(2)).sum(1)
        return (self._log_sum(scores, moves, mask) - path).sum() / mask.sum()

    def _log_sum(self, scores: Tensor, moves: Tensor, mask: Tensor) -> Tensor:
        alpha = scores[:, 0]
        for step in range(1, scores.shape[1]):
            coming = torch.logsumexp(alpha.unsqueeze(3) + moves, dim=2) + scores[:, step]
            alpha = torch.where(mask[:, step, None, None] > 0, coming, alpha)
        return torch.logsumexp(alpha, dim=2)
