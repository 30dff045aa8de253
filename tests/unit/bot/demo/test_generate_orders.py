"""The committed demo orders are what the generator writes today."""

import shutil
from pathlib import Path

from typer import Typer
from typer.testing import CliRunner

from bot.demo.generate_orders import main

DEMO = Path(__file__).parents[4] / "data" / "demo"
app = Typer()
app.command()(main)


def test_the_generator_writes_the_committed_files_byte_for_byte(tmp_path: Path) -> None:
    shutil.copy(DEMO / "catalogue.jsonl", tmp_path)
    result = CliRunner().invoke(app, [str(tmp_path)])
    assert result.exit_code == 0
    for name in ("customers.jsonl", "orders.csv"):
        assert (tmp_path / name).read_bytes() == (DEMO / name).read_bytes()


def test_a_folder_without_a_catalogue_is_told_in_a_sentence_and_stays_empty(tmp_path: Path) -> None:
    result = CliRunner().invoke(app, [str(tmp_path)])
    assert result.exit_code == 2
    assert "There is no catalogue.jsonl in" in result.stderr
    assert list(tmp_path.iterdir()) == []
