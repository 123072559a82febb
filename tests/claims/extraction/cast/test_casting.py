import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claims.extraction.base import SpeakerKind
from claims.extraction.cast.casting import Cast
from claims.extraction.said import Said
from claims.extraction.text.layout import Layout
from factcheck.lib.spans import Span
from tests.claims.extraction.cast.casts import last, said, speakers


@pytest.mark.parametrize(
    ("text", "source", "name"),
    [
        ("Harbour spokesman Colonel Ivo Brandt spoke. Col Brandt said so.", "Col Brandt", "Ivo Brandt"),
        ("Ivo Brandt, 54, left. MR BRANDT: It is late.", "MR BRANDT", "Ivo Brandt"),
        ("Minister Karim al-Ossani left. Mr al-Ossani said so.", "Mr al-Ossani", "Karim al-Ossani"),
        ("Novelist Vincent van der Berg left. Van der Berg said so.", "Van der Berg", "Vincent van der Berg"),
        ("Author J. K. Orling left. Orling said so.", "Orling", "J. K. Orling"),
        ("Senator Tam O’Dell left. O’Dell said so.", "O’Dell", "Tam O’Dell"),
        ("Doctor Anne-Marie Roe-Lind left. Roe-Lind said so.", "Roe-Lind", "Anne-Marie Roe-Lind"),
        ("Leader Kim Dong Un left. President Kim Dong Un said so.", "President Kim Dong Un", "Kim Dong Un"),
        ("Robert F. Tarn Jr., a lawyer, left. Mr. Tarn said so.", "Mr. Tarn", "Robert F. Tarn Jr"),
        ("Mayor Jane Roe left. J. Roe said so.", "J. Roe", "Jane Roe"),
        ("Lydia Orne for Port Standards said so.", "Lydia Orne for Port Standards", "Lydia Orne"),
        ("CEO of the Port Council Enver Orne left. Orne said so.", "Orne", "Enver Orne"),
    ],
)
def test_a_surname_with_or_without_a_title_stands_for_the_full_name(text: str, source: str, name: str) -> None:
    assert last(text, source).name.rstrip(".") == name


def test_a_surname_is_understood_before_the_full_name_is_given() -> None:
    assert speakers("Brandt said so. Later Mayor Ivo Brandt left.", "Brandt")[0].name == "Ivo Brandt"


def test_a_speaker_carries_role_affiliation_and_the_reason_in_a_sentence() -> None:
    text = "The Velmar Port Authority (VPA) met. VPA spokesman Ivo Brandt spoke. Mr Brandt said so."
    speaker = last(text, "Mr Brandt")
    assert (speaker.role, speaker.affiliation) == ("VPA spokesman", "Velmar Port Authority (VPA)")
    assert speaker.how == "“Brandt” is the surname of Ivo Brandt, the only person of that name in the article."
    assert [span.cut(text) for span in speaker.spans] == ["Ivo Brandt"]


@pytest.mark.parametrize(
    ("text", "role", "affiliation"),
    [
        ("Ann Lee, the mayor of Tessar, said so.", "mayor of Tessar", "Tessar"),
        ("US General Ann Lee said so.", "US General", "US"),
        ("Ann Lee, envoy for the Ministry of Dams, said so.", "envoy for the Ministry of Dams", "Ministry of Dams"),
        ("Colonel Ann Lee said so.", "Colonel", ""),
    ],
)  # fmt: skip
def test_role_and_affiliation_are_read_before_and_after_the_name(text: str, role: str, affiliation: str) -> None:
    speaker = last(text, text.split(" said", maxsplit=1)[0])
    assert (speaker.name, speaker.role, speaker.affiliation) == ("Ann Lee", role, affiliation)


def test_a_surname_of_two_people_is_not_guessed() -> None:
    speaker = last("Mayor Ivo Brandt met Doctor Eva Brandt. Brandt said so.", "Brandt")
    assert (speaker.name, speaker.kind) == ("Brandt", SpeakerKind.UNRESOLVED)
    assert speaker.candidates == ("Ivo Brandt", "Eva Brandt")


def test_a_form_of_address_tells_two_people_of_one_surname_apart() -> None:
    text = "Mayor Ivo Brandt met Doctor Eva Brandt. Mrs Brandt said so."
    assert last(text, "Mrs Brandt").name == "Eva Brandt"


