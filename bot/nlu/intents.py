"""Which intent a message has, and how likely that is right."""

import json
from collections import Counter
from pathlib import Path
from typing import List, Sequence, Tuple

import numpy as np

from bot.nlu.confidence import Calibration, to_evidence
from bot.nlu.kernel_ridge import NGRAM_WEIGHT, Examples, products_to_closeness, to_squares
from bot.nlu.ngrams import CharacterNgrams
from bot.nlu.rounded_rows import RoundedRows
from bot.nlu.tagging import Tag
from bot.nlu.text import has_words
from bot.nlu.word_shapes import WordShapes

TAG_NAMES = (
    "skin_type", "concern", "product_type", "ingredient", "avoid", "condition", "budget", "days",
    "order_id", "age_group", "number", "reaction",
)  # fmt: skip
TAG_WEIGHT = 0.2
MOST_COUNTED = 4
SHARPNESS = 10.0
OUT_OF_SCOPE = "out_of_scope"
WORDLESS_CONFIDENCE = 0.1
FAMILIAR_FROM = 0.8  # closeness: letters that a training message holds too mean something ("hmmmm")
ARRAYS, NAMES = "intents.npz", "intents.json"

Ranking = List[Tuple[str, float]]


def to_tag_counts(tags: Sequence[Tag]) -> np.ndarray:
    """For each tag whether it is there, and half its count up to 4; shape (24,)."""
    counts = Counter(tag.name for tag in tags)
    found = np.array([counts[name] for name in TAG_NAMES], dtype=np.float32)
    return np.concatenate([np.minimum(found, 1), np.minimum(found, MOST_COUNTED) / 2])


class Reader:
    """Turns messages into what the regression compares: meaning, tags and n-grams.

    `means` holds the mean vector of the training messages for each encoder: some encoders put all
    texts into one corner, and only the difference to the mean tells them apart.
    """

    def __init__(self, means: Sequence[np.ndarray], ngrams: CharacterNgrams) -> None:
        self.means = list(means)
        self.ngrams = ngrams

    @classmethod
    def learn(cls, texts: Sequence[str], vectors: Sequence[np.ndarray]) -> "Reader":
        """`vectors`: for each encoder unit vectors (messages, its dimension)."""
        return cls([one.mean(axis=0) for one in vectors], CharacterNgrams.learn(texts))

    def read(
        self, texts: Sequence[str], vectors: Sequence[np.ndarray], tag_counts: np.ndarray
    ) -> Examples:
        """Messages as examples; each encoder has the same say."""
        centred = [
            _to_unit(one - mean) / np.sqrt(len(vectors))
            for one, mean in zip(vectors, self.means, strict=True)
        ]
        points = np.hstack([*centred, tag_counts * TAG_WEIGHT]).astype(np.float32)
        return Examples(points, self.ngrams.encode(texts))


