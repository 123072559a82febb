import pytest

from claims.extraction.base import Force, SpeakerKind
from claims.extraction.wording.nesting import nested_in
from factcheck.lib.spans import cut_all
from tests.claims.extraction.marked import marked


def test_a_statement_inside_a_statement_is_found_with_its_own_spans() -> None:
    layout, said = marked("[Wren] {said} <that Mara Quist had told him that the dam was unsafe>.")
    found = nested_in(layout, said)
    assert found
    parts = [cut_all(layout.text, spans) for spans in (found.source, found.cue, found.content)]
    assert parts == ["Mara Quist", "had told", "that the dam was unsafe"]
    assert (found.speaker, found.speaker_kind, found.force) == ("Mara Quist", SpeakerKind.PERSON, Force.SAYS)


def test_it_is_found_within_quotation_marks_too() -> None:
    layout, said = marked("<“The ministry confirmed that the dam leaks,”> [Wren] {said}.")
    found = nested_in(layout, said)
    assert found
    assert (cut_all(layout.text, found.source), found.force) == ("The ministry", Force.CONFIRMS)


@pytest.mark.parametrize(
    "example",
    [
        "[Wren] {said} <the dam was unsafe>.",
        "<“I think that the dam is unsafe,”> [Wren] {said}.",
        "<“They say that the dam is unsafe,”> [Wren] {said}.",
        "[Wren] {said} <the minister knew that the dam was unsafe>.",
        "[Wren] {said} <the minister did not say that the dam was unsafe>.",
        "[Wren] {said} <critics would argue that the dam was unsafe>.",
        "<“Mara Quist said that it leaks. Ola Tarn said that it holds.”> [Wren] {said}.",
    ],
)
def test_what_is_no_sure_statement_of_one_other_is_left(example: str) -> None:
    assert nested_in(*marked(example)) is None
