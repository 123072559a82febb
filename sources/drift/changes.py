"""What sort of change an edit is, and the sentence that says it to a person."""

from collections import Counter
from collections.abc import Sequence
from typing import Final

from sources.drift.base import Change, Kind
from sources.drift.edits import Edit, is_whole
from sources.drift.words import Words, is_number

_SHOWN: Final = 160  # characters of a stretch that are repeated in a sentence

_NEGATIONS_LIST: Final = (
    "not no never none nobody nothing nor neither without cannot can't won't don't doesn't didn't isn't aren't wasn't "
    "weren't hasn't haven't hadn't wouldn't couldn't shouldn't hardly barely scarcely denied denies deny false untrue "
    "refused refuses rejected rejects failed fails unable nowhere"
)
_NEGATIONS: Final = frozenset(_NEGATIONS_LIST.split())
_QUALIFIERS_LIST: Final = (
    "may might could would should can allegedly reportedly apparently possibly probably perhaps likely unlikely "
    "alleged suspected presumed purported claimed about around approximately roughly nearly almost some few several "
    "most many all every only just up least more less than over under below above if unless until expected estimated "
    "preliminary provisional temporary temporarily partly mostly mainly largely often sometimes usually rarely "
    "according however but although though except so-called seems seemed appears appeared partially initially"
)
_QUALIFIERS: Final = frozenset(_QUALIFIERS_LIST.split())
_NUMBER_WORDS_LIST: Final = (
    "zero two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred hundreds thousand thousands "
    "million millions billion billions trillion dozen dozens half third thirds quarter quarters twice double triple "
    "first second fourth fifth % ‰ € $ £ ¥ ½ ¼ ¾"
)
_NUMBER_WORDS: Final = frozenset(_NUMBER_WORDS_LIST.split())
_DATES_LIST: Final = (
    "january february march april june july august september october november december jan feb mar apr jun jul aug "
    "sep sept oct nov dec monday tuesday wednesday thursday friday saturday sunday yesterday today tomorrow tonight "
    "spring summer autumn winter"
)
_DATES: Final = frozenset(_DATES_LIST.split())
_CALLED: Final = {
    Kind.NEGATION: "A negation",
    Kind.NUMBER: "A number",
    Kind.DATE: "A date",
    Kind.NAME: "A name",
    Kind.QUALIFIER: "A qualification",
    Kind.WORDS: "The wording",
}


def describe(old: Words, new: Words, edit: Edit) -> Change:
    """One edit with its kind, both wordings and a sentence."""
    before, after = old.cut(edit.first, edit.last), new.cut(edit.begin, edit.end)
    kind = _kind(old, new, edit)
    return Change(kind, before, after, _sentence(kind, before, after))


def _kind(old: Words, new: Words, edit: Edit) -> Kind:
    if edit.begin == edit.end and is_whole(old, edit.first, edit.last):
        return Kind.DROPPED
    if edit.first == edit.last and is_whole(new, edit.begin, edit.end):
        return Kind.ADDED
    before, after = old.forms[edit.first : edit.last], new.forms[edit.begin : edit.end]
    if _differ(before, after, _NEGATIONS):
        return Kind.NEGATION
    if _numbers(before) != _numbers(after) or _differ(before, after, _DATES):
        return Kind.DATE if _is_dated(old, new, edit) else Kind.NUMBER
    if _names(old, edit.first, edit.last) != _names(new, edit.begin, edit.end):
        return Kind.NAME
    return Kind.QUALIFIER if _differ(before, after, _QUALIFIERS) else Kind.WORDS


def _differ(before: Sequence[str], after: Sequence[str], words: frozenset[str]) -> bool:
    return Counter(words.intersection(before)) != Counter(words.intersection(after))


def _numbers(forms: Sequence[str]) -> Counter[str]:
    return Counter(form for form in forms if is_number(form) or form in _NUMBER_WORDS)


def _is_dated(old: Words, new: Words, edit: Edit) -> bool:
    """Whether the numbers of an edit are of a date: they are years, or figures that a day or a month stands with."""
    changed = [*old.forms[edit.first : edit.last], *new.forms[edit.begin : edit.end]]
    figures = [form for form in changed if is_number(form)]
    if not figures:
        return bool(_DATES.intersection(changed))
    near = [*old.forms[max(0, edit.first - 1) : edit.last + 1], *new.forms[max(0, edit.begin - 1) : edit.end + 1]]
    return bool(_DATES.intersection(near)) or all(map(_is_year, figures))


def _is_year(form: str) -> bool:
    return len(form) == 4 and form.isdecimal() and "1500" <= form <= "2100"


def _names(words: Words, first: int, last: int) -> set[str]:
    """The words that are written like names."""
    written = [words.cut(at, at + 1) for at in range(first, last)]
    capital = {word.casefold() for word in written if word[:1].isupper()}
    return capital - _DATES - _QUALIFIERS - _NEGATIONS


def _sentence(kind: Kind, before: str, after: str) -> str:
    if kind is Kind.DROPPED:
        return f"A sentence is gone: “{_short(before)}”."
    if kind is Kind.ADDED:
        return f"A sentence was added: “{_short(after)}”."
    if not before:
        what = "Words were" if kind is Kind.WORDS else f"{_CALLED[kind]} was"
        return f"{what} added: “{_short(after)}”."
    if not after:
        what = "Words were" if kind is Kind.WORDS else f"{_CALLED[kind]} was"
        return f"{what} dropped: “{_short(before)}”."
    return f"{_CALLED[kind]} changed: “{_short(before)}” became “{_short(after)}”."


def _short(text: str) -> str:
    plain = " ".join(text.split())
    return plain if len(plain) <= _SHOWN else f"{plain[:_SHOWN].rstrip()} …"
