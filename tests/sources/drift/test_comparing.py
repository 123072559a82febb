"""A kept text beside the page as it is now."""

import time

import pytest

from factcheck.lib.spans import Span
from sources.drift.base import Comparison, Kind, Page, PassageOutcome, Presence, SignKind
from sources.drift.comparing import compare

PARAGRAPHS = (
    "The harbour board will close the east pier in May, its chair said.",
    "Engineers counted 1,200 cracks in the pier. Ms Lund called the report “sound”. It will not reopen before 2028.",
    "The toll is 5 percent. Ferries sail on Monday.",
)
TEXT = "\n\n".join(PARAGRAPHS)
SPANS = [Span(TEXT.index(paragraph), TEXT.index(paragraph) + len(paragraph)) for paragraph in PARAGRAPHS]


def look(found: str, **over: str) -> Comparison:
    return compare(Page(TEXT, title="East pier"), Page(found, **{"title": "East pier", **over}), SPANS)


def outcomes(found: str, **over: str) -> list[str]:
    return [finding.outcome.value for finding in look(found, **over).passages]


def test_the_same_text_is_unchanged() -> None:
    same = look(TEXT)
    assert [finding.outcome for finding in same.passages] == [PassageOutcome.UNCHANGED] * 3
    assert (same.share, same.is_revised, list(same.signs)) == (1.0, False, [])


def test_a_number_behind_the_day_that_ends_the_sentence_before_is_no_date() -> None:
    before = "The flood came on a Saturday. Two people were killed."
    look_again = compare(
        Page(before, title="Flood"), Page(before.replace("Two", "Three"), title="Flood"), [Span(0, len(before))]
    )
    assert look_again.passages[0].changes[0].kind is Kind.NUMBER


@pytest.mark.parametrize(
    ("before", "after", "kind", "sentence"),
    [
        ("1,200", "1,400", Kind.NUMBER, "A number changed: “1,200” became “1,400”."),
        ("Lund", "Lindt", Kind.NAME, "A name changed: “Lund” became “Lindt”."),
        ("before 2028", "before 2029", Kind.DATE, "A date changed: “2028” became “2029”."),
        ("will not reopen", "will reopen", Kind.NEGATION, "A negation was dropped: “not”."),
        ("cracks", "large cracks", Kind.WORDS, "Words were added: “large”."),
        ("“sound”. ", "“sound”. The operator disputes it. ", Kind.ADDED, "A sentence was added"),
        ("Ms Lund called the report “sound”. ", "", Kind.DROPPED, "A sentence is gone: “Ms Lund called"),
        ("Engineers", "Reportedly, engineers", Kind.QUALIFIER, "A qualification was added: “Reportedly”."),
        ("before 2028.", "before 2028, according to the operator.", Kind.QUALIFIER, "A qualification was added"),
    ],
)
def test_what_changed_in_a_passage_is_named(before: str, after: str, kind: Kind, sentence: str) -> None:
    finding = look(TEXT.replace(before, after)).passages[1]
    assert finding.outcome is PassageOutcome.CHANGED
    assert [change.kind for change in finding.changes] == [kind]
    assert finding.sentence.startswith(sentence)


def test_the_diff_of_a_passage_holds_what_was_kept_and_what_is_new() -> None:
    pieces = look(TEXT.replace("1,200", "1,400")).passages[1].pieces
    assert "".join(piece.text for piece in pieces if piece.mark != "new") == PARAGRAPHS[1]
    assert [(piece.mark, piece.text.strip()) for piece in pieces if piece.mark != "same"] == [
        ("gone", "1,200"),
        ("new", "1,400"),
    ]


@pytest.mark.parametrize(
    "found",
    [
        TEXT.replace("“", '"').replace("”", '"').replace("1,200", "1\u202f200").replace("percent", "per cent"),
        TEXT.replace(" ", "\u00a0").replace("report", "re\u00adport"),
        TEXT.upper(),
        TEXT.replace("sound”. ", "sound”.\n\nAdvertisement\n\n"),
        TEXT.replace("\n\n", "\n\nRead more: Ferries in winter\n\n")
        + "\n\n142 comments\n\nUpdated 3 March 2026, 14:05",
        TEXT.replace("\n\n", " "),
    ],
)
def test_typography_and_furniture_are_no_change(found: str) -> None:
    compared = look(found)
    assert not compared.drifted
    assert not compared.is_revised


def test_a_paragraph_that_is_gone_has_vanished_and_one_elsewhere_has_moved() -> None:
    assert outcomes("\n\n".join((PARAGRAPHS[0], PARAGRAPHS[2]))) == ["unchanged", "vanished", "unchanged"]
    assert "moved" in outcomes("\n\n".join((PARAGRAPHS[1], PARAGRAPHS[2], PARAGRAPHS[0])))


def test_a_sentence_that_repeats_the_first_words_of_the_next_is_still_seen_as_added() -> None:
    found = TEXT.replace("\n\nThe toll", " The toll was 4 percent.\n\nThe toll")
    assert outcomes(found) == ["unchanged", "changed", "unchanged"]


