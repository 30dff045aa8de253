"""Faults of the training messages that a program can see.

Two messages are near when their character trigrams are: the Jaccard index of the two sets.
"""

import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum
from typing import NamedTuple

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.feature_extraction.text import CountVectorizer

from bot.domain.languages import Language
from bot.domain.tags import INTENTS

FREQUENT = frozenset({
    "inform", "recommend_product", "ask_product", "ask_ingredient", "ask_compatibility",
    "ask_routine", "order_status", "refill_on", "refill_snooze", "refill_off",
    "adverse_reaction", "talk_to_human",
})  # fmt: skip
FIRST_CLASS = (Language.EN.value, Language.ZH.value)
FEWEST_OF_FREQUENT, FEWEST = 40, 12
NEAR_WITHIN_AN_INTENT = 0.8
NEAR_ACROSS_INTENTS = 0.8
NEAR_A_TEST_MESSAGE = 0.7
ALIKE_IN_MEANING = 0.95
_TRIGRAM = 3
_ROWS_AT_ONCE = 500


class Level(StrEnum):
    """An error must be put right; a warning wants a look."""

    ERROR = "error"
    WARNING = "warning"


class Example(NamedTuple):
    """One labelled message, and where it stands."""

    intent: str
    language: str
    text: str
    place: str


class Fault(NamedTuple):
    """What is wrong, in one line."""

    level: Level
    kind: str
    told: str

    def __str__(self) -> str:
        return f"{self.level}: {self.kind}: {self.told}"


class Pair(NamedTuple):
    """Two messages that are alike, and how much, up to 1."""

    one: Example
    other: Example
    likeness: float

    def __str__(self) -> str:
        return f"{_quote(self.one)} ~ {_quote(self.other)} ({self.likeness:.2f})"


def lint(training: Sequence[Example], held_out: Sequence[Example]) -> list[Fault]:
    """All faults of the training messages and of what they share with the evaluation sets."""
    return [
        *find_unknown_intents(training),
        *find_duplicates(training),
        *find_near(training),
        *find_gaps(training),
        *find_leaks(training, held_out),
    ]


def to_comparable(text: str) -> str:
    """`text` as two people would call it the same: NFKC, lower case, without punctuation.

    A message of nothing but symbols stays as it is: two emoji are not the same message.
    """
    folded = unicodedata.normalize("NFKC", text).lower()
    spoken = "".join(" " if unicodedata.category(c)[0] in "PSZC" else c for c in folded)
    return " ".join(spoken.split()) or folded


def find_unknown_intents(examples: Iterable[Example]) -> list[Fault]:
    """Messages under an intent that the taxonomy does not have."""
    return [
        Fault(Level.ERROR, "unknown intent", _quote(example))
        for example in examples
        if example.intent not in INTENTS
    ]


def find_duplicates(examples: Iterable[Example]) -> list[Fault]:
    """Messages that stand more than once; under two intents they contradict each other."""
    seen: dict[str, list[Example]] = defaultdict(list)
    for example in examples:
        seen[to_comparable(example.text)].append(example)
    return [_to_duplicate(same) for same in seen.values() if len(same) > 1]


def _to_duplicate(same: Sequence[Example]) -> Fault:
    intents = {example.intent for example in same}
    kind = "duplicate" if len(intents) == 1 else "contradiction"
    return Fault(Level.ERROR, kind, " = ".join(map(_quote, same)))


def find_near(examples: Sequence[Example]) -> list[Fault]:
    """Nearly the same message: under two intents an error, under one a warning."""
    faults = []
    for pair in near_pairs(examples, examples, min(NEAR_WITHIN_AN_INTENT, NEAR_ACROSS_INTENTS)):
        if to_comparable(pair.one.text) == to_comparable(pair.other.text):
            continue  # told as duplicates
        if pair.one.intent != pair.other.intent and pair.likeness > NEAR_ACROSS_INTENTS:
            faults.append(Fault(Level.ERROR, "near-contradiction", str(pair)))
        elif pair.one.intent == pair.other.intent and pair.likeness > NEAR_WITHIN_AN_INTENT:
            faults.append(Fault(Level.WARNING, "near-duplicate", str(pair)))
    return faults


