"""Send strange texts through the assistant's whole parse: `python -m benchmarks.fuzz --help`."""

import argparse
import contextlib
import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from rich.console import Console

from benchmarks.fuzz.run import Outcome, fuzz
from bot.adapters.rasa_process import model_fingerprint, train
from bot.domain.errors import DropwiseError
from bot.settings import REPOSITORY_ROOT

LONGEST_MILLISECONDS = 200
VAR = REPOSITORY_ROOT / "var"
_SHOWN, _COSTLY_SHOWN = 10, 5


def main(arguments: Sequence[str] | None = None) -> int:
    """Fuzz and report; 1 where a message raised or took too long, however often it was tried."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.fuzz", description=__doc__)
    parser.add_argument("--messages", type=int, default=50_000)
    parser.add_argument("--seed", type=int, default=20_261_122, help="the same gives the same")
    parser.add_argument("--model", type=Path, help="a model file; else that of this checkout")
    chosen = parser.parse_args(arguments)
    try:
        model = chosen.model or _model()
        with _progress(f"Reading {chosen.messages:,} messages"):
            outcome = fuzz(model, chosen.messages, chosen.seed, _log("fuzz.log"))
    except DropwiseError as error:
        print(error, file=sys.stderr)
        return 1
    print(to_text(outcome))
    return 0 if is_passed(outcome) else 1


def _model() -> Path:
    model = VAR / "models" / f"{model_fingerprint()}.tar.gz"
    if not model.exists():
        train(model, _log("training.log"))
    return model


def _log(name: str) -> Path:
    folder = VAR / "log"
    folder.mkdir(parents=True, exist_ok=True)
    return folder / name


def _progress(what: str) -> contextlib.AbstractContextManager[object]:
    return Console(stderr=True).status(what) if sys.stderr.isatty() else contextlib.nullcontext()


def slowest_milliseconds(outcome: Outcome) -> float:
    """Time of the most costly text, the least of several tries."""
    return max((milliseconds for _, milliseconds in outcome.slowest), default=0.0)


def is_passed(outcome: Outcome) -> bool:
    """Nothing raised, nothing slow."""
    return not outcome.failures and slowest_milliseconds(outcome) < LONGEST_MILLISECONDS


def to_text(outcome: Outcome) -> str:
    """What a person reads; texts are escaped."""
    median, late = np.percentile(outcome.milliseconds, (50, 99))
    costly = sorted(outcome.slowest, key=lambda pair: -pair[1])[:_COSTLY_SHOWN]
    lines = [
        f"{len(outcome.milliseconds):,} messages, {len(outcome.failures)} exceptions",
        f"p50 {median:.1f} ms, p99 {late:.1f} ms, longest {max(outcome.milliseconds):.1f} ms",
        f"most costly texts, best of several tries (limit {LONGEST_MILLISECONDS} ms):",
        *(
            f"  {cost:.1f} ms: {message.kind}, {len(message.text):,} characters:"
            f" {message.text[:20]!a}"
            for message, cost in costly
        ),
        *(
            f"  {one.error}  {one.message.kind}: {one.message.text[:120]!a}"
            for one in outcome.failures[:_SHOWN]
        ),
    ]
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main())
