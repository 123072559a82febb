"""The labelled news sentences, the score's calibration and the bench that judges both, on rows of our own."""

import hashlib
import json
import math
import random
from collections.abc import Sequence
from pathlib import Path

import pytest

from bench.checkworthiness import (
    Judged,
    average_precision,
    brier,
    calibration_error,
    f_score,
    luck,
    reliability,
    report,
)
from factcheck.lib.spans import Span
from training.calibration import Calibrated, Calibration, WordScorer, best_threshold, fit, scorer_at
from training.checkworthy_news.corpora import Document, documents, gum_text, joined, meantime_text
from training.checkworthy_news.labelled import LABELS, Labelled, LabelsDoNotFit, kappa, load
from training.checkworthy_news.sample import SIZES, draw, places, stratum
from training.debates import PREFIX, read_debates, unseen

ARTICLE = (
    "The council of Velmar spent 4 million on the new pier in May. Mayor Ilse Tessen said that the old pier had been "
    "unsafe since 2009. Who would have thought so at the time?"
)


def digest(sentence: str) -> str:
    return hashlib.sha256(sentence.encode()).hexdigest()[:16]


def row(sentence: str, **changes: object) -> dict[str, object]:
    start = ARTICLE.index(sentence)
    place = {"corpus": "polnear", "document": "velmar-pier", "start": start, "end": start + len(sentence)}
    labels = {"first": 1, "second": 1, "agreed": 1, "kind": "money"}
    return place | {"sha256": digest(sentence)} | labels | changes


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A folder shaped like the corpora, with articles of our own."""
    article = {"id": "velmar-pier", "text": ARTICLE, "attributions": [{"content": [[80, 130]]}]}
    again = article | {"first_annotator": False, "text": "Another reading."}
    (tmp_path / "polnear").mkdir()
    (tmp_path / "polnear" / "train.jsonl").write_text("".join(json.dumps(each) + "\n" for each in (article, again)))
    (tmp_path / "meantime").mkdir()
    words = ["Pier", "opens"], ["May", "4"], ["Velmar", "'s", "pier", "cost", "$", "4", "m", "."]
    tokens = "".join(
        f'<token number="{n}" sentence="{n}" t_id="1">{word}</token>\n' for n, line in enumerate(words) for word in line
    )
    (tmp_path / "meantime" / "17_Pier_opens.xml").write_text(f"<Document>{tokens}</Document>")
    (tmp_path / "gum_news").mkdir()
    lines = "# newdoc\n# newpar\n# newpar_block = head\n# text = Pier opens\n1\tPier\n# newpar\n# text = It rained.\n"
    (tmp_path / "gum_news" / "GUM_news_pier.conllu").write_text(lines + "# text = They came.\n")
    return tmp_path


def test_corpora_become_the_same_plain_texts_every_time(data: Path) -> None:
    read = {document.corpus: document for document in documents(data)}
    assert read["polnear"] == Document("polnear", "velmar-pier", ARTICLE, (Span(80, 130),))
    assert read["meantime"] == Document("meantime", "17", "Pier opens\n\nMay 4\n\nVelmar's pier cost $4 m.")
    assert read["gum_news"] == Document("gum_news", "GUM_news_pier", "Pier opens\n\nIt rained. They came.")
    assert list(documents(data)) == list(documents(data))


def test_words_are_joined_as_print_joins_them() -> None:
    assert joined(["``", "No", ",", "''", "she", "said", "(", "twice", ")", "."]) == '"No," she said (twice).'
    assert joined(['"', "No", '"', "is", "n't", "an", '"', "answer", '"']) == '"No" isn\'t an "answer"'


def test_an_article_without_a_body_and_a_file_without_words_are_read() -> None:
    assert meantime_text('<token sentence="0">Pier</token>') == "Pier"
    assert meantime_text("<Document/>") == ""
    assert gum_text("") == ""


def test_labelled_sentences_are_found_again(data: Path) -> None:
    sentence = "The council of Velmar spent 4 million on the new pier in May."
    labels = data / "labels.jsonl"
    labels.write_text(json.dumps(row(sentence, second=0, agreed=0)) + "\n")
    assert load(data, labels) == [Labelled("polnear", "velmar-pier", sentence, 0, 1, 0, "money")]


@pytest.mark.parametrize("change", [{"start": 1}, {"document": "velmar-port"}, {"sha256": "0" * 16}])
def test_a_sentence_that_differs_from_the_labelled_one_stops_everything(data: Path, change: dict[str, object]) -> None:
    labels = data / "labels.jsonl"
    labels.write_text(json.dumps(row("Who would have thought so at the time?") | change) + "\n")
    with pytest.raises(LabelsDoNotFit, match="is not the one that was labelled"):
        load(data, labels)


def test_the_labels_that_ship_hold_no_text_and_are_whole() -> None:
    rows = [json.loads(line) for line in LABELS.read_text().splitlines()]
    fields = {"corpus", "document", "start", "end", "sha256", "first", "second", "kind", "agreed"}
    assert all(set(each) == fields for each in rows)
    assert all(each[name] in (0, 1) for each in rows for name in ("first", "second", "agreed"))
    assert all(each["agreed"] == each["first"] for each in rows if each["first"] == each["second"])
    assert all(0 <= each["start"] < each["end"] and len(each["sha256"]) == 16 for each in rows)
    assert all(len(each["kind"]) < 25 for each in rows)
    assert len({each["sha256"] for each in rows}) == len(rows) == 420
    sizes = {corpus: sum(quotas.values()) for corpus, quotas in SIZES.items()}
    assert {corpus: sum(each["corpus"] == corpus for each in rows) for corpus in sizes} == sizes


def test_a_document_lies_wholly_in_one_part_and_six_in_ten_are_to_tune_on() -> None:
    def tuned(name: str) -> bool:
        return Labelled("gum_news", name, "", 0, 0, 0, "").is_tune

    assert tuned("a") == Labelled("gum_news", "a", "Other words.", 1, 1, 1, "deed").is_tune
    assert 0.55 < sum(tuned(f"document {number}") for number in range(1000)) / 1000 < 0.65


def test_a_hesitation_and_a_disagreement_both_make_a_sentence_doubtful() -> None:
    assert Labelled("gum_news", "a", "", 1, 1, 1, "deed?").is_doubtful
    assert Labelled("gum_news", "a", "", 1, 1, 0, "deed").is_doubtful
    assert not Labelled("gum_news", "a", "", 1, 1, 1, "deed").is_doubtful


@pytest.mark.parametrize(
    ("sentence", "is_content", "expected"),
    [
        ("The council of Velmar spent 4 million on the pier.", False, "own voice"),
        ("The council of Velmar spent 4 million on the pier.", True, "attributed"),
        ("The mayor said the council had spent 4 million.", None, "attributed"),
        ("The council of Velmar spent 4 million on the pier.", None, "own voice"),
        ("Who spent the 4 million of the town on it?", True, "dull"),
        ("Nobody knows.", False, "dull"),
        ("Click here for more news of the pier and the town.", False, "dull"),
    ],
)
def test_strata_are_told_by_rough_patterns(sentence: str, is_content: bool | None, expected: str) -> None:
    assert stratum(sentence, is_content=is_content) == expected


def test_a_place_knows_its_neighbours_and_its_hash() -> None:
    first, second, third = places(Document("polnear", "velmar-pier", ARTICLE, (Span(80, 130),)))
    assert (first.before, first.after, third.after) == ("", second.sentence, "")
    assert [first.stratum, second.stratum, third.stratum] == ["own voice", "attributed", "dull"]
    assert second.span.cut(ARTICLE) == second.sentence
    assert second.digest == digest(second.sentence)


def test_a_drawing_is_the_same_for_a_seed_whatever_the_order_of_files_and_takes_no_text_twice() -> None:
    towns = ("Velmar", "Ostra", "Dahl", "Brill", "Tessen", "Harn")
    read = [Document("gum_news", town, f"The council of {town} met in the town hall.") for town in towns]
    read.append(Document("gum_news", "copy", "The council of Velmar met in the town hall."))
    sizes = {"gum_news": {"own voice": 4}}
    drawn = draw(read, sizes, seed=3)
    assert drawn == draw(read[::-1], sizes, seed=3)
    assert drawn != draw(read, sizes, seed=4)
    assert len({place.sentence for place in draw(read, {"gum_news": {"own voice": 6}})}) == 6


def test_kappa_takes_chance_out_of_agreement() -> None:
    assert kappa([(1, 1), (0, 0)]) == (1.0, 1.0)
    assert kappa([(1, 1), (1, 0), (0, 1), (0, 0)]) == (0.5, 0.0)
    assert kappa([(1, 1), (1, 1)]) == (1.0, 1.0)
    agreement, corrected = kappa([(1, 1)] * 45 + [(0, 0)] * 35 + [(1, 0)] * 15 + [(0, 1)] * 5)
    assert agreement == 0.8
    assert corrected == pytest.approx(0.6)  # by hand: chance 0.6 * 0.5 + 0.4 * 0.5 = 0.5


def write_debates(folder: Path, split: str, *lines: str) -> None:
    folder.mkdir(exist_ok=True)
    (folder / f"{PREFIX}{split}.tsv").write_text("\n".join(["Sentence_id\tText\tclass_label", *lines]))


def test_two_debate_rows_that_a_lost_line_break_joined_are_read_as_two(tmp_path: Path) -> None:
    write_debates(tmp_path, "train", "1\tTaxes fell by half.\tYes2\tThank you all.\tNo", "3\tFish is dear.\tNo")
    assert read_debates(tmp_path, "train") == [("Taxes fell by half.", 1), ("Thank you all.", 0), ("Fish is dear.", 0)]


def test_a_debate_row_without_a_clear_label_is_left_out(tmp_path: Path) -> None:
    lines = "1\tTaxes fell.\tPerhaps", "2\tTaxes rose.", "3\tA\tYes4\tB", "4\tPiers fell.\tNo"
    write_debates(tmp_path, "dev", *lines)
    assert read_debates(tmp_path, "dev") == [("Piers fell.", 0)]


def test_quoted_debate_rows_and_windows_line_ends_are_read(tmp_path: Path) -> None:
    (tmp_path / f"{PREFIX}dev.tsv").write_bytes(
        b'Sentence_id\tText\tclass_label\r\n7\t"He said ""no"" twice."\tYes\r\n8\tOh.\tNo\r\n'
    )
    assert read_debates(tmp_path, "dev") == [('He said "no" twice.', 1), ("Oh.", 0)]


def test_sentences_that_were_trained_on_are_not_judged(tmp_path: Path) -> None:
    write_debates(tmp_path, "train", "1\tTaxes fell by half.\tYes")
    write_debates(tmp_path, "dev", "2\tTaxes fell by half.\tYes", "3\tPiers cost millions.\tYes")
    assert unseen(tmp_path, "dev") == [("Piers cost millions.", 1)]


def test_figures_agree_with_those_worked_out_by_hand() -> None:
    scores, labels = [0.9, 0.7, 0.7, 0.2], [1, 0, 1, 0]
    assert f_score(scores, labels, 0.7) == pytest.approx(0.8)
    assert f_score(scores, labels, 0.95) == 0
    assert best_threshold(scores, labels) == (0.7, pytest.approx(0.8))
    assert average_precision(scores, labels) == pytest.approx(0.5 * 1 + 0.5 * 2 / 3)
    assert brier(scores, labels) == pytest.approx((0.01 + 0.49 + 0.09 + 0.04) / 4)


def test_a_threshold_never_parts_equal_scores() -> None:
    assert best_threshold([0.5, 0.5, 0.5, 0.1], [1, 0, 0, 0]) == (0.5, 0.5)
    assert best_threshold([0.5, 0.4], [0, 0]) == (1.0, 0.0)


def test_reliability_puts_a_score_of_one_in_the_last_tenth_and_leaves_empty_tenths_out() -> None:
    bins = reliability([1.0, 0.95, 0.05], [1, 0, 0])
    assert [(each.low, each.size, each.worthy) for each in bins] == [(0.0, 1, 0.0), (0.9, 2, 0.5)]
    assert calibration_error(bins) == pytest.approx((0.05 + 2 * 0.475) / 3)


def test_luck_shrinks_as_a_set_grows() -> None:
    assert luck([0.25, 0.75] * 500) < luck([0.25, 0.75] * 20)


class Overconfident:
    """Reads the chance of a sentence from its own text, and doubles its log odds."""

    threshold = 0.5

    def score(self, sentences: Sequence[str]) -> Sequence[float]:
        chances = [int(sentence.split()[1]) / 100 for sentence in sentences]
        return [chance**2 / (chance**2 + (1 - chance) ** 2) for chance in chances]


def drawn_by_chance(size: int, seed: int) -> list[tuple[str, int]]:
    chance = random.Random(seed)
    shares = [chance.randint(5, 95) for _ in range(size)]
    return [(f"boats {share}", int(chance.random() < share / 100)) for share in shares]


def test_a_calibration_halves_log_odds_that_were_doubled_and_lowers_the_error_on_unseen_rows() -> None:
    found = fit(Overconfident(), [drawn_by_chance(3000, seed=1)], ())
    assert found.weights[0] == pytest.approx(0.5, abs=0.05)
    assert found.bias == pytest.approx(0, abs=0.15)
    texts, labels = zip(*drawn_by_chance(3000, seed=2), strict=True)
    before, after = Overconfident().score(texts), Calibrated(Overconfident(), found).score(texts)
    assert calibration_error(reliability(after, labels)) < calibration_error(reliability(before, labels)) / 3


def test_each_set_has_the_same_say_whatever_its_size() -> None:
    worthy, dull = [("boats 50", 1)] * 10, [("boats 50", 0)] * 1000
    [score] = Calibrated(Overconfident(), fit(Overconfident(), [worthy, dull], ())).score(["boats 50"])
    assert score == pytest.approx(0.5, abs=0.01)


def test_a_feature_that_the_score_overlooks_gets_a_weight() -> None:
    rows = [("boats 50", 0)] * 40 + [("boats 50 ?", 1)] * 30 + [("boats 50 ?", 0)] * 10
    found = fit(Overconfident(), [rows], ("less: question",))
    assert found.weights[1] > 1
    plain, asked = Calibrated(Overconfident(), found).score(["boats 50", "boats 50 ?"])
    assert plain < 0.2 < 0.6 < asked


def test_rows_that_a_score_parts_cleanly_do_not_blow_the_fit_up() -> None:
    found = fit(Overconfident(), [[("boats 99", 1)] * 20 + [("boats 1", 0)] * 20], ())
    assert math.isfinite(found.bias)
    assert all(math.isfinite(weight) for weight in found.weights)


def test_the_threshold_found_gives_the_best_f1_on_the_first_set() -> None:
    rows = drawn_by_chance(400, seed=5)
    texts, labels = zip(*rows, strict=True)
    made = Calibrated(Overconfident(), fit(Overconfident(), [rows, drawn_by_chance(400, seed=6)], ()))
    scores = made.score(texts)
    assert f_score(scores, labels, made.threshold) == pytest.approx(best_threshold(scores, labels)[1], abs=0.01)


def test_a_calibration_survives_its_file(tmp_path: Path) -> None:
    made = Calibration(0.5, (1.25, -0.5), ("number",), 0.4)
    made.save(tmp_path / "calibration.json")
    assert Calibration.read(tmp_path / "calibration.json") == made


def test_the_shipped_score_can_be_named_and_scores_every_sentence() -> None:
    scorer = scorer_at("training.calibration.WordScorer")
    assert isinstance(scorer, WordScorer)
    dull, rich = scorer.score(["Thank you all.", "The council of Velmar spent 4 million in 2019."])
    assert dull < rich
    assert scorer.score([]) == []


def test_the_report_tells_every_figure_of_a_set(capsys: pytest.CaptureFixture[str]) -> None:
    texts = ["boats 90", "boats 80", "boats 20", "boats 10"]
    report(Overconfident(), [Judged("velmar", texts, [1, 1, 0, 0], ["a", "b", "c", "d"])])
    table = capsys.readouterr().out
    [line] = [line for line in table.splitlines() if line.startswith("velmar  ")]
    assert line.split()[:4] == ["velmar", "4", "0.500", "0.667"]
    assert "1.000" in line
    assert "0.9-1.0     2   0.96   1.00" in table