@pytest.mark.parametrize(
    ("text", "source", "name"),
    [
        ("Finance minister Osk Tarn spoke. The minister said so.", "The minister", "Osk Tarn"),
        ("Former senator Tam Oll left. The former senator said so.", "The former senator", "Tam Oll"),
        ("Jo Wend, a spokeswoman, left. The spokeswoman said so.", "The spokeswoman", "Jo Wend"),
        ("The Mayor of Tessar, Mr. Jonas Weil, left. The mayor said so.", "The mayor", "Jonas Weil"),
        (
            "Finance minister Osk Tarn met health minister Ida Roe. The health minister said so.",
            "The health minister",
            "Ida Roe",
        ),
    ],
)
def test_a_bare_role_stands_for_the_only_one_who_has_it(text: str, source: str, name: str) -> None:
    assert last(text, source).name == name


def test_a_bare_role_that_two_people_have_gives_both_as_candidates() -> None:
    text = "Finance minister Osk Tarn met health minister Ida Roe. The minister said so."
    speaker = last(text, "The minister")
    assert (speaker.kind, speaker.candidates) == (SpeakerKind.UNRESOLVED, ("Osk Tarn", "Ida Roe"))


@pytest.mark.parametrize(
    ("text", "source", "name"),
    [
        ("Mayor Jonas Weil met Anna Orne. He said so.", "He", "Jonas Weil"),
        ("Mayor Jonas Weil met Anna Orne. She said so.", "She", "Anna Orne"),
        ("Mayor Jonas Weil spoke. The bridge is old, he said.", "he", "Jonas Weil"),
        ("Anna Orne met Eva Lind. “It is late,” Ms Orne said. She added so.", "She", "Anna Orne"),
        ("Jane Roe, who leads the council, said so.", "who", "Jane Roe"),
        ("Crews met Jane Roe, who said so.", "who", "Jane Roe"),
    ],
)
def test_a_pronoun_stands_for_the_one_whom_gender_and_place_fit(text: str, source: str, name: str) -> None:
    assert last(text, *(["Ms Orne"] if "Ms Orne" in text else []), source).name == name


@pytest.mark.parametrize("text", ["The bridge is old. She said so.", "Mayor Jonas Weil left. She said so."])
def test_a_pronoun_that_nobody_fits_stays_unresolved(text: str) -> None:
    speaker = last(text, "She")
    assert (speaker.name, speaker.kind, speaker.candidates) == ("She", SpeakerKind.UNRESOLVED, ())


def test_two_who_fit_a_pronoun_equally_are_both_candidates() -> None:
    speaker = last("Talks with Anna Orne and with Eva Lind failed. The bridge is old. She said so.", "She")
    assert speaker.kind is SpeakerKind.UNRESOLVED
    assert set(speaker.candidates) == {"Anna Orne", "Eva Lind"}


def test_i_in_a_quotation_is_its_speaker() -> None:
    text = "“I think the bridge is old,” Mayor Jonas Weil said."
    outer = Said((Span(29, 45),), (Span(46, 50),), (Span(0, 28),))
    inner = Said((Span(1, 2),), (Span(3, 8),), (Span(9, 26),))
    assert [speaker.name for speaker in Cast(Layout.of(text)).speakers([inner, outer])] == ["Jonas Weil", "Jonas Weil"]


@pytest.mark.parametrize("source", ["Both", "The pair", "The two men"])
def test_both_are_the_two_people_named_right_before(source: str) -> None:
    speaker = last(f"Mayor Jonas Weil met President Osk Tarn in Port Oslia. {source} said so.", source)
    assert speaker.members == ("Jonas Weil", "Osk Tarn")
    assert speaker.name == "Jonas Weil and Osk Tarn"


def test_both_after_two_people_with_offices_are_the_two_full_names() -> None:
    text = (
        "On Friday, Velmari General Osk Tarn, commander of the Operation Long Road coalition against raiders, met "
        "Tessar regional government President Jonas Weil in Port Oslia.\nBoth reportedly “expressed concern” at it."
    )
    speaker = last(text, "Both")
    assert (speaker.name, speaker.kind) == ("Osk Tarn and Jonas Weil", SpeakerKind.PERSON)
    assert speaker.members == ("Osk Tarn", "Jonas Weil")


def test_both_of_three_people_is_not_guessed() -> None:
    speaker = last("Mayor Jonas Weil met President Osk Tarn and Judge Ida Roe. Both said so.", "Both")
    assert (speaker.kind, speaker.members) == (SpeakerKind.UNRESOLVED, ())
    assert speaker.candidates == ("Jonas Weil", "Osk Tarn", "Ida Roe")


def test_two_names_are_two_members_with_their_full_names() -> None:
    speaker = last("Mayor Jonas Weil met Judge Ida Roe. Weil and Roe said so.", "Weil and Roe")
    assert speaker.members == ("Jonas Weil", "Ida Roe")


