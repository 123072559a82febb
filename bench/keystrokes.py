"""What a verdict costs in the galley: keys, clicks, the way of the pointer, and the time the page takes.

Usage: ``python -m bench.keystrokes [--claims 50]``

Three scripted sessions over the same article in a real Chromium, each with a review of every claim in hand: accept the
first passage, rate the claim, give a reason, send it, go to the next claim. Once with the keys alone, once with the
mouse in the galley, once with the mouse over the page of each review, as one works without the galley. The words of
the reason are typed in all three and not counted. Page time is what passes with hands that need no time; the last
column adds those by the keystroke-level model (Card, Moran and Newell, 1980): 0.28 s for a key, 1.1 s to point,
0.2 s for a click, 0.4 s from the mouse to the keys or back. Needs requirements-ci.txt and a Chromium, named in the
variable CHROMIUM or found on the PATH.
"""

import argparse
import math
import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Final

from bench._browser import Served, served

REASON: Final = "The register says so."
KEY, POINT, CLICK, HOME = 0.28, 1.1, 0.2, 0.4


@dataclass(slots=True)
class Hands:
    """A person at the page: counts what is pressed and clicked, and how far the pointer goes in pixels."""

    page: Any
    keys: int = 0
    clicks: int = 0
    way: float = 0.0
    moves_of_hand: int = 0
    at: tuple[float, float] = (720.0, 500.0)
    seconds: list[float] = field(default_factory=list)

    def press(self, chord: str) -> None:
        """Press a key; a chord counts as all its keys."""
        self.keys += chord.count("+") + 1
        self.page.keyboard.press(chord)

    def click(self, target: Any) -> None:
        """Point at the middle of ``target`` and click."""
        target.scroll_into_view_if_needed()
        box = target.bounding_box()
        to = (box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
        self.way += math.dist(self.at, to)
        self.at = to
        self.clicks += 1
        self.page.mouse.click(*to)

    def write(self, words: str) -> None:
        """Type the words of a reason, which are not counted."""
        self.page.keyboard.insert_text(words)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--claims", type=int, default=50)
    options = parser.parse_args()
    sessions = {"keys": by_keys, "mouse in the galley": by_mouse, "mouse over the review pages": by_pages}
    print(f"{'a verdict by':<28}{'keys':>6}{'clicks':>8}{'pointer':>10}{'page time':>11}{'with hands':>12}")
    with served() as place:
        for name, session in sessions.items():
            _tell(name, _session(place, session, options.claims), options.claims)


def _tell(name: str, hands: Hands, claims: int) -> None:
    page_time = statistics.mean(hands.seconds)
    moved = (hands.keys * KEY + hands.clicks * (POINT + CLICK) + hands.moves_of_hand * HOME) / claims
    print(
        f"{name:<28}{hands.keys / claims:>6.1f}{hands.clicks / claims:>8.1f}{hands.way / claims:>7.0f} px"
        f"{page_time:>9.2f} s{page_time + moved:>10.1f} s"
    )


def _session(place: Served, session: Callable[[Hands, Any], None], claims: int) -> Hands:
    article, person = _article(claims)
    page = place.page(person)
    page.goto(place.address + article.get_absolute_url())
    page.wait_for_selector("[data-ready]", state="attached")
    hands = Hands(page)
    for claim in article.claims.order_by("start"):
        began = time.perf_counter()
        session(hands, claim)
        hands.seconds.append(time.perf_counter() - began)
    _check(article, claims)
    page.context.close()
    return hands


def by_keys(hands: Hands, claim: Any) -> None:
    """One claim with the keys."""
    page = hands.page
    opened = f'.claim[open][data-card="{claim.public_id}"]'
    hands.press("j")
    page.wait_for_selector(f"{opened} .judge")
    hands.press("s")
    page.wait_for_selector(f"{opened} .pick[aria-pressed]")
    hands.press("1")
    hands.press("Tab")
    hands.write(REASON)
    hands.press("Control+Enter")
    page.wait_for_selector(f"{opened} .verdict")


def by_mouse(hands: Hands, claim: Any) -> None:
    """One claim with the mouse in the galley."""
    page = hands.page
    card = page.locator(f'.claim[data-card="{claim.public_id}"]')
    hands.click(card.locator("summary").first)
    card.locator(".judge").wait_for()
    hands.click(card.locator(".pick--corroborates").first)
    card.locator(".pick[aria-pressed]").wait_for()
    hands.click(card.locator(".picks label").first)
    hands.click(card.locator(".judge textarea"))
    hands.moves_of_hand += 2
    hands.write(REASON)
    hands.click(card.get_by_role("button", name="Give this verdict"))
    card.locator(".verdict").wait_for()


def by_pages(hands: Hands, claim: Any) -> None:
    """One claim with the mouse, on the page of its review, and back to the galley."""
    page = hands.page
    card = page.locator(f'.claim[data-card="{claim.public_id}"]')
    hands.click(card.locator("summary").first)
    card.locator(".judge").wait_for()
    hands.click(card.locator(".review-link"))
    hands.click(page.locator(".pick--corroborates").first)
    page.locator(".pick[aria-pressed]").first.wait_for()
    page.wait_for_load_state()
    hands.click(page.locator(".rating label").first)
    hands.click(page.locator(".verdict-form textarea"))
    hands.moves_of_hand += 2
    hands.write(REASON)
    hands.click(page.locator('input[name="cited"]').first)
    hands.click(page.get_by_role("button", name="Give this verdict"))
    page.locator(".verdict").wait_for()
    hands.click(page.locator(".kicker a").first)
    page.wait_for_selector("[data-ready]", state="attached")
    page.locator(".claim[open] .verdict").wait_for()


def _article(claims: int) -> tuple[Any, Any]:
    """An article with ``claims`` claims, all in the hands of one reviewer."""
    from django.contrib.auth.models import Group, User

    from reviews.models import Review
    from sources.models import Evidence
    from tests.browser.galleys import make_long, make_state

    number = User.objects.count()
    person = User.objects.create_user(f"checker-{number}")
    person.groups.add(Group.objects.get(name="reviewer"))
    article = make_long(words=claims * 9, claims=claims, name=f"session {number}")
    for claim in article.claims.all():
        make_state(claim, "open", person)
    undecided = {"decision": "suggested", "human_stance": "", "curated_by": None, "curated_at": None}
    Evidence.objects.filter(claim__article=article).update(**undecided)
    Review.objects.filter(claim__article=article).update(state="assigned", assignee=person)
    return article, person


def _check(article: Any, claims: int) -> None:
    """What was counted was done: each claim has a verdict that cites a passage."""
    from reviews.models import Verdict

    given = Verdict.objects.filter(review__claim__article=article, rationale=REASON, citations__isnull=False)
    if given.distinct().count() != claims:
        message = f"Only {given.distinct().count()} of {claims} verdicts were given; what was counted is not the work."
        raise SystemExit(message)


if __name__ == "__main__":
    main()
