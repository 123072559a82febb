import pytest

from claims.extraction.base import Force
from claims.extraction.cues.inflections import Form, inflections, past, verbs
from claims.extraction.cues.matches import cue_matches
from claims.extraction.text.tokens import tokens


@pytest.mark.parametrize(
    ("verb", "spellings"),
    [
        ("say", {"say", "says", "said", "saying"}),
        ("deny", {"deny", "denies", "denied", "denying"}),
        ("admit", {"admit", "admits", "admitted", "admitting"}),
        ("announce", {"announce", "announces", "announced", "announcing"}),
        ("stress", {"stress", "stresses", "stressed", "stressing"}),
        ("write", {"write", "writes", "wrote", "written", "writing"}),
        ("agree", {"agree", "agrees", "agreed", "agreeing"}),
    ],
)
def test_a_verb_is_known_in_every_inflection(verb: str, spellings: set[str]) -> None:
    assert set(inflections(verb)) == spellings
    assert all(any(entry.lemma == verb for entry in verbs()[word]) for word in spellings)


def test_the_lexicon_holds_several_hundred_verbs() -> None:
    assert len({(entry.lemma, entry.particle) for entries in verbs().values() for entry in entries}) > 300


def test_the_past_of_irregular_verbs_is_their_own() -> None:
    assert (past("say"), past("vow"), past("tell")) == ("said", "vowed", "told")


def found(text: str) -> list[tuple[str, Force, Form]]:
    words = tokens(text, 0, len(text))
    return [(" ".join(t.text for t in words[m.start : m.end]), m.force, m.form) for m in cue_matches(words)]


@pytest.mark.parametrize(
    ("text", "match"),
    [
        ("She has repeatedly said so", ("has repeatedly said", Force.SAYS, Form.FINITE)),
        ("He called for calm", ("called for", Force.ASKS, Form.FINITE)),
        ("They confirmed earlier reports that", ("confirmed earlier reports", Force.CONFIRMS, Form.FINITE)),
        ("Leaders met , vowing to stay", ("vowing", Force.PROMISES, Form.GERUND)),
        ("It was denied", ("was denied", Force.DENIES, Form.PARTICIPLE)),
    ],
)
def test_the_whole_verb_group_is_the_cue(text: str, match: tuple[str, Force, Form]) -> None:
    assert found(text) == [match]


@pytest.mark.parametrize("text", ["The claim was old", "her reports", "in the State Department", "of reports"])
def test_a_noun_that_is_spelled_like_a_verb_is_no_cue(text: str) -> None:
    assert found(text) == []
