"""How a pipeline did on a test set, with intervals."""

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from sklearn.metrics import matthews_corrcoef
from sklearn.preprocessing import LabelEncoder

from bot.evaluation.intent_sets import OUT_OF_SCOPE
from bot.evaluation.out_of_scope import Answer, to_said

RESAMPLES = 1_000
SEED = 20_261_122
_INTERVAL = (2.5, 97.5)


class Outcome(NamedTuple):
    """A pipeline's figures on test messages; nan where there are no messages of that kind."""

    in_scope_accuracy: float
    out_of_scope_recall: float
    mcc: float


class Verdicts(NamedTuple):
    """What the figures are made of, one number a message: labels as numbers, and yes or no."""

    gold: NDArray[Any]
    said: NDArray[Any]
    is_in_scope: NDArray[Any]
    is_right_in_scope: NDArray[Any]
    is_told_out_of_scope: NDArray[Any]

    def outcome(self, chosen: NDArray[Any] | slice = slice(None)) -> Outcome:
        """The figures over the chosen messages."""
        of = Verdicts(*(part[chosen] for part in self))
        return Outcome(
            _mean(of.is_right_in_scope[of.is_in_scope]),
            _mean(of.is_told_out_of_scope[~of.is_in_scope]),
            float(matthews_corrcoef(of.gold, of.said)),
        )


def to_verdicts(gold: Sequence[str], answers: Sequence[Answer], threshold: float) -> Verdicts:
    """Judge the answers; in scope the best intent in scope counts, whatever its confidence."""
    said = [to_said(answer, threshold) for answer in answers]
    encoder = LabelEncoder().fit([*gold, *said])
    return Verdicts(
        encoder.transform(gold),
        encoder.transform(said),
        np.array([label != OUT_OF_SCOPE for label in gold]),
        np.array([a.in_scope == label for a, label in zip(answers, gold, strict=True)]),
        np.array([one == OUT_OF_SCOPE for one in said]),
    )


def _mean(values: NDArray[Any]) -> float:
    return float(values.mean()) if len(values) else float("nan")


def resample(verdicts: Verdicts, count: int = RESAMPLES) -> NDArray[np.float64]:
    """The figures of bootstrap resamples (Efron, 1979), shape (count, 3).

    Seeded: two pipelines' verdicts on the same messages are resampled alike, so that the difference
    of what this returns is that of pairs.
    """
    generator = np.random.default_rng(SEED)
    size = len(verdicts.gold)
    return np.array([verdicts.outcome(generator.integers(0, size, size)) for _ in range(count)])


def to_intervals(figures: NDArray[np.float64]) -> dict[str, list[float] | None]:
    """The middle 95 % of each figure; None where it has no value."""
    return {
        name: None if np.isnan(column).any() else np.percentile(column, _INTERVAL).tolist()
        for name, column in zip(Outcome._fields, figures.T, strict=True)
    }
