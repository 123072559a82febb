import datetime as dt

import pytest

from claims.extraction.base import Change, DateReading, Precision, SpeakerKind
from claims.extraction.cues.reading import read_cue
from claims.extraction.wording.edits import Worded
from claims.extraction.wording.rewording import worded
from factcheck.lib.spans import Span
from tests.claims.extraction.marked import Bearer, marked


def statement(example: str, speaker: Bearer | None = None, times: tuple[tuple[str, str], ...] = ()) -> Worded:
    layout, said = marked(example)
    readings = [on(layout.text, words, day) for words, day in times]
    return worded(layout, said, read_cue(layout, said), speaker or Bearer(), readings)


def on(text: str, words: str, day: str, precision: Precision = Precision.DAY) -> DateReading:
    start = text.index(words)
    return DateReading(dt.date.fromisoformat(day), precision, words, span=Span(start, start + len(words)))


def replaced(found: Worded) -> list[tuple[str, str]]:
    return [(found.statement[change.start : change.end], change.original) for change in found.changes]


@pytest.mark.parametrize(
    ("example", "words"),
    [
        ("<“The dam is safe,”> [Lee] {said}.", "The dam is safe."),
        ("[Lee] {said} <that the dam was old and that the pumps were new>.", "The dam was old and the pumps were new."),
        ("<The dam was shut>, [Lee] {said}, <a year after the flood>.", "The dam was shut, a year after the flood."),
        ("[Ann Lee] {accused} <Tarn of flooding the town>.", "Ann Lee accused Tarn of flooding the town."),
        ("[Ann Lee] {told} reporters <to leave the dam>.", "Ann Lee told reporters to leave the dam."),
        ("[Ann Lee] {called} the dam <“a disaster”>.", "Ann Lee called the dam “a disaster”."),
        ("The dam was <“a disaster”>, [Lee] {said}.", "The dam was “a disaster”, Lee said."),
        ("Boats left the bay, [Ann Lee] {vowing} <to return in May>.", "Ann Lee vowed to return in May."),
        ("[Ann Lee’s] {plan} <to close the dam> failed.", "Ann Lee planned to close the dam."),
        ("[her] {plan} <to close the dam> failed.", "Ann Lee planned to close the dam."),
        ("[Ann Lee] {appeals to} <the people of Velmar>.", "Ann Lee appeals to the people of Velmar."),
        ("[Ann Lee’s] {criticism of} <the dam> was loud.", "Ann Lee’s criticism of the dam."),
        ("{It was feared} <the dam>.", "It was feared the dam."),
        ("Lee blamed the water office, <which> [he] {said} <had closed>.", "The water office had closed."),
    ],
)
def test_a_statement_reads_as_a_sentence(example: str, words: str) -> None:
    assert statement(example).statement == words


@pytest.mark.parametrize(
    ("spoken", "words"),
    [
        ("I will close the dam.", "Ann Lee will close the dam."),
        ("I’m sure that my crew left.", "Ann Lee is sure that Ann Lee’s crew left."),
        ("I have told them: it leaks.", "Ann Lee has told them: it leaks."),
        ("They asked me in May.", "They asked Ann Lee in May."),
        ("I never saw it.", "Ann Lee never saw it."),
        ("I think it leaks.", "Ann Lee thinks it leaks."),
    ],
)
def test_the_first_person_of_a_quotation_becomes_the_speaker(spoken: str, words: str) -> None:
    found = statement(f"<“{spoken}”> [Lee] {{said}}.")
    assert found.statement == words
    assert all("Ann Lee" in new and "Ann" not in old for new, old in replaced(found))


@pytest.mark.parametrize(
    "spoken",
    [
        "I’d go.",
        "I myself will go.",
        "My wife and I were there.",
        "I am old and have been ill.",
        "Have I said so?",
        "He said ‘I am old’ and left.",
        "I gronk the dam.",
        "We will close the dam.",
    ],
)
def test_in_doubt_the_words_stay_as_they_were_spoken(spoken: str) -> None:
    found = statement(f"<“{spoken}”> [Lee] {{said}}.")
    assert (found.statement, found.changes) == (spoken, ())


def test_words_that_keep_their_quotation_marks_are_never_changed() -> None:
    found = statement("[Lee] {said} <the dam was old and “I will close it”>.")
    assert found.statement == "The dam was old and “I will close it”."


