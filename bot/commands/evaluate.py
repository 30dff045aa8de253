"""`dropwise evaluate …`: figures, each from its own data set."""

import contextlib
import json
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import typer
from rich.console import Console

from bot.adapters.rasa import RasaAssistant
from bot.bootstrap.folders import log_folder
from bot.commands.parse import parsing_assistant
from bot.evaluation import nlu_report, pipeline_report
from bot.evaluation.gold import GoldMessage, Reading, read_gold
from bot.evaluation.intent_sets import IntentSet, read_intent_set
from bot.evaluation.out_of_scope import Fold, to_folds
from bot.evaluation.trials import (
    Pipeline,
    Trial,
    our_pipeline,
    run_trial,
    stock_pipeline,
)
from bot.pauses import leave_out_what_is_loaded
from bot.settings import load_settings

_WARM_UP_MESSAGES = 20


async def nlu(file: Path, examples: int, *, as_json: bool) -> None:
    """Read the gold messages as `dropwise parse` does, one at a time, and print the figures."""
    messages = read_gold(file)
    async with parsing_assistant() as assistant:
        with _progress(f"Reading {len(messages)} messages"):
            for message in messages[:_WARM_UP_MESSAGES]:
                # Words before it, so that no answer of the test itself is in a cache.
                await assistant.parse(f". {message.text}")
            leave_out_what_is_loaded()  # else our own pauses would be told as Rasa's
            readings = [await _read(assistant, message) for message in messages]
    report = nlu_report.to_report(readings, examples)
    _print(report, nlu_report.to_text(report), as_json=as_json)


async def _read(assistant: RasaAssistant, message: GoldMessage) -> Reading:
    start = time.perf_counter()
    said = await assistant.parse(message.text)
    return Reading(message, said, (time.perf_counter() - start) * 1000)


def pipeline(
    train: Path, test: Path | None, out_of_scope: str | None, *, ours_only: bool, as_json: bool
) -> None:
    """Train each pipeline on the set, one after the other, and print how they did."""
    data = read_intent_set(train, test, out_of_scope)
    pipelines = [our_pipeline(len(data.train))]
    if not ours_only:
        pipelines.append(stock_pipeline(len(data.train)))
    folds = to_folds(data.train)
    trials = [(one, _try(one, data, folds)) for one in pipelines]
    report = pipeline_report.to_report(data, folds, trials)
    _print(report, pipeline_report.to_text(report), as_json=as_json)


def _try(pipeline: Pipeline, data: IntentSet, folds: Sequence[Fold]) -> Trial:
    log = log_folder(load_settings()) / f"trial-{pipeline.name}.log"
    what = f"{pipeline.name}: training on {len(data.train)} messages and on {pipeline.folds} folds"
    with _progress(what):
        return run_trial(pipeline, data, folds, log)


@contextlib.contextmanager
def _progress(what: str) -> Iterator[None]:
    if not sys.stderr.isatty():
        yield
        return
    with Console(stderr=True).status(what):
        yield


def _print(report: dict[str, Any], text: str, *, as_json: bool) -> None:
    typer.echo(json.dumps(report, ensure_ascii=False, allow_nan=False) if as_json else text)
