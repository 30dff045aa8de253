"""Labelled messages of public data sets: CSV files, and CLINC150's JSON."""

import csv
import io
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from bot.domain.errors import InputError
from bot.domain.messages import to_parsable
from bot.evaluation.gold import read_text

OUT_OF_SCOPE = "(out of scope)"
CLINC_LABEL = "oos"
FEWEST_LABELS = 3
_CLINC_TRAIN, _CLINC_TEST = ("train", "oos_train"), ("test", "oos_test")
_HEADERS = (("sentence", "label"), ("text", "intent"))


class Row(NamedTuple):
    """One message and its label, OUT_OF_SCOPE where it has none of the others."""

    text: str
    label: str


@dataclass(frozen=True, slots=True)
class IntentSet:
    """What to learn from and what to be tested on."""

    train: Sequence[Row]
    test: Sequence[Row]

    @property
    def labels(self) -> Sequence[str]:
        """The labels in scope, sorted."""
        return sorted({row.label for row in self.train} - {OUT_OF_SCOPE})


def read_intent_set(train: Path, test: Path | None, out_of_scope: str | None) -> IntentSet:
    """Read two CSV files (`sentence,label` or `text,intent`), or CLINC150's JSON as the only one.

    `out_of_scope` names the label that means none; so does a test label unknown in training.

    Raises:
        InputError: a file has another shape, or there are fewer than three labels.
    """
    if test is None:
        learnt, asked = _read_clinc(train)
        out_of_scope = out_of_scope or CLINC_LABEL
    else:
        learnt, asked = _read_csv(train), _read_csv(test)
    none = {out_of_scope}
    kept = [Row(to_parsable(r.text), _in_scope(r.label, none)) for r in learnt if r.text.strip()]
    known = {row.label for row in kept}
    if len(known - {OUT_OF_SCOPE}) < FEWEST_LABELS:
        raise InputError(
            f"{train.name} needs {FEWEST_LABELS} labels: one is held out to choose a threshold."
        )
    unknown = {row.label for row in asked} - known | none
    return IntentSet(kept, [Row(to_parsable(r.text), _in_scope(r.label, unknown)) for r in asked])


def _in_scope(label: str, none: Iterable[str | None]) -> str:
    return OUT_OF_SCOPE if label in none else label


def _read_csv(path: Path) -> Sequence[Row]:
    reader = csv.reader(io.StringIO(read_text(path)))
    head = tuple(name.strip().lower() for name in next(reader, ()))
    columns = next((pair for pair in _HEADERS if set(pair) <= set(head)), None)
    if columns is None:
        raise InputError(f"{path.name} needs the columns sentence,label or text,intent.")
    text, label = (head.index(name) for name in columns)
    rows = [
        Row(cells[text], cells[label].strip())
        for cells in reader
        if len(cells) > max(text, label) and cells[label].strip()
    ]
    if not rows:
        raise InputError(f"{path.name} holds no row with a label.")
    return rows


def _read_clinc(path: Path) -> tuple[Sequence[Row], Sequence[Row]]:
    wrong = InputError(
        f"{path.name} is not CLINC150's JSON; give a CSV to train on and a CSV to test on."
    )
    try:
        splits: Any = json.loads(read_text(path))
        train, test = (
            [Row(str(text), str(label)) for name in names for text, label in splits[name]]
            for names in (_CLINC_TRAIN, _CLINC_TEST)
        )
    except (ValueError, KeyError, TypeError):
        raise wrong from None
    if not train or not test:
        raise wrong
    return train, test
