"""How likely it is that an intent was read rightly, from what is known about the reading."""

from dataclasses import dataclass
from typing import Sequence

import numpy as np
from sklearn.linear_model import LogisticRegression

SEED = 20_261_121
SIGNALS = 4
CERTAIN = 1e-6


@dataclass(frozen=True)
class Evidence:
    """For each message: best score, its lead, closeness to the nearest example, known n-grams.

    All of shape (messages,), all between about 0 and 1, more of each means more confidence.
    """

    best: np.ndarray
    lead: np.ndarray
    closeness: np.ndarray
    coverage: np.ndarray

    def to_array(self) -> np.ndarray:
        """Shape (messages, SIGNALS)."""
        return np.column_stack([self.best, self.lead, self.closeness, self.coverage])


def to_evidence(scores: np.ndarray, closeness: np.ndarray, coverage: np.ndarray) -> Evidence:
    """Evidence of scores (messages, intents)."""
    first_two = -np.partition(-scores, 1, axis=1)[:, :2]
    return Evidence(first_two[:, 0], first_two[:, 0] - first_two[:, 1], closeness, coverage)


@dataclass(frozen=True)
class Calibration:
    """Platt scaling (Platt, 1999) of several signals, none of which may lower confidence."""

    bias: float
    weights: np.ndarray

    def to_confidence(self, evidence: Evidence) -> np.ndarray:
        """Probability that each message was read rightly, shape (messages,)."""
        value = self.bias + evidence.to_array() @ self.weights
        return np.asarray(np.clip(1 / (1 + np.exp(-value)), CERTAIN, 1 - CERTAIN))


UNCALIBRATED = Calibration(-4.0, np.array([4.0, 2.0, 3.0, 1.0]))


def learn_calibration(
    evidence: np.ndarray, were_right: np.ndarray, importance: np.ndarray
) -> Calibration:
    """From readings of messages that were held out; a signal that points the wrong way is dropped.

    `evidence` (messages, SIGNALS), `were_right` and `importance` (messages,).
    """
    used: Sequence[int] = range(SIGNALS)
    while used and 0 < were_right.sum() < len(were_right):
        platt = LogisticRegression(C=100.0, random_state=SEED)
        platt.fit(evidence[:, used], were_right, sample_weight=importance)
        if (platt.coef_[0] >= 0).all():
            weights = np.zeros(SIGNALS)
            weights[list(used)] = platt.coef_[0]
            return Calibration(float(platt.intercept_[0]), weights)
        used = [signal for signal, weight in zip(used, platt.coef_[0], strict=True) if weight >= 0]
    return UNCALIBRATED
