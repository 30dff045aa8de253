"""Pipelines compared on one data set, for programs and for people."""

import math
from collections.abc import Mapping, Sequence
from typing import Any

from numpy.typing import NDArray

from bot.evaluation.columns import to_columns
from bot.evaluation.intent_sets import OUT_OF_SCOPE, IntentSet
from bot.evaluation.nlu_report import to_times
from bot.evaluation.out_of_scope import Answer, Fold, Ranking, choose_threshold, to_answer
from bot.evaluation.pipeline_metrics import (
    RESAMPLES,
    Outcome,
    Verdicts,
    resample,
    to_intervals,
    to_verdicts,
)
from bot.evaluation.trials import Pipeline, Trial

Report = dict[str, Any]
_TITLES = {
    "in_scope_accuracy": "in-scope accuracy",
    "out_of_scope_recall": "out-of-scope recall",
    "mcc": "MCC",
}


def to_report(
    data: IntentSet,
    folds: Sequence[Fold],
    trials: Sequence[tuple[Pipeline, Trial]],
    resamples: int = RESAMPLES,
) -> Report:
    """Each pipeline's figures by its name; with two also the difference of ours and stock."""
    gold = [row.label for row in data.test]
    samples: dict[str, NDArray[Any]] = {}
    report: Report = {}
    for pipeline, trial in trials:
        threshold = choose_threshold(data.train, folds[: pipeline.folds], trial.fold_rankings)
        verdicts = to_verdicts(gold, [to_answer(one) for one in trial.rankings], threshold)
        samples[pipeline.name] = resample(verdicts, resamples)
        report[pipeline.name] = {
            **_to_json(verdicts.outcome()),
            "threshold": threshold,
            "train_seconds": round(trial.train_seconds, 2),
            "ms_per_message": to_times(trial.milliseconds)["p50"],
            "intervals": to_intervals(samples[pipeline.name]),
            "as_configured": _to_json(as_configured(gold, trial.rankings, pipeline).outcome()),
            "milliseconds": to_times(trial.milliseconds),
            "fold_seconds": round(trial.fold_seconds, 2),
        }
    if len(samples) == 2:
        report["ours_minus_stock"] = to_intervals(samples["ours"] - samples["stock"])
    return {**report, "data": _describe(data), "notes": _notes(folds, trials, resamples)}


def _to_json(outcome: Outcome) -> Report:
    return {name: None if math.isnan(value) else value for name, value in outcome._asdict().items()}


def as_configured(gold: Sequence[str], rankings: Sequence[Ranking], of: Pipeline) -> Verdicts:
    """Judge the answers by the pipeline's own FallbackClassifier (0.3 and 0.1 by default)."""
    threshold = of.fallback.get("threshold", 0.3)
    gap = of.fallback.get("ambiguity_threshold", 0.1)
    answers = [
        Answer(OUT_OF_SCOPE, to_answer(ranking).in_scope, 1.0)
        if is_ambiguous(ranking, gap)
        else to_answer(ranking)
        for ranking in rankings
    ]
    return to_verdicts(gold, answers, threshold)


def is_ambiguous(ranking: Ranking, gap: float) -> bool:
    """Whether the first two are nearer to each other than the gap, as Rasa's fallback asks."""
    return len(ranking) > 1 and ranking[0][1] - ranking[1][1] < gap


def _describe(data: IntentSet) -> Report:
    return {
        "train": len(data.train),
        "train_out_of_scope": sum(row.label == OUT_OF_SCOPE for row in data.train),
        "test": len(data.test),
        "test_out_of_scope": sum(row.label == OUT_OF_SCOPE for row in data.test),
        "labels": len(data.labels),
    }


def _notes(
    folds: Sequence[Fold], trials: Sequence[tuple[Pipeline, Trial]], resamples: int
) -> list[str]:
    share = len(folds[0].unseen)
    used = ", ".join(f"{pipeline.name} {pipeline.folds} of {len(folds)}" for pipeline, _ in trials)
    return [
        (
            f"thresholds: best MCC on folds of the training file ({used}) that each hold out about "
            f"{share} labels whole beside single rows; in and out of scope weigh the same"
        ),
        f"intervals: 95 % of {resamples:,} bootstrap resamples of the test messages, seeded",
        "ms: one message at a time through Rasa's parse, warm, median",
        *(note for pipeline, _ in trials for note in pipeline.notes),
    ]


def to_text(report: Report) -> str:
    """The report as a person reads it at a terminal."""
    names = [name for name in ("ours", "stock") if name in report]
    rows = [("", *names)]
    for key, title in _TITLES.items():
        rows.append((title, *(_with_interval(report[name], key) for name in names)))
        rows.append(
            ("  as configured", *(_percent(report[n]["as_configured"][key]) for n in names))
        )
    for key, title, places in (
        ("threshold", "threshold", 3),
        ("train_seconds", "seconds to train", 1),
        ("ms_per_message", "ms a message", 1),
    ):
        rows.append((title, *(f"{report[name][key]:.{places}f}" for name in names)))
    parts = [_data_line(report["data"]), to_columns(rows), *_difference(report)]
    return "\n\n".join([*parts, "\n".join(f"- {note}" for note in report["notes"])])


def _data_line(data: Mapping[str, int]) -> str:
    return (
        f"{data['labels']} labels; {data['train']} messages to train on "
        f"({data['train_out_of_scope']} out of scope), {data['test']} to be tested on "
        f"({data['test_out_of_scope']} out of scope)"
    )


def _with_interval(of: Report, key: str) -> str:
    interval = of["intervals"][key]
    if of[key] is None or interval is None:
        return _percent(of[key])
    return f"{of[key]:.3f} [{interval[0]:.3f}, {interval[1]:.3f}]"


def _percent(value: float | None) -> str:
    return "-" if value is None else f"{value:.3f}"


def _difference(report: Report) -> list[str]:
    found = report.get("ours_minus_stock", {})
    told = [
        f"{title} {interval[0]:+.3f} to {interval[1]:+.3f}"
        for key, title in _TITLES.items()
        if (interval := found.get(key))
    ]
    return [f"Ours minus stock, 95 %: {', '.join(told)}"] if told else []
