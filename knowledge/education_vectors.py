"""The knowledge base's vectors as they are compared: whitened, pooled by passage."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

import numpy as np
from numpy.typing import NDArray

from knowledge.embeddings import Vectors

_SHRINKAGE = 2.0  # how much of the mean variance is added to each direction's
_TEMPERATURE = 0.1  # cosines that differ by less count alike in a soft maximum

Scores = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Encoded:
    """One encoder's vectors of everything that is searched.

    Attributes:
        texts: of `EducationIndex.passages`, shape (texts, dimension).
        ways: of `AspectReader.passages`, shape (ways, dimension).
        beyond: of `EducationIndex.beyond`, shape (examples, dimension).
    """

    texts: Vectors
    ways: Vectors
    beyond: Vectors


@dataclass(frozen=True, slots=True)
class QueryVectors:
    """One encoder's vectors of a question, and of what it asks apart from names."""

    whole: Vectors
    rest: Vectors


@dataclass(frozen=True, slots=True)
class Likenesses:
    """A question's cosines to everything that is searched, by one encoder; see `Encoded`."""

    texts: Scores
    ways: Scores
    beyond: Scores


class Whitening:
    """Centres vectors and gives each direction the same weight, shrunk towards what it was.

    All skin-care sentences are alike to an encoder in a few directions, which drown what tells
    one from another (Su et al., "Whitening Sentence Representations", arXiv:2103.15316).
    """

    def __init__(self, vectors: Vectors) -> None:
        """Learn from vectors, shape (texts, dimension), at least two."""
        self._centre = vectors.mean(axis=0)
        variances, axes = np.linalg.eigh(np.cov((vectors - self._centre).T))
        floor = _SHRINKAGE * variances.mean() or 1.0
        self._axes = (axes / np.sqrt(np.maximum(variances, 0) + floor)).astype(np.float32)

    def __call__(self, vectors: Vectors) -> Vectors:
        """The same whitened, of length 1; shape as before."""
        turned = (vectors - self._centre) @ self._axes
        lengths = np.linalg.norm(turned, axis=-1, keepdims=True)
        whitened: Vectors = turned / np.maximum(lengths, np.finfo(np.float32).tiny)
        return whitened


@dataclass(frozen=True, slots=True)
class Side:
    """Everything that is searched, by one encoder, whitened."""

    encoded: Encoded
    whitening: Whitening

    @classmethod
    def of(cls, encoded: Encoded) -> Self:
        """Whiten an encoder's vectors; takes part of a second."""
        whitening = Whitening(np.vstack((encoded.texts, encoded.ways, encoded.beyond)))
        parts = (encoded.texts, encoded.ways, encoded.beyond)
        return cls(Encoded(*map(whitening, parts)), whitening)

    def likenesses(self, query: QueryVectors) -> Likenesses:
        """How near a question is to each text."""
        whole, rest = self.whitening(query.whole), self.whitening(query.rest)
        own = self.encoded
        return Likenesses(own.texts @ whole, own.ways @ rest, own.beyond @ whole)


def soft_sums(cosines: Sequence[Scores], groups: NDArray[np.int64], count: int) -> Scores:
    """Of each group how near it is by all its texts together, the nearest counting most.

    Several texts that are rather near say more than one that is near by chance.

    Args:
        cosines: by encoder, of each text.
        groups: each text's group, from 0 on.
        count: how many groups there are.
    """
    total = np.zeros(count, np.float32)
    for side in cosines:
        summed = np.bincount(groups, np.exp(side / _TEMPERATURE), count)
        total += _TEMPERATURE * np.log(np.maximum(summed, np.finfo(np.float32).tiny))
    return total


def soft_maxima(cosines: Sequence[Scores], groups: NDArray[np.int64], count: int) -> Scores:
    """The same where a group is no nearer for having more texts."""
    sizes = np.maximum(np.bincount(groups, minlength=count), 1)
    more: Scores = len(cosines) * _TEMPERATURE * np.log(sizes).astype(np.float32)
    return soft_sums(cosines, groups, count) - more
