"""The figures of agreement against worked examples that were published, and against what must hold for any answers."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reviews.agreement import agreement, alpha, drift, pair_table

# J. Cohen, A coefficient of agreement for nominal scales, Educational and Psychological Measurement 20 (1960), table 1:
# two judges put 200 patients into three kinds; kappa is given as .492, agreement as .70.
COHEN_1960 = np.array([[88.0, 14, 18], [10, 40, 10], [2, 6, 12]])

# K. Krippendorff, Computing Krippendorff's Alpha-Reliability, University of Pennsylvania (2011), sections A, B and C/E.
BINARY = ("0100000010", "1110010000")
NOMINAL = ("aabbdcccedda", "babbbccceddd")
FOUR_OBSERVERS = ("123321412...", "1233224125.3", ".3332342251.", "12332441251.")


def counts(observers: tuple[str, ...]) -> list[list[int]]:
    """How many observers gave each unit each category; a full stop is a missing answer."""
    names = sorted(set("".join(observers)) - {"."})
    return [[[row[unit] for row in observers].count(name) for name in names] for unit in range(len(observers[0]))]


def test_kappa_is_that_of_cohens_own_example() -> None:
    found = agreement(COHEN_1960, ordered=[0, 1, 2])

    assert found.pairs == 200
    assert found.percent.value == pytest.approx(0.70)
    assert found.kappa.value == pytest.approx(0.492, abs=0.0005)


def test_the_interval_of_kappa_is_near_the_one_that_its_standard_error_gives() -> None:
    """J. L. Fleiss, J. Cohen and B. S. Everitt (1969): the large-sample standard error of kappa."""
    share = COHEN_1960 / COHEN_1960.sum()
    rows, columns = share.sum(axis=1), share.sum(axis=0)
    same, chance = np.trace(share), (rows * columns).sum()
    kappa = (same - chance) / (1 - chance)
    on = sum(share[i, i] * ((1 - chance) - (rows[i] + columns[i]) * (1 - same)) ** 2 for i in range(3))
    off = sum(share[i, j] * (columns[i] + rows[j]) ** 2 * (1 - same) ** 2 for i in range(3) for j in range(3) if i != j)
    error = np.sqrt((on + off - (same * chance - 2 * chance + same) ** 2) / 200) / (1 - chance) ** 2

    found = agreement(COHEN_1960, ordered=[0, 1, 2]).kappa

    assert found.low == pytest.approx(kappa - 1.96 * error, abs=0.015)
    assert found.high == pytest.approx(kappa + 1.96 * error, abs=0.015)


@pytest.mark.parametrize(
    ("observers", "metric", "published"),
    [
        (BINARY, "nominal", 0.095),
        (NOMINAL, "nominal", 0.692),
        (FOUR_OBSERVERS, "nominal", 0.743),
        (FOUR_OBSERVERS, "ordinal", 0.815),
    ],
    ids=["binary", "nominal", "four observers, nominal", "four observers, ordinal"],
)
def test_alpha_is_that_of_krippendorffs_worked_examples(
    observers: tuple[str, ...], metric: str, published: float
) -> None:
    assert alpha(counts(observers), metric).value == pytest.approx(published, abs=0.0005)


def test_alpha_of_pairs_is_the_alpha_of_the_same_answers_counted_by_unit() -> None:
    first = [ord(letter) - ord("a") for letter in NOMINAL[0]]
    second = [ord(letter) - ord("a") for letter in NOMINAL[1]]

    found = agreement(pair_table(first, second, 5), ordered=range(5))

    assert found.nominal.value == pytest.approx(alpha(counts(NOMINAL)).value)
    assert found.ordinal.value == pytest.approx(alpha(counts(NOMINAL), "ordinal").value)


def test_answers_off_the_scale_count_for_the_nominal_alpha_alone() -> None:
    pairs = pair_table([0, 0, 1, 1, 2, 2], [0, 0, 1, 1, 0, 1], 3)

    found = agreement(pairs, ordered=[0, 1])

    assert found.pairs == 6
    assert found.ordered_pairs == 4
    assert found.ordinal.value == pytest.approx(1)
    assert found.nominal.value is not None
    assert found.nominal.value < 1


def test_a_near_miss_costs_less_than_a_far_one_on_an_ordinal_scale() -> None:
    same = [0, 1, 2, 3, 4] * 10
    near = agreement(pair_table([*same, 0, 1], [*same, 1, 0], 5), ordered=range(5))
    far = agreement(pair_table([*same, 0, 4], [*same, 4, 0], 5), ordered=range(5))

    assert near.ordinal.value > far.ordinal.value
    assert near.percent == far.percent


@pytest.mark.parametrize("table", [np.zeros((3, 3)), np.diag([5.0, 0, 0])], ids=["no pairs", "always one rating"])
def test_what_chance_can_not_be_taken_off_is_not_defined(table: np.ndarray) -> None:
    found = agreement(table, ordered=[0, 1, 2])

    assert found.kappa.value is None
    assert found.nominal.value is None
    assert found.ordinal.value is None


def test_the_same_answers_give_the_same_figures_every_time() -> None:
    assert agreement(COHEN_1960, ordered=[0, 1, 2]) == agreement(COHEN_1960, ordered=[0, 1, 2])


def test_drift_is_seen_when_it_is_there_and_not_when_it_is_not() -> None:
    worse = np.array([[60.0, 24, 36], [20, 20, 20], [8, 6, 6]])

    fell = drift(worse, COHEN_1960, ordered=[0, 1, 2])
    stood = drift(COHEN_1960, COHEN_1960, ordered=[0, 1, 2])

    assert fell["kappa"].high < 0
    assert stood["kappa"].value == pytest.approx(0)
    assert stood["kappa"].low < 0 < stood["kappa"].high


def test_drift_from_a_period_without_pairs_is_not_defined() -> None:
    assert drift(COHEN_1960, np.zeros((3, 3)), ordered=[0, 1, 2])["nominal"].value is None


answers = st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3)), min_size=2, max_size=60)


@settings(max_examples=60, deadline=None)
@given(answers)
def test_figures_stay_in_their_bounds_and_alpha_does_not_mind_who_was_first(pairs: list[tuple[int, int]]) -> None:
    first, second = [pair[0] for pair in pairs], [pair[1] for pair in pairs]
    one = agreement(pair_table(first, second, 4), ordered=range(4), draws=50)
    other = agreement(pair_table(second, first, 4), ordered=range(4), draws=50)

    assert 0 <= one.percent.value <= 1
    assert (one.nominal.value is None) == (len(set(first + second)) == 1)
    for name in ("nominal", "ordinal"):
        assert getattr(one, name).value == pytest.approx(getattr(other, name).value)
    for each in (one.percent, one.kappa, one.nominal, one.ordinal):
        assert each.value is None or each.value <= 1 + 1e-9
        assert each.low is None or each.low <= each.high


def test_an_interval_covers_the_truth_about_as_often_as_it_says() -> None:
    """Of 200 samples from one table the 95 % interval of percent agreement holds the true value in 90 to 99 %."""
    random = np.random.default_rng(7)
    truth = COHEN_1960 / COHEN_1960.sum()
    held = 0
    for _ in range(200):
        drawn = random.multinomial(150, truth.ravel()).reshape(3, 3).astype(float)
        found = agreement(drawn, ordered=[0, 1, 2], draws=300).kappa
        held += found.low <= 0.4915 <= found.high
    assert 180 <= held <= 198
