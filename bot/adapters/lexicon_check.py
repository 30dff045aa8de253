"""The check of data/lexicon, run in Rasa's environment, where the lexicon is read."""

import subprocess
from dataclasses import dataclass
from pathlib import Path

from bot.adapters.rasa_process import PYTHON
from bot.domain.errors import UnavailableError
from bot.settings import REPOSITORY_ROOT

SLOWEST_SECONDS = 120


@dataclass(frozen=True, slots=True)
class LexiconReport:
    """Sentences with file, line and what to do; the last one counts them."""

    sentences: tuple[str, ...]
    is_in_order: bool


def check_lexicon(folder: Path, ingredients: Path, python: Path = PYTHON) -> LexiconReport:
    """Every fault of a lexicon's folder and its table of ingredients.

    Raises:
        UnavailableError: Rasa's environment is missing or broken.
    """
    if not python.exists():
        raise UnavailableError(
            "Rasa's environment .venv-rasa is missing: run `python3 -m bot.install` and try again."
        )
    command = [str(python), "-m", "bot.nlu.lexicon_check", str(folder), str(ingredients)]
    done = subprocess.run(  # noqa: S603 (our own command, no shell)
        command,
        cwd=REPOSITORY_ROOT,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=SLOWEST_SECONDS,
        check=False,
    )
    if done.returncode > 1 or not done.stdout:
        raise UnavailableError("The lexicon could not be checked; run `python3 -m bot.install`.")
    return LexiconReport(tuple(done.stdout.splitlines()), done.returncode == 0)
