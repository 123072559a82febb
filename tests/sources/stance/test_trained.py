import json
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from factcheck.lib.errors import ComponentFailed
from sources.stance.base import Pair, ReasonKind, Stance
from sources.stance.engine import Report, compare
from sources.stance.network.model import SHIPPED, Impression, StanceNetwork, shipped
from sources.stance.trained import TrainedStance, dissent_between, impression, judgement

MEGABYTE = 1_000_000
CLAIM = "Harbour Lines shipped 1,240 tonnes of copper in May 2014."
SAME = "In May 2014 Harbour Lines shipped 1,240 tonnes of copper, its report says."
OTHER = "In May 2014 Harbour Lines shipped 310 tonnes of copper, its report says."
ASIDE = "The choir of Velmar sang in the old town hall on Sunday."
AGREEING = Impression((4.0, -2.0, -2.0), (3.0,))
OPPOSING = Impression((-2.0, 4.0, -2.0), (3.0,))


def judge(claim: str, passage: str) -> Stance:
    return TrainedStance().judge([Pair(claim, passage)])[0].stance


def test_the_same_told_in_other_order_corroborates() -> None:
    assert judge(CLAIM, SAME) is Stance.CORROBORATES


def test_another_number_contradicts_and_is_shown() -> None:
    [made] = TrainedStance().judge([Pair(CLAIM, OTHER)])
    assert made.stance is Stance.CONTRADICTS
    assert any(reason.kind is ReasonKind.NUMBER and not reason.agrees for reason in made.reasons)


def test_a_passage_about_something_else_is_context() -> None:
    assert judge(CLAIM, ASIDE) is Stance.CONTEXT


def test_a_judgement_does_not_depend_on_what_is_judged_beside_it() -> None:
    pairs = [Pair(CLAIM, SAME), Pair(CLAIM, OTHER), Pair(ASIDE, SAME), Pair(CLAIM, SAME * 30)]
    together = TrainedStance().judge(pairs)
    assert together == [TrainedStance().judge([pair])[0] for pair in pairs]


def test_what_a_network_reads_against_a_clash_is_said_and_makes_less_sure() -> None:
    clashing, agreeing = compare(CLAIM, OTHER), compare(CLAIM, SAME)
    torn, sure = judgement(shipped(), AGREEING, clashing), judgement(shipped(), AGREEING, agreeing)
    assert torn.dissent.startswith("The trained model reads the passage as corroborating the claim, although")
    assert "310" in torn.dissent
    assert torn.dissent.count(". ") == 0
    assert sure.dissent == ""
    assert torn.confidence < sure.confidence


def test_a_contradiction_that_nothing_shows_is_said() -> None:
    made = judgement(shipped(), OPPOSING, compare(CLAIM, SAME))
    assert "no number, date, name or negation" in made.dissent


def test_a_clash_that_the_network_takes_for_context_is_said() -> None:
    report = Report((), contradicts=True, leaning=Stance.CONTRADICTS, confidence=0.5, features=(), reasons=())
    assert dissent_between(Stance.CONTEXT, report) == (
        "The trained model takes the passage for context only, although the two texts clash."
    )


def test_the_sentences_that_matter_are_found_in_a_long_passage() -> None:
    filler = " ".join(f"The choir sang song number {number} in the old hall." for number in range(300))
    assert judge(CLAIM, f"{filler} {SAME} {filler}") is Stance.CORROBORATES


@pytest.mark.parametrize("text", ["", " \n", "\ud800", "x" * 50_000, "1 " * 20_000, "\u202e\x00", "日本語" * 500])
def test_whatever_the_texts_are_there_is_a_judgement(text: str) -> None:
    for made in TrainedStance().judge([Pair(text, SAME), Pair(CLAIM, text), Pair(text, text)]):
        assert 0 <= made.confidence <= 0.95


@settings(max_examples=25, deadline=None)
@given(st.text(max_size=300), st.text(max_size=600))
def test_no_text_breaks_it(claim: str, passage: str) -> None:
    [made] = TrainedStance().judge([Pair(claim, passage)])
    assert 0 <= made.confidence <= 0.95


def test_thirty_passages_take_well_under_a_second() -> None:
    pairs = [Pair(CLAIM, f"{number} {SAME} {OTHER} {ASIDE}") for number in range(30)]
    TrainedStance().judge(pairs[:1])
    started = time.process_time()
    TrainedStance().judge(pairs)
    assert time.process_time() - started < 2


def test_a_passage_is_looked_at_in_at_most_two_stretches(monkeypatch: pytest.MonkeyPatch) -> None:
    looks: list[int] = []

    def look(_self: StanceNetwork, _claim: object, told: list[object]) -> Impression:
        looks.append(len(told))
        return Impression((0.0, 0.0, float(len(looks))), (0.0,) * len(told))

    monkeypatch.setattr(StanceNetwork, "look", look)
    network = shipped()
    seen = impression(network, network.claim(CLAIM), f"{ASIDE} " * 200)
    assert len(looks) == 2
    assert seen.stance == (0.0, 0.0, 1.0)


def test_missing_weights_are_told_plainly(tmp_path: Path) -> None:
    with pytest.raises(ComponentFailed, match="cannot be read"):
        _ = StanceNetwork(tmp_path).settings


def test_the_weights_are_small_and_come_with_their_card() -> None:
    assert sum(file.stat().st_size for file in SHIPPED.iterdir()) < 25 * MEGABYTE
    assert "FEVER" in (SHIPPED / "MODEL_CARD.md").read_text(encoding="utf-8")
    assert set(json.loads((SHIPPED / "settings.json").read_text())) >= {"marks", "layer", "doubt", "features"}


def test_a_process_that_only_names_the_model_loads_no_network() -> None:
    code = (
        "import sys; from sources.stance.trained import TrainedStance; TrainedStance();"
        "print('onnxruntime' in sys.modules, 'tokenizers' in sys.modules, 'numpy' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, env={**os.environ})
    assert done.stdout.split() == ["False", "False", "False"]
