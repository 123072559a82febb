"""The expressions of time that are understood, as one pattern with a named kind for each."""

import re

_MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|Jan\.?|Feb\.?|Mar\.|Apr\.?|Jun\.|Jul\.|Aug\.?|Sept?\.?|Oct\.?|Nov\.?|Dec\.?)"
)
_WEEKDAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_YEAR = r"(?:1[89]|20)\d\d"
_COUNT = r"(?:[Aa]n?|[Oo]ne|[Tt]wo|[Tt]hree|[Ff]our|[Ff]ive|[Ss]ix|[Ss]even|[Ee]ight|[Nn]ine|[Tt]en|\d{1,3})"
_END = r"(?!['’]s|\w)"

_KINDS = (
    ("iso", r"(?:[Oo]n\s)?(?P<iso>(?:1[89]|20)\d\d-[01]\d-[0-3]\d)(?![\d-])"),
    (
        "day_month",
        rf"(?:[Oo]n\s)?(?:the\s)?(?P<dm_day>[0-3]?\d)(?:st|nd|rd|th)?\s(?:of\s)?(?P<dm_month>{_MONTH})"
        rf"(?:,?\s(?P<dm_year>{_YEAR}))?(?!\w)",
    ),
    (
        "month_day",
        rf"(?:[Oo]n\s)?(?P<md_month>{_MONTH})\s(?P<md_day>[0-3]?\d)(?:st|nd|rd|th)?(?![\w%]|[:.,]\d)"
        rf"(?:,?\s(?P<md_year>{_YEAR})(?!\w))?",
    ),
    (
        "quarter",
        rf"(?:[Ii]n\s)?(?:(?:the\s)?(?P<quarter>first|second|third|fourth)[\s-]quarter|Q(?P<q_digit>[1-4]))"
        rf"(?:\s(?:of\s)?(?P<quarter_year>{_YEAR}))?(?!\w)",
    ),
    ("month_year", rf"(?:[Ii]n\s)?(?P<my_month>{_MONTH}),?\s(?P<my_year>{_YEAR})(?!\w)"),
    ("month", rf"(?:[Ii]n|[Ll]ast|[Tt]his)\s(?P<month>{_MONTH}){_END}"),
    ("year", rf"(?:[Ii]n|[Dd]uring)\s(?P<year>{_YEAR})(?![\w-])"),
    ("weekday", rf"(?:[Oo]n\s)?(?:(?P<w_before>[Ll]ast|[Tt]his|[Nn]ext|[Pp]ast)\s)?(?P<weekday>{_WEEKDAY}){_END}"),
    ("day_before_yesterday", r"[Tt]he\sday\sbefore\syesterday"),
    ("yesterday", rf"(?:[Yy]esterday|[Ll]ast\snight){_END}"),
    ("today", rf"(?:[Ee]arlier\s)?(?:[Tt]oday|[Tt]onight|[Tt]his\s(?:morning|afternoon|evening)){_END}"),
    (
        "chain",
        r"[Tt]he\s(?P<chain>next|following|same|previous)\sday(?!\w)|[Tt]he\sday\s(?P<chain_word>after|before)(?=[,.])",
    ),
    ("ago", rf"(?P<count>{_COUNT})\s(?P<unit>day|week|month|year)s?\s(?P<direction>ago|later|earlier)(?!\w)"),
    (
        "period",
        rf"(?:(?:[Ee]arlier|[Ll]ater|[Ll]ate|[Ee]arly)\s)?(?P<which>[Tt]his|[Ll]ast)\s(?P<period>week|month|quarter|year){_END}",
    ),
)

KINDS = tuple(name for name, _ in _KINDS)
EXPRESSION = re.compile(r"(?<![\w-])(?:" + "|".join(rf"(?P<kind_{name}>{pattern})" for name, pattern in _KINDS) + ")")
"""Matches one expression; the group ``kind_<name>`` that is set tells which of ``KINDS`` it is."""
