"""Spans of time in days: "two weeks" is 14, 半個月 is 15; "twice a week" and an age are none."""

from dataclasses import dataclass
from typing import List, Optional, Sequence

from bot.nlu.numbers import Number
from bot.nlu.reading import TAGS, Reading, Span

ARTICLES = frozenset(("a", "an", "per", "each", "every"))
TIMES_AFTER = frozenset("次回")
LOOK_AHEAD = 6
LONGEST_DAYS, LONGEST_NUMBERED = 36_500, 366
HALF = 0.5


@dataclass(frozen=True)
class Days:
    """A span of `value` days over tokens `first` up to `behind`."""

    value: int
    first: int
    behind: int


def find_days(reading: Reading, numbers: Sequence[Number]) -> List[Days]:
    """Stated spans by position; a phrase ("next month") wins over a number inside it."""
    counted_from = {number.behind for number in numbers}
    phrases = [
        _to_phrase(span)
        for span in reading.spans("span")
        if span.first not in counted_from and _is_span(reading, span)
    ]
    if reading.has("reminder"):
        phrases += [_to_phrase(span) for span in reading.spans("reminder_span")]
    taken = {index for phrase in phrases for index in range(phrase.first, phrase.behind)}
    counted = [found for number in numbers if (found := _to_days(reading, number)) is not None]
    phrases += [found for found in counted if taken.isdisjoint(range(found.first, found.behind))]
    return sorted(phrases, key=lambda days: days.first)


def _to_phrase(span: Span) -> Days:
    return Days(int(span.value), span.first, span.behind)


def _is_span(reading: Reading, span: Span) -> bool:
    gaps = range(span.first + 1, span.behind)
    if reading.tokens[span.first].kind == "character" and not all(map(reading.is_adjacent, gaps)):
        return False  # "3 อาทิตย์ หน้าใส" is no อาทิตย์หน้า
    return not _is_counted(reading, span) and not _is_frequency(reading, span.behind)


def _is_counted(reading: Reading, span: Span) -> bool:
    """As "a week" in "twice a week"; a reminder "once a month" is one every 30 days."""
    count = reading.find_ending("per", span.first)
    if count is None or reading.tokens[span.first].text not in ARTICLES:
        return False
    return count.value != "once" or not reading.has("reminder")


def _to_days(reading: Reading, number: Number) -> Optional[Days]:
    numbered = _to_numbered_day(reading, number)
    if numbered:
        return numbered
    behind = _skip_between(reading, number.behind)
    unit = reading.find_starting("unit", behind)
    half = reading.find_starting("half_unit", behind)
    unit = half or unit
    if unit is None or _is_age(reading, number, unit) or _is_frequency(reading, unit.behind):
        return None
    value = round((number.value + (HALF if half else 0)) * int(unit.value))
    return Days(value, number.first, unit.behind) if 0 < value <= LONGEST_DAYS else None


def _to_numbered_day(reading: Reading, number: Number) -> Optional[Days]:
    """Eleven in "day 11"; a Thai วันที่ 11 is a date unless แล้ว follows."""
    cue = reading.find_ending("day_before", number.first)
    if cue is None or number.is_spelled or reading.find_starting("measure_after", number.behind):
        return None
    is_counted = cue.value == "day" or reading.find_starting("already", number.behind)
    whole = number.value == round(number.value) and 0 < number.value <= LONGEST_NUMBERED
    return Days(int(number.value), cue.first, number.behind) if is_counted and whole else None


def _skip_between(reading: Reading, behind: int) -> int:
    """Over "more" in "3 more weeks"."""
    step = reading.find_starting("between_unit", behind)
    return step.behind if step else behind


def _is_frequency(reading: Reading, behind: int) -> bool:
    """As in "3 days a week", 一週三次, 2週間に1回; 每45天提醒我一次 is the span of a reminder."""
    following = reading.tokens[behind : behind + LOOK_AHEAD]
    if following and following[0].text in ARTICLES and reading.find_starting("unit", behind + 1):
        return True
    if reading.find_starting("later", behind) or reading.find_ending("later", behind):
        return False
    for index, token in enumerate(following):
        if token.kind == "mark":
            return False
        cue = reading.find_starting("frequency", behind + index)
        if cue is not None:
            return cue.value == "often" or (cue.value == "once" and not reading.has("reminder"))
        if token.text in TIMES_AFTER:
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
