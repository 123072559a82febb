"""The expressions of time that are understood, as one pattern with a named kind for each.

An expression may open with a preposition (group ``lead``) and with "early", "late", "mid" (group ``part``). Months and
weekdays count only with a capital letter. No part repeats without a bound.
"""

import re

_MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|Jan\b\.?|Feb\b\.?|Mar\.|Apr\b\.?|Jun\.|Jul\.|Aug\b\.?|Sept?\b\.?|Oct\b\.?|Nov\b\.?|Dec\b\.?)"
)
_FULL_MONTH = r"(?:January|February|March|April|May|June|July|August|September|October|November|December)"
_WEEKDAY = r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)"
_SHORT_WEEKDAY = rf"(?:{_WEEKDAY}|(?:Mon|Tue|Tues|Wed|Thu|Thurs|Fri|Sat|Sun)\b\.?)"
_YEAR = r"(?:(?:1[5-9]|20)\d\d(?![\d%]|[.,]\d))"
_DAY = r"(?:[0-3]?\d(?:st|nd|rd|th)?)"
_RELATIVE_YEAR = r"(?i:(?:this|last|next|that|the\sprevious|the\sfollowing|the\ssame|the)\syear)"
_DASH = r"(?:\s?[-–—]\s?|\s(?:to|through|until|till)\s)"
_COUNT = (
    r"(?i:an?\s(?:few|couple(?:\sof)?|hundred)|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve"
    r"|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty"
    r"|ninety|several|many|some|few|\d{1,4})"
)
_DAYTIME = r"(?:\s(?i:morning|afternoon|evening|night)\b)?"
_STEP = r"next|following|same|previous"
_STOP = r"(?=\s?(?:[,.;:!?)]|\Z|\n))"


_FIGURES = r"(?P<n_first>\d{1,2})(?P<n_mark>[/.])(?P<n_second>\d{1,2})(?P=n_mark)(?P<n_year>\d{4}|\d\d)(?![\w/]|\.\d)"


def _year_group(name: str) -> str:
    return rf"(?P<{name}>{_YEAR}|{_RELATIVE_YEAR})"


