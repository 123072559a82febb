"""What there is to beware of in evidence: circles, the speaker on himself, time."""

import datetime as dt

import pytest

from sources.marks import Checked, Cited, MarkKind, marks
from sources.origins.reading import read_trace

CHECKED = Checked(
    url="https://gazette.example/pier",
    outlet="Harbour Gazette",
    headline="East pier to close for two years",
    published_on=dt.date(2026, 3, 6),
    speaker="Mara Lindt",
    affiliation="the harbour board of Halvern",
    said_on=dt.date(2026, 3, 5),
)
ABOUT = "The east pier will close for two years because of 1,200 cracks in its piles."


def cited(text: str = ABOUT, **over: object) -> Cited:
    values = {
        "passage": text,
        "publisher": "Coast Herald",
        "url": "https://herald.example/1",
        "published_on": dt.date(2026, 3, 1),
        "trace": read_trace(text, title="", publisher="Coast Herald", url="https://herald.example/1"),
    }
    return Cited(**values | over)


def kinds(found: Cited, checked: Checked = CHECKED) -> list[str]:
    return [mark.kind.value for mark in marks(checked, found)]


def with_checked(**over: object) -> Checked:
    values = {name: getattr(CHECKED, name) for name in Checked.__slots__}
    return Checked(**values | over)


def test_a_document_of_another_publisher_before_the_claim_has_no_marks() -> None:
    assert kinds(cited()) == []


def test_a_link_to_the_article_is_a_circle() -> None:
    (mark,) = marks(CHECKED, cited(f"{ABOUT} More at https://gazette.example/pier."))
    assert (mark.kind, mark.sentence[:40]) == (MarkKind.CITES_ARTICLE, "The document links to the article under ")


@pytest.mark.parametrize(
    ("text", "day", "is_circle"),
    [
        (f"{ABOUT} As the Harbour Gazette reported, lorries are banned.", 6, True),
        (f"{ABOUT} According to the Gazette, lorries are banned.", 9, True),
        (f"{ABOUT} As the Harbour Gazette reported, lorries are banned.", 4, False),
        ("The theatre has no money, the Harbour Gazette reported.", 9, False),
        (f"{ABOUT} As the Inland Tribune reported, lorries are banned.", 9, False),
    ],
)
def test_naming_the_outlet_is_a_circle_when_it_can_mean_the_article(text: str, day: int, is_circle: bool) -> None:
    found = kinds(cited(text, published_on=dt.date(2026, 3, day)))
    assert ("cites_article" in found) is is_circle


def test_the_outlet_on_itself_is_no_circle_but_marked_as_the_own_outlet() -> None:
    found = cited(f"{ABOUT} The Harbour Gazette reported it.", publisher="The Harbour Gazette")
    assert kinds(found) == ["own_outlet"]
    assert kinds(cited(url="https://www.gazette.example/older")) == ["own_outlet"]


@pytest.mark.parametrize(
    ("text", "publisher"),
    [
        (ABOUT, "Mara Lindt"),
        (ABOUT, "Harbour Board"),
        ("“It will close,” Mara Lindt said on Thursday.", "Coast Herald"),
        ("According to Lindt, it will close.", "Coast Herald"),
    ],
)
def test_the_speaker_on_himself_is_marked(text: str, publisher: str) -> None:
    assert kinds(cited(text, publisher=publisher)) == ["speaker_himself"]


@pytest.mark.parametrize("text", ["Lindt opened the pier in 1998.", "Engineer Brenn said it is safe."])
def test_a_passage_in_which_the_speaker_does_not_speak_is_not_marked(text: str) -> None:
    assert kinds(cited(text)) == []


def test_a_claim_of_the_article_itself_has_no_speaker() -> None:
    assert kinds(cited("It will close, she said."), with_checked(speaker="", affiliation="")) == []


def test_late_and_undated_documents_are_marked_with_the_days() -> None:
    (late,) = marks(CHECKED, cited(published_on=dt.date(2026, 3, 7)))
    assert late.sentence == "It was published on 7 March 2026, after the claim was made (5 March 2026)."
    assert kinds(cited(published_on=None)) == ["undated"]
    assert kinds(cited(published_on=dt.date(2026, 3, 7)), with_checked(said_on=None)) == []


def test_nothing_known_of_the_article_marks_nothing() -> None:
    empty = Checked("", "", "", None, "", "", None)
    assert kinds(cited("As the Gazette reported, see https://gazette.example/pier"), empty) == []
