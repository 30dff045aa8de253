"""Figures that count nothing: dates, times of day, telephone numbers."""

import re
from typing import Set

from bot.nlu.reading import Reading

_FIGURES = re.compile(
    r"(?<![a-z0-9#\-])(?:"
    r"(?:19|20)\d\d[-/.年]\d{1,2}(?:[-/.月]\d{1,2}日?)?"
    r"|\d{1,2}月\d{1,2}(?:日|號)?"
    r"|\d{1,2}/\d{1,2}(?:/\d{2,4})?"
    r"|\d{1,2}:\d\d"
    r"|\+\d[\d\- ]{7,15}\d"
    r"|0\d{1,3}[- ]?\d{3,4}[- ]?\d{3,4}"
    r")(?![a-z0-9%]|[-/]\d)"
)


def find_figures(reading: Reading) -> Set[int]:
    """Indexes of the tokens that write a date, a time or a telephone number.

    What an order word announces is left: "order 0912345678".
    """
    found: Set[int] = set()
    for match in _FIGURES.finditer(reading.folded.text):
        origins = reading.folded.origins
        first = reading.find_token_at(origins[match.start()])
        behind = reading.find_token_at(origins[match.end() - 1]) + 1
        word = reading.find_ending("order_word", first)
        if word is None or word.value == "none":
            found.update(range(first, min(behind, len(reading.tokens))))
    return found
