"""The stance model that ships: a trained network reads the two texts, a deterministic engine compares what counts."""

from collections.abc import Sequence

from sources.chunking import sentences
from sources.stance.base import Judgement, Pair, Stance
from sources.stance.engine import Report, compare
from sources.stance.network.layer import features, likelihoods
from sources.stance.network.model import Impression, StanceNetwork, shipped
from sources.stance.network.reading import PASSAGE_PIECES, Coded
from sources.stance.network.searched import as_searched, has_to_do
from sources.stance.network.windows import lexical_scores, windows

STATEMENT_CHARACTERS = 2_000
PASSAGE_CHARACTERS = 20_000
"""What lies beyond is not read: the time a passage takes has an end."""
WINDOWS = 2
"""Stretches of a long passage that are laid beside the claim."""
SUREST = 0.95
"""A machine's word is never the last."""


class TrainedStance:
    """Judges English; where network and engine disagree, the judgement says so and is less sure.

    Reads the first 2,000 characters of a statement and the first 20,000 of a passage, of which the sentences that have
    most to do with the statement. Raises ``ComponentFailed`` where the files of the network are missing or broken.
    """

    name = "trained"
    version = "1"

    def judge(self, pairs: Sequence[Pair]) -> list[Judgement]:
        """One judgement per pair, in the same order."""
        network = shipped()
        claims: dict[str, Coded] = {}
        judged = []
        for pair in pairs:
            statement = pair.statement[:STATEMENT_CHARACTERS]
            if statement not in claims:
                claims[statement] = network.claim(statement)
            report = compare(pair.statement, pair.passage, pair.claim_date, pair.passage_date)
            seen = impression(network, claims[statement], pair.passage)
            judged.append(judgement(network, seen, report, searched=pair.searched))
        return judged


def impression(network: StanceNetwork, claim: Coded, passage: str) -> Impression:
    """What the network makes of a passage: of the stretch of it that it takes least for mere context."""
    read = passage[:PASSAGE_CHARACTERS]
    told = [network.sentence(span.cut(read)) for span in sentences(read)]
    sizes = [len(sentence.ids) for sentence in told]
    if sum(sizes) <= PASSAGE_PIECES:
        return network.look(claim, told)
    chosen = windows(sizes, lexical_scores(claim, told), room=PASSAGE_PIECES, count=WINDOWS)
    looked = [network.look(claim, [told[place] for place in window]) for window in chosen]
    return max(looked, key=lambda each: max(each.stance[:2]) - each.stance[2])


def judgement(network: StanceNetwork, seen: Impression, report: Report, *, searched: bool = False) -> Judgement:
    """The stance that network and engine together make most likely, with the engine's reasons."""
    likely = likelihoods(features(seen, report), network.settings["layer"])
    if searched:
        likely = as_searched(likely, seen, report)
    stance = max(likely, key=lambda each: (likely[each], each.value))
    dissent = dissent_between(read_by(seen), report)
    sure = likely[stance] * (network.settings["doubt"] if dissent else 1.0)
    is_about = not searched or has_to_do(seen, report)
    return Judgement(stance, round(min(SUREST, sure), 4), report.reasons, dissent, is_about)


def read_by(seen: Impression) -> Stance:
    """The stance that the network alone takes."""
    return max(zip(seen.stance, Stance, strict=True))[1]


_READ = {
    Stance.CORROBORATES: "reads the passage as corroborating the claim",
    Stance.CONTEXT: "takes the passage for context only",
}


def dissent_between(read: Stance, report: Report) -> str:
    """One sentence where one of the two sees a contradiction and the other does not; otherwise nothing.

    That the engine finds too few of the claim's words in a passage is no dissent: it can not read other words for the
    same thing.
    """
    if report.contradicts and read is not Stance.CONTRADICTS:
        shown = f" ({report.clashes[0].sentence.rstrip('.')})" if report.clashes else ""
        return f"The trained model {_READ[read]}, although the two texts clash{shown}."
    if read is Stance.CONTRADICTS and not report.contradicts:
        return "The trained model reads a contradiction, although no number, date, name or negation is seen to clash."
    return ""
