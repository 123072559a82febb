"""JSON Lines are read strictly: what is no string is not made one."""

import io
import json

import pytest

from factcheck.lib.errors import InvalidInput
from factcheck.lib.jsonlines import Line, open_input, read_lines, write_line


def only(record: object) -> Line:
    (line,) = read_lines(io.BytesIO(json.dumps(record).encode()))
    return line


def test_the_first_key_that_has_a_value_counts() -> None:
    line = only({"title": None, "headline": "East pier", "id": 7, "primary": True})
    assert (line.text("title", "headline"), line.text("byline")) == ("East pier", "")
    assert (line.label("id"), line.label("title", "headline"), line.flag("primary")) == ("7", "East pier", True)


@pytest.mark.parametrize(
    ("value", "kind"), [(5, "a number"), (0.5, "a number"), (True, "true or false"), ([], "a list"), ({}, "an object")]
)
def test_a_value_of_another_type_is_refused_with_key_and_type(value: object, kind: str) -> None:
    with pytest.raises(InvalidInput, match=f"line 1: “text” must be a string and is {kind}"):
        only({"text": value}).required("text")


def test_a_flag_is_true_or_false_and_not_a_word() -> None:
    with pytest.raises(InvalidInput, match="“primary” must be true or false and is a string"):
        only({"primary": "no"}).flag("primary")


@pytest.mark.parametrize("content", [b"\xff", b"{no", b"[1]", b"null", b"[" * 100_000])
def test_what_is_no_object_is_a_bad_line(content: bytes) -> None:
    (line,) = read_lines(io.BytesIO(content))
    with pytest.raises(InvalidInput, match="line 1: "):
        line.checked()


def test_half_a_character_can_be_written_into_every_file() -> None:
    line = write_line({"id": "\ud800", "text": "é"})
    assert json.loads(line.encode()) == {"id": "\ud800", "text": "é"}
    assert write_line({"text": "é"}) == '{"text": "é"}'


def test_a_file_that_can_not_be_opened_is_named_with_the_reason() -> None:
    with pytest.raises(InvalidInput, match="none cannot be read: No such file or directory"):
        open_input("none")
