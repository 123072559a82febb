from factcheck.lib.ingestion.nesting import Nesting


def test_elements_beyond_the_depth_are_left_out_with_their_closing_tags() -> None:
    nesting = Nesting(2)
    assert [nesting.enter("div") for _ in range(4)] == [True, True, False, False]
    assert [nesting.leave("div") for _ in range(4)] == [False, False, True, True]


def test_siblings_add_no_depth() -> None:
    nesting = Nesting(1)
    assert all(nesting.enter("span") and nesting.leave("span") for _ in range(100))


def test_a_closing_tag_closes_what_was_left_open_within() -> None:
    nesting = Nesting(2)
    assert [nesting.enter("div"), nesting.enter("span")] == [True, True]
    assert nesting.leave("div")
    assert [nesting.enter("div"), nesting.enter("span")] == [True, True]


def test_a_closing_tag_that_closes_nothing_is_not_believed() -> None:
    nesting = Nesting(3)
    kept = []
    for _ in range(4):
        kept.append(nesting.enter("div"))
        nesting.leave("b")
    assert kept == [True, True, True, False]


def test_a_closing_tag_does_not_reach_over_a_stronger_element() -> None:
    nesting = Nesting(4)
    kept = []
    for _ in range(3):
        nesting.enter("b")
        kept.append(nesting.enter("div"))
        nesting.leave("b")
    assert kept == [True, True, False]


def test_elements_that_the_parser_closes_by_itself_are_not_counted() -> None:
    nesting = Nesting(1)
    assert all(nesting.enter("p") and nesting.enter("li") and nesting.enter("br") for _ in range(100))
