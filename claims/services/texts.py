"""What an article or a document must be before it is stored: its words, its names, its address and its time."""

import datetime as dt
import re
import unicodedata
from dataclasses import asdict
from typing import Any

from django.conf import settings
from django.utils import timezone

from factcheck.lib.errors import InvalidInput, TooLarge
from factcheck.lib.ingestion.urls import canonical_url, is_web_url

MOST_IN_EXTERNAL_ID = 200
MOST_IN_URL = 2000
EARLIEST_YEAR, LATEST_YEAR = 1000, 9998  # in between every time zone can show the moment
_TEXTS = ("body", "text")  # lose their NUL characters in ``checked_text``
_HALVES = re.compile("[\ud800-\udfff]")
_SEEN_AS_BLANK = frozenset("\u115f\u1160\u2800\u3164\uffa0")  # letters and signs by name, drawn as nothing
_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Zs", "Zl", "Zp", "Mn", "Me"})


def checked_text(text: str, *, field: str, most: int | None = None) -> str:
    """``text`` with one kind of line end; refuses no words, or too many, as a fault of ``field``.

    ``most`` is the number of characters that are taken, that of an article where it is not given.
    """
    plain = text.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "")
    if not any(map(_is_seen, plain)):
        message = "There is no text. Paste the text, or choose a file that holds some."
        raise InvalidInput(message, fields={field: message})
    most = most or settings.TEXT_MAX_CHARACTERS
    if len(plain) > most:
        message = f"The text has {len(plain):,} characters; at most {most:,} are taken. Split it."
        raise TooLarge(message, fields={field: message})
    return plain


def _is_seen(character: str) -> bool:
    return character not in _SEEN_AS_BLANK and unicodedata.category(character) not in _UNSEEN


def check_draft(draft: Any) -> None:
    """Refuse a draft of an article or a document that can not be stored as it is; its text has a check of its own.

    ``InvalidInput`` names the field: half a character, an address that is none, a name too long, a wrong year.
    """
    for field, value in asdict(draft).items():
        if isinstance(value, str):
            check_encodable(value, field=field)
            _check_nul(value, field)
    check_url(draft.url)
    if len(draft.external_id) > MOST_IN_EXTERNAL_ID:
        message = f"The id has {len(draft.external_id)} characters; at most {MOST_IN_EXTERNAL_ID} are taken."
        raise InvalidInput(message, fields={"external_id": message})
    _check_year(draft.published_at)


def check_encodable(text: str, *, field: str) -> None:
    """Refuse half of a character (a lone surrogate), which JSON can write and no file and no database can hold."""
    half = _HALVES.search(text)
    if half:
        message = f"Character {half.start() + 1:,} is only half of one (U+{ord(half[0]):04X}). Send the text as UTF-8."
        raise InvalidInput(message, fields={field: message})


def _check_nul(text: str, field: str) -> None:
    if "\x00" in text and field not in _TEXTS:
        message = f"“{field}” holds a NUL character. Leave it out."
        raise InvalidInput(message, fields={field: message})


def check_url(url: str, *, field: str = "url") -> None:
    """Refuse what is no address of the web; an empty one is not known and fine."""
    if url and not is_web_url(url.strip()):
        message = f"“{url[:60]}” is not the address of a web page. It must start with http:// or https://."
        raise InvalidInput(message, fields={field: message})
    if len(canonical_url(url)) > MOST_IN_URL:
        message = f"The address has {len(url):,} characters; at most {MOST_IN_URL:,} are taken."
        raise InvalidInput(message, fields={field: message})


def check_time(published_at: dt.datetime | None) -> None:
    """Refuse a publication time that is a typing error; ``None`` is not known and fine."""
    _check_year(published_at)
    if published_at and published_at > timezone.now() + dt.timedelta(days=366):
        message = "The publication time lies more than a year ahead. Check the year."
        raise InvalidInput(message, fields={"published_at": message})


def _check_year(published_at: dt.datetime | None) -> None:
    if published_at and not EARLIEST_YEAR <= published_at.year <= LATEST_YEAR:
        message = f"The publication time lies in the year {published_at.year}. Check the year."
        raise InvalidInput(message, fields={"published_at": message})
