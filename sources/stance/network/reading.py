"""A claim and some sentences as the word pieces that the stance network reads. Plain Python."""

import re
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Any

CLAIM_PIECES = 96
"""More of a statement is not read."""
PASSAGE_PIECES = 192
"""More than this is not laid beside a claim at once: with the claim and three marks the network reads 291 pieces."""

_LONE_SURROGATE = re.compile("[\ud800-\udfff]")
_SHAPES = 3
_KEY_LETTERS = 5
KINDS = 2 * _SHAPES * 2
"""How many kinds of word there are: of the claim or of the passage, a shape, in the other text as well or not."""
PASSAGE_KINDS = KINDS // 2
"""The first kind of a word of the passage; the marks around a text have the first kind of that text."""


@dataclass(frozen=True, slots=True)
class Coded:
    """One text as pieces: their numbers, and for each word its first piece, its shape and the key it is known by."""

    ids: Sequence[int]
    firsts: Sequence[int]
    shapes: Sequence[int]
    keys: Sequence[str]

    @property
    def vocabulary(self) -> frozenset[str]:
        """The keys of its words."""
        return frozenset(self.keys)


@dataclass(frozen=True, slots=True)
class Sheet:
    """What the network reads: vocabulary numbers, kinds, and the pieces ``[first, end)`` of each sentence.

    ``passage`` is the place of the first piece that is not of the claim.
    """

    ids: Sequence[int]
    kinds: Sequence[int]
    passage: int
    places: Sequence[tuple[int, int]]


def code(tokenizer: Any, text: str, most: int) -> Coded:
    """The first ``most`` pieces of ``text``; ``tokenizer`` is a ``tokenizers.Tokenizer`` that adds nothing."""
    readable = _LONE_SURROGATE.sub("\ufffd", text)
    encoded = tokenizer.encode(readable, add_special_tokens=False)
    words, offsets = encoded.word_ids[:most], encoded.offsets[:most]
    firsts = [place for place, word in enumerate(words) if place == 0 or word != words[place - 1]]
    ends = [*firsts, len(words)][1:]
    written = [readable[offsets[first][0] : offsets[end - 1][1]] for first, end in zip(firsts, ends, strict=True)]
    return Coded(encoded.ids[:most], firsts, [_shape(word) for word in written], [_key(word) for word in written])


def lay_out(claim: Coded, sentences: Sequence[Coded], marks: Mapping[str, int]) -> Sheet:
    """``[CLS] claim [SEP] sentences [SEP]``; ``marks`` are the numbers of ``cls`` and ``sep``."""
    claimed = claim.vocabulary
    told = frozenset(key for sentence in sentences for key in sentence.keys)
    ids = [marks["cls"], *claim.ids, marks["sep"]]
    kinds = [0, *_kinds(claim, told), 0]
    passage, places = len(ids), []
    for sentence in sentences:
        places.append((len(ids), len(ids) + len(sentence.ids)))
        ids.extend(sentence.ids)
        kinds.extend(PASSAGE_KINDS + kind for kind in _kinds(sentence, claimed))
    return Sheet([*ids, marks["sep"]], [*kinds, PASSAGE_KINDS], passage, places)


def _kinds(text: Coded, others: AbstractSet[str]) -> Iterator[int]:
    """The kind of each piece: that of its word."""
    ends = [*text.firsts, len(text.ids)][1:]
    for first, end, shape, key in zip(text.firsts, ends, text.shapes, text.keys, strict=True):
        kind = shape * 2 + (key in others)
        for _ in range(first, end):
            yield kind


def _shape(word: str) -> int:
    """0 plain, 1 with a capital letter, 2 with a digit: the vocabulary itself knows no capitals."""
    if any(letter.isdigit() for letter in word):
        return 2
    return int(word[:1].isupper())


def _key(word: str) -> str:
    """What a word is known by in another text: its first letters, or the whole of what has a digit."""
    lower = word.casefold()
    return lower if any(letter.isdigit() for letter in lower) else lower[:_KEY_LETTERS]
