"""SentencePiece's unigram segmentation (Kudo, 2018) with the vocabulary of multilingual E5."""

import re
from array import array

from bot.e5.weights import Vocabulary

SPACE = "\u2581"  # how the vocabulary writes a space
SPACES = re.compile(" +")
WORSE_THAN_ANY = 10.0  # an unknown character costs so much more than the rarest piece


class UnigramTokenizer:
    """Numbers of the pieces that make up a text with the greatest probability."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self._numbers = {piece: number for number, piece in enumerate(vocabulary.pieces) if piece}
        self._numbers.pop(vocabulary.pieces[vocabulary.unknown], None)
        self._scores = array("f", vocabulary.scores)  # a list of as many floats takes eight times
        self._longest = max(map(len, self._numbers))
        self._unknown_score = float(vocabulary.scores.min()) - WORSE_THAN_ANY

    def to_numbers(self, text: str, most: int) -> list[int]:
        """At most so many, with the marks of beginning and end."""
        pieces = self._segment(self._normalise(text))[: most - 2]
        return [self._vocabulary.beginning, *pieces, self._vocabulary.end]

    def _normalise(self, text: str) -> str:
        spaced = SPACES.sub(" ", text.translate(self._vocabulary.replacements))
        return (spaced if spaced.startswith(" ") else " " + spaced).replace(" ", SPACE)

    def _segment(self, text: str) -> list[int]:
        """Viterbi: the best way to every place, from the best ways to the places before it."""
        best = [0.0] + [float("-inf")] * len(text)
        steps: list[tuple[int, int]] = [(0, 0)] * (len(text) + 1)  # from where, by which piece
        for start in range(len(text)):
            reached = best[start]
            if reached + self._unknown_score > best[start + 1]:
                best[start + 1] = reached + self._unknown_score
                steps[start + 1] = (start, self._vocabulary.unknown)
            for end in range(start + 1, min(start + self._longest, len(text)) + 1):
                number = self._numbers.get(text[start:end])
                if number is not None and reached + self._scores[number] > best[end]:
                    best[end] = reached + self._scores[number]
                    steps[end] = (start, number)
        return _follow_back(steps)


def _follow_back(steps: list[tuple[int, int]]) -> list[int]:
    numbers = []
    place = len(steps) - 1
    while place:
        place, number = steps[place]
        numbers.append(number)
    return numbers[::-1]
