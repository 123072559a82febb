import pytest

from claims.extraction.text.paragraphs import paragraphs
from claims.extraction.text.quotes import quotations


def quoted(text: str) -> list[str]:
    return [quotation.span.cut(text) for quotation in quotations(text, paragraphs(text))]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ('He said "no" twice.', ['"no"']),
        ("He said “no” and “yes”.", ["“no”", "“yes”"]),
        ("Er sagte „nein“ laut.", ["„nein“"]),
        ("Il a dit « non » hier.", ["« non »"]),
        ("He said ``no'' twice.", ["``no''"]),
        ("He said ''no'' twice.", ["''no''"]),
        ("He said ‘no’ twice.", ["‘no’"]),
        ("He said 'no' twice.", ["'no'"]),
        ("“She said ‘no’ to me,” he said.", ["“She said ‘no’ to me,”"]),
        ("‘She said “no” to me,’ he said.", ["‘She said “no” to me,’"]),
        ("‘The workers’ rights are safe,’ he said.", ["‘The workers’ rights are safe,’"]),
        ("It’s the dogs’ home and the cats’ too.", []),
        ("A 5'10\" man in the '80s.", []),
        ("“We will go, he said.", []),
        ("", []),
    ],
)
def test_the_outermost_quotations_are_found_with_their_marks(text: str, found: list[str]) -> None:
    assert quoted(text) == found


def test_an_open_quotation_runs_to_the_end_of_its_paragraph_when_the_next_one_starts_with_a_mark() -> None:
    text = "He said: “One.\n\n“Two.”"
    assert quoted(text) == ["“One.", "“Two.”"]
    assert [quotation.closed for quotation in quotations(text, paragraphs(text))] == [False, True]
