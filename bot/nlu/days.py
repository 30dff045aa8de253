"""Spans of time in days: "two weeks" is 14, 半個月 is 15; "twice a week" and an age are none."""

from dataclasses import dataclass
from typing import List, Optional, Sequence

from bot.nlu.numbers import Number
from bot.nlu.reading import TAGS, Reading, Span

ARTICLES = frozenset(("a", "an", "per", "each", "every"))
TIMES_AFTER = frozenset("次回")
LOOK_AHEAD = 6
LONGEST_DAYS = 36_500


@dataclass(frozen=True)
class Days:
    """A span of `value` days over tokens `first` up to `behind`."""

    value: int
    first: int
    behind: int


def find_days(reading: Reading, numbers: Sequence[Number]) -> List[Days]:
    """Stated spans by position; a phrase ("next month") wins over a number inside it."""
    phrases = [_to_phrase(span) for span in reading.spans("span") if _is_span(reading, span)]
    if reading.has("reminder"):
        phrases += [_to_phrase(span) for span in reading.spans("reminder_span")]
    taken = {index for phrase in phrases for index in range(phrase.first, phrase.behind)}
    counted = [found for number in numbers if (found := _to_days(reading, number)) is not None]
    phrases += [found for found in counted if taken.isdisjoint(range(found.first, found.behind))]
    return sorted(phrases, key=lambda days: days.first)


def _to_phrase(span: Span) -> Days:
    return Days(int(span.value), span.first, span.behind)


def _is_span(reading: Reading, span: Span) -> bool:
    is_counted = reading.tokens[span.first].text in ARTICLES and reading.find_ending(
        "per", span.first
    )
    return not is_counted and not _is_frequency(reading, span.behind)


def _to_days(reading: Reading, number: Number) -> Optional[Days]:
    unit = reading.find_starting("unit", number.behind)
    if unit is None or _is_age(reading, number, unit) or _is_frequency(reading, unit.behind):
        return None
    value = round(number.value * int(unit.value))
    return Days(value, number.first, unit.behind) if 0 < value <= LONGEST_DAYS else None


def _is_frequency(reading: Reading, behind: int) -> bool:
    """As in "3 days a week", 一週三次, 2週間に1回."""
    following = reading.tokens[behind : behind + LOOK_AHEAD]
    if following and following[0].text in ARTICLES and reading.find_starting("unit", behind + 1):
        return True
    for index, token in enumerate(following):
        if token.kind == "mark":
            return False
        if token.text in TIMES_AFTER or reading.find_starting("frequency", behind + index):
            return True
    return False


def _is_age(reading: Reading, number: Number, unit: Span) -> bool:
    if reading.find_starting("age", unit.behind) or reading.find_starting(
        "age_unit", number.behind
    ):
        started = reading.find_starting("age_unit", number.behind)
        return (
            started is None
            or started.behind > unit.behind
            or (started.value == "years" and _is_aged(reading, number))
        )
    return _is_pregnancy_before(reading, number.first)


def _is_aged(reading: Reading, number: Number) -> bool:
    """Thai ปี counts years of age only after อายุ."""
    return reading.find_ending("age_before", number.first) is not None


def _is_pregnancy_before(reading: Reading, first: int) -> bool:
    """As in "pregnant 5 months", which tells how far along, not a wait."""
    terms = (reading.find_ending(TAGS, first - gap) for gap in range(3))
    return any(term and ("condition", "pregnancy") in term.meanings for term in terms)
