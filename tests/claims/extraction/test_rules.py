import datetime as dt

import pytest

from claims.extraction.base import Attribution, ExtractedClaim, Force, Precision, SpeakerKind
from claims.extraction.rules import RuleExtractor
from factcheck.lib.spans import cut_all
from tests.claims.extraction.articles import HARBOUR, PUBLISHED


def extract(text: str, published: dt.date | None = PUBLISHED) -> list[ExtractedClaim]:
    return list(RuleExtractor().extract(text, published=published))


def attributed(text: str) -> list[ExtractedClaim]:
    return [claim for claim in extract(text) if claim.cue]


def one(text: str) -> ExtractedClaim:
    claims = attributed(text)
    assert len(claims) == 1, claims
    return claims[0]


def parts(text: str) -> tuple[str, str, str]:
    claim = one(text)
    return cut_all(text, claim.source), cut_all(text, claim.cue), cut_all(text, claim.content)


def speakers() -> dict[str, ExtractedClaim]:
    return {claim.speaker: claim for claim in attributed(HARBOUR)}


@pytest.mark.parametrize(
    ("text", "source", "cue", "content"),
    [
        ("“The dam is safe,” Ola Wren said.", "Ola Wren", "said", "“The dam is safe,”"),
        ('"The dam is safe," said Ola Wren.', "Ola Wren", "said", '"The dam is safe,"'),
        ("Ola Wren said: “The dam is safe.”", "Ola Wren", "said:", "“The dam is safe.”"),
        ("Ola Wren said that the dam was safe.", "Ola Wren", "said", "that the dam was safe"),
        ("Ola Wren said on Monday the dam was safe.", "Ola Wren", "said", "the dam was safe"),
        ("The dam was safe, Ola Wren said.", "Ola Wren", "said", "The dam was safe"),
        ("The dam leaks, according to the ministry.", "the ministry", "according to", "The dam leaks"),
        ("According to the ministry, the dam leaks.", "the ministry", "According to", "the dam leaks"),
        ("“It leaks,” the minister told reporters.", "the minister", "told", "“It leaks,”"),
        (
            "Ola Wren, a diver from Oslo, argued that it leaks.",
            "Ola Wren, a diver from Oslo,",
            "argued",
            "that it leaks",
        ),
        ("“Is it safe?” Wren asked.", "Wren", "asked", "“Is it safe?”"),
        ("The dam, Ola Wren said, is safe for now.", "Ola Wren", "said", "The dam … is safe for now"),
        ("«The dam is safe», said Ola Wren.", "Ola Wren", "said", "«The dam is safe»"),
        ("‘The dam is safe,’ Ola Wren said.", "Ola Wren", "said", "‘The dam is safe,’"),
        ("Engineers vowed to close the dam.", "Engineers", "vowed", "to close the dam"),
        ("Wren believes that the dam is safe.", "Wren", "believes", "that the dam is safe"),
        ("Wren’s claim that the dam is safe was old.", "Wren’s", "claim", "that the dam is safe was old"),
        ("It was announced on Monday that the dam is safe.", "", "was announced", "that the dam is safe"),
        ("The dam is said to be safe.", "", "is said", "The dam … to be safe"),
        ("Wren was accused by divers of lying.", "divers", "was accused", "Wren … of lying"),
        ("The dam will close, Ola Wren said on Friday, rejecting a plea.", "Ola Wren", "said", "The dam will close"),
        ("In 2020 it carried fewer boats, Ola Wren said.", "Ola Wren", "said", "In 2020 it carried fewer boats"),
        ("The town paid 4 million, the report shows.", "the report", "shows", "The town paid 4 million"),
        ("It denied that the dam was safe.", "It", "denied", "that the dam was safe"),
        ("It states that the dam is safe.", "It", "states", "that the dam is safe"),
    ],
)
def test_the_spans_of_an_attribution_are_found(text: str, source: str, cue: str, content: str) -> None:
    assert parts(text) == (source, cue, content)


def test_a_quotation_split_by_its_source_is_one_claim_in_two_pieces() -> None:
    text = "“We will go,” said Ann Lee, a baker, “and win.”"
    claim = one(text)
    assert [span.cut(text) for span in claim.content] == ["“We will go,”", "“and win.”"]
    assert cut_all(text, claim.source) == "Ann Lee, a baker,"
    assert claim.statement == "We will go, and win."


