import pytest

from claims.extraction.base import SpeakerKind
from claims.extraction.names import read_source
from claims.extraction.speakers import Cast
from factcheck.lib.spans import Span


def speaker_of(text: str, *phrases: str) -> list[str]:
    """The speakers of ``phrases``, each looked for after the one before."""
    cast, found, start = Cast(text), [], 0
    for phrase in phrases:
        start = text.index(phrase, start)
        found.append(cast.speaker(Span(start, start + len(phrase))).name)
        start += len(phrase)
    return found


@pytest.mark.parametrize(
    ("phrase", "name", "kind", "role"),
    [
        ("council spokesman Colonel Ivo Brandt", "Ivo Brandt", SpeakerKind.PERSON, "council spokesman"),
        ("Velmari Prime Minister Osk Tarn", "Osk Tarn", SpeakerKind.PERSON, "Velmari Prime Minister"),
        ("Rep. Tam Oll of Velmar, an ally of the mayor,", "Tam Oll", SpeakerKind.PERSON, "Rep."),
        ("His campaign manager, Jo Wend,", "Jo Wend", SpeakerKind.PERSON, "campaign manager"),
        ("Karim al-Ossani", "Karim al-Ossani", SpeakerKind.PERSON, ""),
        ("Mr. Tarn", "Tarn", SpeakerKind.PERSON, ""),
        ("the Velmar Times", "Velmar Times", SpeakerKind.ORGANISATION, ""),
        ("the University of Velmar", "University of Velmar", SpeakerKind.ORGANISATION, ""),
        ("police", "police", SpeakerKind.ORGANISATION, ""),
        ("a statement from Mr Tarn’s office", "statement from Mr Tarn’s office", SpeakerKind.DOCUMENT, ""),
        ("a new study", "new study", SpeakerKind.DOCUMENT, ""),
        ("a senior official", "senior official", SpeakerKind.UNNAMED, ""),
        ("critics", "critics", SpeakerKind.UNNAMED, ""),
        ("the minister", "", SpeakerKind.UNRESOLVED, ""),
        ("the group", "", SpeakerKind.UNRESOLVED, ""),
        ("Both", "", SpeakerKind.UNRESOLVED, ""),
        ("she", "", SpeakerKind.UNRESOLVED, ""),
        ("The report, published on Wednesday,", "report", SpeakerKind.DOCUMENT, ""),
        ("The report, which the board published on Wednesday,", "report", SpeakerKind.DOCUMENT, ""),
        ("The owner, Corvel Logistics,", "Corvel Logistics", SpeakerKind.ORGANISATION, ""),
        ("A spokeswoman for the office, Ida Roe,", "Ida Roe", SpeakerKind.PERSON, "spokeswoman for the office"),
        ("A resident of Velmar, Port Oslia,", "resident of Velmar", SpeakerKind.UNNAMED, ""),
        ("the Ministry of Dams and Rivers", "Ministry of Dams and Rivers", SpeakerKind.ORGANISATION, ""),
        ("The Divers’ Association", "Divers’ Association", SpeakerKind.ORGANISATION, ""),
        ("The residents' group Clean Velmar", "Clean Velmar", SpeakerKind.ORGANISATION, ""),
        ("presiding judge Ida Roe", "Ida Roe", SpeakerKind.PERSON, "presiding judge"),
        ("Ann Lee and Bo Roe", "Ann Lee and Bo Roe", SpeakerKind.UNNAMED, ""),
        ("Roe on Tuesday", "Roe", SpeakerKind.PERSON, ""),
        ("Fight for Rivers director Ida Roe", "Ida Roe", SpeakerKind.PERSON, "Fight for Rivers director"),
    ],
)
def test_a_source_phrase_is_read_as_name_kind_and_role(phrase: str, name: str, kind: SpeakerKind, role: str) -> None:
    reading = read_source(phrase, 0, len(phrase))
    assert (reading.name, reading.kind, reading.role) == (name, kind, role)


def test_a_surname_stands_for_the_one_person_who_has_it() -> None:
    assert speaker_of("Ivo Brandt spoke. Mr Brandt left.", "Ivo Brandt", "Mr Brandt") == ["Ivo Brandt", "Ivo Brandt"]


def test_a_surname_that_two_people_share_stays_a_surname() -> None:
    text = "Ivo Brandt spoke. Eva Brandt spoke. Brandt left."
    assert speaker_of(text, "Ivo Brandt", "Eva Brandt", "Brandt")[-1] == "Brandt"


def test_an_acronym_and_its_long_form_are_one_speaker() -> None:
    text = "The Velmar Port Authority (VPA) spoke. The VPA left. The Velmar Port Authority came back."
    phrases = ("The Velmar Port Authority (VPA)", "The VPA", "The Velmar Port Authority")
    assert set(speaker_of(text, *phrases)) == {"Velmar Port Authority (VPA)"}


def test_a_bracket_that_is_no_acronym_of_the_name_before_it_is_not_taken_for_one() -> None:
    assert speaker_of("Velmar Port Authority (XYZ) spoke.", "Velmar Port Authority") == ["Velmar Port Authority"]


def test_a_bare_role_stands_for_the_only_speaker_who_has_it() -> None:
    text = "Finance minister Osk Tarn spoke. The minister left."
    assert speaker_of(text, "Finance minister Osk Tarn", "The minister") == ["Osk Tarn", "Osk Tarn"]


def test_a_bare_role_that_two_speakers_have_stays_unresolved() -> None:
    text = "Finance minister Osk Tarn spoke. Health minister Ida Roe spoke. The minister left."
    assert (
        speaker_of(text, "Finance minister Osk Tarn", "Health minister Ida Roe", "The minister")[-1] == "The minister"
    )
