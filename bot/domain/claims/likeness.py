"""Whether a sentence sounds like a claim, though no rule knows its words.

A linear model over the words of a sentence and their parts, fitted to the phrases of
`data/evaluation/claims_dev*.jsonl` and to the repository's own lawful wording
(`bot/evaluation/claims_training.py`). English and Chinese; there are too few phrases of others.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise
from math import inf, sqrt
from pathlib import Path

from bot.domain.languages import Language

WEIGHTS = Path(__file__).with_name("likeness.json")
LANGUAGES = frozenset({Language.EN, Language.ZH})
_WORD = re.compile(r"[a-z']+|\d+|[%?!]")
_BLANKS = re.compile(r"\s+")
_WORD_PARTS = (3, 4, 5)
_HAN_PARTS = (1, 2, 3, 4)


@dataclass(frozen=True, slots=True)
class Likeness:
    """A fitted model.

    Attributes:
        weights: of each feature that counts.
        bias: the score of a sentence that has none of them.
        alone: a sentence in which no rule finds anything is a claim above this score.
        excused: the same where a rule found something and the words around excuse it.
        lawful: below this score a mere name ("eczema") is no claim, whatever the rules say.
    """

    weights: Mapping[str, float]
    bias: float
    alone: float = inf
    excused: float = inf
    lawful: float = -inf

    def score(self, features: frozenset[str]) -> float:
        """How much it sounds like a claim: log odds, 0 being undecided."""
        known = sum(self.weights.get(feature, 0.0) for feature in features)
        return self.bias + known / sqrt(len(features))


@dataclass(frozen=True, slots=True)
class Impression:
    """What a sentence sounds like: see `Likeness`."""

    is_claim_alone: bool = False
    is_claim_though_excused: bool = False
    is_lawful: bool = False


_SHORTEST = {Language.EN: 12, Language.ZH: 5}
NO_IMPRESSION = Impression()


@lru_cache(maxsize=512)
def impression_of(sentence: str, language: Language) -> Impression:
    """What a folded sentence sounds like; nothing where it is too short or no model knows it."""
    if language not in LANGUAGES or len(sentence) < _SHORTEST[language]:
        return NO_IMPRESSION
    model = _models()[language]
    score = model.score(features_of(sentence, language))
    return Impression(score > model.alone, score > model.excused, score < model.lawful)


def features_of(sentence: str, language: Language) -> frozenset[str]:
    """Words, pairs of words and parts of words; of Chinese one to four characters."""
    if language is Language.ZH:
        return frozenset(_parts(f"^{_BLANKS.sub(' ', sentence.strip())}$", _HAN_PARTS))
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
    return {Language(name): Likeness(**model) for name, model in told.items()}
