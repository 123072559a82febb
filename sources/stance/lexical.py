"""The stance model that lists its reasons: words, numbers, dates, names and negations laid side by side."""

from collections.abc import Sequence

from sources.stance.base import Judgement, Pair
from sources.stance.decision import decide, has_little_in_common
from sources.stance.findings import find
from sources.stance.reasons import explain


class LexicalStance:
    """Judges by what can be pointed at in both texts; never raises, whatever the texts are.

    Reads the first 2,000 characters of a statement and the first 20,000 of a passage.
    """

    name = "lexical"
    version = "2"

    def judge(self, pairs: Sequence[Pair]) -> list[Judgement]:
        """One judgement per pair, in the same order."""
        return [_judge(pair) for pair in pairs]


def _judge(pair: Pair) -> Judgement:
    findings = find(pair)
    stance, confidence = decide(findings)
    is_about = not (pair.searched and has_little_in_common(findings))
    return Judgement(stance, confidence, explain(pair, findings), is_about=is_about)
