"""Two models on the same messages: what a training with labels changed."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from bot.evaluation.columns import to_columns, to_figure
from bot.evaluation.gold import Reading
from bot.evaluation.nlu_metrics import intent_accuracy, intent_macro_f1

ALL = "all"
MAY_LOSE = 0.02  # accuracy in one language that all of them together make up for


class Score(NamedTuple):
    """How well intents were read in one language."""

    messages: int
    accuracy: float
    macro_f1: float


Scores = Mapping[str, Score]


def to_scores(readings: Sequence[Reading]) -> Scores:
    """For each language, and for all of them."""
    languages = sorted({reading.gold.language for reading in readings})
    groups = {one: [r for r in readings if r.gold.language == one] for one in languages}
    return {
        name: Score(len(group), intent_accuracy(group), intent_macro_f1(group))
        for name, group in {**groups, ALL: list(readings)}.items()
    }


def is_worse(before: Scores, after: Scores) -> bool:
    """Whether fewer messages are read rightly than before, or clearly fewer of one language."""
    lost = {name: was.accuracy - after[name].accuracy for name, was in before.items()}
    return lost[ALL] > 0 or max(lost.values()) > MAY_LOSE


def to_table(before: Scores, after: Scores) -> str:
    """Both as a small table to read."""
    head = ("language", "messages", "accuracy before", "after", "macro-F1 before", "after")
    rows = [
        (
            name,
            str(was.messages),
            to_figure(was.accuracy),
            to_figure(after[name].accuracy),
            to_figure(was.macro_f1),
            to_figure(after[name].macro_f1),
        )
        for name, was in before.items()
    ]
    return to_columns([head, *rows])
