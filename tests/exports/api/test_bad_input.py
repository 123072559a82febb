"""What can not be used has its status and its problem document, whatever it is."""

import base64
import datetime as dt
import json
from typing import Any

import pytest
from django.contrib.auth.models import Group, User
from django.core.management import call_command
from django.utils import timezone
from knox.models import AuthToken
from rest_framework.test import APIClient

from exports.models import Publication, Replay
from exports.services.clients import create_client, revoke_client
from factcheck.api.scopes import SCOPES, rights_of
from sources.models import Document
from tests.exports.api.test_publications import publish_more
from tests.factories import make_article, make_claim, make_source

ARTICLES, DOCUMENTS, FEED = "/api/v1/articles/", "/api/v1/documents/", "/api/v1/publications/"
CHECKS = "/api/v1/fact-checks/"

pytestmark = pytest.mark.usefixtures("fake_components")


def problem(answer: Any, status: int, code: str) -> dict[str, Any]:
    """The problem document of an answer, which must be one with this status and code."""
    content: dict[str, Any] = json.loads(answer.content)
    assert (answer.status_code, answer["Content-Type"]) == (status, "application/problem+json"), content
    assert content.keys() == {"type", "title", "status", "code", "detail", "errors"}
    assert (content["status"], content["code"]) == (status, code)
    assert content["detail"]
    return content


def client_with(*scopes: str, **options: Any) -> APIClient:
    client = APIClient()
    client.credentials(HTTP_AUTHORIZATION=f"Token {create_client(name='gazette', scopes=scopes, **options)}")
    return client


@pytest.fixture
def library_client(db: None) -> APIClient:
    return client_with(library=True)


@pytest.mark.parametrize("body", ["{", "", "nothing", '{"body": "x"', "\ufeff{}", "[" * 5_000, "NaN", '{"a": 1}}'])
@pytest.mark.parametrize("address", [ARTICLES, DOCUMENTS, CHECKS])
def test_malformed_json_is_named(library_client: APIClient, address: str, body: str) -> None:
    answer = library_client.post(address, body, content_type="application/json")

    assert problem(answer, 400, json.loads(answer.content)["code"])["code"] in {"parse_error", "invalid_input"}


@pytest.mark.parametrize("body", ["[]", '"x"', "3", "null", "true"])
@pytest.mark.parametrize("address", [ARTICLES, DOCUMENTS, CHECKS])
def test_json_that_is_no_object_is_refused(library_client: APIClient, address: str, body: str) -> None:
    problem(library_client.post(address, body, content_type="application/json"), 400, "invalid_input")


@pytest.mark.parametrize(
    ("address", "data"), [(ARTICLES, {"body": "x"}), (DOCUMENTS, {"text": "x"}), (CHECKS, {"html": "x"})]
)
def test_an_unknown_field_is_named_by_its_pointer(
    library_client: APIClient, address: str, data: dict[str, str]
) -> None:
    found = problem(library_client.post(address, data | {"a/b~c": 1}), 400, "invalid_input")

    assert found["errors"][0]["pointer"] == "/a~1b~0c"


@pytest.mark.parametrize(
    ("address", "data", "pointer"),
    [
        (ARTICLES, {"body": 3}, "/body"),
        (ARTICLES, {"body": "x", "published_at": 3}, "/published_at"),
        (DOCUMENTS, {"text": ["x"]}, "/text"),
        (DOCUMENTS, {"text": "x", "primary": "perhaps"}, "/primary"),
        (CHECKS, {"html": 3}, "/html"),
    ],
)
def test_a_value_of_the_wrong_type_is_named(
    library_client: APIClient, address: str, data: dict[str, Any], pointer: str
) -> None:
    assert problem(library_client.post(address, data), 400, "invalid_input")["errors"][0]["pointer"] == pointer


def test_a_body_over_the_limit_is_refused(library_client: APIClient, settings: Any) -> None:
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 1_000
    for address in (ARTICLES, DOCUMENTS, CHECKS):
        found = problem(library_client.post(address, {"body": "x" * 2_000}), 413, "too_large")
        assert "1,000" in found["detail"]


def test_a_body_that_is_no_json_is_refused(library_client: APIClient) -> None:
    for address in (ARTICLES, DOCUMENTS, CHECKS):
        answer = library_client.post(address, "body=x", content_type="application/x-www-form-urlencoded")
        problem(answer, 415, "unsupported_media_type")


# --- cursors ---


