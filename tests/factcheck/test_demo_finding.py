"""A scene finds its claim by the words of the article, whoever read it."""

import pytest
from django.contrib.auth.models import User

from factcheck.demo.finding import EXACTLY, Wanted, find_claim
from tests.factories import make_article, make_claim

pytestmark = pytest.mark.django_db

BODY = "The pier was opened in 1958, Mara Lindt said.\n\nIt has 36 supports, and two of them are weak."
OPENED = Wanted("pier", "The pier was opened in 1958", "The pier was opened in 1958.", "Mara Lindt")


@pytest.fixture
def article() -> object:
    return make_article(body=BODY, external_id="demo:pier")


def spans(words: str) -> list[list[int]]:
    start = BODY.index(words)
    return [[start, start + len(words)]]


def test_the_claim_that_covers_the_words_best_is_found(article: object, editor: User) -> None:
    make_claim(article=article, content=spans("It has 36 supports"))
    wide = make_claim(article=article, content=spans("The pier was opened in 1958, Mara Lindt said."))
    close = make_claim(article=article, content=spans("The pier was opened in 1958"))
    assert find_claim(OPENED, taken=(), by=editor) == close
    assert find_claim(OPENED, taken={str(close.public_id)}, by=editor) == wide


def test_where_no_claim_fits_a_person_marks_one(article: object, editor: User) -> None:
    make_claim(article=article, content=spans("It has 36 supports"))
    claim = find_claim(OPENED, taken=(), by=editor)
    assert (claim.origin, claim.quote, claim.speaker_name) == ("human", "The pier was opened in 1958", "Mara Lindt")


def test_a_claim_that_is_too_wide_does_not_fit_exactly(article: object, editor: User) -> None:
    make_claim(article=article, content=spans("It has 36 supports, and two of them are weak."))
    wanted = Wanted("pier", "two of them are weak", "Two supports are weak.", at_least=EXACTLY)
    assert find_claim(wanted, taken=(), by=editor).origin == "human"


def test_asked_again_the_claim_that_was_marked_is_found(article: object, editor: User) -> None:
    assert find_claim(OPENED, taken=(), by=editor) == find_claim(OPENED, taken=(), by=editor)