@pytest.mark.parametrize(
    ("source", "members", "kind"),
    [
        ("the United States and Iraqi Kurds", ("United States", "Iraqi Kurds"), SpeakerKind.ORGANISATION),
        ("Iraqi Kurds and the United States", ("Iraqi Kurds", "United States"), SpeakerKind.ORGANISATION),
        ("Russia, China and the Corvel Group", ("Russia", "China", "Corvel Group"), SpeakerKind.ORGANISATION),
        ("the Ministry of Dams and the Red Cross", ("Ministry of Dams", "Red Cross"), SpeakerKind.ORGANISATION),
        ("Mayor Jonas Weil and the Velmar Council", ("Jonas Weil", "Velmar Council"), SpeakerKind.ORGANISATION),
        ("Dam minister Osk Tarn and health minister Ida Roe", ("Osk Tarn", "Ida Roe"), SpeakerKind.PERSON),
        ("Jonas Weil, the mayor, and Ida Roe", ("Jonas Weil", "Ida Roe"), SpeakerKind.PERSON),
        ("British and Norwegian special forces", (), SpeakerKind.ORGANISATION),
        ("British and Norwegian Forces", (), SpeakerKind.ORGANISATION),
        ("the Ministry of Dams and Rivers", (), SpeakerKind.ORGANISATION),
        ("officials from Russia and China", (), SpeakerKind.UNNAMED),
        ("Founder and chief executive Ida Roe", (), SpeakerKind.PERSON),
        ("Republican and former governor Ida Roe", (), SpeakerKind.PERSON),
    ],
)
def test_a_list_of_names_is_several_and_any_other_phrase_is_one(
    source: str, members: tuple[str, ...], kind: SpeakerKind
) -> None:
    speaker = last(f"On Friday {source} said so.", source)
    assert (speaker.members, speaker.kind) == (members, kind)


@pytest.mark.parametrize(
    "text",
    [
        "The Velmar Port Authority (VPA) met. The VPA said so.",
        "The Velmar Port Authority met. The VPA said so.",
        "The VPA said so. The Velmar Port Authority met.",
    ],
)
def test_an_acronym_and_the_only_long_form_that_fits_are_one(text: str) -> None:
    speaker = last(text, "The VPA")
    assert (speaker.name, speaker.kind) == ("Velmar Port Authority (VPA)", SpeakerKind.ORGANISATION)


def test_an_acronym_that_fits_two_long_forms_stays_alone() -> None:
    text = "The Velmar Port Authority met the Velmar Park Association. The VPA said so."
    assert last(text, "The VPA").name == "VPA"


@pytest.mark.parametrize(
    ("text", "source", "name"),
    [
        ("Corvel Logistics closed on Monday. The company said so.", "The company", "Corvel Logistics"),
        ("Corvel Logistics closed on Monday. It said so.", "It", "Corvel Logistics"),
        ("The Velmar Times left the Ministry of Dams. The newspaper said so.", "The newspaper", "Velmar Times"),
        ("The Velmar Times opened the Ministry of Dams. The ministry said so.", "The ministry", "Ministry of Dams"),
    ],
)  # fmt: skip
def test_a_group_noun_stands_for_the_organisation_that_fits(text: str, source: str, name: str) -> None:
    assert last(text, source).name == name


def test_a_group_noun_that_two_organisations_fit_is_not_guessed() -> None:
    speaker = last("Talks of Corvel Logistics with Tarn Holdings failed. The group said so.", "The group")
    assert speaker.kind is SpeakerKind.UNRESOLVED
    assert set(speaker.candidates) == {"Corvel Logistics", "Tarn Holdings"}


@pytest.mark.parametrize(
    ("text", "candidates"),
    [
        ("The Velmar Council said the company had paid. It denied so.", {"Velmar Council", "the company"}),
        ("The company sued the Velmar Council. It denied so.", {"Velmar Council", "the company"}),
        ("The company paid. It denied so.", {"the company"}),
    ],
)
def test_a_group_without_a_name_may_be_what_it_stands_for(text: str, candidates: set[str]) -> None:
    speaker = last(text, "It")
    assert speaker.kind is SpeakerKind.UNRESOLVED
    assert set(speaker.candidates) == candidates


def test_a_company_that_is_the_one_named_before_is_no_rival() -> None:
    assert last("Corvel Logistics said the company had paid. It denied so.", "It").name == "Corvel Logistics"


