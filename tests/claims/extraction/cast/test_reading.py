import pytest

from claims.extraction.base import SpeakerKind
from claims.extraction.cast.reading import read_source


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
