"""The musts of the Web Annotation Data Model (W3C, 2017), by the numbers of its sections.

They are those that the test suite of the W3C asserts; here in words of our own, because no package has its files.
"""

import datetime as dt
import re
from collections.abc import Callable, Mapping
from typing import Any

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
BODIES = {"TextualBody", "SpecificResource", "Choice", "Composite", "List", "Independents"}
MEDIA = {"Dataset", "Image", "Video", "Sound", "Text"}
SELECTORS = {
    "FragmentSelector", "CssSelector", "XPathSelector", "TextQuoteSelector", "TextPositionSelector",
    "DataPositionSelector", "SvgSelector", "RangeSelector",
}  # fmt: skip
STATES = {"TimeState", "HttpRequestState"}
MOTIVATIONS = {
    "assessing", "bookmarking", "classifying", "commenting", "describing", "editing", "highlighting", "identifying",
    "linking", "moderating", "questioning", "replying", "tagging",
}  # fmt: skip
Must = Callable[[Mapping[str, Any]], bool]


def many(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value] if value is not None else []


def is_iri(value: Any) -> bool:
    return isinstance(value, str) and re.match(r"[a-zA-Z][a-zA-Z0-9+.-]*:[^\s<>\"{}|\\^`]+$", value) is not None


def is_moment(value: Any) -> bool:
    """An xsd:dateTime with its time zone."""
    if not isinstance(value, str) or not re.match(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$", value):
        return False
    return bool(dt.datetime.fromisoformat(value).tzinfo)


def if_there(name: str, holds: Callable[[Any], bool], *, most: int = 99) -> Must:
    return lambda node: len(many(node.get(name))) <= most and all(map(holds, many(node.get(name))))


ABOUT: dict[str, Must] = {
    "3.3.1 created": if_there("created", is_moment, most=1),
    "3.3.1 modified": if_there("modified", is_moment, most=1),
    "3.3.1 generated": if_there("generated", is_moment, most=1),
    "3.3.6 rights": if_there("rights", is_iri),
    "3.3.7 canonical": if_there("canonical", is_iri, most=1),
    "3.3.7 via": if_there("via", is_iri),
}
ANNOTATION: dict[str, Must] = {
    **ABOUT,
    "3.1 @context": lambda node: CONTEXT in many(node.get("@context")),
    "3.1 id": lambda node: is_iri(node.get("id")),
    "3.1 type": lambda node: "Annotation" in many(node.get("type")),
    "3.1 target": lambda node: len(many(node.get("target"))) > 0,
    "3.2.5 body or bodyValue": lambda node: not {"body", "bodyValue"} <= node.keys(),
    "3.3.2 creator": if_there("creator", lambda agent: is_iri(agent) or is_agent(agent)),
    "3.3.5 motivation": if_there("motivation", MOTIVATIONS.__contains__),
}
BODY: dict[str, Must] = {
    **ABOUT,
    "3.2 known": lambda node: bool({*many(node.get("type"))} & (BODIES | MEDIA)) or is_iri(node.get("id")),
    "3.2.1 textDirection": if_there("textDirection", {"ltr", "rtl", "auto"}.__contains__, most=1),
    "3.2.4 value": lambda node: node.get("type") != "TextualBody" or isinstance(node.get("value"), str),
    "3.2.4 no source": lambda node: node.get("type") != "TextualBody" or not {"source", "items"} & node.keys(),
    "3.3.5 purpose": if_there("purpose", MOTIVATIONS.__contains__),
}
TARGET: dict[str, Must] = {
    **ABOUT,
    "3.2 known": lambda node: "SpecificResource" in many(node.get("type")) or is_iri(node.get("id")),
    "3.2.4 no text": lambda node: "value" not in node,
}
SPECIFIC: dict[str, Must] = {
    "4 source": lambda node: is_iri(node.get("source")),
    "4 nothing else": lambda node: not {"items", "value"} & node.keys(),
    "4.2 selector": if_there("selector", lambda each: each.get("type") in SELECTORS),
    "4.3 state": if_there("state", lambda each: each.get("type") in STATES),
    "4.3.1 sourceDate": lambda node: all(is_time_state(each) for each in many(node.get("state"))),
}
SELECTOR: dict[str, Must] = {
    "4.2.4 exact": lambda node: node["type"] != "TextQuoteSelector" or isinstance(node.get("exact"), str),
    "4.2.4 around": lambda node: all(isinstance(node.get(name, ""), str) for name in ("prefix", "suffix")),
    "4.2.5 place": lambda node: node["type"] != "TextPositionSelector" or is_place(node),
}
COLLECTION: dict[str, Must] = {
    **ABOUT,
    "5.1 @context": ANNOTATION["3.1 @context"],
    "5.1 id": ANNOTATION["3.1 id"],
    "5.1 type": lambda node: "AnnotationCollection" in many(node.get("type")),
    "5.1 label": if_there("label", lambda each: isinstance(each, str)),
    "5.1 total": lambda node: isinstance(node.get("total"), int) and node["total"] >= 0,
    "5.1 first": lambda node: node["total"] == 0 or is_iri(node["first"]) or is_page(node["first"]),
}


def is_agent(agent: Any) -> bool:
    kinds = {"Person", "Organization", "Software"}
    return isinstance(agent, dict) and agent.get("type") in kinds and is_iri(agent.get("homepage", "urn:none"))


def is_time_state(state: Mapping[str, Any]) -> bool:
    dates = many(state.get("sourceDate"))
    both = {"sourceDateStart", "sourceDateEnd"} & state.keys()
    return state["type"] != "TimeState" or (all(map(is_moment, dates)) and not (dates and both) and len(both) != 1)


def is_place(node: Mapping[str, Any]) -> bool:
    start, end = node.get("start"), node.get("end")
    return isinstance(start, int) and isinstance(end, int) and 0 <= start <= end


def is_page(page: Mapping[str, Any]) -> bool:
    place = page.get("startIndex", 0)
    return page.get("type") == "AnnotationPage" and is_iri(page.get("id")) and isinstance(place, int) and place >= 0


def collection_flaws(collection: Mapping[str, Any]) -> list[str]:
    """The musts that a collection, its first page or one of the annotations on it does not hold to."""
    flaws = _broken(COLLECTION, collection)
    for item in collection["first"]["items"]:
        flaws += annotation_flaws(item)
    return flaws


def annotation_flaws(item: Mapping[str, Any]) -> list[str]:
    """The musts that an annotation, one of its bodies, targets or selectors does not hold to."""
    flaws = _broken(ANNOTATION, item)
    for body in many(item.get("body")):
        flaws += _broken(BODY, body) + (_specific(body) if body.get("type") == "SpecificResource" else [])
    for target in many(item.get("target")):
        flaws += _broken(TARGET, target) + _specific(target)
    return flaws


def _specific(node: Mapping[str, Any]) -> list[str]:
    flaws = _broken(SPECIFIC, node)
    for selector in many(node.get("selector")):
        flaws += _broken(SELECTOR, selector)
    return flaws


def _broken(musts: Mapping[str, Must], node: Mapping[str, Any]) -> list[str]:
    return [name for name, holds in musts.items() if not holds(node)]
