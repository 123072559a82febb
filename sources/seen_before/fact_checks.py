"""What others have published on claims, as schema.org ClaimReview: read out of JSON-LD as it is found. Plain Python.

Vocabulary: schema.org ClaimReview, Claim, Rating; DataFeed as Data Commons has it; answers of the Fact Check Tools API.
"""

import datetime as dt
import html
import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from factcheck.lib.errors import InvalidInput
from factcheck.lib.fingerprints import hash_parts
from factcheck.lib.ingestion.dates import parse_when
from factcheck.lib.ingestion.language import language_tag
from factcheck.lib.ingestion.urls import is_web_url

LONGEST_STATEMENT = 5_000
_LONGEST_URL = 2_000
_MOST_NODES = 5_000_000
# Where a ClaimReview lies in what is around it.
_BRANCHES = ("@graph", "mainEntity", "dataFeedElement", "item", "itemListElement", "hasPart", "review", "claims",
             "claimReviewMarkupPages")  # fmt: skip
_PREFIX = re.compile(r"(?:https?://schema\.org/|schema:)")
_WRITTEN_DAY = ("%B %d, %Y", "%b %d, %Y", "%d %B %Y", "%d %b %Y", "%Y/%m/%d", "%Y%m%d")
_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class FactCheck:
    """One published verdict on one claim; an empty string or ``None`` where it does not say.

    ``raw_id`` is a hash of what names it: its id or address, with the claim. ``rating_value`` counts from
    ``rating_worst`` to ``rating_best`` and is ``None`` where these make no scale.
    """

    raw_id: str
    statement: str
    speaker: str = ""
    said_on: dt.date | None = None
    publisher: str = ""
    url: str = ""
    rating_words: str = ""
    rating_value: float | None = None
    rating_best: float | None = None
    rating_worst: float | None = None
    reviewed_on: dt.date | None = None
    language: str = ""


def claim_reviews(data: Any) -> Iterator[dict[str, Any]]:
    """The ClaimReview objects anywhere in parsed JSON-LD, in order, with plain names for what schema.org calls them."""
    waiting = [data]
    for _count in range(_MOST_NODES):
        if not waiting:
            return
        item = waiting.pop()
        if isinstance(item, list):
            waiting.extend(reversed(item))
        elif isinstance(item, dict):
            node = _plain(item)
            if "ClaimReview" in _types(node):
                yield node
            elif isinstance(node.get("claimReview"), list):
                yield from _from_api(node)
            elif isinstance(node.get("claimReviewMarkups"), list):
                yield from _from_page(node)
            else:
                waiting.extend(node[name] for name in reversed(_BRANCHES) if name in node)


def fact_check(node: dict[str, Any]) -> FactCheck:
    """A ClaimReview as a fact check. ``InvalidInput`` says what it lacks."""
    reviewed = _first(node.get("itemReviewed"))
    about = _plain(reviewed) if isinstance(reviewed, dict) else {"text": reviewed}
    statement = _statement(node, about)
    url = _address(node.get("url")) or _address(node.get("mainEntityOfPage"))
    publisher = _name(node.get("author")) or _name(node.get("publisher")) or _name(node.get("sdPublisher"))
    reviewed_on = _day(node.get("datePublished")) or _day(node.get("dateModified"))
    named = _text(node.get("@id")) or url or f"{publisher} {reviewed_on}"
    value, best, worst = _scale(_rating(node))
    return FactCheck(
        raw_id=hash_parts([named, statement]),
        statement=statement,
        speaker=_name(about.get("author"))[:300] or _name(about.get("claimant"))[:300],
        said_on=_day(about.get("datePublished")) or _day(about.get("dateCreated")),
        publisher=publisher[:200],
        url=url,
        rating_words=_words(_rating(node))[:300],
        rating_value=value,
        rating_best=best,
        rating_worst=worst,
        reviewed_on=reviewed_on,
        language=language_tag(_text(node.get("inLanguage"))),
    )


def _statement(node: dict[str, Any], about: dict[str, Any]) -> str:
    statement = _text(node.get("claimReviewed")) or _text(about.get("text")) or _text(about.get("name"))
    if not statement:
        message = "it has no “claimReviewed”, so it is not known which claim it is about."
        raise InvalidInput(message)
    if len(statement) > LONGEST_STATEMENT:
        message = f"its “claimReviewed” has {len(statement):,} characters; at most {LONGEST_STATEMENT:,} are taken."
        raise InvalidInput(message)
    return statement


