"""Which intent a message has, and how likely that is right."""

import json
import math
import warnings
from collections import Counter
from pathlib import Path
from typing import List, Sequence, Tuple

import numpy as np
from sklearn.exceptions import ConvergenceWarning
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import StratifiedKFold

from bot.nlu.tagging import Tag

TAG_NAMES = (
    "skin_type", "concern", "product_type", "ingredient", "avoid", "condition", "budget", "days",
    "order_id", "age_group", "number", "reaction",
)  # fmt: skip
TAG_WEIGHT = 0.3
MOST_COUNTED = 4
SEED = 20_261_121
FOLDS = 5
MOST_STEPS = 100
LEAST_FOR_CALIBRATION = 50
SMALLEST_PROBABILITY = 1e-6
UNCALIBRATED = (0.0, 1.0, 0.0)
ARRAYS, NAMES = "intents.npz", "intents.json"

Ranking = List[Tuple[str, float]]
Calibration = Tuple[float, float, float]


def to_tag_counts(tags: Sequence[Tag]) -> np.ndarray:
    """For each tag whether it is there, and half its count up to 4; shape (24,)."""
    counts = Counter(tag.name for tag in tags)
    found = np.array([counts[name] for name in TAG_NAMES], dtype=np.float32)
    return np.concatenate([np.minimum(found, 1), np.minimum(found, MOST_COUNTED) / 2])


class IntentModel:
    """Logistic regression on meaning and tags, with a confidence that knows its limits.

    Confidence is the probability that the first intent is right, learnt on held-out folds from the
    regression's probability and the highest cosine to any training message: what resembles nothing
    gets little of it.
    """

    def __init__(
        self,
        names: Sequence[str],
        weights: np.ndarray,
        bias: np.ndarray,
        known: np.ndarray,
        calibration: Calibration = UNCALIBRATED,
    ) -> None:
        self.names = list(names)
        self._weights = weights
        self._bias = bias
        self._known = known
        self._calibration = calibration

    def rank(self, vectors: np.ndarray, tag_counts: np.ndarray) -> List[Ranking]:
        """All intents with confidence, the best first, for unit vectors (messages, dimension)."""
        probabilities, cosines = self.predict(vectors, tag_counts)
        return [self._to_ranking(*pair) for pair in zip(probabilities, cosines, strict=True)]

    def predict(self, vectors: np.ndarray, tag_counts: np.ndarray) -> Tuple[np.ndarray, np.ndarray]:
        """Probabilities (messages, intents) and highest cosines to training (messages,)."""
        scores = _to_features(vectors, tag_counts) @ self._weights.T + self._bias
        return _to_probabilities(scores), (vectors @ self._known.T).max(axis=1)

    def save(self, folder: Path) -> None:
        """Arrays and names, no pickle."""
        np.savez_compressed(
            folder / ARRAYS,
            weights=self._weights.astype(np.float32),
            bias=self._bias.astype(np.float32),
            known=self._known.astype(np.float16),
            calibration=np.array(self._calibration),
        )
        (folder / NAMES).write_text(json.dumps(self.names), encoding="utf-8")

    @classmethod
    def load(cls, folder: Path) -> "IntentModel":
        """What `save` wrote."""
        names = json.loads((folder / NAMES).read_text(encoding="utf-8"))
        with np.load(folder / ARRAYS) as arrays:
            known = arrays["known"].astype(np.float32)
            bias, of_probability, of_cosine = arrays["calibration"].tolist()
            calibration = (bias, of_probability, of_cosine)
            return cls(names, arrays["weights"], arrays["bias"], known, calibration)

    def _to_ranking(self, probabilities: np.ndarray, cosine: float) -> Ranking:
        """Its confidence for the first; the others share the rest, none having more."""
        order = np.argsort(-probabilities, kind="stable")
        best = float(probabilities[order[0]])
        confidence = _to_confidence(best, float(cosine), self._calibration)
        share = (1 - confidence) / max(1 - best, SMALLEST_PROBABILITY)
        others = [
            (self.names[i], min(confidence, float(probabilities[i]) * share)) for i in order[1:]
        ]
        return [(self.names[order[0]], confidence), *others]


