"""Verb forms, as far as telling "is" from "was" and "opened" from "opens" needs them."""

from dataclasses import dataclass
from functools import cache, lru_cache

from claims.extraction.text.word_lists import word_set

_IRREGULAR = """
be am,is,are was,were been being; have has had had having; do does did done doing; go goes went gone going
say says said said saying; make makes made made making; take takes took taken taking; come comes came come coming
see sees saw seen seeing; get gets got got getting; give gives gave given giving; know knows knew known knowing
think thinks thought thought thinking; tell tells told told telling; become becomes became become becoming
find finds found found finding; leave leaves left left leaving; feel feels felt felt feeling
bring brings brought brought bringing; begin begins began begun beginning; keep keeps kept kept keeping
hold holds held held holding; write writes wrote written writing; stand stands stood stood standing
hear hears heard heard hearing; mean means meant meant meaning; meet meets met met meeting; run runs ran run running
pay pays paid paid paying; sit sits sat sat sitting; speak speaks spoke spoken speaking; lead leads led led leading
grow grows grew grown growing; lose loses lost lost losing; fall falls fell fallen falling; send sends sent sent sending
build builds built built building; understand understands understood understood understanding
draw draws drew drawn drawing; break breaks broke broken breaking; spend spends spent spent spending
rise rises rose risen rising; drive drives drove driven driving; buy buys bought bought buying
choose chooses chose chosen choosing; win wins won won winning; sell sells sold sold selling
catch catches caught caught catching; fight fights fought fought fighting; throw throws threw thrown throwing
eat eats ate eaten eating; teach teaches taught taught teaching; shoot shoots shot shot shooting
seek seeks sought sought seeking; steal steals stole stolen stealing; deal deals dealt dealt dealing
"""
_AUXILIARIES = word_set("will have has had is are am was were be been being do does did going to")
_PREFIXES = ("", "re", "over", "under", "mis", "out", "with")
_SHORTEST = 3
_VOWELS = "aeiou"


@dataclass(frozen=True, slots=True)
class Form:
    """A word as a form of a verb: its stem, and "past", "going" or "" (present or not marked)."""

    stem: str
    time: str


@cache
def _known() -> dict[str, Form]:
    forms: dict[str, Form] = {}
    for line in _IRREGULAR.replace("\n", ";").split(";"):
        if line.strip():
            base, *others = line.split()
            for times, listed in zip(("", "past", "past", "going"), others, strict=True):
                forms |= {form: Form(base, times) for form in listed.split(",") if form not in forms}
            forms[base] = Form(base, "")
    return forms


@lru_cache(maxsize=20_000)
def form(word: str) -> Form:
    """``word`` (lower case) as a form; a noun is read as a verb too, for its stem alone is compared."""
    prefix = next((start for start in _PREFIXES if word.startswith(start) and word[len(start) :] in _known()), "")
    known = _known().get(word.removeprefix(prefix))
    if known:
        return Form(prefix + known.stem, known.time)
    for ending, time in (("ing", "going"), ("ied", "past"), ("ed", "past"), ("ies", ""), ("es", ""), ("s", "")):
        if word.endswith(ending) and len(word) >= _SHORTEST + len(ending):
            return Form(_bare(word.removesuffix(ending) + ("y" if ending.startswith("ie") else "")), time)
    return Form(_bare(word), "")


def _bare(stem: str) -> str:
    """The stem without a silent e or a doubled consonant: "plan" for "planned", "clos" for "close" and "closed"."""
    if len(stem) > _SHORTEST and stem[-1] == stem[-2] and stem[-1] not in _VOWELS:
        return stem[:-1]
    return stem.removesuffix("e")


def tense_only(before: tuple[str, ...], after: tuple[str, ...]) -> bool:
    """Whether two runs of words are the same verb in another tense: "is" and "was", "will open" and "opened"."""
    old, new = _verb(before), _verb(after)
    return bool(old) and [item.stem for item in old] == [item.stem for item in new] and _time(before) != _time(after)


def _verb(run: tuple[str, ...]) -> list[Form]:
    full = [form(word) for word in run if word not in _AUXILIARIES]
    return full or [form(word) for word in run[-1:]]


def _time(run: tuple[str, ...]) -> tuple[bool, ...]:
    """What a run tells of time: future, perfect, past, going on."""
    times = {form(word).time for word in run}
    perfect = not {"have", "has", "had", "been"}.isdisjoint(run)
    return "will" in run or "going" in run, perfect, "past" in times, "going" in times
