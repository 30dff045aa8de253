"""The retrieval figures as a table, and the mistakes that may be looked at."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from bot.evaluation.columns import to_columns
from bot.evaluation.retrieval import RESAMPLES, Found

_FIGURES = {
    "recall_at_1": "recall@1",
    "recall_at_5": "recall@5",
    "mrr": "MRR",
    "refused_without_answer": "refused: no answer",
    "refused_answerable": "refused: answerable",
}


def to_text(report: Mapping[str, Any]) -> str:
    """The report as it is read at a terminal."""
    parts = [f"{report['questions']} questions ({report['half']})"]
    for name, figures in report["methods"].items():
        parts.append(f"\n{name}\n{to_columns(list(_rows(figures)))}")
    query = report["query_ms"]
    parts += [
        f"\none question: p50 {query['p50']:.1f} ms, p95 {query['p95']:.1f} ms",
        f"in brackets: 95 % of {RESAMPLES:,} bootstrap resamples of the questions, seeded",
    ]
    return "\n".join((*parts, *report.get("mistakes", ())))


def _rows(figures: Mapping[str, Mapping[str, Any]]) -> Iterator[Sequence[str]]:
    yield ("", "n", *_FIGURES.values())
    for language, told in figures.items():
        counts = f"{told['questions']}+{told['without_answer']}"
        yield (language, counts, *(_cell(told[name]) for name in _FIGURES))


def _cell(share: Mapping[str, float] | None) -> str:
    if share is None:
        return "-"
    return f"{share['value']:.3f} [{share['low']:.3f}, {share['high']:.3f}]"


def to_mistakes(found: Sequence[Found]) -> list[str]:
    """What was ranked or refused wrongly, of the questions that are not held out."""
    return [_mistake(one) for one in found if not one.question.is_held_out and _is_wrong(one)]


def _is_wrong(found: Found) -> bool:
    if not found.question.passages:
        return not found.is_refused
    return found.is_refused or found.rank != 1


def _mistake(found: Found) -> str:
    question = found.question
    wanted = " | ".join(sorted(question.passages)) or "no answer"
    did = "refused" if found.is_refused else "answered"
    best = ", ".join(found.ranked[:3])
    return f"{question.language} {question.text}\n   wanted {wanted}\n   {did}: {best}"
