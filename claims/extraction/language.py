"""The main language of a text, from its letter groups; nothing is downloaded."""

from functools import cache
from typing import Any

READ_AS = "en"
"""What a text is read as whose language nobody can tell."""
_SLICE = 700
"""Characters looked at in each of three places: a longer sample is no surer."""
_FEWEST_LETTERS = 12
_SURE = 0.6
"""Confidence below which the name is as often wrong as right: two or three words, lists of names, program code."""
_CODE_LENGTH = 2
"""ISO 639-1; the library also knows three-letter codes, "zxx" for no language among them."""


def recognise(text: str) -> str | None:
    """ISO 639-1 code of the main language of ``text``; None when it is too short, unsure or in no natural language.

    Only the beginning, the middle and the end are looked at, so the time does not grow with the length. The first call
    in a process loads the model of the library, which takes about a second.
    """
    sample = _sample(text)
    if sum(map(str.isalpha, sample)) < _FEWEST_LETTERS:
        return None
    code, confidence = _identifier().classify(sample)
    return str(code) if confidence >= _SURE and len(code) == _CODE_LENGTH else None


def _sample(text: str) -> str:
    if len(text) <= 3 * _SLICE:
        return text
    middle = (len(text) - _SLICE) // 2
    return "\n".join((text[:_SLICE], text[middle : middle + _SLICE], text[-_SLICE:]))


@cache
def _identifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
