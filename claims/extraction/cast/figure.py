"""Somebody or something with a name in one article, and everything it is called there."""

from dataclasses import dataclass, field

from claims.extraction.cast.mentions import plain
from claims.extraction.cast.titles import PLACES
from claims.extraction.cast.words import FEMALE, FEMALE_NAMES, MALE, MALE_NAMES
from claims.extraction.text.word_lists import word_set
from factcheck.lib.spans import Span

GIVEN_NAMES = MALE_NAMES | FEMALE_NAMES
PLACE_OPENERS = PLACES | word_set(
    """
    one two three four five new old north south east west northern southern eastern western upper lower great
    saint fort port lake mount operation project team alabama alaska arizona arkansas california colorado
    connecticut delaware florida georgia united virginia hawaii idaho illinois indiana iowa kansas kentucky
    louisiana maine maryland massachusetts michigan minnesota mississippi missouri montana nebraska nevada ohio
    oklahoma oregon pennsylvania tennessee texas utah vermont wisconsin wyoming"""
)
"""Words that open the name of a place or a thing; no full name of a person."""


@dataclass(slots=True, eq=False)
class Figure:
    """Somebody or something with a name. ``gender`` is "m", "f" or empty; ``shown`` counts what shows a person.

    ``is_named`` is false for what the article only describes ("the company"), which can be nobody's full name but may
    be what "it" stands for.
    """

    words: tuple[str, ...]
    is_group: bool
    span: Span
    titles: list[str] = field(default_factory=list)
    roles: list[str] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    shown: int = 0
    short: str = ""
    gender: str = ""
    is_place: bool = False
    is_named: bool = True

    def __post_init__(self) -> None:
        if not self.is_place:
            self.is_place = self.words[0].lower() in PLACE_OPENERS or " ".join(self.words).lower() in PLACES

    @property
    def name(self) -> str:
        """The fullest name, with its short form behind it."""
        name = " ".join(self.words)
        return f"{name} ({self.short})" if self.short and self.short != name else name

    @property
    def is_person(self) -> bool:
        """Whether something besides capital letters shows a person."""
        return not self.is_group and self.shown > 0

    @property
    def speaks_as_group(self) -> bool:
        """Whether it is an organisation, or a place that stands for one ("Washington")."""
        is_given = len(self.words) > 1 and self.words[0].lower() in GIVEN_NAMES
        return self.is_group or (self.is_place and not self.is_person and not is_given)

    @property
    def role(self) -> str:
        """What the article calls them first, a rank or a form of address only where there is nothing better."""
        return next((role for role in self.roles if role), " ".join(self.titles[:1]))


def gender_of(figure: Figure) -> str:
    """From titles and roles first, then from a given name that tells."""
    if figure.is_group:
        return ""
    said = {plain(word) for phrase in (*figure.titles, *figure.roles) for word in phrase.split()}
    given = figure.words[0].lower() if len(figure.words) > 1 else ""
    for male, female in ((said & MALE, said & FEMALE), ({given} & MALE_NAMES, {given} & FEMALE_NAMES)):
        if bool(male) != bool(female):
            return "m" if male else "f"
    return ""
