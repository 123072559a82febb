"""Every colour that is text stands out from every ground it lies on, in light and in dark: WCAG 2.2 AA, computed.

The tokens are read from their style sheet. A token that is added and not placed here fails the first test.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest
from django.conf import settings

SHEETS: Final = Path(settings.BASE_DIR) / "factcheck/static/factcheck/css"
TOKENS: Final = (SHEETS / "tokens.css").read_text()
GROUNDS: Final = ("paper", "surface", "sunken")
STATES: Final = ("waiting", "open", "assigned", "disputed", "decided", "published", "cancelled", "late")
STANCES: Final = ("for", "against", "context")
TEXTS: Final = ("ink", "ink-soft", "brand", "link", *STATES, *STANCES)
GRAPHICS: Final = ("rule-strong", "focus", "brand", *STATES, *STANCES)
DECORATION: Final = {"rule": "a hairline between parts that space already tells apart"}
"""Colours that say nothing by themselves, each with what it is for."""
TEXT, GRAPHIC = 4.5, 3.0
Colour = tuple[float, float, float]


def tokens(block: str) -> dict[str, Colour]:
    return {name: read(value) for name, value in re.findall(r"--([a-z-]+):\s*(#[0-9a-f]{6})\b", block)}


def read(value: str) -> Colour:
    return tuple(int(value[place : place + 2], 16) / 255 for place in (1, 3, 5))


def wash(block: str) -> float:
    return int(re.search(r"--wash:\s*(\d+)%", block)[1]) / 100


def schemes() -> dict[str, tuple[dict[str, Colour], float]]:
    light, dark = re.search(
        r":root \{(.*?)\n\}\s*@media \(prefers-color-scheme: dark\) \{\s*:root \{(.*?)\n  \}", TOKENS, re.DOTALL
    ).groups()
    return {"light": (tokens(light), wash(light)), "dark": (tokens(light) | tokens(dark), wash(dark))}


def luminance(colour: Colour) -> float:
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: Colour, other: Colour) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def mixed(colour: Colour, share: float, ground: Colour) -> Colour:
    """As ``color-mix(in srgb, colour share, ground)``."""
    return tuple(one * share + other * (1 - share) for one, other in zip(colour, ground, strict=True))


def pairs(colours: dict[str, Colour], share: float) -> Iterator[tuple[str, Colour, Colour, float]]:
    """What stands on what: a name, the two colours, and the contrast that is needed."""
    for ground in GROUNDS:
        yield from ((f"{name} on {ground}", colours[name], colours[ground], TEXT) for name in TEXTS)
        yield from ((f"{name} drawn on {ground}", colours[name], colours[ground], GRAPHIC) for name in GRAPHICS)
    for tone in (*STATES, *STANCES):
        for ground in ("paper", "surface"):
            washed = mixed(colours[tone], share, colours[ground])
            yield f"{tone} on its wash over {ground}", colours[tone], washed, TEXT
            yield f"ink on the wash of {tone} over {ground}", colours["ink"], washed, TEXT
            yield f"soft ink on the wash of {tone} over {ground}", colours["ink-soft"], washed, TEXT
            yield (
                f"ink on {tone} marked over {ground}",
                colours["ink"],
                mixed(colours[tone], 0.22, colours[ground]),
                TEXT,
            )
        yield f"paper on {tone}", colours["paper"], colours[tone], TEXT
    yield "the words of a button", colours["button-ink"], colours["button"], TEXT
    hovered = mixed(colours["button"], 0.84, colours["paper"])
    yield "the words of a button under the pointer", colours["button-ink"], hovered, TEXT


def test_the_two_figures_of_the_standard_come_out() -> None:
    assert contrast((0, 0, 0), (1, 1, 1)) == 21
    assert contrast(read("#777777"), (1, 1, 1)) == pytest.approx(4.478, abs=0.001)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_colour_of_the_style_sheet_has_its_place(scheme: str) -> None:
    placed = {*GROUNDS, *TEXTS, *GRAPHICS, *DECORATION, "button", "button-ink"}
    assert set(schemes()[scheme][0]) == placed


def test_dark_sets_every_colour_that_light_sets() -> None:
    light, dark = re.search(
        r":root \{(.*?)\n\}\s*@media \(prefers-color-scheme: dark\) \{\s*:root \{(.*?)\n  \}", TOKENS, re.DOTALL
    ).groups()
    assert set(tokens(light)) == set(tokens(dark))


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_and_signs_stand_out_from_every_ground_that_they_lie_on(scheme: str) -> None:
    colours, share = schemes()[scheme]
    found = {name: round(contrast(one, other), 2) for name, one, other, least in pairs(colours, share)
             if contrast(one, other) < least}  # fmt: skip
    assert found == {}


def test_colours_are_set_by_tokens_alone() -> None:
    """A colour that is written into a rule would be out of reach of these figures."""
    written = {
        sheet.name: found
        for sheet in SHEETS.glob("*.css")
        if sheet.name != "tokens.css" and (found := re.findall(r"#[0-9a-fA-F]{3,8}\b(?=[;\s])", sheet.read_text()))
    }
    assert written == {"print.css": ["#fff", "#000"]}  # what a printer has
