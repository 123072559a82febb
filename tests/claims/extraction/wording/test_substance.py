import pytest

from claims.extraction.base import Force
from claims.extraction.cues.reading import read_cue
from claims.extraction.wording.substance import says_something
from tests.claims.extraction.marked import marked
from tests.claims.extraction.test_rules import attributed, extract, one


@pytest.mark.parametrize(
    "text",
    [
        "Wren disputed the board's account.",
        "Wren denied the accusation.",
        "The company denied this.",
        "Wren would not confirm that.",
        "Wren declined to comment on that.",
        "Wren found herself alone.",
    ],
)
def test_an_attribution_without_content_is_no_claim(text: str) -> None:
    assert extract(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Wren denied that the dam was unsafe.",
        "Wren denied taking money from the town.",
        "Wren rejected a plan to close the dam.",
        "Wren dismissed the plan as “a very bad idea”.",
    ],
)
def test_a_denial_that_tells_what_is_denied_is_a_claim(text: str) -> None:
    assert Force.DENIES in {claim.force for claim in attributed(text)}


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("The dam leaks badly, said an official who asked not to be named.", "official"),
        ("Two officials, who asked not to be identified, said the dam was old.", "Two officials"),
        ("An officer, who asked that his name not be used, said the dam was old.", "officer"),
    ],
)
def test_the_wish_not_to_be_named_is_no_claim_and_hides_no_speaker(text: str, speaker: str) -> None:
    assert one(text).speaker.startswith(speaker)


def test_a_dropped_denial_still_names_the_speaker_of_the_next_sentence() -> None:
    (claim,) = attributed("Ann Lee disputed the account. “Nobody told us that it was closed,” she said.")
    assert claim.speaker == "Ann Lee"


@pytest.mark.parametrize(
    ("example", "says"),
    [
        ("[Wren] {denied} <the accusation>.", False),
        ("[The company] {denied} <this>.", False),
        ("[Wren] {declined to comment on} <that>.", False),
        ("[Wren] {declined} <to comment on the dam>.", False),
        ("[An officer] {asked} <not to be named>.", False),
        ("[Wren] {found} <herself> alone.", False),
        ("[Wren] {said}: <“…”>", False),
        ("[Wren] {denied} <that the dam was unsafe>.", True),
        ("[Wren] {denied} <taking money from the town>.", True),
        ("[Wren] {rejected} <a plan to close the dam>.", True),
        ("<The dam leaks>, [Wren] {said}.", True),
        ("[Wren] {said} <it>.", False),
    ],
)
def test_the_spans_alone_tell_whether_something_is_said(example: str, says: bool) -> None:
    layout, said = marked(example)
    assert says_something(layout, said, read_cue(layout, said)) is says