def test_a_cursor_of_another_list_or_another_filter_is_refused(
    cms_client: APIClient, editor: User, reviewer: User
) -> None:
    publish_more(4, editor, reviewer)
    for _ in range(4):
        make_article()
    of_feed = cms_client.get(f"{FEED}?page_size=2").json()["next"].partition("cursor=")[2].partition("&")[0]

    assert cms_client.get(f"{FEED}?page_size=3&cursor={of_feed}").status_code == 200
    for elsewhere in (f"{ARTICLES}?cursor={of_feed}", f"{FEED}?kind=published&cursor={of_feed}"):
        found = problem(cms_client.get(elsewhere), 400, "invalid_parameter")
        assert found["errors"][0]["parameter"] == "cursor"
        assert "another list" in found["detail"]


def test_a_cursor_without_its_list_is_refused(cms_client: APIClient, published: Publication) -> None:
    made_up = base64.b64encode(b"p=1").decode()

    problem(cms_client.get(FEED, {"cursor": made_up}), 400, "invalid_parameter")


# --- sparse fields ---


def test_only_the_members_asked_for_are_answered(cms_client: APIClient, published: Publication) -> None:
    (row,) = cms_client.get(f"{FEED}?fields=sequence,id").json()["results"]
    one = cms_client.get(f"{FEED}{published.public_id}/?fields=kind").json()

    assert list(row) == ["id", "sequence"]
    assert one == {"kind": "published"}


def test_links_of_pages_keep_the_members_asked_for(cms_client: APIClient, editor: User, reviewer: User) -> None:
    publish_more(3, editor, reviewer)

    page = cms_client.get(f"{FEED}?fields=sequence&page_size=2").json()
    rest = cms_client.get(page["next"]).json()

    assert rest["results"] == [{"sequence": 3}]


@pytest.mark.parametrize("fields", ["", "id,nothing", "id, kind", "payload.claim", ","])
def test_a_member_that_is_none_is_refused(cms_client: APIClient, published: Publication, fields: str) -> None:
    for address in (FEED, f"{FEED}{published.public_id}/"):
        found = problem(cms_client.get(address, {"fields": fields}), 400, "invalid_parameter")
        assert found["errors"][0]["parameter"] == "fields"


def test_where_an_answer_has_no_members_to_choose_the_parameter_is_unknown(
    cms_client: APIClient, published: Publication
) -> None:
    article = published.article_public_id
    for address in (f"{ARTICLES}{article}/progress/", f"{ARTICLES}{article}/as/galley/"):
        problem(cms_client.get(f"{address}?fields=id"), 400, "invalid_parameter")


# --- tokens ---


def test_tokens_that_ended_were_revoked_or_never_were_are_refused(time_machine: Any, db: None) -> None:
    time_machine.move_to("2026-03-06T08:00:00Z")
    short, revoked, never = client_with(days=1), client_with(), APIClient()
    never.credentials(HTTP_AUTHORIZATION=f"Token {'0' * 64}")
    assert short.get(FEED).status_code == revoked.get(FEED).status_code == 200

    time_machine.move_to("2026-03-08T08:00:00Z")
    revoke_client(name="gazette")

    for client in (short, revoked, never):
        assert "revoked" in problem(client.get(FEED), 401, "not_authenticated")["detail"]


READS = {
    "articles:read": ARTICLES, "speakers:read": "/api/v1/speakers/", "library:read": DOCUMENTS,
    "reviews:read": "/api/v1/reviews/", "publications:read": FEED,
}  # fmt: skip


@pytest.mark.parametrize("scope", READS)
def test_a_token_opens_what_its_scope_says_and_nothing_else(scope: str, db: None) -> None:
    client = client_with(scope)

    for other, address in READS.items():
        answer = client.get(address)
        if other == scope:
            assert answer.status_code == 200
        else:
            assert f"the scope {other}" in problem(answer, 403, "insufficient_scope")["detail"]


def test_a_token_that_may_read_may_not_send(db: None) -> None:
    client = client_with("articles:read", "library:read")

    assert "articles:write" in problem(client.post(ARTICLES, {"body": "x"}), 403, "insufficient_scope")["detail"]
    assert "library:write" in problem(client.post(DOCUMENTS, {"text": "x"}), 403, "insufficient_scope")["detail"]


def test_a_token_without_scopes_has_the_rights_of_its_account(db: None) -> None:
    client = client_with()

    assert client.get(FEED).status_code == 200
    assert problem(client.get("/api/v1/reviews/"), 403, "not_allowed")


