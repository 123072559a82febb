"""The Python client against a real server over HTTP."""

import datetime as dt
import json
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User
from factcheck_client import Bookmark, Client, NoAnswer, Problem
from factcheck_client.webhooks import BadSignature, read_webhook
from knox.models import AuthToken
from standardwebhooks import Webhook

from claims.models import Article
from exports import webhooks
from exports.services.clients import create_client
from exports.services.publishing import publish_verdict, retract_publication
from tests.conftest import make_person
from tests.exports.cases import decide, make_cited, make_known_claim
from tests.exports.cms.base import AT_LOST_ANSWER, Answer, Call, FakeServer, running

PACKAGE = Path(__file__).parents[2] / "clients/python"
UV = Path(sys.executable).with_name("uv")
BODY = "The harbour board will close the east pier, its chair Mara Lindt said on Monday."


@pytest.fixture
def desk(transactional_db: None, fake_components: None, live_server: Any) -> Client:
    return Client(live_server.url, token=create_client(name="gazette"), tries=1)


def everyone() -> tuple[User, User]:
    return make_person("edda", "editor"), make_person("rosa", "reviewer")


server_test = pytest.mark.django_db(transaction=True, serialized_rollback=True)


@server_test
def test_an_article_goes_in_and_its_claims_come_out(desk: Client) -> None:
    article = desk.submit_article(body=BODY, published_at="2026-03-06T08:00:00+01:00", external_id="cms-1")
    desk.wait_until_read(article["id"], seconds=20)

    assert desk.article(article["id"])["text"] == BODY
    assert [row["id"] for row in desk.articles(external_id="cms-1")] == [article["id"]]
    for claim in desk.claims(article=article["id"]):
        assert desk.claim(claim["id"])["statement"] == claim["statement"]
        assert isinstance(list(desk.evidence(claim=claim["id"])), list)


