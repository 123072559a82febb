"""The network: an encoder with ten numbers for each piece, put together to a stance and the relevance of sentences."""

import torch
from torch import Tensor, nn
from transformers import BertModel

from sources.stance.network.model import SCORES, STANCES
from sources.stance.network.reading import PASSAGE_KINDS


class StanceScorer(nn.Module):
    """Ten scores for each piece; see ``SCORES``."""

    def __init__(self, encoder: BertModel) -> None:
        super().__init__()
        self.encoder = encoder
        self.dropout = nn.Dropout(0.1)
        self.head = nn.Linear(encoder.config.hidden_size, SCORES)

    def forward(self, ids: Tensor, kinds: Tensor, mask: Tensor) -> Tensor:
        """Scores of shape (pairs, pieces, 10)."""
        states = self.encoder(input_ids=ids, token_type_ids=kinds, attention_mask=mask).last_hidden_state
        return self.head(self.dropout(states))


def stances(scores: Tensor, kinds: Tensor, mask: Tensor) -> Tensor:
    """Scores of the three stances (pairs, 3), as ``sources.stance.network.model`` puts them together."""
    told = mask * (kinds >= PASSAGE_KINDS)
    of_claim = mean(scores[..., :STANCES], mask - told)
    of_passage = mean(scores[..., STANCES : 2 * STANCES], told)
    return of_claim + of_passage + scores[:, 0, 2 * STANCES : 3 * STANCES]


def mean(scores: Tensor, mask: Tensor) -> Tensor:
    """The mean over pieces under ``mask`` (pairs, pieces)."""
    return (scores * mask.unsqueeze(2)).sum(1) / mask.sum(1, keepdim=True).clamp(min=1)


def relevance(scores: Tensor, sentences: Tensor) -> Tensor:
    """Mean of the last score over each sentence (pairs, sentences); ``sentences`` gives each piece's, -1 for none."""
    count = int(sentences.max()) + 1
    under = torch.stack([sentences == number for number in range(count)], dim=1).float()
    return (under * scores[:, None, :, -1]).sum(2) / under.sum(2).clamp(min=1)
