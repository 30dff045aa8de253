"""Pipelines tried on other people's messages, each as a real Rasa training in its own process."""

import json
import os
import subprocess
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from bot.adapters.processes import dies_with_parent
from bot.adapters.rasa_process import PYTHON, QUIET_AND_SMALL, launch_command
from bot.domain.errors import UnavailableError
from bot.evaluation.intent_sets import OUT_OF_SCOPE, IntentSet, Row
from bot.evaluation.out_of_scope import FOLDS, Fold, Ranking
from bot.settings import REPOSITORY_ROOT

MANY_ROWS = 5_000
EPOCHS, EPOCHS_OF_MANY, EPOCHS_OF_MANY_IN_FOLDS = 100, 20, 10
FEW_FOLDS = 2  # where a training takes minutes
SEED = 20_261_122
FALLBACK = "FallbackClassifier"

Component = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Pipeline:
    """A pipeline as a configuration names it, its fallback apart."""

    name: str
    components: Sequence[Component]
    fallback: Component
    folds: int
    fold_options: Mapping[str, Component]
    notes: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Trial:
    """What came out of one: rankings hold the labels again; fold rankings one list a fold."""

    train_seconds: float
    fold_seconds: float
    milliseconds: Sequence[float]
    rankings: Sequence[Ranking]
    fold_rankings: Sequence[Sequence[Ranking]]


def our_pipeline(rows: int, root: Path = REPOSITORY_ROOT) -> Pipeline:
    """The product's own, as config.yml stands."""
    components = YAML(typ="safe").load(root / "config.yml")["pipeline"]
    fallback = next((one for one in components if one["name"] == FALLBACK), {"name": FALLBACK})
    kept = [one for one in components if one["name"] != FALLBACK]
    return Pipeline("ours", kept, fallback, FOLDS if rows <= MANY_ROWS else FEW_FOLDS, {})


def stock_pipeline(rows: int) -> Pipeline:
    """Rasa's default supervised one (rasa.com/docs, 3.x), without what only entities need."""
    epochs = EPOCHS if rows <= MANY_ROWS else EPOCHS_OF_MANY
    in_folds = EPOCHS if rows <= MANY_ROWS else EPOCHS_OF_MANY_IN_FOLDS
    diet = {"name": "DIETClassifier", "epochs": epochs, "constrain_similarities": True}
    characters = {"analyzer": "char_wb", "min_ngram": 1, "max_ngram": 4}
    components = (
        {"name": "WhitespaceTokenizer"},
        {"name": "RegexFeaturizer"},
        {"name": "LexicalSyntacticFeaturizer"},
        {"name": "CountVectorsFeaturizer"},
        {"name": "CountVectorsFeaturizer", **characters},
        {**diet, "entity_recognition": False, "random_seed": SEED},
    )
    fallback = {"name": FALLBACK, "threshold": 0.3, "ambiguity_threshold": 0.1}
    note = f"stock: DIETClassifier with {epochs} epochs, {in_folds} in the folds"
    return Pipeline(
        "stock", components, fallback, FEW_FOLDS, {"DIETClassifier": {"epochs": in_folds}}, (note,)
    )


def run_trial(pipeline: Pipeline, data: IntentSet, folds: Sequence[Fold], log: Path) -> Trial:
    """Train and read in Rasa's environment; what Rasa says goes to the log.

    Of the folds the pipeline's own number is run.

    Raises:
        UnavailableError: Rasa's environment is missing, or Rasa failed.
    """
    launch_command()
    names = {label: f"intent_{n:03}" for n, label in enumerate((*data.labels, OUT_OF_SCOPE))}
    with tempfile.TemporaryDirectory(prefix="dropwise-trial-") as folder:
        task, result = Path(folder) / "task.json", Path(folder) / "result.json"
        task.write_text(
            json.dumps(_to_task(pipeline, data, folds[: pipeline.folds], names)), encoding="utf-8"
        )
        _run_child(task, result, log)
        return _to_trial(json.loads(result.read_text(encoding="utf-8")), names)


def _to_task(
    pipeline: Pipeline, data: IntentSet, folds: Sequence[Fold], names: Mapping[str, str]
) -> dict[str, Any]:
    """Labels go by names of our own: some of theirs mean something to Rasa."""
    return {
        "pipeline": list(pipeline.components),
        "train": [_to_example(row, names) for row in data.train],
        "test": [row.text for row in data.test],
        "folds": [{"train": fold.train, "held_out": fold.held_out} for fold in folds],
        "fold_options": pipeline.fold_options,
    }


def _to_example(row: Row, names: Mapping[str, str]) -> dict[str, str]:
    return {"text": row.text, "intent": names[row.label]}


def _run_child(task: Path, result: Path, log: Path) -> None:
    with log.open("wb") as words:
        done = subprocess.run(  # noqa: S603  # our own script, in Rasa's environment
            [str(PYTHON), "-m", "bot.nlu.trial", str(task), str(result)],
            check=False,
            cwd=REPOSITORY_ROOT,
            env={
                **os.environ,
                **QUIET_AND_SMALL,
                "RASA_CACHE_DIRECTORY": str(task.parent / "cache"),
            },
            stdin=subprocess.DEVNULL,
            stdout=words,
            stderr=words,
            preexec_fn=dies_with_parent(os.getpid()),  # it only calls prctl
        )
    if done.returncode or not result.exists():
        raise UnavailableError(f"The trial of a pipeline failed; Rasa's own words are in {log}.")


def _to_trial(result: Mapping[str, Any], names: Mapping[str, str]) -> Trial:
    labels = {name: label for label, name in names.items()}

    def named(rankings: Any) -> Sequence[Ranking]:
        return [[(labels[name], float(value)) for name, value in one] for one in rankings]

    return Trial(
        train_seconds=result["train_seconds"],
        fold_seconds=result["fold_seconds"],
        milliseconds=result["milliseconds"],
        rankings=named(result["rankings"]),
        fold_rankings=[named(fold) for fold in result["fold_rankings"]],
    )
