"""How well the claims lint tells unlawful phrases from lawful ones."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from math import sqrt
from pathlib import Path
from typing import Any

from bot.domain.claims import FindClaims, find_claims
from bot.domain.errors import InputError
from bot.domain.languages import Language
from bot.evaluation.columns import to_columns, to_figure
from bot.evaluation.gold import read_text

_Z = 1.959964  # 95 %


@dataclass(frozen=True, slots=True)
class JudgedPhrase:
    """A phrase with what people say of it and what the lint found; `rule` None where lawful."""

    id: str
    text: str
    language: Language
    is_lawful: bool
    rule: str | None
    found: tuple[str, ...]
    phrases: tuple[str, ...] = ()

    @property
    def is_right(self) -> bool:
        """Whether something is found just where there is something."""
        return self.is_lawful is not bool(self.found)


def judge(path: Path, find: FindClaims = find_claims) -> tuple[JudgedPhrase, ...]:
    """Lint every phrase of a JSON Lines file: id, language, text, lawful, rule.

    Raises:
        InputError: a line is no such object; the sentence names it.
    """
    lines = enumerate(read_text(path).split("\n"), 1)
    judged = tuple(_judge_line(line, n, path.name, find) for n, line in lines if line.strip())
    if not judged:
        raise InputError(f"{path.name} holds no phrases.")
    return judged


def _judge_line(line: str, number: int, name: str, find: FindClaims) -> JudgedPhrase:
    try:
        value = json.loads(line)
        text, language = str(value["text"]), Language(value["language"])
        is_lawful = {True: True, False: False}[value["lawful"]]
    except (ValueError, KeyError, TypeError):
        raise InputError(
            f"{name}, line {number}: write an object with text, language (en, zh, ja, th) and "
            "lawful (true or false)."
        ) from None
    claims = find(text, language)
    return JudgedPhrase(
        str(value.get("id", number)),
        text,
        language,
        is_lawful,
        value.get("rule"),
        tuple(claim.kind.value for claim in claims),
        tuple(claim.phrase for claim in claims),
    )


def interval(hits: int, of: int) -> tuple[float, float] | None:
    """The 95 % interval of a share, by Wilson's score (J Am Stat Assoc 22:209-212, 1927)."""
    if not of:
        return None
    share, z2 = hits / of, _Z * _Z
    middle = (share + z2 / (2 * of)) / (1 + z2 / of)
    half = _Z * sqrt(share * (1 - share) / of + z2 / (4 * of * of)) / (1 + z2 / of)
    return max(0.0, middle - half), min(1.0, middle + half)


def to_report(judged: Sequence[JudgedPhrase]) -> dict[str, Any]:
    """Recall (of unlawful phrases) and false alarms (of lawful ones), by language."""
    return {
        language.value: _figures(list(phrases))
        for language, phrases in groupby(
            sorted(judged, key=lambda phrase: phrase.language), lambda phrase: phrase.language
        )
    }


def _figures(phrases: Sequence[JudgedPhrase]) -> dict[str, Any]:
    unlawful = [phrase for phrase in phrases if not phrase.is_lawful]
    lawful = [phrase for phrase in phrases if phrase.is_lawful]
    caught = sum(bool(phrase.found) for phrase in unlawful)
    alarms = sum(bool(phrase.found) for phrase in lawful)
    medical = [phrase for phrase in unlawful if phrase.rule == "medical"]
    blocked = sum("medical" in phrase.found for phrase in medical)
    return {
        "unlawful": len(unlawful),
        "recall": caught / len(unlawful) if unlawful else None,
        "recall_interval": interval(caught, len(unlawful)),
        "lawful": len(lawful),
        "false_alarm_rate": alarms / len(lawful) if lawful else None,
        "false_alarm_interval": interval(alarms, len(lawful)),
        "medical": len(medical),
        "medical_told_as_medical": blocked / len(medical) if medical else None,
    }


def to_text(name: str, report: dict[str, Any]) -> str:
    """A table for people."""
    head = (
        "",
        "unlawful",
        "recall",
        "95 %",
        "lawful",
        "false alarms",
        "95 %",
        "medical as medical",
    )
    rows = [
        (
            language,
            str(row["unlawful"]),
            to_figure(row["recall"]),
            _span(row["recall_interval"]),
            str(row["lawful"]),
            to_figure(row["false_alarm_rate"]),
            _span(row["false_alarm_interval"]),
            to_figure(row["medical_told_as_medical"]),
        )
        for language, row in report.items()
    ]
    return f"{name}\n{to_columns([head, *rows])}"


def _span(pair: tuple[float, float] | None) -> str:
    return "-" if pair is None else f"{pair[0]:.3f} to {pair[1]:.3f}"


def to_mistakes(judged: Sequence[JudgedPhrase]) -> Iterator[str]:
    """What was missed and what was taken for a claim, one line each."""
    for phrase in judged:
        if not phrase.is_right:
            what = f"false alarm ({', '.join(phrase.phrases)})" if phrase.found else "missed"
            yield f"{phrase.language.value} {phrase.id} {what}: {phrase.text}"
