"""Which of several people with one surname a bare surname means, where that can be told."""

from collections.abc import Sequence
from dataclasses import dataclass

from claims.extraction.cast.figure import Figure
from claims.extraction.cast.mentions import Mention, plain
from claims.extraction.cast.words import FEMALE, MALE


@dataclass(frozen=True, slots=True)
class Choice:
    """Who is meant, why, and how sure that is; ``others`` are still possible."""

    figure: Figure
    how: str
    confidence: float
    others: tuple[Figure, ...] = ()


def gender_said(mention: Mention, role: str) -> str:
    """The gender that titles and role before a name tell; empty where they tell none."""
    said = {plain(word) for word in (*mention.titles, *role.split())}
    return "m" if said & MALE else "f" if said & FEMALE else ""


def fitting(bearers: Sequence[Figure], gender: str) -> Sequence[Figure]:
    """Those whom the form of address does not rule out, people shown to be people first."""
    shown = [figure for figure in bearers if figure.is_person] or list(bearers)
    exact = [figure for figure in shown if gender and figure.gender == gender]
    return exact if len(exact) == 1 else [figure for figure in shown if not gender or figure.gender in ("", gender)]


def choose(mention: Mention, bearers: Sequence[Figure], last: Sequence[Figure]) -> Choice | None:
    """Who of ``bearers`` is meant; ``last`` are the speakers before. None where it cannot be told."""
    name = mention.name
    if len(bearers) == 1:
        return Choice(bearers[0], f"Of those called {name}, only {bearers[0].name} is addressed so.", 0.9)
    known = [figure for figure in bearers if figure.starts[0] < mention.span.start]
    if len(known) == 1:
        return Choice(known[0], f"Of those called {name}, only {known[0].name} has been named so far.", 0.85)
    if last and last[-1] in known:
        how = f"{len(known)} people are called {name}; {last[-1].name} spoke right before."
        return Choice(last[-1], how, 0.7, tuple(known))
    leading = _leading(known)
    if leading is None:
        return None
    how = f"{len(known)} people are called {name}; {leading.name} is named far more often."
    return Choice(leading, how, 0.65, tuple(known))


def _leading(figures: Sequence[Figure]) -> Figure | None:
    """Whom the article names by the full name at least twice as often as any namesake."""
    ranked = sorted(figures, key=lambda figure: -len(figure.starts))
    if len(ranked) > 1 and len(ranked[0].starts) >= 2 * len(ranked[1].starts):
        return ranked[0]
    return None
