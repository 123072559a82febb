"""What is refused before an article or a document is stored."""

import datetime as dt

import pytest

from claims.services.articles import ArticleDraft
from claims.services.texts import check_draft, check_time, checked_text
from factcheck.lib.errors import InvalidInput


@pytest.mark.parametrize("text", ["\u200b\u200d\ufeff", "\u00ad \u2060", "\u3164\u2800", "\ufe0f", "\U000e0041"])
def test_a_text_of_characters_that_nobody_sees_is_empty(text: str) -> None:
    with pytest.raises(InvalidInput, match="no text"):
        checked_text(text, field="body")


@pytest.mark.parametrize("text", ["a\u200b", "😀", "।", "1", "."])
def test_a_text_with_one_character_to_see_is_none_the_less_a_text(text: str) -> None:
    assert checked_text(text, field="body") == text


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"body": "a\ud800"}, "body"),
        ({"headline": "\udfff"}, "headline"),
        ({"url": "javascript:alert(1)"}, "url"),
        ({"url": "gazette.example/pier"}, "url"),
        ({"url": f"https://gazette.example/{'a' * 2_000}"}, "url"),
        ({"external_id": "x" * 201}, "external_id"),
        ({"byline": "Ina\0Falk"}, "byline"),
        ({"published_at": dt.datetime.max.replace(tzinfo=dt.UTC)}, "published_at"),
        ({"published_at": dt.datetime(26, 3, 6, tzinfo=dt.UTC)}, "published_at"),
    ],
)
def test_a_draft_that_can_not_be_stored_is_refused_with_the_field(facts: dict[str, object], field: str) -> None:
    with pytest.raises(InvalidInput) as refusal:
        check_draft(ArticleDraft(**{"body": "Words."} | facts))
    assert list(refusal.value.fields) == [field]


def test_the_first_moment_of_the_calendar_is_refused_and_breaks_nothing() -> None:
    first = dt.datetime.min.replace(tzinfo=dt.timezone(dt.timedelta(hours=5)))
    with pytest.raises(InvalidInput, match="Check the year"):
        check_time(first)
