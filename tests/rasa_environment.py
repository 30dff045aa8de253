"""Code run where Rasa lives: Python 3.10, nothing of the app, nothing of the tests."""

import json
import subprocess
from typing import Any

from bot.adapters.rasa_process import PYTHON, QUIET_AND_SMALL
from bot.settings import REPOSITORY_ROOT


def run_with_rasa(code: str, entered: str) -> Any:
    """What the code printed last, as JSON; it reads `entered`."""
    told = subprocess.run(
        [str(PYTHON), "-c", code],
        input=entered,
        capture_output=True,
        text=True,
        check=True,
        cwd=REPOSITORY_ROOT,
        env={**QUIET_AND_SMALL, "PATH": "/usr/bin:/bin"},
    )
    return json.loads(told.stdout.splitlines()[-1])