class IntentModel:
    """What similar examples speak for, with a confidence that knows its limits.

    `known` are the training messages' points, `weights` (messages, intents) how much each speaks
    for each intent, `ngram_weights` (n-grams, intents) the same for n-grams; `shapes` tells
    gibberish.
    """

    def __init__(
        self,
        names: Sequence[str],
        reader: Reader,
        known: np.ndarray,
        weights: np.ndarray,
        ngram_weights: np.ndarray,
        calibration: Calibration,
        shapes: WordShapes,
    ) -> None:
        self.names = list(names)
        self._reader = reader
        self._known = known
        rows = known.astype(np.float32)
        self._known_squares = to_squares(rows)
        self._rounded = RoundedRows(rows)
        self._weights = weights
        self._ngram_weights = ngram_weights
        self._calibration = calibration
        self._shapes = shapes

    def rank(
        self, texts: Sequence[str], vectors: Sequence[np.ndarray], tag_counts: np.ndarray
    ) -> List[Ranking]:
        """All intents with confidence, the best first, for each message.

        `vectors` holds unit vectors (messages, dimension) for each encoder, `tag_counts` what
        `to_tag_counts` gives for each message. One that says nothing, such as a lone emoji, is
        out of scope with little confidence, whatever it resembles.
        """
        scores, closeness = self.score(self._reader.read(texts, vectors, tag_counts))
        evidence = to_evidence(scores, closeness, self._reader.ngrams.coverage(texts))
        confidences = self._calibration.to_confidence(evidence)
        for row in [
            row
            for row, pair in enumerate(zip(texts, closeness, strict=True))
            if self._is_empty(*pair)
        ]:
            confidences[row] = WORDLESS_CONFIDENCE
            scores[row] = [float(name == OUT_OF_SCOPE) for name in self.names]
        return [self._to_ranking(*pair) for pair in zip(scores, confidences, strict=True)]

    def score(self, examples: Examples) -> Tuple[np.ndarray, np.ndarray]:
        """Scores (messages, intents), about 1 where sure, and closeness to the nearest example."""
        products = self._rounded.multiply(examples.points)
        squares = to_squares(examples.points)
        closeness = products_to_closeness(products, squares, self._known_squares)
        shared = NGRAM_WEIGHT * (examples.ngrams @ self._ngram_weights)
        return closeness @ self._weights + shared, closeness.max(axis=1)

    def _is_empty(self, text: str, closeness: float) -> bool:
        """Whether a message has no letter or digit, or letters of no word that is known."""
        return not has_words(text) or (
            closeness < FAMILIAR_FROM and self._shapes.is_gibberish(text)
        )

    def save(self, folder: Path) -> None:
        """Arrays and names, no pickle."""
        used, counts, messages = self._reader.ngrams.to_arrays()
        np.savez(
            folder / ARRAYS,
            known=self._known.astype(np.float16),
            weights=self._weights.astype(np.float32),
            ngram_weights=self._ngram_weights.astype(np.float16),
            calibration=np.array([self._calibration.bias, *self._calibration.weights]),
            ngrams=used,
            counts=counts,
            messages=messages,
            shapes=self._shapes.counts.astype(np.float32),
            shapes_limit=np.array(self._shapes.limit),
            **{f"mean_{number}": mean for number, mean in enumerate(self._reader.means)},
        )
        (folder / NAMES).write_text(json.dumps(self.names), encoding="utf-8")

    @classmethod
    def load(cls, folder: Path) -> "IntentModel":
        """What `save` wrote."""
        names = json.loads((folder / NAMES).read_text(encoding="utf-8"))
        with np.load(folder / ARRAYS) as arrays:
            encoders = sum(name.startswith("mean_") for name in arrays.files)
            means = [arrays[f"mean_{number}"] for number in range(encoders)]
            ngrams = (arrays["ngrams"], arrays["counts"], arrays["messages"])
            bias, *of_signals = arrays["calibration"].tolist()
            return cls(
                names,
                Reader(means, CharacterNgrams.from_arrays(*ngrams)),
                arrays["known"],
                arrays["weights"],
                arrays["ngram_weights"].astype(np.float32),
                Calibration(bias, np.array(of_signals)),
                WordShapes(arrays["shapes"], float(arrays["shapes_limit"])),
            )

    def _to_ranking(self, scores: np.ndarray, confidence: float) -> Ranking:
        """Its confidence for the first; the others share the rest, none having more."""
        order = np.argsort(-scores, kind="stable")
        powers = np.exp(SHARPNESS * (scores[order] - scores[order[0]]))
        shares = (1 - confidence) * powers[1:] / max(float(powers[1:].sum()), 1e-9)
        others = [
            (self.names[place], min(float(confidence), float(share)))
            for place, share in zip(order[1:], shares, strict=True)
        ]
        return [(self.names[order[0]], float(confidence)), *others]


def _to_unit(vectors: np.ndarray) -> np.ndarray:
    return vectors / np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-6)
