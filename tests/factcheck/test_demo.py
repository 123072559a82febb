"""The demo newsroom is loaded through the services, shows every state, and can be stopped at any point."""

from collections.abc import Iterator
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from claims.models import Article, Claim, LedgerChain
from claims.services.ledger_checks import verify
from exports.models import Publication
from factcheck.demo import desk as desk_module
from factcheck.demo import playing, waiting
from reviews.models import Review, Verdict
from sources.models import ArticleCopy, Document, Evidence

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)


STEPS_BETWEEN_KILLS = 2  # the step that is done again, and one more


class Killed(BaseException):
    """The process was killed."""


@pytest.fixture(autouse=True)
def at_home(settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A data directory of its own, and workers that are done at once."""
    settings.DATA_DIR = tmp_path
    settings.MEDIA_ROOT = tmp_path / "snapshots"
    monkeypatch.setattr(waiting, "PAUSE", 0.01)
    yield


def seed() -> str:
    output = StringIO()
    call_command("seed_demo", stdout=output)
    return output.getvalue()


def counts() -> list[int]:
    return [model.objects.count() for model in (Article, Claim, Document, Evidence, Review, Verdict, Publication)]


def seed_and_be_killed(monkeypatch: pytest.MonkeyPatch, *, after: int) -> bool:
    """Seed, and be killed at a step between the service's commit and the note of it. Whether it came so far."""
    real, steps = desk_module.Desk._do, []

    def do(self: Any, act: Any) -> None:
        def act_and_stop() -> None:
            act()
            steps.append(1)
            if len(steps) == after:
                raise Killed

        real(self, act_and_stop)

    with monkeypatch.context() as patch:
        patch.setattr(desk_module.Desk, "_do", do)
        try:
            seed()
        except Killed:
            return True
    return False


def test_killed_again_and_again_the_demo_still_shows_every_state_and_one_more_run_changes_nothing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    kills = 0
    with monkeypatch.context() as patch:
        while seed_and_be_killed(monkeypatch, after=STEPS_BETWEEN_KILLS):
            kills += 1
            patch.setattr(playing, "load_texts", lambda **_given: None)  # they are loaded; looking again takes long
    assert kills > 30
    check_reviews()
    check_claims_and_evidence()
    assert list(Publication.objects.values_list("kind", flat=True)).count("published") == 7
    assert not list(verify(LedgerChain.objects.all()))
    before = counts()
    assert seed().splitlines()[-1] == "the demo newsroom is complete"
    assert counts() == before


def check_reviews() -> None:
    assert set(Review.objects.values_list("state", flat=True)) == {
        "open", "assigned", "disputed", "decided", "published", "cancelled",
    }  # fmt: skip
    assert set(Publication.objects.values_list("kind", flat=True)) == {"published", "corrected", "retracted"}
    assert Review.objects.overdue().count() == 1
    assert Review.objects.filter(round=2, state="assigned").count() == 1
    half = Review.objects.get(blind=True, state="assigned")
    assert half.assessments.count() == 1


def check_claims_and_evidence() -> None:
    assert Claim.objects.filter(discarded_at__isnull=False).count() == 1
    assert Claim.objects.filter(origin="human").exists()
    assert set(Evidence.objects.values_list("decision", flat=True)) == {"suggested", "accepted", "rejected"}
    assert Evidence.objects.filter(origin="human").exists()
    (drifted,) = Evidence.objects.filter(drifted_by__isnull=False, decision="accepted")
    assert {mark for mark, text in drifted.drift["pieces"] if text.split()[0] in {"Two", "Three"}} == {"gone", "new"}
    copy = ArticleCopy.objects.get()
    assert copy.document.external_id == "demo:wire-pier-closure"
    assert not Evidence.objects.filter(claim__article=copy.article, passage__document=copy.document).exists()


def test_what_is_kept_about_another_database_does_not_count(settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    (settings.DATA_DIR / "demo-progress.json").write_text('{"steel": ["00000000-0000-0000-0000-000000000000", 4, 4]}')
    monkeypatch.setattr(playing, "UNSETTLED", ())
    monkeypatch.setattr(playing, "SETTLED", playing.SETTLED[:1])
    seed()
    assert Publication.objects.get().kind == "published"


def test_without_a_worker_it_says_what_it_waits_for_and_how_to_go_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(playing.loading, "missing_documents", lambda: "2 documents to be read")
    monkeypatch.setattr(waiting.wait_until, "__kwdefaults__", {"seconds": 0})
    with pytest.raises(CommandError, match=r"waits for 2 documents to be read\..*run seed_demo again"):
        seed()
