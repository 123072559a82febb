"""Units: currencies, which are never converted, and measures, which pint converts. Plain Python."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from sources.stance.labels import lower_at
from sources.stance.words import Token, stem, word_set

MONEY, PERCENT, POINTS, ORDINAL, AGE, TIMES, RATIO = "money", "percent", "points", "ordinal", "age", "times", "ratio"

_SYMBOLS = {
    "$": "dollar",
    "€": "euro",
    "£": "pound",
    "¥": "yen",
    "₹": "rupee",
    "₽": "rouble",
    "₺": "lira",
    "₴": "hryvnia",
}
_CURRENCY_WORDS = {
    "dollar": "dollar", "dollars": "dollar", "buck": "dollar", "usd": "dollar", "euro": "euro", "euros": "euro",
    "eur": "euro", "pound": "pound", "pounds": "pound", "gbp": "pound", "sterling": "pound", "yen": "yen",
    "rupee": "rupee", "rupees": "rupee", "rouble": "rouble", "roubles": "rouble", "ruble": "rouble",
    "rubles": "rouble", "franc": "franc", "francs": "franc", "chf": "franc", "yuan": "yuan", "renminbi": "yuan",
    "crown": "crown", "crowns": "crown", "krona": "crown", "kronor": "crown", "kroner": "crown", "krone": "crown",
    "peso": "peso", "pesos": "peso", "zloty": "zloty", "zlotys": "zloty", "forint": "forint", "forints": "forint",
    "lira": "lira", "won": "won", "shekel": "shekel", "shekels": "shekel", "rand": "rand", "hryvnia": "hryvnia",
    "naira": "naira",
}  # fmt: skip
# Whose dollar or franc it is; "US" is what a bare dollar mostly means and is left out.
_NATIONS = word_set(
    "australian canadian hong singapore taiwan zealand jamaican a c au ca nz hk swedish norwegian danish czech "
    "icelandic mexican chilean argentine colombian egyptian syrian lebanese indian pakistani swiss"
)
_HOME = word_set("us u.s american u s british")
_MEASURES = {
    "length": "mm=millimeter millimetre=millimeter millimeter=millimeter cm=centimeter centimetre=centimeter "
    "centimeter=centimeter m=meter metre=meter meter=meter km=kilometer kilometre=kilometer kilometer=kilometer "
    "inch=inch inches=inch ft=foot feet=foot foot=foot yard=yard yd=yard mile=mile miles=mile mi=mile",
    "mass": "g=gram gram=gram mg=milligram milligram=milligram kg=kilogram kilo=kilogram kilos=kilogram "
    "kilogram=kilogram ton=metric_ton tons=metric_ton tonne=metric_ton tonnes=metric_ton ounce=ounce ounces=ounce "
    "oz=ounce lb=pound lbs=pound stone=stone gigatonne=gigametric_ton gigaton=gigametric_ton megatonne=megametric_ton",
    "time": "second=second seconds=second minute=minute hour=hour hours=hour day=day week=week month=month year=year "
    "decade=decayear century=century centuries=century millennia=millennium",
    "area": "acre=acre acres=acre hectare=hectare ha=hectare km2=kilometer**2 km²=kilometer**2 m2=meter**2 m²=meter**2 "
    "sqm=meter**2 sqkm=kilometer**2",
    "volume": "litre=liter liter=liter litres=liter ml=milliliter millilitre=milliliter milliliter=milliliter "
    "m3=meter**3 m³=meter**3 gallon=gallon pint=pint barrel=oil_barrel barrels=oil_barrel",
    "temperature": "°=degree degree=degree degrees=degree",
    "speed": "mph=mile/hour kph=kilometer/hour knot=knot knots=knot",
    "energy": "kwh=kilowatt_hour mwh=megawatt_hour gwh=gigawatt_hour joule=joule kcal=kilocalorie calorie=kilocalorie",
    "power": "watt=watt kw=kilowatt kilowatt=kilowatt mw=megawatt megawatt=megawatt gw=gigawatt gigawatt=gigawatt",
    "concentration": "ppm=ppm",
    TIMES: "times=times fold=times",
}
_BY_STEM = {
    stem(word): (kind, name)
    for kind, listed in _MEASURES.items()
    for word, _, name in (each.partition("=") for each in listed.split())
}
_CURRENCY = {stem(word): name for word, name in _CURRENCY_WORDS.items()}
_POWERS = {"square": "area", "sq": "area", "cubic": "volume"}
_RATES = {"hour": "hour", "h": "hour", "second": "second", "s": "second"}
_SCALES = {"celsius": "degC", "c": "degC", "centigrade": "degC", "fahrenheit": "degF", "f": "degF"}
_WEIGHING = word_set("weigh weight weighs weighed weighing heavy lift lifted lost gained lb kg")
_PLAIN = {
    "metric_ton": "tonnes", "degC": "°C", "degF": "°F", "degree": "degrees", "foot": "feet", "inch": "inches",
    "century": "centuries", "decayear": "decades", "mile/hour": "mph", "kilometer/hour": "km/h",
    "meter/second": "m/s", "kilometer**2": "square kilometers", "mile**2": "square miles", "meter**2": "square meters",
    "kilometer**3": "cubic kilometers", "meter**3": "cubic meters", "times": "times", "ppm": "ppm",
}  # fmt: skip
_NEAR = 6  # tokens back in which a word of weighing makes pounds a weight


@dataclass(frozen=True, slots=True)
class Unit:
    """What a number is of: ``kind`` is what it measures, ``name`` the unit itself ("mile", "Australian dollar").

    ``start`` and ``end`` are the tokens of number with unit, ``factor`` a scale that was read with it ("£5m").
    """

    kind: str
    name: str
    start: int
    end: int
    factor: float = 1.0


def unit_after(listed: Sequence[Token], first: int, after: int) -> Unit:
    """The unit in the words after a number whose tokens are ``first`` to ``after``; kind "" when there is none."""
    at = after + (lower_at(listed, after) == "-")
    percent = _percent_words([token.lower for token in listed[at : at + 3]])
    if percent:
        return Unit(POINTS if "point" in listed[at + percent - 1].lower else PERCENT, "", first, at + percent)
    return _currency_after(listed, first, at) or _measure_after(listed, first, at) or Unit("", "", first, after)


def currency_before(listed: Sequence[Token], first: int) -> tuple[str, int] | None:
    """The currency of a sign or code right before a number, and the token it begins at: "US$", "EUR"."""
    if not first:
        return None
    before = listed[first - 1]
    name = _SYMBOLS.get(before.text) or (_CURRENCY.get(before.lower) if before.text.isupper() else None)
    if name is None:
        return None
    nation = lower_at(listed, first - 2) if first > 1 and listed[first - 2].end == before.start else ""
    if nation in _HOME:
        return name, first - 2
    return (f"{nation} {name}", first - 2) if nation in _NATIONS else (name, first - 1)


def same_currency(one: str, other: str) -> bool:
    """Whether two currencies can be one; a dollar that does not say whose can be any."""
    if " " in one and " " in other:
        return one == other
    return one.rpartition(" ")[2] == other.rpartition(" ")[2]


def converted(amount: float, name: str, other: str, *, is_change: bool = False) -> float:
    """An amount of one unit in another of the same kind; a change of temperature has no zero to move."""
    if name == other or "degree" in (name, other):
        return amount
    if is_change and name.startswith("deg"):
        name, other = f"delta_{name}", f"delta_{other}"
    return float(_registry().Quantity(amount, name).to(other).magnitude)


@lru_cache(maxsize=1)
def _registry() -> Any:
    """The unit library, loaded when two units differ for the first time: it takes half a second."""
    import pint

    return pint.UnitRegistry()


def _percent_words(words: list[str]) -> int:
    """How many of the words after a number belong to "%", "per cent" or "percentage points"."""
    if words[:2] == ["per", "cent"]:
        return 2 + (words[2:3] in (["point"], ["points"]))
    if words[:1] in (["percentage"], ["percent"], ["%"]) and words[1:2] in (["point"], ["points"]):
        return 2
    return int(words[:1] in (["%"], ["percent"], ["pc"]))


def _currency_after(listed: Sequence[Token], first: int, at: int) -> Unit | None:
    """ "Dollars", "US dollars", "Swiss francs"."""
    nation = lower_at(listed, at)
    skipped = int(nation in _NATIONS or nation in _HOME)
    if at + skipped >= len(listed):
        return None
    word = listed[at + skipped]
    name = _SYMBOLS.get(word.text) or (_CURRENCY.get(word.stem) if word.is_word else None)
    if name is None or (word.lower == "won" and not skipped):
        return None
    if name == "pound" and _is_weighed(listed, first):
        return Unit("mass", "pound", first, at + skipped + 1)
    return Unit(MONEY, f"{nation} {name}" if nation in _NATIONS else name, first, at + skipped + 1)


def _is_weighed(listed: Sequence[Token], first: int) -> bool:
    return any(token.lower in _WEIGHING for token in listed[max(0, first - _NEAR) : first])


def _measure_after(listed: Sequence[Token], first: int, at: int) -> Unit | None:
    power = _POWERS.get(lower_at(listed, at), "")
    at += bool(power)
    if at >= len(listed) or listed[at].stem not in _BY_STEM:
        return None
    kind, name = _BY_STEM[listed[at].stem]
    if power:
        return Unit(power, f"{name}**{2 if power == 'area' else 3}", first, at + 1) if kind == "length" else None
    if kind == "temperature":
        scale = _SCALES.get(lower_at(listed, at + 1))
        return Unit(kind, scale or name, first, at + 1 + (scale is not None))
    if kind == "length" and lower_at(listed, at + 1) in {"per", "an", "a", "/"}:
        rate = _RATES.get(lower_at(listed, at + 2))
        return Unit("speed", f"{name}/{rate}", first, at + 3) if rate else Unit(kind, name, first, at + 1)
    return Unit(kind, name, first, at + 1)


@cache
def name_in_words(name: str) -> str:
    """A unit as it is told: "metric_ton" is "tonnes"."""
    return _PLAIN.get(name, name.replace("_", " ") + "s")
