"""Whether a sentence sounds like a claim: what the rules say of it is weighed with its words.

A linear model over the words of a sentence and their parts, fitted to the phrases of
`data/evaluation/claims_dev*.jsonl` and to the repository's own lawful wording
(`bot/evaluation/claims_training.py`). English and Chinese; there are too few phrases of others.
"""

import json
import math
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache, lru_cache
from itertools import pairwise
from pathlib import Path

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


# How a sentence sounds: with what the rules say of it, it is a claim.
Impression = frozenset[Said]
# Where no model can tell, the rules decide.
NO_IMPRESSION: Impression = frozenset({Said.MENTION, Said.ASSERTION})


@dataclass(frozen=True, slots=True)
class Likeness:
    """A fitted model.

    Attributes:
        weights: of each feature that counts.
        bias: the score of a sentence that has none of them.
        bounds: above which score a sentence is a claim, by what the rules say of it.
    """

    weights: Mapping[str, float]
    bias: float
    bounds: Mapping[Said, float] = field(default_factory=dict)

    def score(self, features: frozenset[str]) -> float:
        """How much it sounds like a claim: log odds, 0 being undecided."""
        known = sum(self.weights.get(feature, 0.0) for feature in features)
        return self.bias + known / math.sqrt(len(features))


# Characters: below the first nothing can be told, below the second nothing talks a rule out.
_SHORTEST = {Language.EN: (12, 30), Language.ZH: (5, 9)}


def impression_of(sentence: str, language: Language) -> Impression:
    """What a folded sentence sounds like; none where it is too short or no model knows it."""
    shortest, short = _SHORTEST.get(language, (math.inf, math.inf))
    if len(sentence) < shortest:
        return NO_IMPRESSION
    sounds = impression_of_part(sentence, language)
    return sounds | NO_IMPRESSION if len(sentence) < short else sounds


@lru_cache(maxsize=512)
def impression_of_part(words: str, language: Language) -> Impression:
    """The same of words however few."""
    if language not in LANGUAGES:
        return NO_IMPRESSION
    model = _models()[language]
    score = model.score(features_of(words, language))
    return frozenset(said for said, bound in model.bounds.items() if score > bound)


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
        )
        for name, model in told.items()
    }
