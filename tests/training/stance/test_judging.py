import pytest

from training.stance.judging import calibration_error, f1, macro_f1


def test_f1_counts_hits_misses_and_false_alarms() -> None:
    assert f1([0, 0, 1], [0, 1, 1], 0, [1, 1, 1]) == pytest.approx(2 / 3)


def test_a_heavier_row_counts_more() -> None:
    assert macro_f1([0, 1], [0, 0], [1, 3]) < macro_f1([0, 1], [0, 0], [3, 1])


def test_a_label_that_nobody_gave_does_not_count() -> None:
    assert macro_f1([0, 0], [0, 0]) == 1


def test_confidence_that_is_right_as_often_as_it_says_has_no_error() -> None:
    assert calibration_error([0.75] * 4, [True, True, True, False]) == pytest.approx(0)
    assert calibration_error([1.0] * 4, [True, True, False, False]) == pytest.approx(0.5)
