"""The model that a start may begin with before it has asked the database."""

from pathlib import Path

import pytest

from bot.bootstrap.folders import keep_in_mind, kept_model
from bot.settings import Settings


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(var_directory=tmp_path)


@pytest.fixture
def model(tmp_path: Path) -> Path:
    file = tmp_path / "models" / "abc.tar.gz"
    file.parent.mkdir()
    file.touch()
    return file


def test_the_model_of_the_last_start_is_found_again(settings: Settings, model: Path) -> None:
    keep_in_mind(settings, "data-1", model)
    assert kept_model(settings, "data-1") == model


def test_before_the_first_start_there_is_none(settings: Settings) -> None:
    assert kept_model(settings, "data-1") is None


def test_other_training_data_wants_another_model(settings: Settings, model: Path) -> None:
    keep_in_mind(settings, "data-1", model)
    assert kept_model(settings, "data-2") is None


def test_a_model_whose_file_is_gone_is_not_kept(settings: Settings, model: Path) -> None:
    keep_in_mind(settings, "data-1", model)
    model.unlink()
    assert kept_model(settings, "data-1") is None


@pytest.mark.parametrize("content", [b"", b"one", b"data-1 a b", b"\xff\xfe"])
def test_a_damaged_note_is_no_note(settings: Settings, model: Path, content: bytes) -> None:
    (model.parent.parent / "last-model").write_bytes(content)
    assert kept_model(settings, "data-1") is None