@pytest.mark.parametrize(
    ("text", "source", "name"),
    [
        ("RealVelmarPolitics said so.", "RealVelmarPolitics", "RealVelmarPolitics"),
        ("Polls by BuzzVelmar came. BuzzVelmar said so.", "BuzzVelmar", "BuzzVelmar"),
        ("Velmar News said so.", "Velmar News", "Velmar News"),
        ("The Velmar Post said so.", "The Velmar Post", "Velmar Post"),
        ("The Velmar Post came. The Post said so.", "The Post", "Velmar Post"),
        ("The Velmar Council met. The Council said so.", "The Council", "Velmar Council"),
        ("The Velmar Council met the Tessar Council. The Council said so.", "The Council", "Council"),
        ("The Kurds said so.", "The Kurds", "Kurds"),
        ("The Corvel said so.", "The Corvel", "Corvel"),
    ],
)
def test_an_organisation_is_known_by_its_words_its_capitals_or_its_article(text: str, source: str, name: str) -> None:
    speaker = last(text, source)
    assert (speaker.name, speaker.kind) == (name, SpeakerKind.ORGANISATION)


@pytest.mark.parametrize("surname", ["McTarn", "MacTarn", "DeTarn", "FitzTarn"])
def test_a_surname_with_a_second_capital_is_a_persons(surname: str) -> None:
    assert last(f"Crews met {surname}. {surname} said so.", surname).kind is SpeakerKind.PERSON


@pytest.mark.parametrize("listener", ["The Post", "Reuters", "the Velmar Times"])
def test_the_paper_that_is_told_is_not_the_speaker(listener: str) -> None:
    speaker = last(f"Mayor Jonas Weil left. Weil told {listener} so.", "Weil")
    assert (speaker.name, speaker.kind) == ("Jonas Weil", SpeakerKind.PERSON)


@pytest.mark.parametrize("before", ["Shares in", "Confidence in", "An investment in"])
def test_what_people_hold_in_a_company_does_not_make_it_a_town(before: str) -> None:
    assert last(f"Corvel Logistics left. {before} Corvel fell. Corvel said so.", "Corvel").name == "Corvel Logistics"


@pytest.mark.parametrize(
    ("text", "source", "kind", "affiliation"),
    [
        ("President Osk Tarn left. Tarn’s campaign said so.", "Tarn’s campaign", SpeakerKind.ORGANISATION, ""),
        ("President Osk Tarn left. Tarn’s spokesman said so.", "Tarn’s spokesman", SpeakerKind.UNNAMED, "Osk Tarn"),
        (
            "President Osk Tarn left. A statement from Mr Tarn’s office said so.",
            "A statement from Mr Tarn’s office",
            SpeakerKind.DOCUMENT,
            "Osk Tarn’s office",
        ),
        ("An official not to be named said so.", "An official not to be named", SpeakerKind.UNNAMED, ""),
        ("People familiar with the matter said so.", "People familiar with the matter", SpeakerKind.UNNAMED, ""),
        ("The report said so.", "The report", SpeakerKind.DOCUMENT, ""),
        ("Court papers said so.", "Court papers", SpeakerKind.DOCUMENT, ""),
        ("The White House said so.", "The White House", SpeakerKind.ORGANISATION, ""),
        ("Washington said so.", "Washington", SpeakerKind.ORGANISATION, ""),
    ],
)  # fmt: skip
def test_a_source_without_a_name_keeps_its_words_kind_and_affiliation(
    text: str, source: str, kind: SpeakerKind, affiliation: str
) -> None:
    speaker = last(text, source)
    assert (speaker.kind, speaker.affiliation) == (kind, affiliation)
    assert speaker.name


def test_a_handle_that_spells_a_name_is_its_bearer() -> None:
    assert last("Mayor Jonas Weil left. @realJonasWeil said so.", "@realJonasWeil").name == "Jonas Weil"


@pytest.mark.parametrize(
    ("text", "source", "name", "kind"),
    [
        ("ORNE: It is late. ROE: No.", "ORNE", "ORNE", SpeakerKind.PERSON),
        ("Poll: half say no.", "Poll", "Poll", SpeakerKind.DOCUMENT),
        ("The Supreme Court met. The city court said so.", "The city court", "city court", SpeakerKind.ORGANISATION),
        ("The Clean Water Plan failed. The company said so.", "The company", "The company", SpeakerKind.UNRESOLVED),
        ("Two men fished off Cape Dorn. The company said so.", "The company", "The company", SpeakerKind.UNRESOLVED),
        ("They sued over Lake Orrin. The court said so.", "The court", "The court", SpeakerKind.UNRESOLVED),
    ],
)  # fmt: skip
def test_what_only_looks_like_a_name_is_not_taken_for_one(text: str, source: str, name: str, kind: SpeakerKind) -> None:
    speaker = last(text, source)
    assert (speaker.name, speaker.kind) == (name, kind)


