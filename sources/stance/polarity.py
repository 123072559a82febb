"""Negations and opposites: where one text says of the same thing what the other denies. Plain Python."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sources.stance.words import Token, content_stems, stem, word_set

_SCOPE = 6  # content words that a negation reaches at most
_NEAR = 6  # tokens on either side within which two opposite words must share another word
_NEGATIONS = word_set(
    "not no never neither nor without cannot can't won't n't don't doesn't didn't isn't aren't wasn't weren't "
    "hasn't haven't hadn't couldn't wouldn't shouldn't nobody nothing none denied denies deny denying refuted "
    "refutes rejects failed fails fail unable refused refuses false untrue hoax myth fake debunked baseless "
    "unfounded incorrect wrongly falsely hardly barely rarely lack lacks lacked incapable unlikely insufficient "
    "declined declines except excluding refusing failing disputed disputes rebutted rebuts"
)
# What follows a negation that denies nothing: "not only", "no doubt", "no fewer than".
_TAKES_BACK = word_set("only just merely doubt fewer less later")
_ENDS_SCOPE = word_set(", . ; : ! ? but although though however while whereas because")
_PAIRS = (
    "rise/fall rise/drop rise/decline rise/decrease increase/decrease increase/fall increase/drop "
    "increase/decline increase/reduce grow/shrink grow/fall grow/decline raise/lower raise/cut gain/loss "
    "gain/lose win/lose open/close approve/reject accept/reject accept/refuse allow/ban allow/forbid "
    "permit/prohibit support/oppose include/exclude more/less more/fewer above/below higher/lower high/low "
    "largest/smallest large/small big/small first/last guilty/innocent legal/illegal true/false alive/dead "
    "male/female man/woman husband/wife son/daughter brother/sister father/mother north/south east/west "
    "northern/southern eastern/western married/unmarried start/end begin/end strengthen/weaken improve/worsen "
    "better/worse best/worst safe/unsafe safe/dangerous safe/harmful effective/ineffective likely/unlikely "
    "possible/impossible common/rare warm/cool warmer/cooler hot/cold positive/negative success/failure "
    "successful/unsuccessful able/unable fast/slow old/young old/new older/younger public/private full/empty "
    "pass/fail hire/fire arrive/leave enter/leave buy/sell import/export ally/enemy friend/enemy pro/anti "
    "major/minor majority/minority most/least maximum/minimum increase/lower accelerate/slow expand/contract "
    "expand/shrink advance/retreat beneficial/harmful benefit/harm protect/harm worsen/ease confirm/deny "
    "convict/acquit guilty/acquit acquit/convict always/never all/none every/none many/few most/few "
    "both/neither some/none everything/nothing everyone/nobody "
    "long/short strong/weak rich/poor heavy/light early/late hero/villain fiction/nonfiction fictional/real "
    "live/die same/different similar/different agree/disagree legal/banned upward/downward ascend/descend "
    "surplus/deficit profit/loss plentiful/scarce gold/silver gold/bronze silver/bronze"
)


def _opposites() -> Mapping[str, frozenset[str]]:
    table: dict[str, set[str]] = {}
    for pair in _PAIRS.split():
        a, b = (stem(word) for word in pair.split("/"))
        table.setdefault(a, set()).add(b)
        table.setdefault(b, set()).add(a)
    return {word: frozenset(others) for word, others in table.items()}


_OPPOSITE = _opposites()


@dataclass(frozen=True, slots=True)
class Turn:
    """Something that turns the meaning in one text against the other, by the tokens that show it in each.

    Two opposite words stand against each other, or one text has a negation and the word that it negates, and the other
    text that word alone.
    """

    in_claim: tuple[Token, ...]
    in_passage: tuple[Token, ...]
    is_opposite: bool


def turns(claim: Sequence[Token], passage: Sequence[Token]) -> list[Turn]:
    """What turns the meaning of one text against the other; an even number of turns leaves it as it was."""
    opposite = _opposite(claim, passage)
    negation = _negation(claim, passage, opposite)
    return [turn for turn in (negation, opposite) if turn is not None]


def negated(listed: Sequence[Token]) -> dict[str, tuple[Token, Token]]:
    """Which stems of a text stand under a negation: the word that negates, and the one negated.

    Two negations cancel out.
    """
    under: dict[str, tuple[Token, Token]] = {}
    negation: Token | None = None
    left = 0
    for token, following in zip(listed, [*listed, None][1:], strict=True):
        if token.lower in _ENDS_SCOPE or left <= 0:
            negation = None
        if _negates(token, following):
            negation, left = (None if negation else token), _SCOPE
        elif negation is not None and token.is_word and token.is_content:
            under[token.stem] = negation, token
            left -= 1
    return under


def _negates(token: Token, following: Token | None) -> bool:
    if following is not None and following.lower in _TAKES_BACK:
        return False
    return token.lower in _NEGATIONS or token.lower.endswith("n't")


def _negation(claim: Sequence[Token], passage: Sequence[Token], opposite: Turn | None) -> Turn | None:
    """The negation that one of the texts has over a word that both share, or over one of two opposite words."""
    in_claim, in_passage = negated(claim), negated(passage)
    mine, theirs = _by_stem(claim), _by_stem(passage)
    shared = [
        (token.stem, token.stem) for token in claim if token.is_word and token.is_content and token.stem in theirs
    ]
    if opposite:
        shared.append((opposite.in_claim[0].stem, opposite.in_passage[0].stem))
    if any(word in in_claim and other in in_passage for word, other in shared):
        return None
    for word, other in shared:
        is_name = mine[word].is_capitalised and theirs[other].is_capitalised
        if (word in in_claim or other in in_passage) and mine[word].lower not in _NEGATIONS and not is_name:
            return Turn(in_claim.get(word, (mine[word],)), in_passage.get(other, (theirs[other],)), is_opposite=False)
    return None


def _by_stem(listed: Sequence[Token]) -> dict[str, Token]:
    """The first token of each stem."""
    return {token.stem: token for token in reversed(listed)}


def _opposite(claim: Sequence[Token], passage: Sequence[Token]) -> Turn | None:
    """A word of the claim that the passage lacks, with its opposite there, both beside the same word.

    It is none when the passage also has another word for what the claim says, as in "fell after it had risen".
    """
    claim_stems = {token.stem for token in claim}
    places = {token.stem: index for index, token in reversed([*enumerate(passage)])}
    for index, token in enumerate(claim):
        if token.stem in places:
            continue
        for other in sorted(_OPPOSITE.get(token.stem, frozenset()) & places.keys() - claim_stems):
            near = _near(claim, index) & _near(passage, places[other])
            if near and places.keys().isdisjoint(_OPPOSITE[other]):
                return Turn((token,), (passage[places[other]],), is_opposite=True)
    return None


def _near(listed: Sequence[Token], index: int) -> frozenset[str]:
    return content_stems(listed[max(0, index - _NEAR) : index + _NEAR + 1])
