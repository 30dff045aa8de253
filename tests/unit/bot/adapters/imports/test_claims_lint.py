"""Linting a file: what is found where, and what is said of a file that cannot be read."""

from pathlib import Path

import pytest

from bot.adapters.imports.claims_lint import lint_file
from bot.adapters.imports.report import ImportOptions
from bot.domain.errors import InputError
from knowledge.ingredients import IngredientTable


@pytest.fixture(scope="module")
def table() -> IngredientTable:
    return IngredientTable.load()


def test_a_claim_is_told_with_its_line(tmp_path: Path, table: IngredientTable) -> None:
    file = tmp_path / "copy.txt"
    file.write_text("A light gel.\nThis serum cures acne.\n", encoding="utf-8")
    report = lint_file(file, ImportOptions(), table)
    assert [(found.line, found.claim.phrase) for found in report.claims] == [(2, "cures acne")]


@pytest.mark.parametrize("name", ["gone.txt", "gone.csv", "."])
def test_a_file_that_cannot_be_read_is_told_in_a_sentence(
    tmp_path: Path, table: IngredientTable, name: str
) -> None:
    with pytest.raises(InputError, match=r"cannot be read|is a folder"):
        lint_file(tmp_path / name, ImportOptions(), table)
