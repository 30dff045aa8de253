"""What the command line asks for."""

from pathlib import Path

import pytest

from benchmarks.__main__ import GROUPS, Plan, measure, read_plan


def test_everything_is_measured_where_nothing_is_said() -> None:
    plan = read_plan([])
    assert plan == Plan(frozenset(GROUPS), None, is_quick=False)
    assert plan.choose(1, 2) == 2


def test_some_rows_can_be_asked_for_quickly() -> None:
    plan = read_plan(["--only", "turns,memory", "--quick"])
    assert plan.groups == {"turns", "memory"}
    assert plan.choose(1, 2) == 1


def test_rows_that_do_not_exist_are_refused(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        read_plan(["--only", "turns,weather"])
    assert "no such rows: weather" in capsys.readouterr().err


def test_a_folder_that_does_not_exist_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit):
        read_plan(["--data", str(tmp_path / "nowhere")])
    assert "is no folder" in capsys.readouterr().err


def test_the_catalogue_is_found_at_any_depth(tmp_path: Path) -> None:
    file = tmp_path / "deep" / "some_products.csv"
    file.parent.mkdir()
    file.touch()
    assert read_plan(["--data", str(tmp_path)]).catalogue == file


def test_rows_that_need_real_data_are_told_as_skipped_without_it() -> None:
    rows = measure(Plan(frozenset({"search", "requests"}), None, is_quick=True))
    assert [row.ours for row in rows] == [None, None]
    assert all(row.remark.startswith("skipped: needs --data") for row in rows)
