"""Whether two claims speak of one thing in the past and in the present: "owns" and "owned". Plain Python."""

from collections.abc import Sequence

from sources.stance.words import Token, word_set

_PRESENT, _PAST = "present", "past"
_IS, _WAS = word_set("is are am"), word_set("was were")
_OPEN = word_set("has have had having will would shall should may might can could must to did does do")
_BEFORE_NOUNS = word_set("a an the of in for on at by with from into their his her its our no and or this that per")
_UNCHANGED = word_set("cut hit put set shut cost hurt let spread read beat burst cast split quit rid bet")
_AUXILIARY_WITHIN = 3
IRREGULAR_PASTS = word_set(
    "rose fell won lost grew shrank gave took began wrote sold bought paid built led left held kept found went ran "
    "spoke sang shot met sent spent came fought taught knew chose broke drove stood struck caught brought thought beat "
    "became made said told saw sank drew bore ate drank wore threw flew swam rang tore stole froze hid lay slept felt"
)
# The past and the plain form of what has no stem in common.
_PLAIN = {
    "threw": "throw", "thrown": "throw", "drew": "draw", "ate": "eat", "drank": "drink", "wore": "wear", "flew": "fly",
    "swam": "swim", "rang": "ring", "tore": "tear", "stole": "steal", "froze": "freeze", "sank": "sink", "slept":
    "sleep", "felt": "feel", "became": "become", "told": "tell", "saw": "see", "bore": "bear",
}  # fmt: skip


def tense_differs(one: Sequence[Token], other: Sequence[Token]) -> bool:
    """Whether a verb of both claims stands in the past in one and in the present in the other."""
    mine, theirs = _tenses(one), _tenses(other)
    return any({mine[stem], theirs[stem]} == {_PAST, _PRESENT} for stem in mine.keys() & theirs.keys())


def is_past(token: Token) -> bool:
    """Whether a word ends like a verb of the past, or is an irregular one."""
    return token.lower.endswith("ed") or token.lower in IRREGULAR_PASTS


def _tenses(listed: Sequence[Token]) -> dict[str, str]:
    """The tense of each word that may be a verb, by stem; "be" itself where it joins no participle."""
    found: dict[str, str] = {}
    for at, token in enumerate(listed):
        if token.lower in _IS | _WAS:
            found.setdefault("be", _PRESENT if token.lower in _IS else _PAST)
        elif token.is_word and token.is_content and not token.is_capitalised:
            tense = _tense(listed, at)
            if tense:
                found.setdefault(_PLAIN.get(token.lower, token.stem), tense)
    return found


def _tense(listed: Sequence[Token], at: int) -> str:
    """Past or present; nothing for a noun, an infinitive, or what "has" and "will" leave open."""
    token = listed[at]
    before = [each.lower for each in listed[max(0, at - _AUXILIARY_WITHIN) : at]]
    if any(word in _OPEN for word in before):
        return ""
    helper = next((word for word in reversed(before) if word in _IS | _WAS), "")
    if helper:
        return _PRESENT if helper in _IS else _PAST
    if before and before[-1] in _BEFORE_NOUNS:
        return ""
    return _PAST if is_past(token) or token.lower in _UNCHANGED else _PRESENT
