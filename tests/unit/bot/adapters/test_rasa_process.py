"""Which changes ask for a new model, and which do not."""

from pathlib import Path

import pytest

from bot.adapters.rasa_process import free_port, model_fingerprint


@pytest.fixture
def root(tmp_path: Path) -> Path:
    files = (
        "config.yml",
        "domain.yml",
        "requirements/rasa.txt",
        "data/nlu/greet.yml",
        "data/rules/smalltalk.yml",
        "data/stories/recommendation.yml",
        "data/responses/smalltalk.yml",
        "data/lexicon/concern.yml",
        "bot/nlu/tagging.py",
    )
    for name in files:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(name)
    return tmp_path


@pytest.mark.parametrize(
    "name",
    [
        "config.yml",
        "requirements/rasa.txt",
        "data/nlu/greet.yml",
        "data/responses/smalltalk.yml",
        "data/lexicon/concern.yml",
        "bot/nlu/tagging.py",
        "data/nlu/new.yml",
    ],
)
def test_what_rasa_reads_changes_the_fingerprint(root: Path, name: str) -> None:
    before = model_fingerprint(root)
    (root / name).write_text("changed")
    assert model_fingerprint(root) != before


def test_a_renamed_file_changes_the_fingerprint(root: Path) -> None:
    before = model_fingerprint(root)
    (root / "data/nlu/greet.yml").rename(root / "data/nlu/hello.yml")
    assert model_fingerprint(root) != before


@pytest.mark.parametrize("name", ["data/demo/shop.yml", "bot/app.py", "bot/nlu/__pycache__/a.pyc"])
def test_what_rasa_does_not_read_leaves_the_fingerprint(root: Path, name: str) -> None:
    before = model_fingerprint(root)
    (root / name).parent.mkdir(parents=True, exist_ok=True)
    (root / name).write_text("changed")
    assert model_fingerprint(root) == before


def test_a_free_port_can_be_listened_on() -> None:
    assert 1024 < free_port() < 65536
