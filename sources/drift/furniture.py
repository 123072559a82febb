"""Lines that a page puts around and between what it says: advertisements, related links, times, counters, sharing.

Each rule has to explain the whole line, so that a sentence that merely begins like one is never taken for one.
"""

import re
from typing import Final

_LONGEST: Final = 300  # characters; page furniture is short
_MOST_WORDS: Final = 20

_PATTERNS: Final = (
    r"(?:advert|advertisement|advertising|ads?|sponsored(?: content)?|promoted|paid content|anzeige|publicité)",
    r"(?:(?:story|article|post|text) )?(?:continues?|resumes?) (?:reading|below|after)\b.{0,40}",
    r"(?:skip|jump|go|return|back) (?:past |to )(?:the )?[\w ]{1,40}|after newsletter promotion|why this ad\??",
    r"(?:(?:read|see|learn|find out|watch|listen|discover|explore) (?:more|also|next|now|too)|related|more|also in|"
    r"more (?:on|from|about|in|stories|news|like this|coverage)[\w ]{0,40}|recommended|in other news|"
    r"(?:most|top) (?:read|popular|viewed|shared|commented|stories|news)|trending|popular|editors?['’]?s? picks?|"
    r"you (?:may|might) (?:also )?(?:like|be interested in)|up next|don['’]t miss|what to read next|further reading|"
    r"related (?:stories|articles|links|topics|content|reading|news|coverage)|latest (?:news|stories)|see also)"
    r"(?:\s?[:>»→|–—-].{0,200}|[.…]{0,3})",
    r"(?:get|enjoy|try|want|receive) .{0,120}\b(?:newsletter|inbox|app|subscription|alert|briefing)s?\b.{0,60}",
    r"(?:sign up|subscribe|register|join) .{0,160}\b(?:newsletter|inbox|free|briefing|alert|member)s?\b.{0,60}",
    r"(?:no|one|\d[\d.,]{0,11}\s?[km]?) (?:new )?(?:comments?|replies|reply|shares?|likes?|views?|reads?|reactions?|"
    r"followers?|retweets?|votes?|people are (?:reading|following) this)",
    r"(?:comments?|replies|shares?|likes?|views?)\s?[:(]?\s?\d[\d.,]{0,11}\s?[km]?\)?",
    r"(?:\d{1,3}|one)[ -]min(?:ute)?s?[ -]?read|reading time:? .{1,20}|estimated read.{0,40}",
    r".{0,80}\bcookies?\b.{0,80}\b(?:accept|consent|agree|policy|settings|preferences|experience|use|traffic)\b.{0,120}",
    r"(?:we|this (?:site|website|page)) (?:and our partners )?uses? (?:cookies|your data)\b.{0,200}",
    r"(?:©|\(c\)|copyright\b).{0,160}|all rights reserved.{0,40}",
    r"[(\[]?(?:(?:file |image |photo )?(?:photo|image|picture|graphic|video|credit|source|caption|foto|bild)s?)"
    r"(?: by |\s?:|\s?/|\s?\|| courtesy of | via ).{1,160}",
    r"(?:tags?|topics?|filed under|categor(?:y|ies)|keywords?|sections?|themes?)\s?:.{0,200}",
)
_LINE: Final = re.compile("|".join(f"(?:{pattern})" for pattern in _PATTERNS), re.IGNORECASE)

_CONTROLS_LIST: Final = (
    "share tweet follow like save print email e-mail copy bookmark comment reply report gift listen play pause "
    "subscribe sign log register join donate support menu search close next previous home loading show hide view open "
    "accept reject manage dismiss download remove"
)
_CONTROLS: Final = frozenset(_CONTROLS_LIST.split())
_AFTER_CONTROL_LIST: Final = (
    "us this the to on by via with for our all in out up now here link article story page post free more less your "
    "newsletter newsletters app facebook twitter x whatsapp linkedin reddit bluesky mastodon telegram instagram "
    "youtube google news email e-mail comment comments replies cookie cookies settings preferences conversation full "
    "screen audio video gallery image images photo photos caption and or daily weekly morning evening briefing alert "
    "alerts update updates account ad ads"
)
_AFTER_CONTROL: Final = frozenset(_AFTER_CONTROL_LIST.split())
_LABELS_LIST: Final = (
    "last first originally article story page date time updated update modified published posted created reviewed "
    "edited refreshed aktualisiert stand"
)
_LABELS: Final = frozenset(_LABELS_LIST.split())
_TIMES_LIST: Final = (
    "january february march april may june july august september october november december jan feb mar apr jun jul "
    "aug sep sept oct nov dec monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur "
    "thurs fri sat sun gmt utc bst cet cest est edt pst pdt ist et pt z am pm a m p s h min mins minute minutes hour "
    "hours hr hrs day days week weeks month months second seconds ago just now today yesterday an one at on of the "
    "local time"
)
_TIMES: Final = frozenset(_TIMES_LIST.split())
_CUT: Final = re.compile(r"[\s,:/|.()–—+-]+")
_COUNT: Final = re.compile(
    r"\d{1,4}(?:st|nd|rd|th|am|pm|h|m|min|d|s)?|\d{1,2}h\d{2}|\d{8}|\d{2,4}T\d{2}|\d{2}Z", re.IGNORECASE
)
_GLUED: Final = re.compile(
    r"(?:(?:story |article )?continues? (?:reading )?below(?: (?:this )?advertisement)?"
    r"|(?:advertisements?|advertising|sponsored(?: content)?|anzeige)(?: (?-i:[A-Z“\"\d]).{1,200})?"
    r"|(?:(?:read|see) (?:more|also)|related|photo|photo credit|image|picture|video) ?: ?.{1,200})",
    re.IGNORECASE,
)
_TRAIL: Final = re.compile(r"[>»›]")


def is_furniture(line: str) -> bool:
    """Whether all of ``line`` is furniture of the page, or nothing at all."""
    plain = " ".join(line[: 2 * _LONGEST].split()).strip("•·*|-–—>»→ ")
    if len(plain) > _LONGEST:
        return False
    return not plain or _is_stamp(plain) or _is_control(plain) or _is_trail(plain) or bool(_LINE.fullmatch(plain))


def is_label(words: str) -> bool:
    """Whether words that stand before or behind a sentence, with no mark between, are a label of the page and no more.

    Stricter than ``is_furniture``: "More" or "3 March" before a sentence may belong to it.
    """
    return bool(_GLUED.fullmatch(" ".join(words[: 2 * _LONGEST].split())))


def _is_stamp(line: str) -> bool:
    """Dates and times, with or without "last updated" before them."""
    words = [word.casefold() for word in _CUT.split(line) if word]
    label = next((place for place, word in enumerate(words) if word not in _LABELS), len(words))
    times = words[label:]
    if len(words) > _MOST_WORDS or not all(word in _TIMES or _COUNT.fullmatch(word) for word in times):
        return False
    return bool(label) or any(_COUNT.fullmatch(word) or word in {"ago", "now"} for word in times)


def _is_control(line: str) -> bool:
    """A button or a link of the page: "Share on Facebook", "Log in"."""
    first, *others = [word.strip(".…!") for word in line.casefold().split()[:_MOST_WORDS]]
    return first in _CONTROLS and all(word in _AFTER_CONTROL for word in others)


def _is_trail(line: str) -> bool:
    """Where the page stands among the others: "Home > News > Harbour"."""
    first, *others = _TRAIL.split(line)
    return bool(others) and first.strip().casefold() in {"home", "news", "start"} and max(map(len, others)) < 40
