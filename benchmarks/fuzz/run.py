"""The fuzz itself: messages to a Rasa of its own, and what came of them."""

import json
import os
import subprocess
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.fuzz.strings import Message, make_messages
from bot.adapters.processes import dies_with_parent
from bot.adapters.rasa_process import PYTHON, QUIET_AND_SMALL
from bot.domain.errors import UnavailableError
from bot.domain.messages import to_parsable
from bot.evaluation.gold import read_gold
from bot.settings import REPOSITORY_ROOT

SEEDS = REPOSITORY_ROOT / "data" / "evaluation" / "nlu_dev.jsonl"


@dataclass(frozen=True, slots=True)
class Failure:
    """A message whose parse raised."""

    message: Message
    error: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of the messages; `slowest` again, with the least of several tries in ms."""

    milliseconds: Sequence[float]
    failures: Sequence[Failure]
    slowest: Sequence[tuple[Message, float]]


def fuzz(model: Path, count: int, number: int, log: Path) -> Outcome:
    """Make so many messages of the seed number and read them with the model.

    Raises:
        UnavailableError: Rasa did not run to the end.
    """
    messages = make_messages(count, [gold.text for gold in read_gold(SEEDS)], number)
    with tempfile.TemporaryDirectory(prefix="dropwise-fuzz-") as folder:
        texts, result = Path(folder) / "texts.json", Path(folder) / "result.json"
        texts.write_text(json.dumps([to_parsable(message.text) for message in messages]))
        _run_reader(model, texts, result, log)
        told = json.loads(result.read_text())
    return Outcome(
        told["milliseconds"],
        [Failure(messages[one["number"]], one["error"]) for one in told["failures"]],
        [(messages[one["number"]], one["milliseconds"]) for one in told["slowest_again"]],
    )


def _run_reader(model: Path, texts: Path, result: Path, log: Path) -> None:
    files = (str(model), str(texts), str(result))
    with log.open("wb") as words:
        done = subprocess.run(
            [str(PYTHON), "-m", "benchmarks.fuzz.reader", *files],
            check=False,
            cwd=REPOSITORY_ROOT,
            env={**os.environ, **QUIET_AND_SMALL},
            stdin=subprocess.DEVNULL,
            stdout=words,
            stderr=words,
            preexec_fn=dies_with_parent(os.getpid()),
        )
    if done.returncode or not result.exists():
        raise UnavailableError(f"The fuzz did not run to its end; Rasa's own words are in {log}.")
