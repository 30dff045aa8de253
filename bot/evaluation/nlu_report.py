"""The figures of an evaluation of understanding, for programs and for people."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from typing import Any

import numpy as np

from bot.evaluation.columns import to_columns, to_figure
from bot.evaluation.gold import Reading
from bot.evaluation.nlu_metrics import (
    Bin,
    expected_calibration_error,
    intent_accuracy,
    intent_macro_f1,
    reliability,
    tag_scores,
)
from bot.evaluation.nlu_mistakes import find_confusions, find_tag_mistakes

Report = dict[str, Any]
LONGEST_EXAMPLE = 90


def to_report(readings: Sequence[Reading], examples: int) -> Report:
    """Figures per language and over all, mistakes with so many examples each, and times."""
    languages = sorted({reading.gold.language for reading in readings})
    by_language = {
        language: [r for r in readings if r.gold.language == language] for language in languages
    }
    return {
        "messages": len(readings),
        "languages": {name: _figures(group) for name, group in by_language.items()},
        "overall": _figures(readings),
        "confusions": [one.to_json(examples) for one in find_confusions(readings)],
        "tag_mistakes": [one.to_json(examples) for one in find_tag_mistakes(readings)],
        "reliability": _reliability(readings),
        "milliseconds": to_times([reading.milliseconds for reading in readings]),
    }


def to_times(milliseconds: Sequence[float]) -> dict[str, float]:
    """Median, 99th percentile and longest."""
    median, late = np.percentile(milliseconds, (50, 99))
    times = {"p50": median, "p99": late, "max": max(milliseconds)}
    return {name: round(float(value), 2) for name, value in times.items()}


def _figures(readings: Sequence[Reading]) -> Report:
    bins = _bins(readings)
    return {
        "messages": len(readings),
        "intent_accuracy": intent_accuracy(readings),
        "intent_macro_f1": intent_macro_f1(readings),
        "calibration_error": expected_calibration_error(bins),
        "tags": {name: score._asdict() for name, score in tag_scores(readings).items()},
    }


def _bins(readings: Sequence[Reading]) -> list[Bin]:
    return reliability([r.said.confidence for r in readings], [r.is_right for r in readings])


def _reliability(readings: Sequence[Reading]) -> Report:
    bins = _bins(readings)
    return {"ece": expected_calibration_error(bins), "bins": [asdict(one) for one in bins]}


def to_text(report: Report) -> str:
    """The report as a person reads it at a terminal."""
    times = report["milliseconds"]
    parts = (
        _languages(report),
        _tags(report),
        _mistakes("Intents confused (gold → said)", report["confusions"]),
        _mistakes("Tags missed (→ nothing) or invented (nothing →)", report["tag_mistakes"]),
        _reliability_table(report["reliability"]),
        "One message at a time: p50 {p50:.1f} ms, p99 {p99:.1f} ms, longest {max:.1f} ms.".format(
            **times
        ),
    )
    return "\n\n".join(part for part in parts if part)


def _groups(report: Report) -> Iterable[tuple[str, Report]]:
    return (*report["languages"].items(), ("all", report["overall"]))


def _languages(report: Report) -> str:
    head = ("language", "messages", "intent accuracy", "intent macro-F1", "tag F1", "ECE")
    rows = [
        (
            name,
            str(of["messages"]),
            to_figure(of["intent_accuracy"]),
            to_figure(of["intent_macro_f1"]),
            to_figure(of["tags"]["all"]["f1"]),
            to_figure(of["calibration_error"]),
        )
        for name, of in _groups(report)
    ]
    return to_columns([head, *rows])


def _tags(report: Report) -> str:
    names = [name for name in report["overall"]["tags"] if name != "all"]
    languages = list(report["languages"])
    head = ("tag", "gold", "precision", "recall", "F1", *(f"F1 {name}" for name in languages))
    rows = [(name, *_tag_row(report, name, languages)) for name in (*names, "all")]
    return to_columns([head, *rows])


def _tag_row(report: Report, name: str, languages: Sequence[str]) -> tuple[str, ...]:
    overall = report["overall"]["tags"][name]
    by_language = (report["languages"][one]["tags"].get(name, {}) for one in languages)
    return (
        str(overall["gold"]),
        *(to_figure(overall[part]) for part in ("precision", "recall", "f1")),
        *(to_figure(one.get("f1")) for one in by_language),
    )


def _mistakes(title: str, mistakes: Sequence[Mapping[str, Any]]) -> str:
    if not mistakes:
        return f"{title}: none."
    lines = [f"{title}: {sum(one['count'] for one in mistakes)}"]
    for one in mistakes:
        lines.append(f"  {one['count']:3}  {one['gold'] or 'nothing'} → {one['said'] or 'nothing'}")
        lines += [_example(example) for example in one["examples"]]
    return "\n".join(lines)


def _example(example: Mapping[str, Any]) -> str:
    text = " ".join(example["text"].split())
    shown = text if len(text) <= LONGEST_EXAMPLE else text[:LONGEST_EXAMPLE] + "…"
    return f"         {example['confidence']:.2f}  {shown}  ({example['id']})"


def _reliability_table(of: Mapping[str, Any]) -> str:
    head = ("confidence", "messages", "mean confidence", "accuracy")
    rows = [
        (
            f"{one['start']:.1f}-{one['end']:.1f}",
            str(one["count"]),
            to_figure(one["confidence"]),
            to_figure(one["accuracy"]),
        )
        for one in of["bins"]
    ]
    return to_columns([head, *rows]) + f"\nExpected calibration error {of['ece']:.3f}"
