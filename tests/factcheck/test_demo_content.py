"""The texts of the demo newsroom hold what its scenes rely on."""

import datetime as dt
from pathlib import Path

import pytest

from factcheck.demo import content
from factcheck.demo.desk import Cited
from factcheck.demo.scenes import SETTLED, Answer, Scene
from factcheck.demo.unsettled import UNSETTLED
from factcheck.lib.ingestion.sandbox import read_safely
from sources.copies import containment, shingles
from sources.services.copies import COPY_SHARE

SCENES = (*SETTLED, *UNSETTLED)
SLUGS = (*content.ARTICLES, content.JUST_IN)


def cited_passages() -> list[Cited]:
    """Every passage that a scene cites."""
    from factcheck.demo import scenes, unsettled

    named = [value for module in (scenes, unsettled) for value in vars(module).values() if isinstance(value, Cited)]
    answers = [scene.play.cited for scene in SCENES if isinstance(scene.play, Answer)]
    return list(dict.fromkeys([*named, *answers]))


@pytest.fixture(scope="module")
def texts() -> dict[str, str]:
    found = {text.slug: text.text for text in content.documents()}
    for file in content.FILES:
        found[Path(file.filename).stem] = read_safely(file.content, filename=file.filename).text
    return found


@pytest.mark.parametrize("scene", SCENES, ids=lambda scene: scene.name)
def test_the_claim_of_every_scene_stands_in_its_article_once(scene: Scene) -> None:
    assert content.article(scene.wanted.article).text.count(scene.wanted.words) == 1


def test_no_two_scenes_have_the_same_name() -> None:
    assert len({scene.name for scene in SCENES}) == len(SCENES)


@pytest.mark.parametrize("cited", cited_passages(), ids=lambda cited: cited.words)
def test_every_passage_that_a_scene_cites_stands_in_its_document_once(cited: Cited, texts: dict[str, str]) -> None:
    assert texts[cited.document].count(cited.words) == 1


@pytest.mark.parametrize("slug", SLUGS)
def test_articles_have_the_length_of_news(slug: str) -> None:
    assert 8 <= len(content.article(slug).text.split("\n\n")) <= 20


def test_one_article_does_not_say_when_it_was_published() -> None:
    assert [slug for slug in SLUGS if content.article(slug).published_at is None] == ["waiting"]


def test_times_have_a_time_zone() -> None:
    stamps = [text.published_at for text in (*map(content.article, SLUGS), *content.documents())]
    assert all(stamp.utcoffset() == dt.timedelta(hours=1 if stamp.month < 4 else 2) for stamp in stamps if stamp)


def test_the_agency_has_a_copy_of_an_article() -> None:
    library = {text.slug: shingles(text.text) for text in content.documents()}
    copies = {
        (slug, name)
        for slug in SLUGS
        for name in library
        if containment(shingles(content.article(slug).text), library[name]) >= COPY_SHARE
    }
    assert copies == {("pier", "wire-pier-closure")}


def test_two_outlets_print_the_same_report() -> None:
    library = {text.slug: text for text in content.documents()}
    courier, evening_post = library["courier-ferries-from-halvern"], library["evening-post-longer-crossing"]
    assert courier.text == evening_post.text
    assert courier.fact("publisher") != evening_post.fact("publisher")


def test_the_page_gives_its_article_and_nothing_around_it() -> None:
    reading = read_safely(content.PAGE.content, filename=content.PAGE.filename, declared_type="text/html")
    assert reading.headline == "Every second bus in Halvern is now electric, operator says"
    assert reading.outlet == "The Halvern Courier"
    assert reading.published_at == dt.datetime(2026, 3, 7, 10, 5, tzinfo=dt.timezone(dt.timedelta(hours=1)))
    assert "96 electric buses" in reading.text
    assert not any(around in reading.text for around in ("cookies", "courierTracking", "Ten soups", "First!"))


def test_a_text_without_a_head_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "bare.md"
    path.write_text("only one line")
    with pytest.raises(ValueError, match=r"bare\.md has no empty line"):
        content.read_text(path)
