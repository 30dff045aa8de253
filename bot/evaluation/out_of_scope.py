"""From which confidence on an intent is believed, chosen without a look at the test messages."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from sklearn.metrics import matthews_corrcoef
from sklearn.model_selection import KFold

from bot.evaluation.intent_sets import OUT_OF_SCOPE, Row

FOLDS = 5
SEED = 20_261_122
MOST_THRESHOLDS = 400
RESAMPLES = 200

Ranking = Sequence[tuple[str, float]]


@dataclass(frozen=True, slots=True)
class Fold:
    """Rows to train on and rows to read, by their number; those of `unseen` labels have no intent.

    The labels held out as a whole stand in for what nobody has asked yet, for most training sets
    have no out-of-scope row to learn from (Lin and Xu, ACL 2019, test in this way).
    """

    train: Sequence[int]
    held_out: Sequence[int]
    unseen: frozenset[str]


class Answer(NamedTuple):
    """The first intent of a ranking; the first of those in scope; the first one's confidence."""

    said: str
    in_scope: str
    confidence: float


def to_folds(rows: Sequence[Row], count: int = FOLDS) -> Sequence[Fold]:
    """Folds that each hold out a share of the labels whole and the same share of the other rows.

    Over all folds every label is held out once; of three labels or more, two are always left.
    """
    wanted = np.array([row.label for row in rows])
    labels = np.array(sorted({row.label for row in rows} - {OUT_OF_SCOPE}))
    count = min(count, len(labels))
    groups = KFold(count, shuffle=True, random_state=SEED).split(labels)
    parts = _stratified(wanted, count)
    return [
        _to_fold(wanted, part, frozenset(labels[group].tolist()))
        for (_, group), part in zip(groups, parts, strict=True)
    ]


def _stratified(wanted: NDArray[Any], count: int) -> Sequence[NDArray[Any]]:
    """Rows of each fold, each label spread over the folds as evenly as it goes."""
    order = np.random.default_rng(SEED).permutation(len(wanted))
    by_label = order[np.argsort(wanted[order], kind="stable")]
    return [by_label[start::count] for start in range(count)]


def _to_fold(wanted: NDArray[Any], part: NDArray[Any], unseen: frozenset[str]) -> Fold:
    is_unseen = np.isin(wanted, list(unseen))
    is_held_out = is_unseen.copy()
    is_held_out[part] = True
    train, held_out = np.flatnonzero(~is_held_out), np.flatnonzero(is_held_out)
    return Fold(train.tolist(), held_out.tolist(), unseen)


def to_answer(ranking: Ranking) -> Answer:
    """What a ranking says; an empty one says nothing, with no confidence."""
    if not ranking:
        return Answer(OUT_OF_SCOPE, OUT_OF_SCOPE, 0.0)
    in_scope = next((name for name, _ in ranking if name != OUT_OF_SCOPE), OUT_OF_SCOPE)
    return Answer(ranking[0][0], in_scope, ranking[0][1])


def choose_threshold(
    rows: Sequence[Row], folds: Sequence[Fold], rankings: Sequence[Sequence[Ranking]]
) -> float:
    """The confidence below which a message is taken as out of scope, by its MCC on the folds.

    Of the thresholds that the folds cannot tell from the best, being within one standard error of
    it (Breiman et al., Classification and Regression Trees, 1984), the lowest is taken: rows held
    out of a training file resemble the rest of it more than what people write, so their
    confidence, and with it the best threshold, is too high rather than too low.

    In scope and out of scope weigh the same, as nobody knows how much of either will be asked; so
    do held-out labels and rows known as out of scope, where there are both.
    """
    answers = [to_answer(ranking) for fold in rankings for ranking in fold]
    gold = [_gold_of(rows[i], fold) for fold in folds for i in fold.held_out]
    kinds = [_kind_of(rows[i], fold) for fold in folds for i in fold.held_out]
    readings = _Readings(gold, answers, _weights(kinds))
    candidates = _candidates(np.array([answer.confidence for answer in answers]))
    scores = {threshold: readings.mcc(threshold) for threshold in candidates}
    best = max(scores, key=lambda threshold: scores[threshold])
    enough = scores[best] - readings.standard_error(best)
    return min(threshold for threshold, score in scores.items() if score >= enough)


@dataclass(frozen=True, slots=True)
class _Readings:
    """What was held out: its gold labels, the answers, and how much each counts."""

    gold: Sequence[str]
    answers: Sequence[Answer]
    weights: NDArray[Any]

    def mcc(self, threshold: float) -> float:
        return mcc(self.gold, [to_said(one, threshold) for one in self.answers], self.weights)

    def standard_error(self, threshold: float) -> float:
        """Of the MCC, over bootstrap resamples."""
        said = np.array([to_said(one, threshold) for one in self.answers])
        gold, generator = np.array(self.gold), np.random.default_rng(SEED)
        drawn = (generator.integers(0, len(gold), len(gold)) for _ in range(RESAMPLES))
        return float(np.std([mcc(gold[rows], said[rows], self.weights[rows]) for rows in drawn]))


def _gold_of(row: Row, fold: Fold) -> str:
    return OUT_OF_SCOPE if row.label in fold.unseen else row.label


def _kind_of(row: Row, fold: Fold) -> str:
    if row.label == OUT_OF_SCOPE:
        return "known as out of scope"
    return "unseen label" if row.label in fold.unseen else "in scope"


def _weights(kinds: Sequence[str]) -> NDArray[Any]:
    counts = Counter(kinds)
    share = {kind: 0.5 / max(1, len(counts) - 1) for kind in counts} | {"in scope": 0.5}
    return np.array([share[kind] / counts[kind] for kind in kinds])


def _candidates(confidences: NDArray[Any]) -> Sequence[float]:
    """Zero and values between neighbouring confidences, evenly thinned."""
    seen = np.unique(confidences)
    between = (seen[1:] + seen[:-1]) / 2
    steps = np.linspace(0, len(between) - 1, min(MOST_THRESHOLDS, len(between))).astype(int)
    return [0.0, *between[steps].tolist()]


def to_said(answer: Answer, threshold: float) -> str:
    """The intent that is believed at this threshold."""
    return answer.said if answer.confidence >= threshold else OUT_OF_SCOPE


def mcc(
    gold: Sequence[str] | NDArray[Any],
    said: Sequence[str] | NDArray[Any],
    weights: NDArray[Any] | None = None,
) -> float:
    """Matthews correlation over all labels (Gorodkin, 2004), out of scope being one."""
    return float(matthews_corrcoef(gold, said, sample_weight=weights))
