"""Where parts of the stance model do not agree, everybody who sees the evidence reads it."""

from collections.abc import Sequence
from types import SimpleNamespace

import pytest
from django.template.loader import render_to_string
from rest_framework.test import APIClient

from sources.services.linking import request_linking, run_linking
from sources.stance.base import Judgement, Pair, Stance
from tests.factories import make_claim, make_document, make_evidence
from tests.fakes import FakeStance

DISSENT = "The trained model takes the passage for context only, although the two texts clash."

pytestmark = pytest.mark.django_db


class TornStance(FakeStance):
    def judge(self, pairs: Sequence[Pair]) -> list[Judgement]:
        return [Judgement(Stance.CONTRADICTS, 0.7, (), DISSENT) for _ in pairs]


@pytest.mark.usefixtures("fake_components")
def test_it_is_kept_with_the_evidence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(FakeStance, "judge", TornStance.judge)
    claim = make_claim()
    make_document()
    request_linking(article=claim.article, claims=[claim])
    run_linking(article_id=claim.article_id)
    assert claim.evidence.get().machine_dissent == DISSENT


def test_the_api_tells_it(cms_client: APIClient) -> None:
    piece = make_evidence(machine_dissent=DISSENT)
    assert cms_client.get(f"/api/v1/evidence/{piece.public_id}/").json()["machine"]["dissent"] == DISSENT


@pytest.mark.parametrize("dissent", [DISSENT, ""])
def test_the_page_shows_it_where_there_is_one(dissent: str) -> None:
    row = SimpleNamespace(evidence=make_evidence(machine_dissent=dissent), stance="contradicts", passage_marks=())
    shown = render_to_string("sources/_evidence_row.html", {"row": row, "statement": "", "here": "/"})
    assert ("although the two texts clash" in shown) is bool(dissent)