def test_a_second_quoted_sentence_of_the_same_paragraph_goes_on_with_the_claim() -> None:
    text = "“We will go,” Ann Lee said. “The road is open.”"
    assert [span.cut(text) for span in one(text).content] == ["“We will go,”", "“The road is open.”"]


def test_a_quotation_left_open_goes_on_in_the_next_paragraph() -> None:
    text = "Ann Lee said: “The road is open.\n\n“The bridge is not.”"
    assert len(one(text).content) == 2


def test_two_cues_of_one_subject_give_two_claims() -> None:
    claims = attributed("Ann Lee said the road was open and warned that the bridge would fall.")
    assert [claim.force for claim in claims] == [Force.SAYS, Force.WARNS]
    assert {claim.speaker for claim in claims} == {"Ann Lee"}


@pytest.mark.parametrize(
    ("text", "attribution"),
    [
        ("“The road is open,” Ann Lee said.", Attribution.DIRECT),
        ("Ann Lee said the road was open.", Attribution.INDIRECT),
        ("Ann Lee said the road was “open to everyone in town.”", Attribution.MIXED),
    ],
)
def test_the_kind_of_attribution_follows_the_quotation_marks(text: str, attribution: Attribution) -> None:
    assert one(text).attribution is attribution


@pytest.mark.parametrize(
    ("cue", "force"),
    [
        ("denied", Force.DENIES),
        ("confirmed", Force.CONFIRMS),
        ("warned", Force.WARNS),
        ("claimed", Force.CLAIMS),
        ("reported", Force.REPORTS),
        ("believes", Force.BELIEVES),
        ("announced", Force.STATES),
        ("promised", Force.PROMISES),
    ],
)
def test_the_force_follows_the_cue(cue: str, force: Force) -> None:
    assert one(f"Ann Lee {cue} that the road was open.").force is force


def test_a_hedge_beside_the_cue_is_marked() -> None:
    assert one("Ann Lee reportedly said the road was open.").hedged
    assert not one("Ann Lee said the road was open.").hedged


def test_a_negated_cue_is_marked() -> None:
    assert one("Ann Lee did not say that the road was open.").negated
    assert not one("Ann Lee said that the road was not open.").negated


def test_the_speakers_of_an_article_are_named_with_kind_and_role() -> None:
    found = {name: (claim.speaker_kind, claim.role) for name, claim in speakers().items()}
    assert found["Northern Harbour Union (NHU)"] == (SpeakerKind.ORGANISATION, "")
    assert found["Ilse Varga"] == (SpeakerKind.PERSON, "NHU spokeswoman")
    assert found["statement from Mayor Orlan’s office"] == (SpeakerKind.DOCUMENT, "")
    assert found["Mara Quist"] == (SpeakerKind.PERSON, "former harbour master")
    assert found["Velmar Courier"] == (SpeakerKind.ORGANISATION, "")


def test_a_later_surname_with_a_rank_is_the_same_person() -> None:
    claims = [claim for claim in attributed(HARBOUR) if claim.speaker == "Tomas Brel"]
    assert [claim.force for claim in claims] == [Force.CONFIRMS, Force.CLAIMS, Force.SAYS]
    assert {claim.role for claim in claims} == {"port engineer"}


@pytest.mark.parametrize(
    "text",
    [
        "He said the road was open.",
        "Ann Lee met Ida Roe. She said the road was open.",
        "Spokesman Ivo Brandt said it was late. She said the road was open.",
        "The council said it was late. She said the road was open.",
    ],
)
def test_a_pronoun_without_a_certain_bearer_stays_unresolved(text: str) -> None:
    claim = attributed(text)[-1]
    assert (claim.speaker.lower(), claim.speaker_kind) in [(word, SpeakerKind.UNRESOLVED) for word in ("he", "she")]


def test_a_pronoun_right_after_a_sentence_with_one_name_is_that_person() -> None:
    claims = attributed("“It was late,” baker Ann Lee said on Monday. “It rained.” She added that the road was open.")
    assert [(claim.speaker, claim.role) for claim in claims] == [("Ann Lee", "baker"), ("Ann Lee", "baker")]


