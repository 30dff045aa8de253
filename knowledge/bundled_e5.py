"""Multilingual E5 small (Wang et al., arXiv:2402.05672) as an `Embedder`."""

import threading
from collections.abc import Sequence
from functools import cache
from importlib.metadata import version
from importlib.util import find_spec
from typing import TYPE_CHECKING

import numpy as np

from bot.e5.weights import DIMENSION, PACKAGE
from knowledge.embeddings import Vectors

if TYPE_CHECKING:
    from bot.e5.model import E5

MOST_PIECES = 128  # of a text, about 400 letters; time grows with them
_LONGEST = 8 * MOST_PIECES  # characters, so that no text takes long to be cut into pieces
_ROUNDED = "8bit"
_LOADING = threading.Lock()


def model_id() -> str:
    """The weights with their version and what they are multiplied in, known before it is loaded."""
    return f"{PACKAGE}@{version(PACKAGE)}-{_ROUNDED}"


def is_installed() -> bool:
    """Whether its package is there: some platforms have no wheel of it."""
    return find_spec(PACKAGE) is not None


def shared_e5() -> "E5":
    """The process's E5, loaded when it is first asked for; several look at texts with it."""
    with _LOADING:
        return _load()


@cache
def _load() -> "E5":
    from bot.e5.model import E5  # its libraries take half a second to load

    return E5()


class BundledE5:
    """An `Embedder`; queries and passages are told apart, as E5 was trained."""

    def __init__(self) -> None:
        self.model_id = model_id()
        self.dimension = DIMENSION
        self._model = shared_e5()

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        """See `Embedder`."""
        rows = [self._encode("passage: ", text) for text in texts]
        return np.vstack([np.empty((0, DIMENSION), np.float32), *rows])

    def embed_query(self, text: str) -> Vectors:
        """See `Embedder`."""
        return self._encode("query: ", text)

    def _encode(self, prefix: str, text: str) -> Vectors:
        return self._model.encode(prefix + text[:_LONGEST], MOST_PIECES)
