"""How right intents and tags are, and how far the confidence can be believed."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
from sklearn.metrics import f1_score, precision_recall_fscore_support
from sklearn.preprocessing import MultiLabelBinarizer

from bot.evaluation.gold import Reading

SCORED_TAGS = (
    "skin_type", "concern", "budget", "product_type", "ingredient", "avoid", "condition",
    "order_id", "days",
)  # fmt: skip
BINS = 10

Found = frozenset[tuple[str, Any]]


class Score(NamedTuple):
    """Precision, recall and F1 of what was found; how many there are, how many were told."""

    precision: float
    recall: float
    f1: float
    gold: int
    said: int


@dataclass(frozen=True, slots=True)
class Bin:
    """The messages with a confidence above `start` up to `end`; no figures where there are none."""

    start: float
    end: float
    count: int
    confidence: float | None
    accuracy: float | None


def intent_accuracy(readings: Sequence[Reading]) -> float:
    """Share of messages whose intent is right."""
    return float(np.mean([reading.is_right for reading in readings]))


def intent_macro_f1(readings: Sequence[Reading]) -> float:
    """Mean of the intents' F1, each counting the same; an accepted intent counts as gold."""
    gold = [reading.scored_intent for reading in readings]
    said = [reading.said.intent for reading in readings]
    return float(f1_score(gold, said, average="macro", zero_division=0.0))


def tag_scores(readings: Sequence[Reading]) -> dict[str, Score]:
    """For each tag that occurs, and for `all` of them (micro average): value by value."""
    pairs = [(to_found(r.gold.tags), to_found(r.said.tags.to_json())) for r in readings]
    scores = {"all": _score(pairs)}
    for tag in SCORED_TAGS:
        of_tag = [(_only(gold, tag), _only(said, tag)) for gold, said in pairs]
        if any(gold or said for gold, said in of_tag):
            scores[tag] = _score(of_tag)
    return scores


def to_found(tags: Mapping[str, Any]) -> Found:
    """The scored tags as pairs of name and value; a list gives a pair for each of its values."""
    return frozenset(
        (name, _to_comparable(value))
        for name in SCORED_TAGS
        for value in _to_values(tags.get(name))
    )


def _to_values(value: Any) -> Iterable[Any]:
    if value is None:
        return ()
    return value if isinstance(value, list) else (value,)


def _to_comparable(value: Any) -> Any:
    """Numbers compare as numbers (1000 is 1000.0), a budget by its three parts."""
    if isinstance(value, dict):
        return tuple(_to_comparable(value.get(part)) for part in ("min", "max", "currency"))
    if isinstance(value, (str, int, float)) or value is None:
        return value
    return json.dumps(value, sort_keys=True)


def _only(found: Found, tag: str) -> Found:
    return frozenset(pair for pair in found if pair[0] == tag)


def _score(pairs: Sequence[tuple[Found, Found]]) -> Score:
    gold, said = zip(*pairs, strict=True)
    count, told = sum(map(len, gold)), sum(map(len, said))
    if not count and not told:
        return Score(1.0, 1.0, 1.0, 0, 0)  # nothing to find and nothing told is right
    numbers = {pair: number for number, pair in enumerate(frozenset().union(*gold, *said))}
    binarizer = MultiLabelBinarizer(classes=list(numbers.values()))
    # Flat, as scikit-learn reads a matrix of one column as two classes.
    decisions = [
        binarizer.fit_transform([[numbers[pair] for pair in found] for found in side]).ravel()
        for side in (gold, said)
    ]
    precision, recall, f1, _ = precision_recall_fscore_support(
        *decisions, average="binary", zero_division=0.0
    )
    return Score(float(precision), float(recall), float(f1), count, told)


def reliability(confidences: Sequence[float], is_right: Sequence[bool]) -> list[Bin]:
    """Ten bins of equal width over the confidence, 0 to 1."""
    values, right = np.asarray(confidences, dtype=float), np.asarray(is_right, dtype=bool)
    numbers = np.clip(np.ceil(values * BINS) - 1, 0, BINS - 1).astype(int)
    return [_to_bin(n, values[numbers == n], right[numbers == n]) for n in range(BINS)]


def _to_bin(number: int, confidences: Any, right: Any) -> Bin:
    start, end = number / BINS, (number + 1) / BINS
    if not len(right):
        return Bin(start, end, 0, None, None)
    return Bin(start, end, len(right), float(confidences.mean()), float(right.mean()))


def expected_calibration_error(bins: Sequence[Bin]) -> float:
    """Mean distance of accuracy and confidence over the messages (Naeini et al., AAAI 2015)."""
    total = sum(one.count for one in bins)
    distances = (
        one.count * abs(one.accuracy - one.confidence)
        for one in bins
        if one.accuracy is not None and one.confidence is not None
    )
    return float(sum(distances) / total) if total else 0.0
