"""What a text tells about its own origin."""

import time

import pytest

from sources.origins.names import plain_name, spellings
from sources.origins.reading import read_trace
from sources.origins.records import read_trace_record, trace_record


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("PORT SELLA (Northline) — The boats will sail.", ["northline"]),
        ("HALVERN, March 5 (Reuters) - The board met.", ["reuters"]),
        ("AP - The board met.", ["associated press"]),
        ("The board met.\n\nSource: PTI", ["press trust of india"]),
        ("The board met.\n\nWith material from dpa and others", ["deutsche presse-agentur"]),
        ("Pier closed\nBy Jon Feld, Northline News Agency\nThe board met.", ["jon feld", "northline"]),
        ("The board met on Monday. (AFP)", ["agence france-presse"]),
        ("Union Wire contributed to this report.", ["union wire"]),
        ("The board met and said that the pier will close.", []),
        ("", []),
    ],
)
def test_by_lines_are_read_from_the_edges_of_a_text(text: str, names: list[str]) -> None:
    assert [credit.name for credit in read_trace(text).credits if not credit.name.startswith("by ")] == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("According to the Gazette, it fell.", ["gazette"]),
        ("It fell, the Sella Evening Post reported on Friday.", ["sella evening post"]),
        ("A manager told Northline. According to him it fell.", ["northline"]),
        ("Citing the news agency Northline, the paper said so.", ["northline"]),
        ("According to figures from the Port Authority of Halvern it fell.", ["port authority of halvern"]),
        ("The Courier newspaper first reported the deal.", ["courier"]),
        ("She reported to the board, which met.", []),
        ("according to them it fell", []),
    ],
)
def test_whom_a_text_names_as_its_source(text: str, names: list[str]) -> None:
    assert [naming.name for naming in read_trace(text).naming] == names


@pytest.mark.parametrize(
    ("text", "is_first_hand"),
    [
        ("The mayor told the Gazette that it will close.", True),
        ("Documents seen by this newspaper show it.", True),
        ("A Gazette reporter counted them.", True),
        ("The mayor told Northline that it will close.", False),
    ],
)
def test_own_reporting_is_noticed(text: str, is_first_hand: bool) -> None:
    assert read_trace(text, publisher="Harbour Gazette").first_hand is is_first_hand


def test_links_are_taken_from_words_and_from_the_page_but_not_from_menus_and_buttons() -> None:
    page = (
        "<nav><a href='https://other.example/section/sport'>Sport</a></nav><p>The "
        '<a class="x" href="https://board.example/press/2026/pier?utm_source=a">statement of the board</a> says so. '
        '<a href="https://facebook.com/sharer/123456">says so</a></p>'
    )
    text = "The statement of the board says so. See https://port.example/reports/12."
    trace = read_trace(text, url="https://gazette.example/1", page=page)
    assert trace.links == ("https://port.example/reports/12", "https://board.example/press/2026/pier")


@pytest.mark.parametrize(
    ("name", "plain"),
    [
        ("The Associated Press", "associated press"),
        ("AP", "associated press"),
        ("the Gazette's", "gazette"),
        ("The", ""),
    ],
)
def test_names_have_one_spelling(name: str, plain: str) -> None:
    assert plain_name(name) == plain


def test_an_outlet_is_also_called_by_the_end_of_its_name_and_a_ministry_is_not() -> None:
    assert spellings("Sella Evening Post") == ("sella evening post", "evening post", "post")
    assert spellings("Ministry of Finance") == ("ministry of finance",)
    assert spellings("") == ()


def test_a_trace_comes_back_from_json_as_it_was() -> None:
    trace = read_trace(
        "OSTRAU (AP) — 12 boats, the Gazette reported. https://a.example/press/1", title="Boats in Ostrau"
    )
    assert read_trace_record(trace_record(trace)) == trace


@pytest.mark.parametrize(
    "piece",
    ["According to ", "A ", "According to the the the ", "told Aaa of ", "<a href='", "' ", "By A, ", "A.A", '\n"x '],
)
def test_hostile_texts_are_read_in_time_that_grows_with_their_length(piece: str) -> None:
    def seconds(length: int) -> float:
        text = (piece * (length // len(piece) + 1))[:length]
        start = time.process_time()
        read_trace(text, page=text)
        return time.process_time() - start

    seconds(2_000)
    assert seconds(400_000) < 60 * max(seconds(20_000), 0.01)