def find_gaps(examples: Iterable[Example]) -> list[Fault]:
    """Intents with too few messages in a first-class language."""
    counted = Counter((example.intent, example.language) for example in examples)
    return [
        Fault(Level.ERROR, "too few", f"{intent} has {count} of {fewest} messages in {language}")
        for intent in INTENTS
        for language in FIRST_CLASS
        for fewest in [FEWEST_OF_FREQUENT if intent in FREQUENT else FEWEST]
        if (count := counted[intent, language]) < fewest
    ]


def find_leaks(training: Sequence[Example], held_out: Sequence[Example]) -> list[Fault]:
    """Training messages that are nearly one of an evaluation set.

    Only the training message and the other's place are told: who writes training data must not
    read the evaluation sets.
    """
    return [
        Fault(Level.ERROR, "leak", f"{_quote(pair.one)} ~ {pair.other.place} ({pair.likeness:.2f})")
        for pair in near_pairs(training, held_out, NEAR_A_TEST_MESSAGE)
    ]


def find_alike_in_meaning(examples: Sequence[Example], vectors: np.ndarray) -> list[Fault]:
    """Messages of two intents with nearly the same unit vector, shape (examples, dimension)."""
    faults = []
    for start in range(0, len(examples), _ROWS_AT_ONCE):
        cosines = vectors[start : start + _ROWS_AT_ONCE] @ vectors.T
        for row, column in np.argwhere(cosines > ALIKE_IN_MEANING):
            one, other = examples[start + row], examples[column]
            if start + row < column and one.intent != other.intent:
                pair = Pair(one, other, float(cosines[row, column]))
                faults.append(Fault(Level.WARNING, "alike in meaning", str(pair)))
    return faults


def near_pairs(
    some: Sequence[Example], others: Sequence[Example], threshold: float
) -> Iterator[Pair]:
    """Pairs above the threshold, the nearest first; with itself a list gives each pair once."""
    if not some or not others:
        return
    vectorizer = CountVectorizer(analyzer=to_trigrams, binary=True, dtype=np.int32)
    all_grams = vectorizer.fit_transform([*(e.text for e in some), *(e.text for e in others)])
    found: list[tuple[float, int, int]] = []
    for start in range(0, len(some), _ROWS_AT_ONCE):
        rows = all_grams[start : min(start + _ROWS_AT_ONCE, len(some))]
        found += _above(threshold, rows, all_grams[len(some) :], start)
    for negative, row, column in sorted(found):
        if some is not others or row < column:
            yield Pair(some[row], others[column], -negative)


def to_trigrams(text: str) -> list[str]:
    """Character trigrams, with a space at both ends so that short messages have some too."""
    padded = f" {to_comparable(text)} "
    return [padded[i : i + _TRIGRAM] for i in range(max(1, len(padded) - _TRIGRAM + 1))]


def _above(
    threshold: float, some: csr_matrix, others: csr_matrix, first: int
) -> Iterator[tuple[float, int, int]]:
    """Negative likeness, row (counted from `first`) and column of each pair above the threshold."""
    shared = (some @ others.T).tocoo()
    sizes, other_sizes = (np.asarray(m.sum(axis=1)).ravel() for m in (some, others))
    likeness = shared.data / (sizes[shared.row] + other_sizes[shared.col] - shared.data)
    near = likeness > threshold
    return zip(
        (-likeness[near]).tolist(),
        (shared.row[near] + first).tolist(),
        shared.col[near].tolist(),
        strict=True,
    )


def has_errors(faults: Iterable[Fault]) -> bool:
    """Whether one of them must be put right."""
    return any(fault.level is Level.ERROR for fault in faults)


def _quote(example: Example) -> str:
    return f"{example.text!r} ({example.intent}, {example.place})"
