"""Texts as tokens with stems: what the lexical stance model compares. Plain Python."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from factcheck.lib.spans import Span

# A number with its separators; a word with its accents and apostrophes; any other mark.
_TOKEN = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_](?:[^\W_]|[\u0300-\u036f])*(?:['’][^\W\d_]+)*|[^\w\s]")
_ACCENTS = re.compile("[\u0300-\u036f]")


def word_set(listed: str) -> frozenset[str]:
    """The words of a table written as one string."""
    return frozenset(listed.split())


# Words that carry no content of their own. Negations are not among them: they are read by ``polarity``.
STOP_WORDS = word_set(
    "a about above after again all almost also although am an and another any are around as at away be became "
    "because become been before being between both but by can could did do does doing down during each either "
    "else ever every few for from further get gets got had has have having he her here hers herself him himself "
    "his how however i if in indeed into is it its itself just made make makes many may me might more most much "
    "must my nearly of off on once only onto or other our out over own per quite rather s same shall she should "
    "since so some still such t than that the their them themselves then there these they this those though "
    "through thus to too toward towards under until up upon us very was we were what when where whether which "
    "while who whom whose why will with within would yet you your according said say says saying told tell tells "
    "reported reportedly claim claims claimed one lrb rrb lsb rsb"
)
# Number words, units, dates and the like: they have a meaning, but tell little of what a text is about.
_FAINT = word_set(
    "two three four five six seven eight nine ten eleven twelve twenty "
    "thirty forty fifty sixty seventy eighty ninety st nd rd th dozen hundred thousand million billion trillion half "
    "percent cent percentage point points dollars dollar euros euro pounds crowns kroner francs litre litres liter "
    "milligrams grams kilograms tonnes tons metres meters centimetres millimetres kilometres kilometers miles feet "
    "seconds minutes minute hours hour day days week weeks month months year years decade decades time times aged "
    "january february march april may june july august september october november december monday tuesday wednesday "
    "thursday friday saturday sunday today yesterday tomorrow last next first second third past late early later "
    "earlier new place took take takes taken am pm aged old ago only lot lots way thing things number numbers whole "
    "not no never nobody nothing none neither nor cannot without people person least less fewer others ones back"
)
_IRREGULAR = {
    "rose": "rise", "risen": "rise", "fell": "fall", "fallen": "fall", "won": "win", "lost": "lose", "grew": "grow",
    "grown": "grow", "shrank": "shrink", "gave": "give", "given": "give", "took": "take", "taken": "take", "born":
    "bear", "died": "die", "dead": "die", "death": "die", "began": "begin", "begun": "begin", "wrote": "write",
    "written": "write", "sold": "sell", "bought": "buy", "paid": "pay", "built": "build", "led": "lead", "left":
    "leave", "held": "hold", "kept": "keep", "found": "find", "went": "go", "gone": "go", "ran": "run", "spoke":
    "speak", "sang": "sing", "sung": "sing", "shot": "shoot", "met": "meet", "sent": "send", "spent": "spend", "came":
    "come", "children": "child", "men": "man", "women": "woman", "people": "person", "persons": "person", "killed":
    "kill", "worse": "bad", "better": "good", "fought": "fight", "taught": "teach", "known": "know", "knew": "know",
    "chose": "choose", "chosen": "choose", "broke": "break", "broken": "break", "drove": "drive", "driven": "drive",
    "wore": "wear", "stood": "stand", "struck": "strike", "caught": "catch", "brought": "bring", "thought": "think",
    "hid": "hide", "birth": "bear", "birthday": "bear", "birthdate": "bear", "shrunk": "shrink",
}  # fmt: skip
_STEM_AT_LEAST = 3  # letters: "ring" keeps its "ing"


@dataclass(frozen=True, slots=True)
class Token:
    """One word, number or mark of a text: as written, in lower case, and its stem."""

    text: str
    lower: str
    stem: str
    start: int

    @property
    def end(self) -> int:
        """Where it ends, excluded."""
        return self.start + len(self.text)

    @property
    def span(self) -> Span:
        """Where it stands in its text."""
        return Span(self.start, self.end)

    @property
    def is_word(self) -> bool:
        """Whether it begins with a letter."""
        return self.text[0].isalpha()

    @property
    def is_number(self) -> bool:
        """Whether it begins with a digit."""
        return self.text[0].isdecimal()

    @property
    def is_capitalised(self) -> bool:
        """Whether it begins with a capital letter."""
        return self.text[0].isupper()

    @property
    def is_content(self) -> bool:
        """Whether it is a word that says something, or a number."""
        return self.is_number or (self.is_word and self.lower not in STOP_WORDS)


def tokens(text: str, within: Span | None = None) -> list[Token]:
    """The tokens of ``text``, or of a stretch of it; offsets count from the start of ``text``."""
    bounds = within or Span(0, len(text) + 1)
    return [_token(found) for found in _TOKEN.finditer(text, bounds.start, bounds.end)]


def content_stems(listed: Iterable[Token]) -> frozenset[str]:
    """The stems of the words that say something."""
    return frozenset(token.stem for token in listed if token.is_content)


def join(listed: Iterable[Token]) -> Span:
    """The stretch from the first to the last of some tokens; ``ValueError`` when there are none."""
    return Span.hull(token.span for token in listed)


@lru_cache(maxsize=8192)
def stem(word: str) -> str:
    """A lower-case word without its usual English endings: "released", "releases", "releasing" give "releas"."""
    if word in _IRREGULAR:
        return stem(_IRREGULAR[word])
    for ending, instead in (("ies", "y"), ("ied", "y"), ("ing", ""), ("ed", ""), ("es", ""), ("ly", ""), ("s", "")):
        if word.endswith(ending) and not word.endswith("ss") and len(word) - len(ending) >= _STEM_AT_LEAST:
            return _tidy(word[: -len(ending)] + instead)
    return _tidy(word)


def _tidy(word: str) -> str:
    if len(word) > _STEM_AT_LEAST and word[-1] == word[-2] and word[-1] not in "lsz":
        return word[:-1]
    return word[:-1] if word.endswith("e") and len(word) > _STEM_AT_LEAST else word


def _token(found: re.Match[str]) -> Token:
    text = found.group()
    lower = _plain(text).removesuffix("'s")
    return Token(text, lower, stem(lower) if lower[:1].isalpha() else lower, found.start())


@lru_cache(maxsize=8192)
def _plain(word: str) -> str:
    """A word in lower case, without accents, with the plain apostrophe."""
    folded = word.casefold().replace("’", "'")
    return folded if folded.isascii() else _ACCENTS.sub("", unicodedata.normalize("NFKD", folded))


# Two texts that share them need not share a subject.
FAINT_STEMS = frozenset(stem(word) for word in _FAINT)
