"""From paste to published verdict: a real broker, a real worker in another process, real pages and the real API."""

import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import pytest

from tests.servers.newsroom import Newsroom, call, wait_for

pytestmark = pytest.mark.servers

ARTICLE = """The harbour board of Wexcombe will close the east pier, its chair Mara Lindt said on Monday.

“We counted 1,200 cracks in the east pier,” Lindt said on Tuesday, “and each one is growing.”

The next day, port engineer Olav Brenn denied that the pier was unsafe.

The pier was opened in 1958."""

REPORT = (
    "The port authority inspected the east pier in February. Its engineers counted 120 cracks in the east pier, "
    "the inspection report says."
)


@pytest.fixture(scope="module")
def newsroom(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Newsroom]:
    started = Newsroom(tmp_path_factory.mktemp("story")).start()
    for name, group in (("edda", "editor"), ("rosa", "reviewer")):
        started.add_person(name, group)
    yield started
    started.stop()


def paste(newsroom: Newsroom, editor: object) -> str:
    """Hand in the article by hand; its public id."""
    editor.get("/articles/new/")
    editor.post("/articles/new/", body=ARTICLE, headline="East pier to close", published_at="2026-03-06T08:00")
    return editor.url.rstrip("/").rsplit("/", 1)[-1]


def test_from_paste_to_published_verdict(newsroom: Newsroom, tmp_path: Path) -> None:
    (tmp_path / "report.txt").write_text(REPORT)
    editor, reviewer = newsroom.browser("edda"), newsroom.browser("rosa")
    reviewer.get("/sources/add/")
    reviewer.post(
        "/sources/add/", text=REPORT, title="Inspection", publisher="Port Authority", publisher_kind="official"
    )
    article = paste(newsroom, editor)

    cracks = wait_for(
        "the review of the claim about the cracks to be open",
        lambda: newsroom.rows(
            "SELECT review.public_id, claim.said_on, claim.id FROM reviews_review AS review "
            "JOIN claims_claim AS claim ON claim.id = review.claim_id WHERE claim.quote LIKE '%1,200 cracks%'"
        ),
        seconds=60,
    )[0]
    review = f"/reviews/{as_uuid(cracks[0])}/"
    assert cracks[1] == "2026-03-03"
    page = unescape(editor.get(f"/articles/{article}/"))
    assert "Mara Lindt" in page
    assert "We counted 1,200 cracks" in page

    evidence = newsroom.one("SELECT public_id FROM sources_evidence WHERE claim_id = ?", cracks[2])
    reviewer.get(review)
    reviewer.post(f"{review}take/")
    reviewer.get(f"/evidence/{as_uuid(evidence)}/")
    reviewer.post(f"/evidence/{as_uuid(evidence)}/", decision="contradicts", note="120, not 1,200")
    page = reviewer.get(review)
    version = re.search(r'name="version" value="(\d+)"', page).group(1)
    verdict = {"rating": "false", "rationale": "The report counts 120 cracks.", "cited": as_uuid(evidence)}
    reviewer.post(f"{review}assess/", version=version, **verdict)
    assert newsroom.one("SELECT state FROM reviews_review WHERE public_id = ?", cracks[0]) == "decided"

    editor.get(f"{review}publish/")
    editor.post(f"{review}publish/")
    assert newsroom.one("SELECT state FROM reviews_review WHERE public_id = ?", cracks[0]) == "published"

    token = newsroom.manage("create_cms", "gazette").strip()
    status, _, feed = call(newsroom.address, token, "GET", "/api/v1/publications/")
    assert status == 200
    (entry,) = feed["results"]
    assert (entry["kind"], entry["payload"]["verdict"]["rating"]["slug"]) == ("published", "false")
    assert entry["payload"]["evidence"][0]["quote"] in REPORT
    path = f"/api/v1/publications/{entry['id']}/"
    status, headers, review_json = call(newsroom.address, token, "GET", path, Accept="application/ld+json")
    assert headers["content-type"].startswith("application/ld+json")
    assert review_json["@type"] == "ClaimReview"
    assert review_json["reviewRating"]["alternateName"] == "False"
    assert review_json["itemReviewed"]["author"]["name"] == "Mara Lindt"
    assert "The ledger holds" in newsroom.manage("verify_ledger")


def as_uuid(stored: str) -> str:
    """The usual spelling of an id that SQLite keeps as 32 digits."""
    digits = stored.replace("-", "")
    return "-".join((digits[:8], digits[8:12], digits[12:16], digits[16:20], digits[20:]))


def test_the_cms_posts_an_article_watches_it_and_reads_its_claims(newsroom: Newsroom) -> None:
    token = newsroom.manage("create_cms", "herald").strip()
    body = {"body": ARTICLE.replace("Wexcombe", "Aldmouth"), "headline": "Pier", "published_at": "2026-03-06T08:00:00Z"}
    key = {"Idempotency-Key": "story-1"}
    status, _, article = call(newsroom.address, token, "POST", "/api/v1/articles/", body, **key)
    assert status == 201
    status, headers, again = call(newsroom.address, token, "POST", "/api/v1/articles/", body, **key)
    assert (again["id"], headers["idempotent-replayed"]) == (article["id"], "true")

    def progress() -> dict[str, object] | None:
        _, _, seen = call(newsroom.address, token, "GET", f"/api/v1/articles/{article['id']}/progress/")
        return seen if seen["claims"] and seen["claims"] == seen["linked"] else None

    wait_for("the claims to be linked", progress, seconds=60)
    _, _, claims = call(newsroom.address, token, "GET", f"/api/v1/claims/?article={article['id']}")
    said = {claim["speaker"]["name"]: claim["said"]["on"] for claim in claims["results"] if claim["speaker"]}
    assert said["Olav Brenn"] == "2026-03-04"
    for claim in claims["results"]:
        pieces = [body["body"][start:end] for start, end in claim["content"]]
        assert " … ".join(pieces) == claim["quote"]


def test_an_upload_is_read_in_the_worker(newsroom: Newsroom) -> None:
    token = newsroom.manage("create_cms", "courier").strip()
    html = f"<html lang=en><title>Pier</title><body><article><p>{ARTICLE.replace(chr(10) * 2, '</p><p>')}</p></article>"
    status, _, intake = call(newsroom.address, token, "POST", "/api/v1/articles/", {"html": html})
    assert status == 202

    def arrived() -> dict[str, object] | None:
        _, _, seen = call(newsroom.address, token, "GET", f"/api/v1/intakes/{intake['id']}/")
        return seen if seen["status"] == "done" else None

    assert wait_for("the article to arrive", arrived, seconds=60)["article"]


def test_a_second_newsroom_on_the_same_data_is_refused(newsroom: Newsroom) -> None:
    with pytest.raises(AssertionError, match="already"):
        newsroom.manage("up", "--port", "1")
