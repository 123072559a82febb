"""What standards allow: member names by place, and the vocabulary of schema.org, for checks without a network."""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

# IPTC ninjs: the members that this project writes, and where each may stand. Anything else is refused by the schemas.
NINJS_3 = {
    "": "uri standard type representationType profile version versionCreated contentCreated pubStatus language edNote "
    "title by headlines descriptions bodies people organisations subjects infoSources associations altIds genres",
    "standard": "name version schema",
    "headlines": "role contentType value",
    "descriptions": "role contentType value",
    "bodies": "role contentType charCount wordCount value",
    "people": "name rel uri literal contactInfo",
    "organisations": "name rel uri literal symbols contactInfo",
    "subjects": "name rel uri literal creator relevance confidence",
    "infoSources": "name role uri literal contactInfo",
    "altIds": "role value",
    "genres": "name uri literal",
}
NINJS_2 = {place.lower(): names.lower() for place, names in NINJS_3.items()}
NINJS_1 = {
    "": "uri $standard type mimetype representationtype profile version versioncreated contentcreated pubstatus "
    "language ednote headline slugline byline description_text body_text body_html charcount wordcount person "
    "organisation subject genre altids associations",
    "$standard": "name version schema",
    "person": "name rel scheme code contactinfo",
    "organisation": "name rel scheme code symbols contactinfo",
    "subject": "name rel scheme code creator relevance confidence",
    "genre": "name scheme code",
    "altids": "claimreview external",
}
ENUMS = {
    "type": {"text"}, "representationType": {"full", "partial"}, "representationtype": {"full", "complete"},
    "pubStatus": {"usable", "withheld", "canceled"}, "pubstatus": {"usable", "withheld", "canceled"},
}  # fmt: skip


def ninjs_flaws(item: Mapping[str, Any], names: Mapping[str, str], *, associated: bool = False) -> list[str]:
    """What a ninjs document has that its schema refuses; empty when it is right."""
    allowed = set(names[""].split()) | ({"name", "rel"} if associated else set())
    flaws = [f"{name} is no member" for name in item.keys() - allowed]
    flaws += [f"{name} is {item[name]}" for name, words in ENUMS.items() if name in item and item[name] not in words]
    if not re.match(r"urn:uuid:[0-9a-f-]{36}$", item.get("uri", "")):
        flaws.append("uri is none")
    for place, value in item.items():
        flaws += list(_below(place, value, names))
    return flaws


def _below(place: str, value: Any, names: Mapping[str, str]) -> Iterator[str]:
    if place == "associations":
        for below in value.values() if isinstance(value, dict) else value:
            yield from ninjs_flaws(below, names, associated=isinstance(value, list))
    elif isinstance(value, dict | list):
        for part in value if isinstance(value, list) else [value]:
            yield from (f"{place}.{name} is no member" for name in part.keys() - set(names[place].split()))
            yield from (f"{place}.{name} is empty" for name in part if part[name] in (None, ""))
    elif value in (None, ""):
        yield f"{place} is empty"


# schema.org, from the classes of msgspec-schemaorg, which are made of the published vocabulary.
SCALARS = {"str", "URL", "int", "float", "bool", "date", "datetime", "time"}


def schema_flaws(node: Mapping[str, Any]) -> list[str]:
    """Members of a JSON-LD node that its type does not have, and values of a type that the member does not take."""
    kind = node["@type"]
    members = _members(kind)
    flaws = []
    for name, value in node.items():
        if name.startswith("@"):
            continue
        if name not in members:
            flaws.append(f"{kind} has no {name}")
            continue
        for each in value if isinstance(value, list) else [value]:
            if isinstance(each, dict):
                if not members[name] & set(_ancestors(each["@type"])):
                    flaws.append(f"{kind}.{name} takes no {each['@type']}")
                flaws += schema_flaws(each)
            elif not members[name] & SCALARS:
                flaws.append(f"{kind}.{name} takes no text")
    return flaws


@cache
def _classes() -> dict[str, type]:
    import msgspec_schemaorg.models as models

    return {name: value for name, value in vars(models).items() if isinstance(value, type)}


def _ancestors(kind: str) -> list[str]:
    return [cls.__name__ for cls in _classes()[kind].__mro__]


@cache
def _members(kind: str) -> dict[str, set[str]]:
    """The members of a type with the names of the types that each takes."""
    found: dict[str, set[str]] = {}
    for cls in reversed(_classes()[kind].__mro__):
        for name, hint in vars(cls).get("__annotations__", {}).items():
            found[name] = set(re.findall(r"\w+", str(hint))) - {"List", "Union", "None", "Optional"}
    return found
