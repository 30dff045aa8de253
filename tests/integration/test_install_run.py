"""The installer at work on a small copy of the repository, with real uv and real environments."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from bot.settings import REPOSITORY_ROOT

UP_TO_DATE = "Both Python environments are up to date\n"


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A repository whose locks pin one small package, so that making it takes seconds."""
    (tmp_path / "bot").mkdir()
    for name in ("__init__.py", "environments.py", "install.py"):
        shutil.copy(REPOSITORY_ROOT / "bot" / name, tmp_path / "bot")
    shutil.copy(REPOSITORY_ROOT / "pyproject.toml", tmp_path)
    (tmp_path / "requirements").mkdir()
    for name in ("app", "dev", "rasa"):
        (tmp_path / "requirements" / f"{name}.txt").write_text("idna==3.10\n")
    return tmp_path


def install(copy: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "bot.install", *arguments],
        cwd=copy,
        capture_output=True,
        text=True,
    )


@pytest.mark.timeout(300)
def test_an_installation_is_made_once_and_repaired_when_broken(copy: Path) -> None:
    """One test for the whole life of an installation, as each step builds on the one before."""
    first = install(copy)
    assert first.returncode == 0, first.stdout + first.stderr
    assert (copy / ".venv" / "bin" / "dropwise").exists()
    assert (copy / ".venv-rasa" / "bin" / "python").exists()
    assert install(copy).stdout == UP_TO_DATE

    (copy / ".venv" / "dropwise-stamp").unlink()
    (copy / ".venv" / "left-over").touch()
    assert "Creating .venv with" in install(copy).stdout
    assert not (copy / ".venv" / "left-over").exists()

    (copy / "requirements" / "app.txt").write_text("idna==3.11\n")
    changed = install(copy).stdout
    assert "Installing the application packages" in changed
    assert "Creating" not in changed

    (copy / ".venv-rasa" / "bin" / "python").unlink()
    assert "Creating .venv-rasa" in install(copy).stdout
    assert install(copy).stdout == UP_TO_DATE


@pytest.mark.timeout(300)
def test_a_failure_is_a_sentence_and_leaves_nothing_that_looks_complete(copy: Path) -> None:
    (copy / "requirements" / "app.txt").write_text("no such package here\n")
    failed = install(copy)
    assert failed.returncode == 1
    assert failed.stderr.strip().splitlines()[-1].startswith("Not installed. The packages could")
    assert "Traceback" not in failed.stderr
    assert not (copy / ".venv" / "dropwise-stamp").exists()
