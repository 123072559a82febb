import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from rest_framework.test import APIClient

from claims.models import Claim
from sources.models import Evidence
from tests.factories import make_claim, make_document, make_evidence, make_source
from tests.snapshots import check_snapshot

EVIDENCE = "/api/v1/evidence/"
UNKNOWN = "00000000-0000-4000-8000-00000000ffff"


def make_curated(claim: Claim, curator: User, decision: str, **over: object) -> Evidence:
    return make_evidence(claim=claim, decision=decision, curated_by=curator, curated_at=timezone.now(), **over)


def test_the_shape_of_evidence_is_the_documented_one(cms_client: APIClient, editor: User) -> None:
    document = make_document(
        public_id="00000000-0000-4000-8000-000000000004",
        source=make_source(name="Port Authority", kind="official", primary=True),
    )
    piece = make_curated(
        make_claim(public_id="00000000-0000-4000-8000-000000000002"),
        editor,
        "accepted",
        public_id="00000000-0000-4000-8000-000000000005",
        passage=document.passages.get(),
        machine_reasons=[
            {"kind": "number", "agrees": True, "sentence": "Both say 1,200.", "in_claim": None, "in_passage": [18, 23]}
        ],
        human_stance="contradicts",
    )

    answer = cms_client.get(f"{EVIDENCE}{piece.public_id}/").json()

    answer["human"]["at"] = "2026-03-06T10:00:00Z"
    check_snapshot("evidence", answer)


def test_a_suggestion_nobody_looked_at_has_no_human_side(cms_client: APIClient) -> None:
    answer = cms_client.get(f"{EVIDENCE}{make_evidence().public_id}/").json()

    assert answer["human"] is None
    assert (answer["machine"]["stance"], answer["machine"]["confidence"]) == ("corroborates", 0.8)


def test_what_a_person_added_has_no_machine_side(cms_client: APIClient, editor: User) -> None:
    piece = make_curated(
        make_claim(), editor, "accepted", machine_stance="", machine_confidence=None, human_stance="context", rank=0
    )

    answer = cms_client.get(f"{EVIDENCE}{piece.public_id}/").json()

    assert answer["machine"] is None
    assert (answer["human"]["decision"], answer["human"]["stance"]) == ("accepted", "context")


def test_accepting_is_not_restating(cms_client: APIClient, editor: User) -> None:
    piece = make_curated(make_claim(), editor, "accepted")

    assert cms_client.get(f"{EVIDENCE}{piece.public_id}/").json()["human"]["stance"] is None


def test_evidence_is_listed_best_first_without_what_was_rejected(cms_client: APIClient, editor: User) -> None:
    claim = make_claim()
    second, first = make_evidence(claim=claim, rank=2), make_curated(claim, editor, "accepted", rank=1)
    rejected = make_curated(claim, editor, "rejected", rank=3)
    make_evidence()

    def ids(**query: object) -> list[str]:
        return [row["id"] for row in cms_client.get(EVIDENCE, {"claim": claim.public_id, **query}).json()["results"]]

    assert ids() == [str(first.public_id), str(second.public_id)]
    assert ids(decision="accepted") == [str(first.public_id)]
    assert ids(decision="suggested") == [str(second.public_id)]
    assert cms_client.get(f"{EVIDENCE}{rejected.public_id}/").status_code == 404


def test_notes_and_names_of_the_house_stay_inside(cms_client: APIClient, editor: User) -> None:
    piece = make_curated(make_claim(), editor, "accepted", note="Told me on the phone.")

    answer = cms_client.get(f"{EVIDENCE}{piece.public_id}/").content.decode()

    assert "phone" not in answer
    assert editor.username not in answer


def test_ten_pieces_cost_as_many_queries_as_one(cms_client: APIClient, editor: User) -> None:
    claim = make_claim()

    def count() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert cms_client.get(EVIDENCE, {"claim": claim.public_id}).status_code == 200
        assert not any('"sources_document"."text"' in query["sql"] for query in queries)
        return len(queries)

    make_evidence(claim=claim)
    one = count()
    for _ in range(9):
        make_curated(claim, editor, "accepted")

    assert count() == one


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("", 400),
        ("claim=17", 400),
        (f"claim={UNKNOWN}", 404),
        (f"claim={UNKNOWN}&decision=rejected", 400),
        ("stance=x", 400),
    ],
)
def test_a_list_without_its_claim_is_refused(cms_client: APIClient, query: str, status: int) -> None:
    answer = cms_client.get(f"{EVIDENCE}?{query}")

    assert (answer.status_code, answer["Content-Type"]) == (status, "application/problem+json")


def test_evidence_is_closed_to_strangers(stranger: User) -> None:
    piece = make_evidence()
    client = APIClient()
    addresses = (f"{EVIDENCE}{piece.public_id}/", f"{EVIDENCE}?claim={piece.claim.public_id}")

    assert [client.get(address).status_code for address in addresses] == [401, 401]
    client.force_authenticate(stranger)
    assert [client.get(address).status_code for address in addresses] == [403, 403]


def test_evidence_is_not_written_through_the_api(cms_client: APIClient) -> None:
    assert cms_client.post(EVIDENCE, {}).status_code == 405
    assert cms_client.delete(f"{EVIDENCE}{make_evidence().public_id}/").status_code == 405