def test_a_scope_does_not_give_one_token_what_another_of_the_account_got(db: None) -> None:
    client_with("reviews:read")

    problem(client_with("publications:read").get("/api/v1/reviews/"), 403, "insufficient_scope")


def test_a_scope_opens_the_same_on_the_addresses_of_others(db: None, published: Publication) -> None:
    client = client_with("articles:read")

    assert client.get("/v1alpha1/pages").json()["error"]["status"] == "PERMISSION_DENIED"
    problem(client.get(f"{FEED}as/atom/"), 403, "insufficient_scope")


def test_every_right_of_a_scope_is_there(db: None) -> None:
    from django.contrib.auth.models import Permission

    known = {f"{right.content_type.app_label}.{right.codename}" for right in Permission.objects.all()}
    assert rights_of(SCOPES) <= known


def test_a_scope_that_is_none_is_refused_in_words(db: None) -> None:
    from django.core.management import CommandError

    with pytest.raises(CommandError, match="no scope 'everything'"):
        call_command("create_cms", "gazette", "--scope", "everything")
    assert not AuthToken.objects.exists()
    assert not User.objects.filter(username="gazette").exists()


def test_one_token_is_revoked_by_how_it_begins(db: None, capsys: pytest.CaptureFixture[str]) -> None:
    first, second = client_with("publications:read"), client_with()
    call_command("list_cms", "gazette")
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == 2
    assert lines[0].endswith("has no end  publications:read")

    call_command("revoke_cms", "gazette", "--token", lines[0].split()[0])

    assert first.get(FEED).status_code == 401
    assert second.get(FEED).status_code == 200


def test_the_reader_group_reads_and_does_nothing_else(db: None) -> None:
    rights = {right.codename for right in Group.objects.get(name="reader").permissions.all()}

    assert rights
    assert {right.split("_")[0] for right in rights} == {"view"}


# --- retries ---


def send(client: APIClient, data: dict[str, Any], key: str = "k1", address: str = DOCUMENTS) -> Any:
    return client.post(address, data, HTTP_IDEMPOTENCY_KEY=key)


def test_a_retry_is_answered_like_the_first_and_marked(library_client: APIClient) -> None:
    first, again = (send(library_client, {"text": "Words.", "title": "T"}) for _ in range(2))

    assert (first.status_code, again.status_code) == (201, 201)
    assert again.json() == first.json()
    assert again["Location"] == first["Location"]
    assert again["Idempotent-Replayed"] == "true"
    assert "Idempotent-Replayed" not in first
    assert Document.objects.count() == 1


def test_a_key_with_another_body_or_at_another_address_is_a_conflict(library_client: APIClient) -> None:
    send(library_client, {"text": "Words.", "title": "T"})

    problem(send(library_client, {"text": "Others.", "title": "T"}), 409, "conflict")
    problem(send(library_client, {"html": "x"}, address=CHECKS), 409, "conflict")
    assert Document.objects.count() == 1


def test_a_refused_request_leaves_its_key_free(library_client: APIClient) -> None:
    problem(send(library_client, {"text": " "}), 400, "invalid_input")

    assert send(library_client, {"text": "Words.", "title": "T"}).status_code == 201


def test_a_request_under_way_is_not_done_twice(library_client: APIClient) -> None:
    send(library_client, {"text": "Words.", "title": "T"})
    Replay.objects.update(status=None)

    problem(send(library_client, {"text": "Words.", "title": "T"}), 409, "conflict")


def test_a_request_whose_process_died_can_be_sent_again(library_client: APIClient) -> None:
    send(library_client, {"text": "Words.", "title": "T"})
    Replay.objects.update(status=None)

    Replay.objects.update(begun_at=timezone.now() - dt.timedelta(minutes=6))

    assert send(library_client, {"text": "Words.", "title": "T"}).status_code == 200  # it is there already


def test_a_key_is_forgotten_after_a_month(library_client: APIClient, time_machine: Any) -> None:
    time_machine.move_to("2026-03-01T08:00:00Z")
    send(library_client, {"text": "Words.", "title": "T"})
    time_machine.move_to("2026-04-15T08:00:00Z")
    send(library_client, {"text": "Others.", "title": "T"}, key="k2")

    assert [replay.key for replay in Replay.objects.all()] == ["k2"]


