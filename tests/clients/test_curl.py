"""The page of curl, run as it stands there by bash and curl against a real server."""

import datetime as dt
import json
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from claims.models import Article
from exports import webhooks
from exports.models import Publication, Subscriber
from exports.services.clients import create_client
from exports.services.publishing import publish_verdict
from factcheck.api.scopes import SCOPES
from tests.conftest import make_person
from tests.exports.cases import decide, make_cited, make_known_claim

PAGE = (Path(__file__).parents[2] / "docs/curl.md").read_text()
BLOCKS = re.findall(r"^```sh\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)
STRICT = 'set -euo pipefail\ncurl() { command curl --fail-with-body "$@"; }\n'
BODY = b'{"type":"verdict.published","timestamp":"2026-03-06T08:00:00Z","data":{}}'

pytestmark = [
    pytest.mark.skipif(
        not all(map(shutil.which, ("bash", "curl", "openssl", "awk"))), reason="needs a shell with curl"
    ),
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
]


def published() -> Publication:
    editor, reviewer = make_person("edda", "editor"), make_person("rosa", "reviewer")
    claim = make_known_claim()
    make_cited(claim, editor)
    return publish_verdict(review=decide(claim, reviewer), by=editor)


def facts_of(entry: Publication, address: str) -> dict[str, str]:
    """What the page takes for granted: the addresses, the token, and ids that a reader got from an answer above."""
    claim = entry.review.claim
    secret = webhooks.make_secret()
    headers = webhooks.signed_headers("msg_1", BODY, valid=[secret], at=dt.datetime(2026, 3, 6, tzinfo=dt.UTC))
    return {
        "DESK": f"{address}/api/v1",
        "AUTH": f"Authorization: Token {create_client(name='gazette', scopes=list(SCOPES))}",
        "ARTICLE": str(claim.article.public_id),
        "CLAIM": str(claim.public_id),
        "SPEAKER": str(claim.speaker.public_id) if claim.speaker else "",
        "DOCUMENT": str(entry.verdict.cited.get().passage.document.public_id),
        "PUBLICATION": str(entry.public_id),
        "LAST": "0",
        "SECRET": secret,
        "WEBHOOK_ID": headers["webhook-id"],
        "WEBHOOK_TIMESTAMP": headers["webhook-timestamp"],
        "signature": headers["webhook-signature"].removeprefix("v1,"),
    }


def test_every_command_of_the_page_does_what_the_page_says(
    fake_components: None, live_server: Any, tmp_path: Path
) -> None:
    entry = published()
    env = facts_of(entry, live_server.url) | {"PATH": "/usr/bin:/bin:/usr/local/bin", "BODY": "body.json"}
    (tmp_path / "body.json").write_bytes(BODY)
    answers: list[str] = []
    for block in BLOCKS[1:]:  # the first one says where the desk is
        found = Subscriber.objects.first()
        env["SUBSCRIBER"] = str(found.public_id) if found else ""
        done = subprocess.run(
            ["bash", "-c", STRICT + block],
            check=False,
            capture_output=True,
            text=True,
            env=env,
            cwd=tmp_path,
            timeout=60,
        )
        assert done.returncode == 0, f"{block}\n{done.stdout}\n{done.stderr}"
        answers.append(done.stdout)

    sent, read, feed, one, again, impact, added, tested, before, changed, verified = answers
    assert json.loads(sent)["external_id"] == "cms-4711"
    assert Article.objects.filter(external_id="cms-4711").count() == 1
    assert str(entry.review.claim.public_id) in read
    assert [row["sequence"] for row in json.loads(feed)["results"]] == [1]
    assert '"ClaimReview"' in one
    assert again.strip() == "304"
    assert impact.count(str(entry.public_id)) == 2, "of the claim and of the document; the speaker goes by his name"
    assert json.loads(added)["secret"].startswith("whsec_")
    assert tested.count('"kind":"test"') == 2
    assert before.count('"count":1') == 2
    assert json.loads(changed)["kinds"] == ["corrected", "retracted"]
    assert verified.strip() == env["signature"]


def test_the_first_block_says_what_the_others_need() -> None:
    assert "export DESK=" in BLOCKS[0]
    assert "export AUTH=" in BLOCKS[0]
