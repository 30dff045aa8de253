"""Percentiles and the table that figures are written in."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.table import Row, percentile, skipped, to_figure, to_markdown


def test_the_median_of_an_odd_count_is_the_middle_value() -> None:
    assert percentile([3.0, 1.0, 2.0], 50) == 2.0


def test_the_99th_percentile_of_a_hundred_values_leaves_one_above_it() -> None:
    assert percentile(list(range(1, 101)), 99) == 99


def test_the_highest_percentile_is_the_largest_value() -> None:
    assert percentile([5.0, 9.0, 1.0], 100) == 9.0


@pytest.mark.parametrize("percent", [0, -1, 101])
def test_a_percentile_outside_its_range_is_refused(percent: float) -> None:
    with pytest.raises(ValueError, match="above 0"):
        percentile([1.0], percent)


def test_nothing_has_no_percentile() -> None:
    with pytest.raises(ValueError, match="no values"):
        percentile([], 50)


@given(
    st.lists(st.floats(-1e6, 1e6), min_size=1),
    st.floats(min_value=0, max_value=100, exclude_min=True),
)
def test_a_percentile_is_one_of_the_values_and_enough_lie_at_or_below_it(
    values: list[float], percent: float
) -> None:
    found = percentile(values, percent)
    assert found in values
    assert sum(value <= found for value in values) >= len(values) * percent / 100


def test_a_row_with_a_peer_shows_how_many_times_the_peers_figure_ours_is() -> None:
    table = to_markdown([Row("turn", 30.0, "ms", peer=20.0, remark="p50")])
    assert table.splitlines()[2].split(" | ") == [
        "| turn",
        "30.0",
        "20.0",
        "1.50 ",
        "ms  ",
        "p50    |",
    ]


def test_a_skipped_row_shows_no_figure_and_says_why() -> None:
    line = to_markdown([skipped("search", "needs --data")]).splitlines()[2]
    assert [cell.strip() for cell in line.split("|")[1:-1]] == [
        "search", "–", "–", "–", "", "skipped: needs --data",
    ]  # fmt: skip


def test_a_bar_in_a_remark_does_not_open_a_cell() -> None:
    line = to_markdown([Row("x", 1.0, "s", remark="a|b")]).splitlines()[2]
    assert r"a\|b" in line


def test_every_line_of_a_table_is_equally_long() -> None:
    table = to_markdown([Row("a", 1.0, "s"), Row("much longer", 12345.678, "ms", 0.0123)])
    assert len({len(line) for line in table.splitlines()}) == 1


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (0.01234, "0.0123"),
        (1.5, "1.50"),
        (12.34, "12.3"),
        (1234.5, "1,234"),
        (0.0, "0"),
        (None, "–"),
    ],
)
def test_figures_show_three_digits_that_count(value: float | None, shown: str) -> None:
    assert to_figure(value) == shown