@server_test
def test_the_feed_is_followed_over_pages(desk: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    editor, reviewer = everyone()
    claim = make_known_claim()
    make_cited(claim, editor)
    entry = publish_verdict(review=decide(claim, reviewer), by=editor)
    retract_publication(publication=entry, by=editor, note="Wrong person.")
    monkeypatch.setattr("factcheck_client.transport.LARGEST_PAGE", 1)

    assert [row["kind"] for row in desk.publications()] == ["published", "retracted"]
    (retraction,) = desk.publications(after=1)
    assert (retraction["payload"]["verdict"], retraction["note"]) == (None, "Wrong person.")
    assert desk.claim_review(str(entry.public_id))["@type"] == "ClaimReview"
    with pytest.raises(Problem) as refused:
        desk.claim_review(retraction["id"])
    assert refused.value.status == 406


@server_test
def test_a_refusal_is_a_problem_with_its_pointers(desk: Client) -> None:
    with pytest.raises(Problem) as refused:
        desk.submit_article(body=BODY, published_at="yesterday")

    assert (refused.value.status, refused.value.code) == (400, "invalid_input")
    assert refused.value.errors[0]["pointer"] == "/published_at"
    assert not Article.objects.exists()


@server_test
def test_a_wrong_token_and_a_missing_scope_say_so(live_server: Any) -> None:
    with pytest.raises(Problem) as refused:
        list(Client(live_server.url, token="wrong", tries=1).publications())
    assert refused.value.status == 401

    token = create_client(name="reader", scopes=["publications:read"])
    with pytest.raises(Problem) as refused:
        Client(live_server.url, token=token, tries=1).submit_article(body=BODY)
    assert (refused.value.status, refused.value.code) == (403, "insufficient_scope")
    assert AuthToken.objects.count() == 1


@server_test
def test_the_impact_of_a_claim_is_read(live_server: Any) -> None:
    editor, reviewer = everyone()
    claim = make_known_claim()
    make_cited(claim, editor)
    entry = publish_verdict(review=decide(claim, reviewer), by=editor)
    token = create_client(name="desk-tool", scopes=["claims:read", "reviews:read"])
    impact = Client(live_server.url, token=token, tries=1).impact(claim=str(claim.public_id))

    assert impact["claims"][0]["publication"] == str(entry.public_id)


@server_test
def test_a_program_that_dies_over_an_entry_gets_it_again_and_misses_none(desk: Client, tmp_path: Path) -> None:
    editor, reviewer = everyone()
    claim = make_known_claim()
    make_cited(claim, editor)
    entry = publish_verdict(review=decide(claim, reviewer), by=editor)
    retract_publication(publication=entry, by=editor, note="Wrong person.")
    bookmark = Bookmark(tmp_path / "feed.sequence")

    seen = []
    with pytest.raises(ZeroDivisionError):
        for row in desk.follow(bookmark, once=True):
            seen.append(row["sequence"])
            1 / (2 - row["sequence"])
    assert (seen, bookmark.read()) == ([1, 2], 1)
    assert [row["sequence"] for row in desk.follow(bookmark, once=True)] == [2]
    assert (list(desk.follow(bookmark, once=True)), bookmark.read()) == ([], 2)
    assert desk.publication(str(entry.public_id))["payload"] == entry.payload
    assert desk.in_shape(str(entry.public_id), "ninjs")["uri"].startswith("urn:uuid:")


@server_test
def test_a_system_subscribes_itself_is_tested_and_sent_what_was_before(live_server: Any) -> None:
    editor, reviewer = everyone()
    claim = make_known_claim()
    make_cited(claim, editor)
    publish_verdict(review=decide(claim, reviewer), by=editor)
    token = create_client(name="gazette", scopes=["subscribers:read", "subscribers:write"])
    mine = Client(live_server.url, token=token, tries=1).subscribers

    assert "webhook" in [row["name"] for row in mine.connectors()]
    made = mine.add(connector="webhook", name="Hook", url="https://gazette.example/hook", kinds=["published"])
    assert made["secret"].startswith("whsec_")
    assert mine.rotate(made["id"])["secret"] not in {"", made["secret"]}
    assert mine.stop(made["id"], reason="We move house.")["enabled"] is False
    assert mine.change(made["id"], name="Hook two")["name"] == "Hook two"
    asked = mine.backfill(made["id"])
    assert [row["id"] for row in mine.backfills(made["id"])] == [asked["id"]]
    (waiting,) = mine.deliveries(made["id"], kind="published")
    assert mine.set_aside(waiting["id"])["status"] == "stale"
    assert mine.replay(waiting["id"])["status"] == "pending"
    assert mine.delivery(waiting["id"])["attempts"] == []
    assert [row["id"] for row in mine.all()] == [made["id"]]
    mine.remove(made["id"])
    with pytest.raises(Problem, match="404"):
        mine.read(made["id"])


def test_a_bookmark_that_is_none_is_said_and_not_taken_for_the_beginning(tmp_path: Path) -> None:
    (tmp_path / "feed").write_text("seven")
    with pytest.raises(ValueError, match="seven"):
        Bookmark(tmp_path / "feed").read()


def test_a_wheel_is_built_that_can_be_imported_and_is_typed(tmp_path: Path) -> None:
    build = [str(UV), "build", "--offline", "--wheel", "--out-dir", str(tmp_path), str(PACKAGE)]
    subprocess.run(build, check=True, capture_output=True, timeout=120)
    (wheel,) = tmp_path.glob("factcheck_client-*-py3-none-any.whl")
    assert "factcheck_client/py.typed" in zipfile.ZipFile(wheel).namelist()

    code = "import factcheck_client as c; print(c.__file__, c.Client('https://desk.example', token='t').subscribers)"
    done = subprocess.run([sys.executable, "-I", "-c", f"import sys; sys.path.insert(0, {str(wheel)!r}); {code}"],
                          check=True, capture_output=True, text=True, timeout=60)  # fmt: skip
    assert str(wheel) in done.stdout


class Moody(FakeServer):
    """A desk that has its moods."""

    def answer(self, call: Call) -> Answer:
        return Answer(201, {"id": "1", "key": call.headers.get("idempotency-key")})


def test_what_may_work_later_is_tried_again_under_the_same_key(monkeypatch: pytest.MonkeyPatch) -> None:
    waits: list[float] = []
    monkeypatch.setattr("factcheck_client.transport.time.sleep", waits.append)
    with running(Moody()) as server:
        server.accidents = [Answer(503, headers={"Retry-After": "2"}), AT_LOST_ANSWER, Answer(502)]
        Client(server.url, token="t").submit_article(body=BODY)

    assert waits == [2.0, 1.0, 2.0]
    assert len({call.headers["idempotency-key"] for call in server.calls}) == 1
    assert len(server.calls) == 4


def test_a_desk_that_is_not_there_is_no_answer() -> None:
    with pytest.raises(NoAnswer):
        Client("http://127.0.0.1:9", token="t", tries=1).article("1")


def test_the_token_follows_no_redirect() -> None:
    with running(Moody()) as server:
        server.accidents = [Answer(302, headers={"Location": f"{server.url}/elsewhere"})]
        with pytest.raises(Problem):
            Client(server.url, token="t", tries=1).submit_article(body=BODY)

    assert len(server.calls) == 1


def test_an_address_that_is_none_is_refused() -> None:
    with pytest.raises(ValueError, match="https://"):
        Client("file:///etc/passwd", token="t")


NOW = dt.datetime(2026, 3, 6, 8, 0, tzinfo=dt.UTC)
EVENT = json.dumps({"type": "verdict.published", "timestamp": "2026-03-06T08:00:00Z", "data": {}}).encode()


def test_a_webhook_of_the_desk_is_read_and_the_library_of_the_specification_agrees() -> None:
    secret = webhooks.make_secret()
    headers = webhooks.signed_headers("msg_1", EVENT, valid=[webhooks.make_secret(), secret], at=NOW)
    event = read_webhook(headers, EVENT, secret=secret, now=NOW.timestamp())
    fresh = webhooks.signed_headers("msg_1", EVENT, valid=[secret], at=dt.datetime.now(tz=dt.UTC))

    assert event["type"] == "verdict.published"
    assert Webhook(secret).verify(EVENT, fresh) == event


@pytest.mark.parametrize("over", [{}, {"webhook-timestamp": "1"}, {"webhook-signature": "v1,AAAA"}, {"webhook-id": ""}])
def test_a_webhook_that_is_not_signed_right_is_refused(over: dict[str, str]) -> None:
    secret = webhooks.make_secret()
    headers = webhooks.signed_headers("msg_1", EVENT, valid=[webhooks.make_secret()], at=NOW) | over

    with pytest.raises(BadSignature):
        read_webhook(headers, EVENT, secret=secret, now=NOW.timestamp())
