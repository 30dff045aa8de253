"""The check of the lexicon in Rasa's real environment."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

from bot.adapters.lexicon_check import check_lexicon
from bot.cli import app
from bot.domain.errors import UnavailableError
from tests.conftest import needs_rasa

DATA = Path(__file__).parents[2] / "data"


@needs_rasa
def test_a_fault_is_told_with_file_and_line(tmp_path):
    (tmp_path / "mine.yml").write_text(
        "skin_type:\n  oily:\n    en: [shiny]\n  greasy:\n    en: [greasy]\n", encoding="utf-8"
    )
    report = check_lexicon(tmp_path, DATA / "ingredients.csv")
    assert not report.is_in_order
    assert report.sentences[0].startswith("mine.yml, line 4: 'greasy' is no skin_type; use one of")


@needs_rasa
def test_the_command_tells_the_fault_and_fails(tmp_path):
    (tmp_path / "mine.yml").write_text("skin_type:\n  oily: [", encoding="utf-8")
    done = CliRunner().invoke(app, ["lint", "lexicon", "--folder", str(tmp_path)])
    assert done.exit_code == 1
    assert "mine.yml is not readable as YAML" in done.stdout


@needs_rasa
def test_the_shops_own_lexicon_is_in_order():
    report = check_lexicon(DATA / "lexicon", DATA / "ingredients.csv")
    assert report.is_in_order, report.sentences


def test_a_missing_environment_is_told_with_what_to_do(tmp_path):
    with pytest.raises(UnavailableError, match=r"python3 -m bot\.install"):
        check_lexicon(DATA / "lexicon", DATA / "ingredients.csv", tmp_path / "python")
