import pytest

from claims.extraction.own_voice.facts import own_claims
from claims.extraction.text.layout import Layout
from claims.extraction.wording.rewording import own_worded
from tests.claims.extraction.marked import marked


def statements(example: str) -> list[str]:
    layout, said = marked(example)
    return [own_worded(layout, claim).statement for claim in own_claims(layout, [said] if said.cue else [])]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "The council spent 4 million on the Velmar dam, and the state paid 3 million in 2019.",
            ["The council spent 4 million on the Velmar dam.", "The state paid 3 million in 2019."],
        ),
        (
            "The council spent 4 million in Velmar; the state paid 3 million in 2019.",
            ["The council spent 4 million in Velmar.", "The state paid 3 million in 2019."],
        ),
        (
            "The Velmar Council spent 4 million on the dam and was fined 20,000 by the state.",
            [
                "The Velmar Council spent 4 million on the dam.",
                "The Velmar Council was fined 20,000 by the state.",
            ],
        ),
        (
            "The Orlan Dam, which was built in 1950, supplied 40,000 people in Velmar with water.",
            ["The Orlan Dam supplied 40,000 people in Velmar with water.", "The Orlan Dam was built in 1950."],
        ),
    ],
)
def test_a_sentence_with_several_facts_gives_one_claim_for_each(text: str, found: list[str]) -> None:
    assert sorted(statements(text)) == sorted(found)


@pytest.mark.parametrize(
    "text",
    [
        "The council closed roads, schools, and hospitals built in Velmar since 1990.",
        "The Velmar Council was accused of waste and charged with fraud in 2019.",
        "The council of Velmar spent 1,000, 2,000 and 3,000 on the pumps in 2019.",
        "The engineer said “the dam was old, and the state paid 3 million” in Velmar in 2019.",
        "The council spent 4 million in Velmar, and it was fined in 2019.",
        "On Monday the Velmar Council met and was dissolved by the state.",
        "The leaders of the Harbour Union, which was founded in 1950, met in Velmar on Monday.",
        "The council shut the Orlan Dam in 2019, which angered the people of the town.",
        "The state would close the Orlan Dam and opened the road to Velmar in 2019.",
    ],
)
def test_where_a_cut_is_not_safe_the_sentence_stays_whole(text: str) -> None:
    assert statements(text) in ([text], [])


def test_a_repeated_subject_is_marked_as_not_standing_there() -> None:
    layout = Layout.of("The Velmar Council spent 4 million on the dam and was fined 20,000 by the state.")
    first, second = (own_worded(layout, claim) for claim in own_claims(layout, []))
    assert first.changes == ()
    assert [(second.statement[c.start : c.end].strip(), c.original) for c in second.changes] == [
        ("The Velmar Council", "")
    ]


@pytest.mark.parametrize(
    ("example", "found"),
    [
        ("[Ann Lee] {said} <the council of Velmar had spent 4 million in 2019>.", []),
        (
            "Leaders of the Harbour Union met in Velmar on Monday, {vowing} <to close the port>.",
            ["Leaders of the Harbour Union met in Velmar on Monday."],
        ),
        (
            "[Ann Lee, who was elected mayor of Velmar in 2019,] {said} <the dam was old>.",
            ["Ann Lee was elected mayor of Velmar in 2019."],
        ),
        (
            "[Lee] {said} <the dam was old>, but the state paid 3 million for it in 2019.",
            ["The state paid 3 million for it in 2019."],
        ),
    ],
)
def test_beside_an_attribution_only_a_full_clause_of_the_article_counts(example: str, found: list[str]) -> None:
    assert statements(example) == found


@pytest.mark.parametrize(
    "text",
    [
        "Did the council of Velmar spend 4 million on the dam in 2019?",
        "Read more: The council of Velmar spent 4 million on the dam in 2019.",
        "Photo: The council of Velmar stands at the dam that was built in 1950.",
        "The council of Velmar stands at the dam that was built in 1950. (AP Photo/Ola Tarn)",
        "Velmar\t12\t400\t1950\t2019\twas\tpaid\t20",
        "This article was first published by the Velmar Courier in March 2019.",
        "The council met in Velmar in 2019.\n\nHow Velmar was paid 4 million in 2019",
    ],
)
def test_what_stands_beside_the_prose_is_no_claim(text: str) -> None:
    assert [words for words in statements(text) if "met in Velmar" not in words] == []


def test_a_headline_is_a_claim_as_any_sentence_is() -> None:
    text = "Velmar council was paid 4 million for the old dam in 2019\n\nThe rest is a mere opinion of the town."
    assert statements(text) == ["Velmar council was paid 4 million for the old dam in 2019."]