def train_intents(
    vectors: np.ndarray, tag_counts: np.ndarray, labels: Sequence[str], strength: float = 10.0
) -> IntentModel:
    """Learn from messages and their intents; deterministic. `strength` is the regression's C.

    Raises:
        ValueError: if there are fewer than two intents.
    """
    if len(set(labels)) < 2:
        raise ValueError("Training needs messages of two intents at least; add some to data/nlu.")
    wanted = np.asarray(labels)
    calibration = _learn_calibration(vectors, tag_counts, wanted, strength)
    return _fit(vectors, tag_counts, wanted, strength, calibration)


def _fit(
    vectors: np.ndarray,
    tag_counts: np.ndarray,
    labels: np.ndarray,
    strength: float,
    calibration: Calibration = UNCALIBRATED,
) -> IntentModel:
    regression = LogisticRegression(C=strength, max_iter=MOST_STEPS, random_state=SEED)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ConvergenceWarning)  # more steps changed no prediction
        regression.fit(_to_features(vectors, tag_counts), labels)
    weights, bias = regression.coef_, regression.intercept_
    if len(regression.classes_) == 2:
        weights, bias = np.vstack([-weights, weights]) / 2, np.concatenate([-bias, bias]) / 2
    return IntentModel(regression.classes_.tolist(), weights, bias, vectors, calibration)


def _to_features(vectors: np.ndarray, tag_counts: np.ndarray) -> np.ndarray:
    return np.hstack([vectors, tag_counts * TAG_WEIGHT])


def _to_probabilities(scores: np.ndarray) -> np.ndarray:
    powers = np.exp(scores - scores.max(axis=1, keepdims=True))
    return np.asarray(powers / powers.sum(axis=1, keepdims=True))


def _to_confidence(probability: float, cosine: float, calibration: Calibration) -> float:
    bias, of_probability, of_cosine = calibration
    if calibration == UNCALIBRATED:
        return probability * max(0.0, min(1.0, cosine))
    evidence = bias + of_probability * _to_logit(probability) + of_cosine * cosine
    return 1 / (1 + math.exp(-evidence))


def _to_logit(probability: float) -> float:
    bounded = min(max(probability, SMALLEST_PROBABILITY), 1 - SMALLEST_PROBABILITY)
    return math.log(bounded / (1 - bounded))


def _learn_calibration(
    vectors: np.ndarray, tag_counts: np.ndarray, labels: np.ndarray, strength: float
) -> Calibration:
    """Platt scaling of probability and cosine together, on folds the regression has not seen."""
    if len(labels) < LEAST_FOR_CALIBRATION or min(Counter(labels.tolist()).values()) < FOLDS:
        return UNCALIBRATED
    evidence, is_right = _predict_held_out(vectors, tag_counts, labels, strength)
    if is_right.all() or not is_right.any():
        return UNCALIBRATED
    platt = LogisticRegression(C=10.0, random_state=SEED).fit(evidence, is_right)
    of_probability, of_cosine = (max(0.0, float(weight)) for weight in platt.coef_[0])
    return float(platt.intercept_[0]), of_probability, of_cosine


def _predict_held_out(
    vectors: np.ndarray, tag_counts: np.ndarray, labels: np.ndarray, strength: float
) -> Tuple[np.ndarray, np.ndarray]:
    """Evidence (messages, 2): logit of the probability and cosine; whether each was right."""
    evidence = np.zeros((len(labels), 2))
    is_right = np.zeros(len(labels), dtype=bool)
    folds = StratifiedKFold(FOLDS, shuffle=True, random_state=SEED)
    for seen, unseen in folds.split(vectors, labels):
        model = _fit(vectors[seen], tag_counts[seen], labels[seen], strength)
        probabilities, cosines = model.predict(vectors[unseen], tag_counts[unseen])
        evidence[unseen, 0] = [_to_logit(float(best)) for best in probabilities.max(axis=1)]
        evidence[unseen, 1] = cosines
        is_right[unseen] = np.array(model.names)[probabilities.argmax(axis=1)] == labels[unseen]
    return evidence, is_right
