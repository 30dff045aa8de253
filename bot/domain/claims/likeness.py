"""Whether a sentence sounds like a claim: what the rules say of it is weighed with its words.

A linear model over the words of a sentence and their parts, fitted to the phrases of
`data/evaluation/claims_dev*.jsonl` and to the repository's own lawful wording
(`bot/evaluation/claims_training.py`). English and Chinese; there are too few phrases of others.
Where a reader is given that knows meanings, what it says is weighed too.
"""

import json
import math
import re
from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache, lru_cache
from itertools import pairwise
from pathlib import Path
from typing import Protocol

from bot.domain.languages import Language

WEIGHTS = Path(__file__).with_name("likeness.json")
LANGUAGES = frozenset({Language.EN, Language.ZH})
_WORD = re.compile(r"[a-z']+|\d+|[%?]")
# How a writer points a sentence says nothing of what it claims.
_POINTS = re.compile(r"[^\w%?]+")
_WORD_PARTS = (3, 4, 5)
_HAN_PARTS = (1, 2, 3, 4)


class Said(StrEnum):
    """What the rules alone say of a sentence, from the least to the most."""

    NOTHING = "nothing"
    EXCUSED = "excused"  # something, which the words around take back
    MENTION = "mention"  # a mere name ("eczema")
    ASSERTION = "assertion"  # "cures acne"


# Where no model can tell, the rules decide.
STANDS_ALONE = frozenset({Said.MENTION, Said.ASSERTION})
FARTHEST = 4.0  # a reader of meanings is no surer than this, either way


class ClaimReader(Hashable, Protocol):
    """Reads how much a sentence means a claim (`knowledge/claim_reader.py`)."""

    def score(self, sentence: str) -> float:
        """Log odds between -FARTHEST and FARTHEST, 0 being undecided; milliseconds each."""
        ...


@dataclass(frozen=True, slots=True)
class Weighing:
    """Log odds of a claim: a linear sum of how a sentence sounds and what it means."""

    bias: float
    sound: float
    meaning: float

    def is_claim(self, sounds: float, read: Callable[[], float]) -> bool:
        """Whether the sum is above 0; the meaning is read only where it could decide."""
        so_far = self.bias + self.sound * sounds
        if abs(so_far) >= self.meaning * FARTHEST:
            return so_far > 0
        return so_far + self.meaning * read() > 0


@dataclass(frozen=True, slots=True)
class Likeness:
    """A fitted model.

    Attributes:
        weights: of each feature that counts.
        bias: the score of a sentence that has none of them.
        bounds: above which score a sentence is a claim, by what the rules say of it.
        weighings: the same where the meaning is weighed with the score.
    """

    weights: Mapping[str, float]
    bias: float
    bounds: Mapping[Said, float] = field(default_factory=dict)
    weighings: Mapping[Said, Weighing] = field(default_factory=dict)

    def score(self, features: frozenset[str]) -> float:
        """How much it sounds like a claim: log odds, 0 being undecided."""
        known = sum(self.weights.get(feature, 0.0) for feature in features)
        return self.bias + known / math.sqrt(len(features))


# Characters: below the first nothing can be told, below the second nothing talks a rule out.
_SHORTEST = {Language.EN: (12, 30), Language.ZH: (5, 9)}


def is_claim(
    sentence: str, language: Language, said: Said, reader: ClaimReader | None = None
) -> bool:
    """Whether a folded sentence is a claim, by how it sounds and what the rules say of it.

    Few words neither make a claim by their sound nor talk a rule out.
    """
    shortest, short = _SHORTEST.get(language, (math.inf, math.inf))
    if len(sentence) < short and said in STANDS_ALONE:
        return True
    return len(sentence) >= shortest and is_part_a_claim(sentence, language, said, reader)


def is_part_a_claim(
    words: str, language: Language, said: Said, reader: ClaimReader | None = None
) -> bool:
    """The same of words however few."""
    if language not in LANGUAGES:
        return said in STANDS_ALONE
    model, score = _models()[language], _score(words, language)
    if reader is None:
        return score > model.bounds[said]
    return model.weighings[said].is_claim(score, lambda: reader.score(words))


@lru_cache(maxsize=512)
def _score(words: str, language: Language) -> float:
    return _models()[language].score(features_of(words, language))


def features_of(sentence: str, language: Language) -> frozenset[str]:
    """Words, pairs of words and parts of words; of Chinese one to four characters."""
    if language is Language.ZH:
        return frozenset(_parts(f"^{_POINTS.sub(' ', sentence).strip()}$", _HAN_PARTS))
    words = ["^", *_WORD.findall(sentence), "$"]
    pairs = {f"{first} {second}" for first, second in pairwise(words)}
    parts = {f"#{part}" for word in words for part in _parts(f"<{word}>", _WORD_PARTS)}
    return frozenset(pairs.union(words, parts))


def _parts(text: str, lengths: tuple[int, ...]) -> set[str]:
    return {
        text[start : start + length]
        for length in lengths
        for start in range(len(text) - length + 1)
    }


@cache
def _models() -> Mapping[Language, Likeness]:
    told = json.loads(WEIGHTS.read_text(encoding="utf-8"))
    return {
        Language(name): Likeness(
            model["weights"],
            model["bias"],
            {Said(said): bound for said, bound in model["bounds"].items()},
            {Said(said): Weighing(*parts) for said, parts in model["weighings"].items()},
        )
        for name, model in told.items()
    }
