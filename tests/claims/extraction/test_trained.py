import datetime as dt
import json
import os
import subprocess
import sys
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claims.extraction.base import Attribution, ExtractedClaim, Part, SpeakerKind
from claims.extraction.tagging.model import SHIPPED, TaggerModel
from claims.extraction.trained import TrainedExtractor
from factcheck.lib.errors import ComponentFailed
from tests.claims.extraction.articles import HARBOUR, PUBLISHED
from tests.claims.extraction.odd import ODD, PLAIN
from tests.claims.extraction.test_properties import NEWSLIKE

MEGABYTE = 1_000_000


def read(text: str, published: dt.date | None = PUBLISHED, language: str = "en") -> list[ExtractedClaim]:
    return list(TrainedExtractor().extract(text, published=published, language=language))


def check(text: str, claims: list[ExtractedClaim]) -> None:
    """What holds for every reading of every text."""
    for claim in claims:
        assert claim.content
        assert claim.statement
        assert 0 <= claim.checkworthiness <= 1
        assert 0 <= claim.confidence <= 1
        for spans in (claim.content, claim.source, claim.cue):
            assert all(span.cut(text).strip() for span in spans)
            assert all(one.end <= other.start for one, other in pairwise(spans))
        for change in claim.changes:
            assert 0 <= change.start < change.end <= len(claim.statement)
        for time in claim.times:
            assert time.span is None or time.span.cut(text) == time.text


@pytest.fixture(scope="module")
def harbour() -> list[ExtractedClaim]:
    return read(HARBOUR)


def test_who_says_what_is_found(harbour: list[ExtractedClaim]) -> None:
    found = {(claim.speaker, claim.said.value) for claim in harbour if claim.cue}
    assert {
        ("Northern Harbour Union (NHU)", ""),
        ("Tomas Brel", "2021-03-10"),
        ("Velmar Courier", "2021-03-06"),
        ("Mara Quist", ""),
    } <= found


def test_a_content_in_two_pieces_is_one_claim(harbour: list[ExtractedClaim]) -> None:
    (split,) = [claim for claim in harbour if claim.speaker == "Mara Quist"]
    assert [span.cut(HARBOUR) for span in split.content] == ["“We will rebuild,”", "“and we will pay for it.”"]
    assert split.attribution is Attribution.DIRECT


def test_what_the_article_says_itself_is_nobody_elses(harbour: list[ExtractedClaim]) -> None:
    (own,) = [claim for claim in harbour if claim.speaker_kind is SpeakerKind.ARTICLE]
    assert own.statement == "Cranes stood still on 9 March 2021 after a storm over the town of Velmar."
    assert own.attribution is Attribution.OWN_VOICE


def test_every_step_says_why(harbour: list[ExtractedClaim]) -> None:
    for claim in (claim for claim in harbour if claim.cue):
        parts = [step.part for step in claim.steps]
        assert parts[:4] == [Part.ATTRIBUTION, Part.FORCE, Part.SPEAKER, Part.DATE]
        assert all(step.how.endswith((".", "?", "”")) for step in claim.steps)


def test_the_same_text_gives_the_same_claims(harbour: list[ExtractedClaim]) -> None:
    assert read(HARBOUR) == harbour


def test_an_article_in_another_language_gets_the_rules_and_says_so() -> None:
    claims = read("Le maire a dit que le barrage est ancien. Jonas Weil said that the dam was safe.", language="fr")
    assert claims
    assert all("not in English" in claim.steps[0].how for claim in claims)


def test_a_variety_of_english_is_english() -> None:
    assert read(HARBOUR, language="en-GB") == read(HARBOUR)


@pytest.mark.parametrize("name", ODD)
def test_odd_texts_are_read_with_exact_places(name: str) -> None:
    check(ODD[name], read(ODD[name]))


@settings(max_examples=60, deadline=None)
@given(st.one_of(NEWSLIKE, st.text(max_size=200)), st.one_of(st.none(), st.dates()))
def test_whatever_stands_there_places_are_exact(text: str, published: dt.date | None) -> None:
    check(text, read(text, published))


def test_a_text_of_a_hundred_thousand_words_is_read_to_its_end() -> None:
    text = PLAIN * (100_000 // len(PLAIN.split()))
    claims = read(text)
    check(text, claims[-50:])
    assert claims[-1].content[-1].end > len(text) - 3 * len(PLAIN)
    assert sum(1 for claim in claims if claim.speaker == "Jonas Weil") > 1000


def test_missing_weights_are_told_plainly(tmp_path: Path) -> None:
    with pytest.raises(ComponentFailed, match="cannot be read"):
        TaggerModel(tmp_path).moves("cue")


def test_the_weights_are_small_and_come_with_their_card() -> None:
    assert sum(file.stat().st_size for file in SHIPPED.iterdir()) < 40 * MEGABYTE
    assert "PolNeAR" in (SHIPPED / "MODEL_CARD.md").read_text(encoding="utf-8")
    assert set(json.loads((SHIPPED / "settings.json").read_text())) >= {"moves", "links", "marks", "worth", "bonus"}


def test_a_process_that_only_names_the_extractor_loads_no_model() -> None:
    code = (
        "import django, sys; django.setup(); from factcheck.lib import components; components.get('extractor');"
        "import factcheck.wsgi, claims.views, claims.api.views;"
        "print('onnxruntime' in sys.modules, 'tokenizers' in sys.modules)"
    )
    environment = os.environ | {"DJANGO_SETTINGS_MODULE": "tests.settings"}
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, env=environment)
    assert done.stdout.split() == ["False", "False"]


@pytest.mark.parametrize(
    ("text", "statement"),
    [
        ("The ministry said nothing new. It did not answer questions about how the fee had been worked out.",
         "It did not answer questions about how the fee had been worked out."),
        ("According to the Water Agency, nitrate near the outlet reached 48 milligrams per litre in November.",
         "According to the Water Agency, nitrate near the outlet reached 48 milligrams per litre in November."),
    ],
)  # fmt: skip
def test_the_words_of_a_cue_come_once_and_only_where_they_lead_on(text: str, statement: str) -> None:
    found = [claim.statement for claim in read(text)]
    assert any(one.endswith(statement[-60:]) for one in found)
    assert not any("According to nitrate" in one or one.count("did not answer") > 1 for one in found)
