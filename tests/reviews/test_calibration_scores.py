"""Brier score, reliability and Wilson's interval, against published examples and their own identities."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviews.calibration import Forecast, calibrate, share_interval


def test_the_brier_score_is_that_of_a_published_example() -> None:
    """The example of ``brier_score_loss`` in the user guide of scikit-learn: 0.0375."""
    given = zip((0.1, 0.9, 0.8, 0.3), (False, True, True, False), strict=True)

    found = calibrate(Forecast(confidence, held) for confidence, held in given)

    assert found is not None
    assert found.brier == pytest.approx(0.0375)


@pytest.mark.parametrize(
    ("hits", "count", "low", "high"),
    [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611), (1, 29, 0.0061, 0.1718)],
)
def test_wilsons_interval_is_that_of_newcombes_table(hits: int, count: int, low: float, high: float) -> None:
    """R. G. Newcombe, Two-sided confidence intervals for the single proportion, Statistics in Medicine 17 (1998)."""
    assert share_interval(hits, count) == (pytest.approx(low, abs=0.00006), pytest.approx(high, abs=0.00006))


def test_nothing_counted_leaves_everything_possible() -> None:
    assert share_interval(0, 0) == (0.0, 1.0)
    assert calibrate([]) is None


def test_bands_say_how_many_of_each_confidence_held() -> None:
    given = [Forecast(0.9, True)] * 9 + [Forecast(0.9, False)] + [Forecast(0.6, False)] * 3

    found = calibrate(given)

    assert found is not None
    assert [(band.confidence, band.count, band.held) for band in found.bands] == [(0.6, 3, 0.0), (0.9, 10, 0.9)]
    assert [band.fits for band in found.bands] == [False, True]
    assert found.leaning == pytest.approx((9 + 1.8) / 13 - 9 / 13)


@given(st.lists(st.tuples(st.sampled_from((0.5, 0.6, 0.8, 0.95)), st.booleans()), min_size=1, max_size=80))
def test_the_score_is_made_of_murphys_three_parts(given: list[tuple[float, bool]]) -> None:
    """A. H. Murphy (1973): reliability less resolution plus uncertainty, where a band is one confidence."""
    found = calibrate(Forecast(confidence, held) for confidence, held in given)

    assert found is not None
    assert found.brier == pytest.approx(found.reliability - found.resolution + found.uncertainty)
    assert 0 <= found.brier <= 1