@pytest.mark.parametrize(
    ("text", "speaker", "kind"),
    [
        ("The Velmar Council said it had paid. It denied that the dam was safe.", "Velmar Council", "organisation"),
        ("The Velmar Council said the company had paid. It denied that the dam was safe.", "It", "unresolved"),
        ("The dam of Velmar is old. It denied that the dam was safe.", "It", "unresolved"),
        ("Ann Lee said it was late. Last Monday she had said that it was early.", "Ann Lee", "person"),
    ],
)
def test_a_pronoun_is_given_its_bearer_only_when_nobody_else_fits(text: str, speaker: str, kind: str) -> None:
    claim = attributed(text)[-1]
    assert (claim.speaker, claim.speaker_kind) == (speaker, kind)


def test_what_is_added_after_the_speaker_belongs_to_the_speaker() -> None:
    claims = attributed("The board will close the dam, its chair Ann Lee said, calling it proof that the plan works.")
    assert [(claim.speaker, claim.role) for claim in claims] == [("Ann Lee", "chair")] * 2
    assert claims[1].statement == "Ann Lee called it proof that the plan works."


def test_a_relative_pronoun_stands_for_the_name_before_it() -> None:
    claim = attributed("The mayor met Ann Lee, who said the road was open.")[-1]
    assert (claim.speaker, cut_all("The mayor met Ann Lee, who said", claim.source)) == ("Ann Lee", "who")


@pytest.mark.parametrize(
    ("speaker", "day", "words"),
    [
        ("Ilse Varga", dt.date(2021, 3, 10), "The next day"),
        ("Velmar Courier", dt.date(2021, 3, 6), "Last Saturday"),
    ],
)
def test_claims_are_dated_from_the_words_beside_their_cue(speaker: str, day: dt.date, words: str) -> None:
    said = speakers()[speaker].said
    assert (said.day, said.precision, said.text) == (day, Precision.DAY, words)


def test_a_date_inside_the_content_is_not_the_day_of_saying() -> None:
    assert one("Ann Lee said that the road would open on Monday.").said.day is None


def test_without_a_publication_date_relative_dates_stay_unresolved() -> None:
    (claim,) = extract("On Monday, Ann Lee said that the road was open.", published=None)
    assert (claim.said.day, claim.said.precision, claim.said.text) == (None, Precision.UNKNOWN, "On Monday")


def test_the_articles_own_checkable_sentences_are_own_voice() -> None:
    (own,) = [claim for claim in extract(HARBOUR) if not claim.cue]
    assert own.statement == "Cranes stood still on 9 March 2021 after a storm over the town of Velmar."
    assert (own.speaker_kind, own.attribution, own.source) == (SpeakerKind.ARTICLE, Attribution.OWN_VOICE, ())


def test_questions_and_fragments_are_no_claims_of_the_article() -> None:
    assert extract("Was the dam built in 1950? In 1950.") == []


def test_the_authors_own_thoughts_are_not_attributed() -> None:
    assert attributed("I think that the dam is old.") == []


def test_claims_come_in_order_of_their_first_character() -> None:
    firsts = [min(span.start for span in (*c.content, *c.source, *c.cue)) for c in extract(HARBOUR)]
    assert firsts == sorted(firsts)


@pytest.mark.parametrize(
    "text",
    [
        "word",
        "“",
        "THE MINISTER SAID THAT THE DAM WAS SAFE",
        "“The dam is safe, said Ola Wren.",
        "😀 Ola Wren\u200b said 😀 the dam was safe 😀",
        "\ufeffOla Wren said the dam\r\nwas safe.\r\n",
        "said said said, according to according to",
        "''''''\"\"\"\"‘‘’’",
    ],
)
def test_odd_texts_do_not_break_the_rules(text: str) -> None:
    for claim in extract(text):
        assert all(span.cut(text) for span in (*claim.content, *claim.source, *claim.cue))


def test_an_unclosed_quotation_mark_does_not_hide_the_cue() -> None:
    assert one("“The dam is safe, said Ola Wren.").speaker == "Ola Wren"


def test_a_text_in_capitals_is_still_read() -> None:
    assert one("THE MINISTER SAID THAT THE DAM WAS SAFE.").force is Force.SAYS