def test_the_we_of_an_organisation_becomes_its_name() -> None:
    council = Bearer("Velmar Council", SpeakerKind.ORGANISATION)
    found = statement("<“We are closing our dam,”> [the Velmar Council] {said}.", council)
    assert found.statement == "The Velmar Council is closing The Velmar Council’s dam."
    assert replaced(found)[0] == ("The Velmar Council is", "We are")


@pytest.mark.parametrize(
    ("example", "new", "old"),
    [
        ("[She] {said} <she would resign>.", "Ann Lee", "she"),
        ("[Ms Lee] {said} <that she hoped to win>.", "Ann Lee", "she"),
        ("[She] {vowed} <to resign>.", "Ann Lee", "She"),
        ("[Lee] {accused} <Tarn of lying>.", "Ann Lee", "Lee"),
    ],
)
def test_a_pronoun_that_must_be_the_speaker_is_replaced_and_marked(example: str, new: str, old: str) -> None:
    assert (new, old) in replaced(statement(example)) or new in statement(example).statement
    found = statement(example)
    assert found.statement.startswith(new)


@pytest.mark.parametrize(
    "example",
    [
        "[Lee] {said} <she was armed>.",
        "[Lee] {said} <she feels he is unfit>.",
        "[Ms Lee] {said} <he hoped to win>.",
        "[She] {said} <he would resign>.",
        "The boy fled, and [Lee] {said} <he hoped to win>.",
    ],
)
def test_a_pronoun_that_may_be_somebody_else_stays(example: str) -> None:
    assert statement(example).changes == ()


def test_a_speaker_who_is_not_sure_replaces_no_pronoun() -> None:
    unsure = Bearer(confidence=0.5)
    assert statement("[She] {said} <she would resign>.", unsure).statement == "She would resign."
    assert statement("<“I will resign,”> [she] {said}.", unsure).statement == "I will resign."
    assert statement("[She] {vowed} <to resign>.", unsure).statement == "She vowed to resign."


def test_the_it_of_an_organisation_is_replaced_only_with_a_verb_that_needs_one() -> None:
    union = Bearer("Harbour Union", SpeakerKind.ORGANISATION)
    assert statement("[The Harbour Union] {said} <it had lost 340 members>.", union).statement.startswith("The Harbour")
    assert statement("[The Harbour Union] {said} <it was too late>.", union).statement == "It was too late."


@pytest.mark.parametrize(
    ("content", "time", "words"),
    [
        ("the dam broke yesterday", "yesterday", "The dam broke on 11 March 2021."),
        ("the dam broke on Thursday", "on Thursday", "The dam broke on 11 March 2021."),
        ("the dam broke on Thursday", "Thursday", "The dam broke on 11 March 2021."),
        ("the dam will close by Thursday", "Thursday", "The dam will close by 11 March 2021."),
        ("the dam broke late Thursday", "Thursday", "The dam broke late on 11 March 2021."),
        ("the dam broke Thursday night", "Thursday", "The dam broke on the night of 11 March 2021."),
        ("the dam broke last night", "last night", "The dam broke on the night of 11 March 2021."),
        ("yesterday was cold", "yesterday", "11 March 2021 was cold."),
        ("last Thursday, the dam broke", "last Thursday", "On 11 March 2021, the dam broke."),
        ("yesterday’s storm broke the dam", "yesterday", "Yesterday’s storm broke the dam."),
        ("the Thursday meeting was short", "Thursday", "The Thursday meeting was short."),
        ("the dam broke on 11 March 2021", "11 March 2021", "The dam broke on 11 March 2021."),
    ],
)
def test_a_relative_date_is_replaced_where_the_grammar_allows_it(content: str, time: str, words: str) -> None:
    found = statement(f"[Lee] {{said}} <{content}>.", times=((time, "2021-03-11"),))
    assert found.statement == words
    assert all("2021" in new and "2021" not in old for new, old in replaced(found))


def test_a_change_tells_where_the_new_words_stand_and_what_was_there() -> None:
    found = statement("[Lee] {said} <the dam broke yesterday>.", times=(("yesterday", "2021-03-11"),))
    assert found.changes == (Change(14, 30, "yesterday"),)


def test_a_content_without_a_letter_still_gives_a_statement() -> None:
    assert statement("[Lee] {said}: <“?!”>").statement
    assert statement("<—> [Lee] {said}").statement
