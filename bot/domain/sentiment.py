"""How a shopper feels about a product and what about it, by plain words in four languages."""

from collections.abc import Iterator
from dataclasses import dataclass

from bot.domain.feedback import FeedbackKind
from bot.domain.feedback_words import (
    CLAUSE_END,
    CUES,
    DOUBTED_BEFORE,
    NEGATED_AFTER,
    NEGATED_BEFORE,
    SOFTENED,
    Cue,
)

# From here on (and below its negative) a message speaks for one side; between, both are told.
CLEARLY = 0.45
_SOFTENED_WEIGHT = 0.5
# What is told of a product beside praise comes first where it weighs as much or more.
_FIRST = (
    FeedbackKind.IRRITATION,
    FeedbackKind.BREAKOUT,
    FeedbackKind.NO_EFFECT,
    FeedbackKind.TEXTURE,
    FeedbackKind.SCENT,
    FeedbackKind.PACKAGING,
    FeedbackKind.OTHER,
)
_PRAISED = (FeedbackKind.RESULT, FeedbackKind.LOVE, FeedbackKind.TEXTURE, FeedbackKind.SCENT)
# Told beside praise these count all the same: the engine must know.
_ALWAYS_FIRST = (FeedbackKind.IRRITATION, FeedbackKind.BREAKOUT)


@dataclass(frozen=True, slots=True)
class Opinion:
    """What a message says of a product.

    Attributes:
        sentiment: from -1 (bad) to 1 (good); in between where both are told.
        kind: what it is about, the most consequential thing told.
    """

    sentiment: float
    kind: FeedbackKind


@dataclass(frozen=True, slots=True)
class _Told:
    kind: FeedbackKind
    is_good: bool
    weight: float


def opinion_in(text: str) -> Opinion:
    """What a message says of a product; sentiment 0 and OTHER where it says nothing of it."""
    told = [item for clause in _clauses(text) for item in dict.fromkeys(_told_in(clause))]
    good = sum(item.weight for item in told if item.is_good)
    bad = sum(item.weight for item in told if not item.is_good)
    sentiment = (good - bad) / max(good + bad, 1.0)
    return Opinion(sentiment, _kind_of(told, sentiment))


def _clauses(text: str) -> Iterator[str]:
    return (clause for clause in CLAUSE_END.split(text) if clause and clause.strip())


def _told_in(clause: str) -> Iterator[_Told]:
    """What one clause tells; words that an earlier cue took are not looked at again."""
    weight = _SOFTENED_WEIGHT if SOFTENED.search(clause) else 1.0
    rest = clause
    for cue in CUES:
        kept = rest
        for found in cue.words.finditer(rest):
            kept = kept[: found.start()] + "\0" * len(found.group()) + kept[found.end() :]
            before, after = clause[: found.start()], clause[found.end() :]
            if not DOUBTED_BEFORE.search(before):
                yield (
                    _turned(cue, weight)
                    if _is_negated(cue, before, after)
                    else _Told(cue.kind, cue.is_good, 1.0 if cue.is_good else weight)
                )
        rest = kept


def _is_negated(cue: Cue, before: str, after: str) -> bool:
    if cue.is_settled:
        return False
    return bool(NEGATED_BEFORE.search(before) or NEGATED_AFTER.search(after))


def _turned(cue: Cue, weight: float) -> _Told:
    """What a negated cue tells: no sting is praise of nothing in particular."""
    if cue.is_good:
        missing = cue.kind is FeedbackKind.RESULT
        return _Told(FeedbackKind.NO_EFFECT if missing else cue.kind, False, weight)
    of_feel = cue.kind in (FeedbackKind.TEXTURE, FeedbackKind.SCENT)
    return _Told(cue.kind if of_feel else FeedbackKind.OTHER, True, 1.0)


def _kind_of(told: list[_Told], sentiment: float) -> FeedbackKind:
    bad = {item.kind for item in told if not item.is_good}
    good = {item.kind for item in told if item.is_good}
    order = [kind for kind in _ALWAYS_FIRST if kind in bad]
    if sentiment < CLEARLY:
        order += [kind for kind in _FIRST if kind in bad]
    order += [kind for kind in _PRAISED if kind in good]
    if FeedbackKind.LOVE in bad:
        order.append(FeedbackKind.OTHER)
    return order[0] if order else FeedbackKind.OTHER