def test_a_passage_that_the_reader_left_out_is_looked_for_on_the_whole_page() -> None:
    missing = "\n\n".join(PARAGRAPHS[1:])
    assert outcomes(missing) == ["vanished", "unchanged", "unchanged"]
    assert "vanished" not in outcomes(missing, everything=f"Menu\n\n{TEXT}\n\nFooter")


def test_a_copy_of_the_old_words_elsewhere_does_not_hide_a_change() -> None:
    changed = TEXT.replace("1,200", "1,400")
    assert outcomes(changed, everything=f"{changed}\n\nA reader: {PARAGRAPHS[1]}")[1] == "changed"


@pytest.mark.parametrize(
    ("note", "kind"),
    [
        ("Correction: an earlier version gave another number of cracks.", SignKind.CORRECTION),
        ("This article was amended on 4 March 2026 to correct a name.", SignKind.CORRECTION),
        ("An earlier version of this story said 1,400.", SignKind.CORRECTION),
        ("This article has been retracted at the request of the authors.", SignKind.RETRACTION),
        ("Update (4 March): the board has now met.", SignKind.UPDATE),
    ],
)
def test_what_a_page_newly_says_of_itself_is_a_sign(note: str, kind: SignKind) -> None:
    signs = look(f"{TEXT}\n\n{note}").signs
    assert [sign.kind for sign in signs] == [kind]
    assert note in signs[0].sentence


@pytest.mark.parametrize(
    "line",
    ["The firm’s earlier statement was withdrawn.", "Updated 3 March 2026, 14:05", "The corrections officer said so."],
)
def test_sentences_about_other_things_are_no_signs(line: str) -> None:
    assert not look(f"{TEXT}\n\n{line}").signs


def test_a_note_that_was_there_already_is_no_sign() -> None:
    note = "Correction: the date was wrong."
    kept = Page(TEXT, everything=f"{TEXT}\n\n{note}")
    assert not compare(kept, Page(f"{TEXT}\n\n{note}"), SPANS).signs


def test_another_title_is_told_and_is_no_alarm() -> None:
    compared = look(TEXT, title="Pier closes | The Coast Courier")
    assert [sign.kind for sign in compared.signs] == [SignKind.TITLE]
    assert not compared.drifted


@pytest.mark.parametrize(
    ("text", "url", "presence"),
    [
        ("Sign in to continue reading. The harbour board will close the east pier.", "", Presence.WALLED),
        ("Please enable JavaScript to view this page.", "", Presence.WALLED),
        ("Ferries sail again. The storm is over.", "https://courier.example/", Presence.REDIRECTED),
        ("Ferries sail again. The storm is over.", "https://courier.example/pier", Presence.REPLACED),
    ],
)
def test_what_is_not_the_document_says_nothing_about_its_passages(text: str, url: str, presence: Presence) -> None:
    kept = Page(TEXT, title="East pier", url="https://courier.example/pier/")
    compared = compare(kept, Page(text, title="News", url=url), SPANS)
    assert compared.presence is presence
    assert not compared.passages


def test_a_page_that_breaks_off_at_a_paywall_has_not_lost_what_comes_after() -> None:
    walled = look(f"{PARAGRAPHS[0]}\n\n{PARAGRAPHS[1]}\n\nSubscribe to continue reading")
    lost = look(f"{PARAGRAPHS[0]}\n\n{PARAGRAPHS[2]}\n\nSubscribe to continue reading")
    assert walled.presence is Presence.WALLED
    assert [finding.outcome.value for finding in lost.drifted] == ["vanished"]


def test_a_cited_time_stamp_may_change() -> None:
    kept = Page(f"Updated 3 March 2026, 14:05\n\n{TEXT}")
    found = Page(f"Updated 5 March 2026, 9:30\n\n{TEXT}")
    assert not compare(kept, found, [Span(0, 27)]).drifted


def test_words_chosen_in_the_middle_of_a_sentence_are_compared_too() -> None:
    span = Span(TEXT.index("counted"), TEXT.index("counted") + len("counted 1,200 cracks"))
    found = Page(TEXT.replace("1,200", "1,300"))
    assert compare(Page(TEXT), found, [span]).passages[0].outcome is PassageOutcome.CHANGED
    assert compare(Page(TEXT), Page(TEXT), [span]).passages[0].outcome is PassageOutcome.UNCHANGED


def test_empty_and_wordless_texts_are_answered() -> None:
    assert compare(Page(f"… {TEXT}"), Page(TEXT), [Span(0, 1)]).passages[0].outcome is PassageOutcome.UNCHANGED
    assert compare(Page("…"), Page("…"), [Span(0, 1)]).presence is Presence.REPLACED
    assert compare(Page(TEXT), Page(""), SPANS).presence is Presence.REPLACED


@pytest.mark.parametrize(
    "found", ["word " * 60_000, "1,1" * 60_000, "a. " * 60_000, "\n" * 100_000, "“’\u00ad" * 60_000]
)
def test_the_time_grows_with_the_text(found: str) -> None:
    kept = " ".join(f"Sentence {number} says {number * 7} of it." for number in range(8_000))
    start = time.process_time()
    compare(Page(kept), Page(found), [Span(place, place + 30) for place in range(0, 3_000, 100)])
    assert time.process_time() - start < 10