def test_a_key_belongs_to_one_client(library_client: APIClient, editor: User) -> None:
    other = APIClient()
    other.force_authenticate(editor)
    send(library_client, {"text": "Words.", "title": "T"})

    assert send(other, {"text": "Others.", "title": "T"}).status_code == 201


@pytest.mark.parametrize("key", ["x" * 201, "a\x01b"])
def test_a_key_that_is_none_is_refused(library_client: APIClient, key: str) -> None:
    problem(send(library_client, {"text": "Words."}, key=key), 400, "invalid_input")


# --- changes ---


def test_a_change_of_what_was_changed_since_is_refused(editor: User) -> None:
    client = APIClient()
    client.force_authenticate(editor)
    address = f"/api/v1/publishers/{make_source(name='Port Authority').public_id}/"
    tag = client.get(address)["ETag"]

    done = client.post(f"{address}describe/", {"kind": "official"}, HTTP_IF_MATCH=tag)
    late = client.post(f"{address}describe/", {"kind": "wire"}, HTTP_IF_MATCH=tag)

    assert done.status_code == 200
    problem(late, 412, "precondition_failed")
    assert client.get(address).json()["kind"] == "official"
    assert (
        client.post(f"{address}describe/", {"kind": "wire"}, HTTP_IF_MATCH=client.get(address)["ETag"]).status_code
        == 200
    )
    assert client.post(f"{address}describe/", {"kind": "court"}, HTTP_IF_MATCH="*").status_code == 200
    assert client.post(f"{address}describe/", {"kind": "other"}).status_code == 200
    problem(client.post(f"{address}merge/", {"into": "0" * 32}, HTTP_IF_MATCH=tag), 412, "precondition_failed")


# --- how many, and from where ---


def test_every_answer_says_how_many_requests_are_left(
    cms_client: APIClient, monkeypatch: pytest.MonkeyPatch, published: Publication
) -> None:
    from django.core.cache import cache

    from factcheck.api.throttling import ClientRate

    cache.clear()
    monkeypatch.setattr(ClientRate, "THROTTLE_RATES", {"user": "3/min"})
    answers = [cms_client.get(FEED) for _ in range(4)]
    of_others = cms_client.get("/v1alpha1/pages")
    cache.clear()

    assert [answer["RateLimit"].split(";")[1] for answer in answers] == ["r=2", "r=1", "r=0", "r=0"]
    assert {answer["RateLimit-Policy"] for answer in answers} == {'"client";q=3;w=60'}
    assert 0 < int(answers[3]["RateLimit"].partition("t=")[2]) <= 60
    problem(answers[3], 429, "throttled")
    assert int(answers[3]["Retry-After"]) > 0
    assert of_others.json()["error"]["status"] == "RESOURCE_EXHAUSTED"
    assert int(of_others["Retry-After"]) > 0


def test_pages_of_other_origins_may_call_only_when_they_are_named(cms_client: APIClient, settings: Any) -> None:
    def asked(origin: str, address: str = FEED) -> Any:
        return cms_client.get(address, HTTP_ORIGIN=origin)

    assert "Access-Control-Allow-Origin" not in asked("https://cms.example")
    settings.CORS_ALLOWED_ORIGINS = ["https://cms.example"]

    allowed = asked("https://cms.example")
    assert allowed["Access-Control-Allow-Origin"] == "https://cms.example"
    assert "ratelimit" in allowed["Access-Control-Expose-Headers"]
    assert "Access-Control-Allow-Origin" not in asked("https://other.example")
    assert "Access-Control-Allow-Origin" not in asked("https://cms.example", "/login/")
    assert "Access-Control-Allow-Credentials" not in allowed


def test_a_browser_may_ask_first_without_a_token(settings: Any) -> None:
    settings.CORS_ALLOWED_ORIGINS = ["https://cms.example"]

    answer = APIClient().options(
        ARTICLES, HTTP_ORIGIN="https://cms.example", HTTP_ACCESS_CONTROL_REQUEST_METHOD="POST",
        HTTP_ACCESS_CONTROL_REQUEST_HEADERS="authorization,idempotency-key",
    )  # fmt: skip

    assert answer.status_code == 200
    assert "idempotency-key" in answer["Access-Control-Allow-Headers"]


def test_members_are_left_out_before_they_are_read(cms_client: APIClient, published: Publication) -> None:
    claim = make_claim()
    row = cms_client.get(f"/api/v1/claims/{claim.public_id}/?fields=id,statement").json()

    assert list(row) == ["id", "statement"]
