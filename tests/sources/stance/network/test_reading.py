from tokenizers import Tokenizer

from sources.stance.network.model import SHIPPED
from sources.stance.network.reading import KINDS, PASSAGE_KINDS, code, lay_out

MARKS = {"cls": 1, "sep": 2}


def tokenizer() -> Tokenizer:
    return Tokenizer.from_file(str(SHIPPED / "tokenizer.json"))


def test_words_are_known_by_their_first_letters_and_numbers_as_a_whole() -> None:
    assert code(tokenizer(), "Exported 1200 tonnes", 20).keys == ["expor", "1200", "tonne"]


def test_the_shape_of_a_word_is_kept() -> None:
    assert code(tokenizer(), "the Harbour paid 40", 20).shapes == [0, 1, 0, 2]


def test_no_more_pieces_than_asked_for_are_read() -> None:
    coded = code(tokenizer(), "one two three four", 3)
    assert (len(coded.ids), len(coded.keys)) == (3, 3)


def test_nothing_is_read_of_an_empty_text() -> None:
    coded = code(tokenizer(), "", 10)
    assert (list(coded.ids), list(coded.keys)) == ([], [])


def test_half_a_surrogate_pair_is_passed_over() -> None:
    assert code(tokenizer(), "a \ud800 b", 10).keys == ["a", "b"]


def test_claim_and_sentences_stand_between_marks_and_each_sentence_is_known() -> None:
    read = tokenizer()
    claim = code(read, "the harbour paid", 10)
    told = [code(read, "it paid", 10), code(read, "nothing else", 10)]
    sheet = lay_out(claim, told, MARKS)
    assert sheet.ids == [1, *claim.ids, 2, *told[0].ids, *told[1].ids, 2]
    assert [sheet.ids[first:end] for first, end in sheet.places] == [list(each.ids) for each in told]
    assert sheet.passage == len(claim.ids) + 2


def test_kinds_tell_the_two_texts_apart_and_which_words_both_have() -> None:
    read = tokenizer()
    sheet = lay_out(code(read, "harbour 40", 10), [code(read, "harbour 41", 10)], MARKS)
    assert sheet.kinds == [0, 1, 4, 0, PASSAGE_KINDS + 1, PASSAGE_KINDS + 4, PASSAGE_KINDS]
    assert max(sheet.kinds) < KINDS