def _from_api(node: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """A claim with its reviews as the Fact Check Tools API answers."""
    for review in node["claimReview"]:
        if isinstance(review, dict):
            yield {
                "claimReviewed": node.get("text"),
                "itemReviewed": {"author": node.get("claimant"), "datePublished": node.get("claimDate")},
                "author": review.get("publisher"),
                "url": review.get("url"),
                "datePublished": review.get("reviewDate"),
                "reviewRating": {"alternateName": review.get("textualRating")},
                "inLanguage": review.get("languageCode"),
            }


def _from_page(node: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """A page of markup as the Fact Check Tools API answers."""
    for markup in node["claimReviewMarkups"]:
        if isinstance(markup, dict):
            rating = markup.get("rating")
            rating = rating if isinstance(rating, dict) else {}
            yield {
                "claimReviewed": markup.get("claimReviewed"),
                "itemReviewed": {"author": markup.get("claimAuthor"), "datePublished": markup.get("claimDate")},
                "author": node.get("claimReviewAuthor"),
                "url": markup.get("url") or node.get("pageUrl"),
                "datePublished": node.get("publishDate"),
                "reviewRating": rating | {"alternateName": rating.get("textualRating")},
            }


def _plain(node: dict[str, Any]) -> dict[str, Any]:
    """Members by their plain names: "schema:url" and "https://schema.org/url" are "url"."""
    return {_PREFIX.sub("", name): value for name, value in node.items()}


def _types(node: dict[str, Any]) -> list[str]:
    kinds = node.get("@type", node.get("type"))
    return [_PREFIX.sub("", kind) for kind in (kinds if isinstance(kinds, list) else [kinds]) if isinstance(kind, str)]


def _first(value: Any) -> Any:
    return value[0] if isinstance(value, list) and value else value


def _text(value: Any) -> str:
    """The words of a string, of the first of a list, or of a value with its language; on one line, nothing escaped."""
    value = _first(value)
    if isinstance(value, dict):
        value = value.get("@value", value.get("@id", ""))
    if isinstance(value, int | float) and not isinstance(value, bool):
        value = str(value)
    if not isinstance(value, str):
        return ""
    return " ".join(_UNSTORABLE.sub("", html.unescape(value)).split())


def _name(value: Any) -> str:
    """Who somebody is: a name, or the name, or else the address, of a person or body."""
    value = _first(value)
    if not isinstance(value, dict):
        return _text(value)
    node = _plain(value)
    return next((text for key in ("name", "legalName", "site", "url") if (text := _text(node.get(key)))), "")


def _address(value: Any) -> str:
    url = _text(value)
    return url if is_web_url(url) and len(url) <= _LONGEST_URL else ""


def _day(value: Any) -> dt.date | None:
    """A day as it is stated; none where day and month can not be told apart ("03/04/2020")."""
    text = _text(value)
    moment, day = parse_when(text)
    if moment is not None or day is not None:
        return moment.date() if moment is not None else day
    for form in _WRITTEN_DAY:
        try:
            return dt.datetime.strptime(text, form).date()  # noqa: DTZ007 - a day has no time zone
        except ValueError:
            continue
    return None


def _rating(node: dict[str, Any]) -> dict[str, Any]:
    rating = _first(node.get("reviewRating"))
    return _plain(rating) if isinstance(rating, dict) else {"alternateName": rating}


def _words(rating: dict[str, Any]) -> str:
    keys = ("alternateName", "name", "ratingExplanation")
    return next((text for key in keys if (text := _text(rating.get(key)))), "")


def _scale(rating: dict[str, Any]) -> tuple[float | None, float | None, float | None]:
    """Value, best and worst; nothing unless the worst lies below the best and the value between them."""
    value, best, worst = (_number(rating.get(name)) for name in ("ratingValue", "bestRating", "worstRating"))
    if value is None or best is None:
        return None, None, None
    worst = 1.0 if worst is None else worst  # as schema.org has it where it is not given
    return (value, best, worst) if worst < best and worst <= value <= best else (None, None, None)


def _number(value: Any) -> float | None:
    try:
        number = float(_text(value).replace(",", "."))
    except ValueError:
        return None
    return number if math.isfinite(number) else None
