"""Questions with the passages that answer them, and how well a search finds these."""

import hashlib
import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bot.domain.errors import InputError
from bot.domain.languages import Language
from bot.evaluation.halves import Half

RESAMPLES = 2_000
_SEED = 20_261_122
_KEPT = 10  # passages of a ranking that count for the reciprocal rank


@dataclass(frozen=True, slots=True)
class RetrievalQuestion:
    """A question; any of `passages` is right, none means that the base does not know."""

    id: str
    language: Language
    text: str
    passages: frozenset[str]

    @property
    def is_held_out(self) -> bool:
        """Half of the questions, told by their ids alone."""
        return hashlib.sha256(self.id.encode()).digest()[0] % 2 == 1


@dataclass(frozen=True, slots=True)
class Found:
    """What a method answered: passages, best first, and whether it would rather not answer."""

    question: RetrievalQuestion
    ranked: tuple[str, ...]
    is_refused: bool = False

    @property
    def rank(self) -> int | None:
        """The place of the first right passage from 1 on; None where it is not among the best."""
        places = (n for n, found in enumerate(self.ranked, 1) if found in self.question.passages)
        return next((n for n in places if n <= _KEPT), None)


def read_questions(
    file: Path, known: Collection[str], half: Half = Half.ALL
) -> list[RetrievalQuestion]:
    """The questions of a JSON Lines file.

    Raises:
        InputError: the file or a line is not right, or names a passage the base does not have.
    """
    try:
        lines = file.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        raise InputError(f"{file} cannot be read: name a file of questions.") from None
    numbered = [(number, line) for number, line in enumerate(lines, 1) if line.strip()]
    questions = [_to_question(line, f"{file.name}, line {number}") for number, line in numbered]
    _refuse_unknown(questions, known, file.name)
    if half is Half.ALL:
        return questions
    return [q for q in questions if q.is_held_out == (half is Half.HELD_OUT)]


def _to_question(line: str, place: str) -> RetrievalQuestion:
    try:
        value = json.loads(line)
        passages = frozenset(map(str, value["passages"]))
        language = Language(value["language"])
        return RetrievalQuestion(str(value["id"]), language, str(value["text"]), passages)
    except (json.JSONDecodeError, KeyError, TypeError, ValueError):
        raise InputError(
            f'{place}: write {{"id", "language", "text", "passages"}}, language one of '
            f"{', '.join(Language)}, passages a list."
        ) from None


def _refuse_unknown(
    questions: Sequence[RetrievalQuestion], known: Collection[str], file: str
) -> None:
    for question in questions:
        unknown = sorted(question.passages - set(known))
        if unknown:
            raise InputError(
                f"{file}, {question.id}: {unknown[0]} is not in the knowledge base; "
                "name one of its passages."
            )


def to_figures(found: Sequence[Found]) -> dict[str, Any]:
    """Recall, reciprocal rank and refusals with 95 % intervals, for all and each language."""
    by_language: Mapping[str, list[Found]] = {
        language.value: [one for one in found if one.question.language is language]
        for language in Language
    }
    figures = {name: _figures(group) for name, group in by_language.items() if group}
    return {"all": _figures(found), **figures}


def _figures(found: Sequence[Found]) -> dict[str, Any]:
    """Recall is of the ranking, whether refused or not; refusals are told apart."""
    ranks = [one.rank for one in found if one.question.passages]
    return {
        "questions": len(ranks),
        "recall_at_1": _share([rank == 1 for rank in ranks]),
        "recall_at_5": _share([rank is not None and rank <= 5 for rank in ranks]),
        "mrr": _share([1 / rank if rank else 0.0 for rank in ranks]),
        "without_answer": len(found) - len(ranks),
        "refused_without_answer": _share(
            [one.is_refused for one in found if not one.question.passages]
        ),
        "refused_answerable": _share([one.is_refused for one in found if one.question.passages]),
    }


def _share(values: Sequence[float]) -> dict[str, float] | None:
    """The mean with the middle 95 % of resampled means (bootstrap; Efron, 1979)."""
    if not values:
        return None
    numbers: NDArray[np.float64] = np.asarray(values, np.float64)
    drawn = np.random.default_rng(_SEED).integers(0, len(numbers), (RESAMPLES, len(numbers)))
    low, high = np.percentile(numbers[drawn].mean(axis=1), (2.5, 97.5))
    return {"value": float(numbers.mean()), "low": float(low), "high": float(high)}
