"""The base form of an English word by its ending, for words that stand in no list."""

import re

from claims.extraction.cues.heads import heads
from claims.extraction.text.word_lists import word_set

_VOWELS = "aeiouy"
_KEPT = word_set("this is was has as us its news series during nothing something anything everything thing king")
_SHORTEST = 3
_LACKS_E = re.compile(
    r"(?:[^aeo]at|iv|iz|uc|ag|rc|rg|[tsj]ur|is|as|[^c]us|os|[^e]ar|[^a]ir|leng|chang|[^ao]id|[^o]ut|[bcdfgkptz]l|[cuvz])\Z"
)


def lemma_of(word: str) -> str:
    """The lemma of ``word`` (lower case): from the lists where it is known, else by rule."""
    known = heads().get(word)
    return known[0].lemma.split(" ")[0] if known else _by_rule(word)


_ENDINGS = (
    ("ies", "y"), ("ied", "y"), ("sses", "ss"), ("shes", "sh"), ("ches", "ch"), ("xes", "x"), ("zes", "ze"),
    ("ss", "ss"), ("us", "us"), ("is", "is"), ("'s", "'s"), ("s", ""),
)  # fmt: skip


def _by_rule(word: str) -> str:
    if word in _KEPT or len(word) <= _SHORTEST:
        return word
    for ending, replacement in _ENDINGS:
        if word.endswith(ending):
            return word[: -len(ending)] + replacement
    ending = next((ending for ending in ("ing", "ed") if word.endswith(ending)), "")
    stem = word.removesuffix(ending)
    return _stem(stem) if ending and any(letter in _VOWELS for letter in stem) else word


def _stem(stem: str) -> str:
    """``rejoic`` as ``rejoice``, ``grabb`` as ``grab``."""
    if len(stem) > _SHORTEST and stem[-1] == stem[-2] and stem[-1] not in "lsfz":
        return stem[:-1]
    return stem + "e" if _LACKS_E.search(stem) else stem
