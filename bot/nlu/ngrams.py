"""Runs of two to five characters: what typing errors and unknown words leave of a message."""

from typing import Sequence, Tuple

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.feature_extraction.text import HashingVectorizer
from sklearn.preprocessing import normalize

BUCKETS = 2**18
SHORTEST, LONGEST = 2, 5
ENOUGH_MESSAGES = 2  # an n-gram of one message alone tells nothing of another


class CharacterNgrams:
    """TF-IDF over hashed character n-grams within words; a run of Chinese or Thai is one word.

    `counts` says in how many training messages each n-gram stood, shape (BUCKETS,); `size` how many
    n-grams are known.
    """

    def __init__(self, counts: np.ndarray, messages: int) -> None:
        self.counts = counts
        self.messages = messages
        self._hashing = _to_hashing()
        known = np.flatnonzero(counts >= ENOUGH_MESSAGES)
        self.size = len(known)
        self._places = np.full(BUCKETS, -1, np.int32)  # of each known n-gram among the known
        self._places[known] = np.arange(self.size)
        self._rarity = np.log((1 + messages) / (1 + counts[known])) + 1

    @classmethod
    def learn(cls, texts: Sequence[str]) -> "CharacterNgrams":
        """Count the n-grams of the training messages."""
        found = _to_hashing().transform(texts)
        return cls(np.bincount(found.indices, minlength=BUCKETS).astype(np.int32), len(texts))

    def encode(self, texts: Sequence[str]) -> csr_matrix:
        """Sparse rows of length 1, or 0 where nothing is known; shape (texts, size)."""
        found = self._hashing.transform(texts)
        places = self._places[found.indices]
        is_known = places >= 0
        # By hand: SciPy would look at every known column for each message.
        ends = np.concatenate([[0], np.cumsum(is_known)])[found.indptr]
        places = places[is_known]
        weights = (1 + np.log(found.data[is_known])) * self._rarity[places]
        rows = csr_matrix((weights.astype(np.float32), places, ends), (len(texts), self.size))
        return normalize(rows, copy=False)

    def coverage(self, texts: Sequence[str], were_trained_on: bool = False) -> np.ndarray:
        """The share of each text's n-grams that other training messages hold, shape (texts,).

        A text that was itself trained on is counted out.
        """
        found = self._hashing.transform(texts)
        needed = ENOUGH_MESSAGES + int(were_trained_on)
        are_known = csr_matrix(
            (
                (self.counts[found.indices] >= needed).astype(np.float32),
                found.indices,
                found.indptr,
            ),
            shape=found.shape,
        )
        known, all_found = _row_sums(are_known), np.diff(found.indptr)
        return known / np.maximum(all_found, 1)

    def to_arrays(self) -> Tuple[np.ndarray, np.ndarray, np.ndarray]:
        """Buckets in use, their counts and the number of messages: what `from_arrays` reads."""
        used = np.flatnonzero(self.counts).astype(np.int32)
        return used, self.counts[used], np.array(self.messages)

    @classmethod
    def from_arrays(
        cls, used: np.ndarray, counts: np.ndarray, messages: np.ndarray
    ) -> "CharacterNgrams":
        """What `to_arrays` gave."""
        everywhere = np.zeros(BUCKETS, dtype=np.int32)
        everywhere[used] = counts
        return cls(everywhere, int(messages))


def _to_hashing() -> HashingVectorizer:
    return HashingVectorizer(
        analyzer="char_wb",
        ngram_range=(SHORTEST, LONGEST),
        n_features=BUCKETS,
        norm=None,
        alternate_sign=False,
        dtype=np.float32,
    )


def _row_sums(matrix: csr_matrix) -> np.ndarray:
    return np.asarray(matrix.sum(axis=1)).ravel()