def test_they_after_unnamed_people_are_those_people() -> None:
    text = "Council officials said so. They said no more."
    assert speakers(text, "Council officials", "They")[1].name == "Council officials"


def test_a_quotation_that_goes_on_has_the_speaker_of_its_beginning() -> None:
    text = "“It is late,” Mayor Jonas Weil said. “The bridge is old.”"
    first = Said((Span(14, 30),), (Span(31, 35),), (Span(0, 13),))
    second = Said((), (Span(37, 38),), (Span(37, len(text)),))
    assert Cast(Layout.of(text)).speakers([first, second])[1].name == "Jonas Weil"


def test_an_attribution_without_source_is_nobodys_where_nothing_goes_on() -> None:
    text = "Mayor Jonas Weil said so. The bridge reportedly fell."
    second = Said((), (Span(37, 47),), (Span(26, len(text)),))
    speaker = Cast(Layout.of(text)).speakers([said(text, "Mayor Jonas Weil"), second])[1]
    assert (speaker.name, speaker.kind) == ("", SpeakerKind.UNNAMED)


@pytest.mark.parametrize(
    ("between", "after", "name"),
    [
        (" ", "has said so since May.", "Weil"),
        ("\n\n", "has said so since May.", ""),
        (" Rain fell. ", "has said so since May.", ""),
        (" ", "has said the bridge is old.", ""),
        (" ", "has said so since May. Ida Roe agreed so.", ""),
    ],
)
def test_a_quotation_is_given_to_who_said_so_right_after_it_and_to_nobody_else(
    between: str, after: str, name: str
) -> None:
    text = f"“The dam will hold.”{between}Weil, the mayor, {after}"
    at, cue = text.index("Weil"), text.index("said")
    saids = [
        Said((), (Span(0, 1),), (Span(1, 19),)),
        Said((Span(at, at + 16),), (Span(cue, cue + 4),), (Span(cue + 5, len(text)),)),
    ]
    if "Roe" in text:
        saids.append(said(text, "Ida Roe"))
    assert Cast(Layout.of(text)).speakers(saids)[0].name == name


def spaced(text: str, source: str, every: int) -> list[Said]:
    places, at = [], text.find(source)
    while at >= 0:
        places.append(at)
        at = text.find(source, at + every)
    size = len(source)
    return [
        Said((Span(p, p + size),), (Span(p + size, p + size + 1),), (Span(p + size, p + size + 1),)) for p in places
    ]


@pytest.mark.parametrize(
    "piece",
    [
        "he ", "He said. ", "Ann Lee ", "Ann Lee said. She ", "A", "Roe Ltd ", "Mr. ", "al-", "who ", "X of the Y ",
        "it ", "the firm ", "A B and ",
    ],
)  # fmt: skip
def test_time_grows_with_the_text_and_not_with_its_square(piece: str) -> None:
    def seconds(size: int) -> float:
        text = piece * (size // len(piece))
        layout = Layout.of(text)
        saids = spaced(text, piece.split(maxsplit=1)[0], every=max(40, len(piece)))
        start = time.process_time()
        Cast(layout).speakers(saids)
        return time.process_time() - start

    small, large = seconds(10_000), seconds(80_000)
    assert large < 40 * small + 0.2


WORDS = st.sampled_from(
    [
        "Ann Lee", "Mr Lee", "the minister", "Minister Bo Roe", "said", "“", "”", '"', ".", ",", "\n\n", "he", "She",
        "it",
        "who", "Both", "they", "The group", "Port Authority (PA)", "PA", "’s", "and", "I", "@x", "of", "al-Roe", "JR.",
    ]
)  # fmt: skip


@settings(max_examples=200, deadline=None)
@given(st.one_of(st.lists(WORDS, min_size=4, max_size=40).map(" ".join), st.text(min_size=4, max_size=120)), st.data())
def test_every_source_of_every_text_has_a_speaker_whose_spans_lie_in_the_text(text: str, data: st.DataObject) -> None:
    cuts = sorted(data.draw(st.sets(st.integers(0, len(text)), min_size=4, max_size=4)))
    one = Said((Span(cuts[0], cuts[1]),), (Span(cuts[1], cuts[2]),), (Span(cuts[2], cuts[3]),))
    other = Said((), (Span(cuts[1], cuts[2]),), (Span(cuts[2], cuts[3]),))
    for speaker in Cast(Layout.of(text)).speakers([one, other]):
        assert all(span.cut(text) for span in speaker.spans)
        assert speaker.how
        assert 0 <= speaker.confidence <= 1
