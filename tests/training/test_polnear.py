"""The layouts of labelled articles."""

from pathlib import Path

import pytest

from training.polnear import read_brat, read_polnear

TEXT = "“The dam,” Ola Wren said, “holds.” It was announced that it leaks.\r\n"
NAME = "gazette_2021-03-12_dam-holds"


def corpus(path: Path, **annotations: str) -> Path:
    for folder in ("text", "attributions"):
        (path / "dev" / folder).mkdir(parents=True)
    (path / "dev/text" / f"{NAME}.txt").write_bytes(TEXT.encode())
    for annotator, lines in annotations.items():
        (path / "dev/attributions" / f"{NAME}_{annotator}.ann").write_text(lines)
    return path


ONE = (
    "T1\tContent 0 10;26 34\t“The dam,” “holds.”\nT2\tSource 11 19\tOla Wren\nT3\tCue 20 24\tsaid\n"
    "T4\tAttribution 20 24\tsaid\nE1\tAttribution:T4 Content:T1 Cue:T3 Source:T2\nT9\tDiscuss 35 37\tIt\n"
)


def test_pieces_roles_and_what_is_left_out_are_read(tmp_path: Path) -> None:
    (row,) = read_polnear(corpus(tmp_path, a1=ONE))
    assert row["attributions"] == [{"source": [[11, 19]], "cue": [[20, 24]], "content": [[0, 10], [26, 34]]}]
    assert (row["id"], row["date"], row["annotator"]) == (NAME, "2021-03-12", "a1")
    assert (row["discuss"], row["discard"]) == ([[35, 37]], [])
    assert row["text"] == TEXT


def test_the_annotators_of_one_article_are_told_apart(tmp_path: Path) -> None:
    rows = list(read_polnear(corpus(tmp_path, b2="", a1=ONE)))
    assert [(row["annotator"], row["first_annotator"]) for row in rows] == [("a1", True), ("b2", False)]
    assert rows[1]["attributions"] == []


def test_an_attribution_without_a_source_and_a_role_filled_twice() -> None:
    lines = (
        "T1\tCue 42 51\tannounced\nT2\tContent 52 59\tthat it\nT3\tContent 60 65\tleaks\n"
        "T4\tAttribution-no-source 42 51\tannounced\nE1\tAttribution-no-source:T4 Content:T2 Content2:T3 Cue:T1\n"
    )
    assert read_brat(lines)["attributions"] == [{"source": [], "cue": [[42, 51]], "content": [[52, 59], [60, 65]]}]


def test_rows_of_json_are_given_as_they_are(tmp_path: Path) -> None:
    file = tmp_path / "rows.jsonl"
    file.write_text('{"id": "a", "text": "x", "attributions": []}\n\n{"id": "b"}\n')
    assert [row["id"] for row in read_polnear(file)] == ["a", "b"]


@pytest.mark.parametrize(
    "broken", ["E1\tAttribution:T4 Cue:T8\n", "T1\tCue 4 x\tsaid\n", "T1\tCue 4 5\tx\nE1\tA:T1 When:T1\n"]
)
def test_a_broken_annotation_is_named(tmp_path: Path, broken: str) -> None:
    with pytest.raises(ValueError, match=r"dam-holds_a1\.ann can not be read"):
        list(read_polnear(corpus(tmp_path, a1=broken)))
