"""What a change of the OpenAPI description takes away from those who rely on it."""

from collections.abc import Iterator, Mapping
from typing import Any

METHODS = ("get", "post", "put", "patch", "delete")
DEEPEST = 12
Schema = Mapping[str, Any]


def breaking_changes(old: Schema, new: Schema) -> list[str]:
    """Each thing of ``old`` that a client could use and that ``new`` has no more or has otherwise; in sentences."""
    return [flaw for path in old["paths"] for flaw in _path(path, old, new)]


def _path(path: str, old: Schema, new: Schema) -> Iterator[str]:
    for method in METHODS:
        before, after = old["paths"][path].get(method), new["paths"].get(path, {}).get(method)
        if before is None:
            continue
        name = f"{method.upper()} {path}"
        if after is None:
            yield f"{name} is gone"
            continue
        yield from _parameters(name, before, after)
        yield from _body(name, before, after, old, new)
        yield from _answers(name, before, after, old, new)


def _parameters(name: str, before: Schema, after: Schema) -> Iterator[str]:
    known, found = ({(each["in"], each["name"]): each for each in op.get("parameters", ())} for op in (before, after))
    for key, parameter in known.items():
        if key not in found:
            yield f"{name}: the parameter {key[1]} is gone"
            continue
        lost = set(parameter["schema"].get("enum", ())) - set(found[key]["schema"].get("enum", ()))
        if lost and "enum" in found[key]["schema"]:
            yield f"{name}: the parameter {key[1]} takes no {', '.join(sorted(map(str, lost)))} any more"
        if parameter["schema"].get("type") != found[key]["schema"].get("type"):
            yield f"{name}: the parameter {key[1]} is of another type"
    for key, parameter in found.items():
        if parameter.get("required") and not known.get(key, {}).get("required"):
            yield f"{name}: the parameter {key[1]} is needed now"


def _body(name: str, before: Schema, after: Schema, old: Schema, new: Schema) -> Iterator[str]:
    for media, content in before.get("requestBody", {}).get("content", {}).items():
        other = after.get("requestBody", {}).get("content", {}).get(media)
        if other is None:
            yield f"{name}: a body of {media} is not taken any more"
            continue
        yield from _sent(f"{name}: in the body", _plain(content["schema"], old), _plain(other["schema"], new), old, new)


def _sent(place: str, before: Schema, after: Schema, old: Schema, new: Schema, depth: int = 0) -> Iterator[str]:
    """What a client may send: nothing may be gone, narrower, or needed that was not."""
    yield from _types(place, before, after)
    members, others = before.get("properties", {}), after.get("properties", {})
    yield from (f"{place}, {member} is needed now" for member in _needed(after) - _needed(before))
    for member, schema in members.items():
        if member not in others:
            yield f"{place}, {member} is gone"
        elif depth < DEEPEST:
            below = _plain(schema, old), _plain(others[member], new)
            lost = set(below[0].get("enum", ())) - set(below[1].get("enum", ()))
            if lost and "enum" in below[1]:
                yield f"{place}, {member} takes no {', '.join(sorted(map(str, lost)))} any more"
            yield from _sent(f"{place}, {member}", *below, old, new, depth + 1)


def _answers(name: str, before: Schema, after: Schema, old: Schema, new: Schema) -> Iterator[str]:
    for status, answer in before["responses"].items():
        for media, content in answer.get("content", {}).items():
            other = after["responses"].get(status, {}).get("content", {}).get(media)
            if other is None:
                if status.startswith("2"):
                    yield f"{name}: there is no {status} of {media} any more"
                continue
            place = f"{name}: in the {status}"
            yield from _read(place, _plain(content["schema"], old), _plain(other["schema"], new), old, new)


def _read(place: str, before: Schema, after: Schema, old: Schema, new: Schema, depth: int = 0) -> Iterator[str]:
    """What a client reads: every member is still there, of its type, and not null where it never was."""
    yield from _types(place, before, after)
    if after.get("nullable") and not before.get("nullable"):
        yield f"{place} can be null now"
    others = after.get("properties", {})
    yield from (
        f"{place}, {member} may be missing now" for member in _needed(before) - _needed(after) if member in others
    )
    for member, schema in before.get("properties", {}).items():
        if member not in others:
            yield f"{place}, {member} is gone"
        elif depth < DEEPEST:
            yield from _read(
                f"{place}, {member}", _plain(schema, old), _plain(others[member], new), old, new, depth + 1
            )
    if "items" in before and "items" in after and depth < DEEPEST:
        yield from _read(
            f"{place}, each", _plain(before["items"], old), _plain(after["items"], new), old, new, depth + 1
        )


def _types(place: str, before: Schema, after: Schema) -> Iterator[str]:
    for word in ("type", "format"):
        if before.get(word) and before.get(word) != after.get(word):
            yield f"{place}: {word} {before[word]} became {after.get(word)}"


def _needed(schema: Schema) -> set[str]:
    return set(schema.get("required", ()))


def _plain(schema: Schema, document: Schema) -> Schema:
    """``schema`` with its reference followed and its ``allOf`` put together."""
    merged: dict[str, Any] = {name: value for name, value in schema.items() if name not in {"$ref", "allOf"}}
    parts = [schema["$ref"]] if "$ref" in schema else []
    for part in (*parts, *schema.get("allOf", ())):
        found = document["components"]["schemas"][part.rsplit("/", 1)[1]] if isinstance(part, str) else part
        merged = {**_plain(found, document), **merged}
    return merged
