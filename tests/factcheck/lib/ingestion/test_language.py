import pytest

from factcheck.lib.ingestion.language import guess_language, language_tag

SAMPLES = {
    "en": "The council said on Friday that the bridge would be closed for a week, and that it was not to be helped.",
    "de": "Der Rat teilte am Freitag mit, dass die Brücke für eine Woche gesperrt wird und das nicht zu ändern ist.",
    "fr": "Le conseil a annoncé vendredi que le pont sera fermé pour une semaine et que ce n'est pas dans son pouvoir.",
    "es": "El consejo dijo el viernes que el puente se cerrará por una semana y que no es posible evitar los retrasos.",
    "it": "Il consiglio ha detto che il ponte è chiuso per una settimana e che non è possibile evitare i ritardi.",
    "nl": "De raad zei vrijdag dat de brug een week wordt gesloten en dat het niet te voorkomen is voor het verkeer.",
    "pt": "O conselho disse na sexta que a ponte foi fechada por uma semana e que não é possível evitar os atrasos.",
}


@pytest.mark.parametrize(("language", "text"), SAMPLES.items())
def test_the_small_words_tell_the_language(language: str, text: str) -> None:
    assert guess_language(text) == language


@pytest.mark.parametrize("text", ["", "The quay.", "123 456 " * 50, "Xyzzy plugh " * 50, "市長は月曜日に述べた。" * 20])
def test_what_says_too_little_has_no_language(text: str) -> None:
    assert guess_language(text) == ""


def test_two_languages_in_equal_parts_are_not_guessed() -> None:
    assert guess_language(SAMPLES["en"] + " " + SAMPLES["de"]) == ""


@pytest.mark.parametrize(
    ("stated", "expected"),
    [("en", "en"), ("en-GB", "en"), ("de_AT", "de"), (" FR ", "fr"), ("english", ""), ("", ""), ("x", "")],
)
def test_a_language_tag_is_cut_to_two_letters(stated: str, expected: str) -> None:
    assert language_tag(stated) == expected
