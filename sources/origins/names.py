"""Names of agencies and outlets in one spelling, and whether two of them are the same publisher."""

import re
from functools import lru_cache

from factcheck.lib.fingerprints import normalise

# The spellings of an agency, the first one for all.
_AGENCIES = (
    ("reuters", "thomson reuters"),
    ("associated press", "ap"),
    ("agence france-presse", "afp", "agence france presse"),
    ("press trust of india", "pti"),
    ("asian news international", "ani"),
    ("indo-asian news service", "ians"),
    ("united press international", "upi"),
    ("deutsche presse-agentur", "dpa"),
    ("press association", "pa", "pa media"),
    ("canadian press", "cp"),
    ("australian associated press", "aap"),
    ("xinhua", "xinhua news agency"),
    ("tass", "itar-tass"),
    ("interfax", "interfax news agency"),
    ("ansa", "agenzia ansa"),
    ("efe", "agencia efe"),
    ("kyodo", "kyodo news"),
    ("yonhap", "yonhap news agency"),
    ("bloomberg", "bloomberg news"),
    ("anadolu", "anadolu agency", "aa"),
    ("bernama",),
    ("apa", "austria presse agentur"),
    ("tanjug",),
    ("belga",),
    ("ritzau",),
)
_ALIASES = {spelling: spellings[0] for spellings in _AGENCIES for spelling in spellings}
AGENCIES = frozenset(_ALIASES.values())

_PRESS_WORDS = (
    "agency times post gazette herald news tribune courier daily weekly journal observer guardian telegraph express "
    "mail chronicle mercury star sun radio television tv broadcaster newspaper press wire standard examiner dispatch "
    "echo reporter register sentinel bulletin"
)
_PRESS = frozenset(_PRESS_WORDS.split())
_PLAIN_WORDS = "the a an he she it they we i monday tuesday wednesday thursday friday saturday sunday"
_NOT_NAMES = frozenset(_PLAIN_WORDS.split())
_LEADING = re.compile(r"\A(?:(?:the|as|so|but|and|when|while|in|on|at|what|that|this|by|after|earlier|also) ){1,4}")
_TRAILING = re.compile(r"(?:'s|[^\w]+|\b(?:of|the|for|and|de|la|news agency|newspaper)\s*)\Z")
_TOKEN = re.compile(r"\w+")


@lru_cache(maxsize=8_192)
def plain_name(name: str) -> str:
    """``name`` without case, words before it and trailing marks; of an agency its first spelling for all of them."""
    plain = _LEADING.sub("", normalise(name), count=1)
    while plain != (shorter := _TRAILING.sub("", plain)):
        plain = shorter
    return "" if plain in _NOT_NAMES else _ALIASES.get(plain, plain)


def is_press_name(name: str) -> bool:
    """Whether a plain name is that of an agency, or has a word that outlets have in theirs."""
    return name in AGENCIES or not _PRESS.isdisjoint(_TOKEN.findall(name))


@lru_cache(maxsize=8_192)
def spellings(publisher: str) -> tuple[str, ...]:
    """How a text may call ``publisher``, in plain spelling: its name, and the name without its first words.

    "Sella Evening Post" is also "Evening Post" and "Post"; what such a short name means is told by the subject.
    """
    full = plain_name(publisher)
    words = full.split()
    if full in AGENCIES or not is_press_name(full):
        return (full,) if full else ()
    return tuple(" ".join(words[start:]) for start in range(len(words)))
