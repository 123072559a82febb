"""What an HTML page says about itself: headline, byline, outlet, language, time of publication, own address."""

import datetime as dt
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urljoin

from lxml.html import HtmlElement

from factcheck.lib.ingestion.cleaning import one_line
from factcheck.lib.ingestion.dates import NEVER, When, parse_when
from factcheck.lib.ingestion.language import language_tag
from factcheck.lib.ingestion.urls import canonical_url, is_web_url

_ARTICLE = re.compile(r"(?:Article|BlogPosting|Report|Posting)\Z")
_MAX_NODES = 5_000
_BY = re.compile(r"(?:by|von|par|por|di|door)\s{1,5}", re.I)
_TIME_METAS = (
    "article:published_time",
    "og:published_time",
    "datepublished",
    "date",
    "dc.date",
    "dc.date.issued",
    "dcterms.created",
    "dcterms.issued",
    "parsely-pub-date",
    "sailthru.date",
    "pubdate",
    "publish-date",
)


@dataclass(frozen=True, slots=True)
class Facts:
    """As in a Reading; an empty string or ``None`` means that the page does not say."""

    headline: str = ""
    byline: str = ""
    outlet: str = ""
    language: str = ""
    published_at: dt.datetime | None = None
    published_on: dt.date | None = None
    url: str = ""


def find_facts(tree: HtmlElement, json_ld: Iterable[str], url: str = "") -> Facts:
    """The facts of a page: from its JSON-LD first, then its meta tags, then its visible marks.

    ``url`` is where the page came from; relative addresses count from it.
    """
    article = find_article(json_ld)
    metas = _metas(tree)
    published_at, published_on = _published(tree, article, metas)
    return Facts(
        headline=_first(_text(article.get("headline")), metas.get("og:title"), _heading(tree), _title(tree)),
        byline=_byline(tree, article, metas),
        outlet=_first(_names(article.get("publisher")), metas.get("og:site_name"), metas.get("application-name")),
        language=_language(tree, article, metas),
        published_at=published_at,
        published_on=published_on,
        url=_own_url(tree, metas, url),
    )


def find_article(json_ld: Iterable[str]) -> dict[str, Any]:
    """The first article among JSON-LD blocks; empty when there is none, broken blocks are passed over."""
    for block in json_ld:
        try:
            data = json.loads(block, strict=False)
        except (ValueError, RecursionError):
            continue
        for node in _nodes(data):
            if any(_ARTICLE.search(kind) for kind in _strings(node.get("@type"))):
                return node
    return {}


def _nodes(data: Any) -> Iterator[dict[str, Any]]:
    waiting = [data]
    for _count in range(_MAX_NODES):
        if not waiting:
            return
        item = waiting.pop()
        if isinstance(item, list):
            waiting.extend(reversed(item[:_MAX_NODES]))
        elif isinstance(item, dict):
            yield item
            waiting.extend(item[key] for key in ("mainEntity", "@graph") if key in item)


def _strings(value: Any) -> list[str]:
    return [item for item in (value if isinstance(value, list) else [value]) if isinstance(item, str)]


def _text(value: Any) -> str:
    return next(iter(_strings(value)), "")


def _names(value: Any) -> str:
    people = value if isinstance(value, list) else [value]
    names = [_text(person.get("name")) if isinstance(person, dict) else _text(person) for person in people[:20]]
    return ", ".join(dict.fromkeys(one_line(name) for name in names if name and not is_web_url(name)))


def _metas(tree: HtmlElement) -> dict[str, str]:
    found: dict[str, str] = {}
    for element in tree.iter("meta"):
        name = element.get("property") or element.get("name") or element.get("itemprop") or element.get("http-equiv")
        content = element.get("content")
        if name and content:
            found.setdefault(name.strip().lower(), content.strip())
    return found


def _first(*values: str | None) -> str:
    return next((line for value in values if value and (line := one_line(value))), "")


def _heading(tree: HtmlElement) -> str:
    return next((text for heading in tree.iter("h1") if (text := one_line(heading.text_content()))), "")


def _title(tree: HtmlElement) -> str:
    return next((one_line(title.text_content()) for title in tree.iter("title")), "")


def _byline(tree: HtmlElement, article: dict[str, Any], metas: dict[str, str]) -> str:
    stated = [_names(article.get("author")), metas.get("author"), metas.get("article:author"), metas.get("byl")]
    marked = (element.text_content() for element in tree.iter("a", "span", "p", "div") if _marks_author(element))
    names = [name for name in (*stated, next(marked, "")) if name and not is_web_url(name.strip())]
    return _BY.sub("", _first(*names), count=1) if _BY.match(_first(*names)) else _first(*names)


def _marks_author(element: HtmlElement) -> bool:
    if element.get("rel") == "author" or element.get("itemprop") == "author":
        return True
    return bool({"byline", "author", "article-author"} & set((element.get("class") or "").lower().split()))


def _published(tree: HtmlElement, article: dict[str, Any], metas: dict[str, str]) -> When:
    stated = [_text(article.get("datePublished")), *(metas.get(name, "") for name in _TIME_METAS)]
    days = NEVER
    for text in (*stated, *_time_elements(tree)):
        moment, day = parse_when(text)
        if moment:
            return moment, None
        if day and days == NEVER:
            days = (None, day)
    return days


def _time_elements(tree: HtmlElement) -> Iterator[str]:
    """What the ``<time>`` elements say, those marked as the publication first."""
    times = [element for element in tree.iter("time") if element.get("datetime")]
    times.sort(key=lambda element: "pubdate" not in element.attrib and element.get("itemprop") != "datePublished")
    return (element.get("datetime", "") for element in times[:1])


def _language(tree: HtmlElement, article: dict[str, Any], metas: dict[str, str]) -> str:
    root = tree.getroottree().getroot()
    stated = (
        root.get("lang"),
        root.get("xml:lang"),
        _text(article.get("inLanguage")),
        metas.get("og:locale"),
        metas.get("content-language"),
    )
    return next((language for text in stated if text and (language := language_tag(text))), "")


def _own_url(tree: HtmlElement, metas: dict[str, str], url: str) -> str:
    links = [link.get("href", "") for link in tree.iter("link") if (link.get("rel") or "").lower() == "canonical"]
    for stated in (*links[:1], metas.get("og:url", "")):
        try:
            absolute = urljoin(url, stated.strip()) if stated else ""
        except ValueError:
            continue
        if is_web_url(absolute):
            return canonical_url(absolute)
    return ""
