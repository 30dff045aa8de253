"""What a process imports before it is ready: every second of it is a second of the start."""

import subprocess
import sys

import pytest

from bot.settings import REPOSITORY_ROOT

SLOW = ("torch", "transformers", "sentence_transformers", "linebot", "alembic", "spacy", "faiss")
CASES = {
    "bot.commands.up": (*SLOW, "sqlalchemy", "numpy", "fastapi", "httpx", "rich.console"),
    "bot.commands.serve": (*SLOW, "numpy", "rasa_sdk"),
    "bot.commands.worker": tuple(module for module in SLOW if module != "faiss"),
}


@pytest.mark.parametrize("module", CASES)
def test_a_start_imports_nothing_slow_that_it_does_not_need(module: str) -> None:
    code = f"import sys, {module}; print(*(set({CASES[module]!r}) & set(sys.modules)))"
    command = [sys.executable, "-c", code]
    done = subprocess.run(command, cwd=REPOSITORY_ROOT, check=True, capture_output=True, text=True)
    assert done.stdout.split() == []
