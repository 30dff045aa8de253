"""Train the intent model, and its confidence on messages it has not seen."""

from dataclasses import dataclass
from typing import Callable, List, Optional, Sequence, Tuple

import numpy as np
from sklearn.model_selection import StratifiedKFold

from bot.nlu.confidence import UNCALIBRATED, Calibration, learn_calibration, to_evidence
from bot.nlu.gibberish import invent_gibberish
from bot.nlu.intents import OUT_OF_SCOPE, IntentModel, Reader
from bot.nlu.kernel_ridge import Examples, KernelRidge, to_closeness
from bot.nlu.word_shapes import WordShapes

SEED = 20_261_121
FOLDS = 5
LABEL_GROUPS = 3
FEWEST_TO_CALIBRATE = 50
ENOUGH_READINGS = 2_000
UNKNOWN_SHARE = 0.1  # of unknown intents, and as much of gibberish, among what confidence expects

Encode = Callable[[Sequence[str]], Sequence[np.ndarray]]


@dataclass(frozen=True)
class Readings:
    """What was read of messages that the model had not seen, and whether it was right."""

    evidence: np.ndarray
    were_right: np.ndarray


def train_intents(
    texts: Sequence[str],
    vectors: Sequence[np.ndarray],
    tag_counts: np.ndarray,
    labels: Sequence[str],
    encode: Optional[Encode] = None,
) -> IntentModel:
    """Learn from messages and their intents; deterministic.

    `vectors` holds unit vectors (messages, dimension) for each encoder. With `encode`, which makes
    such vectors, the model learns from invented gibberish what it is not to be sure of.

    Raises:
        ValueError: if there are fewer than two intents.
    """
    names = sorted(set(labels))
    if len(names) < 2:
        raise ValueError("Training needs messages of two intents at least; add some to data/nlu.")
    reader = Reader.learn(texts, vectors)
    examples = reader.read(texts, vectors, tag_counts)
    targets = (np.asarray(labels)[:, None] == np.asarray(names)[None, :]).astype(np.float32)
    regression = KernelRidge(examples, targets)
    weights = regression.fit()
    shapes = WordShapes.learn(
        [text for text, label in zip(texts, labels, strict=True) if label != OUT_OF_SCOPE]
    )
    readings = _read_held_out(examples, reader.ngrams.coverage(texts, True), targets, regression)

    def to_model(calibration: Calibration) -> IntentModel:
        ngram_weights = np.asarray(examples.ngrams.T @ weights)
        return IntentModel(
            names, reader, examples.points, weights, ngram_weights, calibration, shapes
        )

    if encode is not None:
        gibberish = _read_gibberish(to_model(UNCALIBRATED), reader, encode, tag_counts.shape[1])
        readings.append((gibberish, UNKNOWN_SHARE))
    return to_model(_calibrate(readings))


def _read_held_out(
    examples: Examples, coverage: np.ndarray, targets: np.ndarray, regression: KernelRidge
) -> List[Tuple[Readings, float]]:
    """Each message read without its fold, and without its whole intent: then nothing is right."""
    if len(targets) < FEWEST_TO_CALIBRATE:
        return []
    labels, readings = targets.argmax(axis=1), []
    for groups, share in ((_to_folds(labels), 1.0), (_to_label_groups(labels), UNKNOWN_SHARE)):
        some = _take_enough(groups)
        rows = np.concatenate(some)
        scores = regression.predict_held_out(some)[rows]
        closeness = _find_closeness(examples.points, some)[rows]
        evidence = to_evidence(scores, closeness, coverage[rows]).to_array()
        were_right = (scores.argmax(axis=1) == labels[rows]) & (share == 1.0)
        readings.append((Readings(evidence, were_right), share))
    return readings


def _take_enough(groups: Sequence[np.ndarray]) -> List[np.ndarray]:
    """The first groups that together are messages enough: each costs a fit."""
    taken: List[np.ndarray] = []
    for rows in groups:
        if sum(map(len, taken)) < ENOUGH_READINGS:
            taken.append(rows)
    return taken


def _to_folds(labels: np.ndarray) -> List[np.ndarray]:
    smallest = min(FOLDS, int(np.unique(labels, return_counts=True)[1].max()))
    folds = StratifiedKFold(max(2, smallest), shuffle=True, random_state=SEED)
    return [held_out for _, held_out in folds.split(labels, labels)]


def _to_label_groups(labels: np.ndarray) -> List[np.ndarray]:
    """The rows of each third of the intents."""
    names = np.random.default_rng(SEED).permutation(np.unique(labels))
    return [np.flatnonzero(np.isin(labels, part)) for part in np.array_split(names, LABEL_GROUPS)]


def _find_closeness(points: np.ndarray, groups: Sequence[np.ndarray]) -> np.ndarray:
    """Closeness to the nearest example outside the message's own group."""
    nearest = np.zeros(len(points), dtype=np.float32)
    for rows in groups:
        others = np.setdiff1d(np.arange(len(points)), rows)
        nearest[rows] = to_closeness(points[rows], points[others]).max(axis=1)
    return nearest


def _read_gibberish(model: IntentModel, reader: Reader, encode: Encode, tags: int) -> Readings:
    texts = invent_gibberish(SEED)
    examples = reader.read(texts, encode(texts), np.zeros((len(texts), tags)))
    scores, closeness = model.score(examples)
    evidence = to_evidence(scores, closeness, reader.ngrams.coverage(texts))
    return Readings(evidence.to_array(), np.zeros(len(texts), dtype=bool))


def _calibrate(readings: Sequence[Tuple[Readings, float]]) -> Calibration:
    """Each kind of reading counts by its share, however many messages it has."""
    if len(readings) < 2:
        return UNCALIBRATED
    whole = len(readings[0][0].were_right)
    return learn_calibration(
        np.vstack([one.evidence for one, _ in readings]),
        np.concatenate([one.were_right for one, _ in readings]),
        np.concatenate(
            [
                np.full(len(one.were_right), whole * share / len(one.were_right))
                for one, share in readings
            ]
        ),
    )
