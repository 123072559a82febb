import pytest

from claims.extraction.base import Force
from claims.extraction.cues.reading import CueReading, read_cue
from tests.claims.extraction.marked import marked


def reading(example: str) -> CueReading:
    return read_cue(*marked(example))


@pytest.mark.parametrize(
    ("example", "lemma", "force"),
    [
        ("[Wren] {accused} <Tarn of lying>.", "accuse", Force.ACCUSES),
        ("{According to} [Wren], <the dam leaks>.", "according to", Force.SAYS),
        ("[Wren] {has long said} <the dam leaks>.", "say", Force.SAYS),
        ("[Wren’s] {plan} <to close the dam> failed.", "plan", Force.INTENDS),
        ("[Wren] repeated {the claim} <that the dam leaks>.", "claim", Force.CLAIMS),
        ("[Wren] {called for} <a new dam>.", "call for", Force.ASKS),
        ("[Wren] {made a promise} <to close the dam>.", "promise", Force.PROMISES),
        ("[Wren] {began to warn} <that the dam leaks>.", "warn", Force.WARNS),
        ("[Wren] {went on to warn} <that the dam leaks>.", "warn", Force.WARNS),
        ("[Wren] {refused to confirm} <that the dam leaks>.", "confirm", Force.CONFIRMS),
        ("[Wren] {refused} <to close the dam>.", "refuse", Force.DENIES),
        ("[Wren] {is wary of} <the new dam>.", "wary", Force.BELIEVES),
        ("[Wren] {hopes} <to close the dam>.", "hope", Force.INTENDS),
        ("[Wren] {thinks} <the dam leaks>.", "think", Force.BELIEVES),
        ("[Wren] {threatened} <to close the dam>.", "threaten", Force.THREATENS),
        ("[Wren] {told the crew} <to leave the dam>.", "tell", Force.ASKS),
        ("[Wren] {told the crew} <the dam was safe>.", "tell", Force.SAYS),
        ("[Wren]{:} <“The dam leaks.”>", ":", Force.SAYS),
        ("{In} [the report], <the dam leaks>.", "in", Force.SAYS),
        ("[The law] {bans} <boats above the dam>.", "ban", Force.STATES),
    ],
)
def test_a_cue_is_read_by_its_verb_or_noun(example: str, lemma: str, force: Force) -> None:
    found = reading(example)
    assert (found.lemma, found.force, found.is_known) == (lemma, force, True)


def test_a_word_in_no_list_is_lemmatised_by_rule_and_owned_up_to() -> None:
    found = reading("[Wren] {was reshuffling} <the dam>.")
    assert (found.lemma, found.force, found.is_known) == ("reshuffle", Force.SAYS, False)
    assert "no list" in found.how


@pytest.mark.parametrize(
    ("example", "flags"),
    [
        ("[Wren] {said} <the dam leaks>.", ""),
        ("[Wren] {reportedly said} <the dam leaks>.", "hedged"),
        ("Allegedly, [Wren] {said} <the dam leaks>.", "hedged"),
        ("[Wren] {appeared to suggest} <the dam leaks>.", "hedged"),
        ("[Wren] {said} <the dam reportedly leaks>.", ""),
        ("<The dam reportedly leaks>, [Wren] {said}.", ""),
        ("[Wren] {did not say} <that the dam leaks>.", "negated"),
        ("[Wren] {refused to confirm} <that the dam leaks>.", "negated"),
        ("[Wren] {never claimed} <that the dam leaks>.", "negated"),
        ("[Nobody] {said} <that the dam leaks>.", "negated"),
        ("[Wren] left without {saying} <that the dam leaks>.", "negated"),
        ("[Wren] {said nothing about} <the dam>.", "negated"),
        ("[Wren] {not only said} <the dam leaks>.", ""),
        ("[Wren] {said} <the dam did not leak>.", ""),
        ("If asked, [Wren] {would say} <the dam leaks>.", "conditional"),
        ("If [Wren] {says} <the dam leaks>, it will close.", "conditional"),
        ("[Critics] {could claim} <the dam leaks>.", "conditional"),
        ("[Wren] {would later say} <the dam leaks>.", ""),
        ("[She]{’d said} <the dam leaks>.", ""),
        ("[Wren] {would not say} <who pays>.", "negated"),
    ],
)
def test_what_stands_around_the_verb_is_told_apart(example: str, flags: str) -> None:
    found = reading(example)
    names = [name for name in ("hedged", "negated", "conditional") if getattr(found, name)]
    assert " ".join(names) == flags
    assert len(found.how.split(". ")) == 1 + len(names)


@pytest.mark.parametrize(
    ("example", "is_clause"),
    [
        ("[Wren] {said} <that the dam was old>.", True),
        ("[Wren] {said} <the dam was old>.", True),
        ("<“The dam leaks,”> [Wren] {said}.", True),
        ("<When the dam broke, the town was asleep>, [Wren] {said}.", True),
        ("[Wren] {vowed} <to close the dam>.", False),
        ("[Wren] {accused} <Tarn of flooding the town>.", False),
        ("[Wren] {asked} <whether the dam was safe>.", False),
        ("[Wren] {asked}: <“Is the dam safe?”>", True),
        ("[Wren] {found} <no proof that the dam was unsafe>.", False),
        ("[Wren] {criticised} <the plan the council made>.", False),
        ("[Wren] called it <“a disaster”>{,} he said.", False),
    ],
)
def test_a_content_that_can_stand_alone_is_told_from_one_that_cannot(example: str, is_clause: bool) -> None:
    assert reading(example).is_clause is is_clause