_KINDS = (
    ("iso", r"(?P<iso>(?:1[5-9]|20)\d\d-\d\d-\d\d)(?:T\d\d[\d:.]{0,12}Z?)?(?![\d-])"),
    ("iso_part", r"(?P<iso_part>(?:1[5-9]|20)\d\d-(?:W[0-5]\d|Q[1-4]))(?![\w-])"),
    ("numeric", _FIGURES),
    (
        "days",
        rf"(?:(?P<ds_month>{_MONTH})\s(?P<ds_first>{_DAY}){_DASH}(?P<ds_last>{_DAY})(?![\w%]|[:.,]\d|\s{_MONTH}\b)"
        rf"|(?P<dm_first>{_DAY}){_DASH}(?P<dm_last>{_DAY})\s(?:of\s)?(?P<dm_month>{_MONTH})(?!\w))"
        rf"(?:,?\s(?P<ds_year>{_YEAR}))?",
    ),
    (
        "day",
        rf"(?:(?P<d_weekday>{_SHORT_WEEKDAY}){_DAYTIME},?\s)?(?:(?:the\s)?(?P<d_first>{_DAY})\s(?:of\s)?(?P<d_month>{_MONTH})(?!\w)"
        rf"|(?P<md_month>{_MONTH})\s(?:the\s)?(?P<md_day>{_DAY})(?![\w%]|[:.,]\d|[-–]\d))"
        rf"(?:,?\s(?:of\s)?{_year_group('d_year')}(?!\w))?",
    ),
    (
        "months",
        rf"(?P<ms_first>{_MONTH}){_DASH}(?P<ms_last>{_MONTH})(?:,?\s(?:of\s)?{_year_group('ms_year')})?(?!\w|\s\d)",
    ),
    ("month_year", rf"(?P<my_month>{_MONTH}),?\s?(?:of\s)?(?<=\s){_year_group('my_year')}(?!\w)"),
    (
        "quarter",
        rf"(?:the\s)?(?:(?P<q_word>(?i:first|second|third|fourth|final|last))[\s-]quarter|Q(?P<q_digit>[1-4]))"
        rf"(?:,?\s(?:of\s|in\s)?{_year_group('q_year')})?(?!\w)",
    ),
    ("half", rf"(?:the\s)?(?P<h_word>(?i:first|second))[\s-]half\s(?:of\s)?{_year_group('h_year')}(?!\w)"),
    (
        "season",
        r"(?:(?P<s_which>(?i:last|this|next|past)\s)|(?i:the\s))?(?P<season>(?i:spring|summer|autumn|fall|winter))"
        rf"(?:,?\s(?:of\s|in\s)?{_year_group('s_year')})?(?!\w)",
    ),
    ("decade", r"(?:(?P<dec_the>(?i:the)\s)(?:(?i:early|late|mid)[\s-])?)?(?P<decade>(?:1[5-9]|20)\d0)['’]?s(?!\w)"),
    ("century", r"(?i:the)\s(?:(?i:early|late|mid)[\s-])?(?P<century>1[5-9]|20|21)(?:st|th)\s(?i:century)(?!\w)"),
    (
        "years",
        rf"(?P<ys_first>(?:1[5-9]|20)\d\d){_DASH}(?P<ys_last>(?:(?:1[5-9]|20)\d\d)|(?<=[–—])\d\d)"
        r"(?![\w%-]|[.,/]\d)",
    ),
    (
        "weekday_week",
        rf"(?:(?P<ww_weekday>{_WEEKDAY})\s(?:of\s)?(?P<ww_which>(?i:this|last|next))\sweek"
        rf"|(?P<wo_which>(?i:this|last|next))\sweek\son\s(?P<wo_weekday>{_WEEKDAY}))(?!\w)",
    ),
    (
        "weekday",
        r"(?:(?P<w_before>(?i:last|this|next|past|(?:the\s)?(?:following|previous)|the\snext))\s)?"
        rf"(?P<weekday>{_WEEKDAY}){_DAYTIME}(?!\w)",
    ),
    (
        "month",
        rf"(?:(?P<m_before>(?i:last|this|next|past))\s(?P<month>{_MONTH})|(?P<m_alone>{_FULL_MONTH}))"
        r"(?!\w|['’]s|\s\d)",
    ),
    ("yesterday_but_one", r"(?i:the\sday\sbefore\syesterday)(?!\w)"),
    ("tomorrow_but_one", r"(?i:the\sday\safter\stomorrow)(?!\w)"),
    ("yesterday", rf"(?i:yesterday{_DAYTIME}|last\s(?:night|evening))(?!\w)"),
    ("tomorrow", rf"(?i:tomorrow{_DAYTIME})(?!\w)"),
    ("today", r"(?i:today|tonight|this\s(?:morning|afternoon|evening))(?!\w)"),
    (
        "compared",
        r"(?i:the\s(?:same|corresponding)\s(?P<co_unit>day|week|month|quarter|period)\s(?:of\s|in\s)?"
        r"(?:a\syear\s(?:ago|earlier|before)|last\syear|the\s(?:year\sbefore|previous\syear|year\sprevious)))(?!\w)",
    ),
    (
        "chain",
        rf"(?i:the\s(?P<c_step>{_STEP})\s(?P<c_unit>day|morning|evening|night|week|month|quarter|year)"
        r"|that\s(?:same\s)?(?P<c_that>day|week|month|year)|the\s(?P<c_late>day|week|month|year)\s"
        rf"(?P<c_side>after|before|previous){_STOP}|the\s(?P<c_plain>day)(?=[,.;]|\s(?:at|with|up|down)\b))(?!\w)",
    ),
    (
        "ago",
        rf"(?:(?P<a_near>(?i:more\sthan|less\sthan|at\sleast|just\sover|over|about|around|nearly|almost|roughly))\s)?"
        rf"(?P<a_count>{_COUNT})\s(?P<a_unit>(?i:day|week|month|year|decade))s?\s(?:(?P<a_ago>(?i:ago))"
        rf"|(?P<a_chain>(?i:later|earlier))|(?P<a_stop>(?i:before)){_STOP})(?!\w)",
    ),
    (
        "stretch",
        rf"(?i:the\s(?P<st_which>last|past|next|coming)\s(?P<st_count>{_COUNT})\s(?P<st_unit>day|week|month|year)s?)(?!\w)",
    ),
    ("weekend", r"(?:(?P<we_which>(?i:last|this|next|past|the|that))\s)weekend(?!\w)"),
    (
        "period",
        r"(?P<p_which>(?i:(?:the\s)?(?:last|next|past)|this|the\scurrent))\s(?P<p_unit>(?i:week|month|quarter|year|decade|century))(?!\w)",
    ),
    (
        "edge",
        r"(?i:(?:the\s)?(?:end|beginning|start|middle|rest|remainder|close)\sof\sthe\s(?P<e_unit>week|month|quarter|year|decade)"
        r"|year['’]?s?[\s-]end)(?!\w)",
    ),
    ("year", rf"(?P<year>{_YEAR})(?![\w-]|/\d)"),
    ("short_year", r"['’](?P<short_year>\d\d)(?!\w)"),
    ("vague", r"(?P<vague>(?i:(?:more\s)?recently|currently))(?!\w)"),
)  # fmt: skip

KINDS = tuple(name for name, _ in _KINDS)
_LEAD = (
    r"(?:(?P<lead>(?i:on|in|since|by|until|till|from|during|before|after|through|throughout|over|as\sof|at|for|of|to"
    r"|between|and))\s)?"
)
_PART = r"(?:(?:the\s)?(?P<part>(?i:early|late|mid|earlier|later))(?:\s(?:on\s|in\s)?|-))?"
EXPRESSION = re.compile(
    rf"(?<![\w-])(?<!\d[.,/]){_LEAD}{_PART}(?:"
    + "|".join(rf"(?P<kind_{name}>{pattern})" for name, pattern in _KINDS)
    + ")"
)
"""Matches one expression; the group ``kind_<name>`` that is set tells which of ``KINDS`` it is."""

FIGURES = re.compile(r"(?<![\w-])(?<!\d[.,/])" + _FIGURES)
"""Matches one date in figures, such as 5/30/2017."""
