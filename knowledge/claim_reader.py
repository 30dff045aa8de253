"""Reads from its meaning how much a sentence is a claim: a `ClaimReader` on E5.

One small transformer layer (Vaswani et al., 2017) over what E5 leaves of each piece of a sentence,
then the mean by attention, fitted by `bot/evaluation/claim_reader_training.py`. E5 itself stays
as it is, so a process that has it loaded for the knowledge base needs 0.4 MB more.
"""

from collections.abc import Mapping
from functools import cache, lru_cache, partial
from pathlib import Path
from typing import cast

import numpy as np
from numpy.typing import NDArray

from bot.domain.claims import FindClaims, find_claims
from bot.domain.claims.likeness import FARTHEST
from knowledge.bundled_e5 import is_installed, shared_e5

Floats = NDArray[np.float32]

WEIGHTS = Path(__file__).with_name("claim_reader.npz")
HEADS = 4
MOST_PIECES = 96
_LONGEST = 8 * MOST_PIECES  # characters
_EPSILON = 1e-5


class ClaimHead:
    """The layer above E5.

    Args:
        weights: `inner` (384, d), `qkv` (d, 3 d), `joined` (d, d), `wide` (d, w), `narrow` (w, d),
            `looked` and `left` (d, 1), each with `<name>.b` to be added; scales and shifts of the
            two norms, `norm1`, `norm1.b`, `norm2`, `norm2.b`, of d.
    """

    def __init__(self, weights: Mapping[str, NDArray[np.floating]]) -> None:
        self.weights = {name: values.astype(np.float32) for name, values in weights.items()}

    @classmethod
    def load(cls, path: Path = WEIGHTS) -> "ClaimHead":
        """The fitted one."""
        with np.load(path) as weights:
            return cls(dict(weights))

    def score(self, pieces: Floats) -> float:
        """Log odds that a sentence of pieces (count, 384) is a claim, within FARTHEST."""
        return min(max(self._score(pieces), -FARTHEST), FARTHEST)

    def _score(self, pieces: Floats) -> float:
        hidden = self._product("inner", pieces)
        hidden = hidden + self._attended(self._normed("norm1", hidden))
        wide = np.maximum(self._product("wide", self._normed("norm2", hidden)), 0)
        hidden = hidden + self._product("narrow", wide)
        looked = _softmax(self._product("looked", hidden)[:, 0])
        return float(self._product("left", looked @ hidden)[0])

    def _attended(self, hidden: Floats) -> Floats:
        count, width = hidden.shape
        parts = self._product("qkv", hidden).reshape(count, 3, HEADS, width // HEADS)
        query, key, value = parts.transpose(1, 2, 0, 3)
        seen = _softmax(query @ key.transpose(0, 2, 1) / np.sqrt(np.float32(width // HEADS)))
        return self._product("joined", (seen @ value).transpose(1, 0, 2).reshape(count, width))

    def _product(self, name: str, values: Floats) -> Floats:
        return cast("Floats", values @ self.weights[name] + self.weights[f"{name}.b"])

    def _normed(self, name: str, values: Floats) -> Floats:
        centred = values - values.mean(axis=-1, keepdims=True)
        spread = np.sqrt((centred**2).mean(axis=-1, keepdims=True) + np.float32(_EPSILON))
        normed = centred / spread * self.weights[name] + self.weights[f"{name}.b"]
        return cast("Floats", normed)


class MeaningReader:
    """A `ClaimReader`; E5 loads at the first sentence."""

    def __init__(self, head: ClaimHead) -> None:
        self._head = head
        self._kept_score = lru_cache(maxsize=1_024)(self._score)

    def score(self, sentence: str) -> float:
        """See `ClaimReader`."""
        return self._kept_score(sentence)

    def _score(self, sentence: str) -> float:
        return self._head.score(to_pieces(sentence))


@cache
def open_claims_lint() -> FindClaims:
    """`find_claims` with the process's reader, or without one where E5 is not installed."""
    if not is_installed():
        return find_claims
    return partial(find_claims, reader=MeaningReader(ClaimHead.load()))


def to_pieces(sentence: str) -> Floats:
    """What E5 leaves of each piece of a folded sentence, shape (pieces, 384)."""
    return shared_e5().encode_pieces("query: " + sentence[:_LONGEST], MOST_PIECES)


def _softmax(values: Floats) -> Floats:
    powers = np.exp(values - values.max(axis=-1, keepdims=True))
    return cast("Floats", powers / powers.sum(axis=-1, keepdims=True))
