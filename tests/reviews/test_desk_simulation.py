"""The simulated desk in small: what it promises holds while workers die and messages are lost, and it is drawn."""

from pathlib import Path
from xml.etree import ElementTree

import pytest

from bench.desk import checks, report, simulation
from bench.desk.plan import Plan
from reviews.models import Assessment, Notice, Review

SMALL = Plan(days=1, claims=24, reviewers=3, kills=0.15, losses=0.3, conflicts=0.6, disputes=0.4)


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_a_day_of_a_desk_in_which_much_goes_wrong(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    result = simulation.simulate(SMALL)
    assert {finding.what: finding.broken for finding in result.findings if finding.broken} == {}
    assert result.counts.kills > 0
    assert result.counts.lost > 0
    assert result.counts.conflicts_let_through == 0
    assert result.counts.answers > 5
    assert Review.objects.count() == 24
    picture = tmp_path / "desk.svg"
    assert report.print_report(result, 1.0, picture) == 0
    assert "what must hold" in capsys.readouterr().out
    assert ElementTree.parse(picture).getroot().tag.endswith("svg")
    _breaks_are_found(result)


def _breaks_are_found(result: simulation.Result) -> None:
    """The checks are no ornament: what is broken by hand is counted."""
    Notice.objects.filter(kind="escalated").delete()
    judged = Assessment.objects.first()
    article = judged.review.claim.article
    article.submitted_by = judged.reviewer
    article.save()
    mails = checks.Mails(names=["a", "a", "b", "b"], unnoted={"b"})
    broken = {row.what: row.broken for row in simulation.findings(SMALL, mails, simulation.ESCALATE_AFTER)}
    broken = {what: number for what, number in broken.items() if number}
    assert "answers of somebody who entered the article" in broken
    assert "assignments to somebody who entered the article" in broken
    assert broken["mails that were noted as sent and went out again"] == 1
