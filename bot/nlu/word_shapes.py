"""What a word in Latin letters looks like: "asdkjh" is none, whatever it resembles."""

import re
from typing import List, Sequence

import numpy as np

from bot.nlu.text import NO_SPACES

SYMBOLS = 38  # letters, digits, the edge of a word, and one for every other letter
EDGE, OTHER = 36, 37
SHORTEST_WORD = 4
PRIOR = 0.5  # of each pair of letters seen no more often than by chance
STRANGEST_SHARE = 0.002  # of the words of the training messages, which customers wrote
_WORD = re.compile(r"[^\W_]+")
_OTHER_SCRIPT = re.compile(f"[{NO_SPACES}]")
_REFERENCE = re.compile(r"\d{3}")  # an order's or a coupon's number, with or without letters


class WordShapes:
    """Probabilities of each letter after the two before it, from the words of training messages.

    A word's strangeness is the mean surprise over its letters in nats. `counts` (SYMBOLS, SYMBOLS,
    SYMBOLS) says how often three symbols stood together, `limit` which surprise is too much.
    """

    def __init__(self, counts: np.ndarray, limit: float) -> None:
        self.counts = counts
        self.limit = limit
        pairs = counts.sum(axis=0, keepdims=True) + PRIOR
        by_pair = pairs / pairs.sum(axis=2, keepdims=True)
        weight = SYMBOLS * PRIOR
        smoothed = counts + weight * by_pair
        self._surprise = -np.log(smoothed / smoothed.sum(axis=2, keepdims=True))

    @classmethod
    def learn(cls, texts: Sequence[str]) -> "WordShapes":
        """From the distinct words of the training messages."""
        words = sorted({word for text in texts for word in _to_words(text)})
        counts = np.zeros((SYMBOLS, SYMBOLS, SYMBOLS))
        for word in words:
            np.add.at(counts, _to_triples(word), 1)
        shapes = cls(counts, np.inf)
        if words:
            surprises = [shapes._without_itself(word) for word in words]
            shapes.limit = float(np.quantile(surprises, 1 - STRANGEST_SHARE))
        return shapes

    def is_gibberish(self, text: str) -> bool:
        """Whether a text is made of nothing but letters that no word is made of."""
        words = _to_words(text)
        if not words or _OTHER_SCRIPT.search(text) or _REFERENCE.search(text):
            return False
        return all(self.surprise(word) > self.limit for word in words)

    def surprise(self, word: str) -> float:
        """Mean surprise over the letters of a word."""
        return float(self._surprise[_to_triples(word)].mean())

    def _without_itself(self, word: str) -> float:
        """The surprise of a word had it not been learnt from: near enough for choosing a limit."""
        first, second, third = _to_triples(word)
        own = np.maximum(self.counts[first, second, third] - 1, 0)
        contexts = np.maximum(self.counts[first, second].sum(axis=1) - 1, 0)
        pairs = self.counts.sum(axis=0)
        by_pair = (pairs[second, third] + PRIOR) / (pairs[second].sum(axis=1) + SYMBOLS * PRIOR)
        weight = SYMBOLS * PRIOR
        return float(-np.log((own + weight * by_pair) / (contexts + weight)).mean())


def _to_words(text: str) -> List[str]:
    return [word for word in _WORD.findall(text.lower()) if len(word) >= SHORTEST_WORD]


def _to_triples(word: str) -> "tuple[np.ndarray, np.ndarray, np.ndarray]":
    """The symbols of a word, each with the two before it; edges stand around."""
    symbols = np.array([EDGE, EDGE, *map(_to_symbol, word), EDGE])
    return symbols[:-2], symbols[1:-1], symbols[2:]


def _to_symbol(character: str) -> int:
    if "a" <= character <= "z":
        return ord(character) - ord("a")
    return 26 + int(character) if character in "0123456789" else OTHER
