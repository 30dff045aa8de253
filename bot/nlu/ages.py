"""For whom, by age: a number of years or months, where it is no adult's."""

from typing import List, Optional, Sequence, Tuple

from bot.nlu.numbers import Number
from bot.nlu.reading import Reading

FIRST_CHILD_YEAR = 2
FIRST_TEEN_YEAR = 13
ADULT_YEAR = 18
SMALLEST_WORD = 10


def find_ages(reading: Reading, numbers: Sequence[Number]) -> List[Tuple[Number, Optional[str]]]:
    """Numbers that are ages with the group they fall in; None is an adult."""
    return [(number, _to_group(reading, number)) for number in numbers if _is_age(reading, number)]


def _is_age(reading: Reading, number: Number) -> bool:
    stated = reading.find_ending("age_before", number.first) is not None
    unit = reading.find_starting("age_unit", number.behind)
    if unit:
        is_ambiguous = reading.find_starting("unit", number.behind) == unit.__class__(
            unit.first, unit.behind, "365"
        )
        return stated or not is_ambiguous
    return (
        stated
        and not reading.find_starting("measure_after", number.behind)
        and _is_plausible(reading, number)
    )


def _is_plausible(reading: Reading, number: Number) -> bool:
    is_money = reading.find_starting("currency", number.behind) or reading.find_ending(
        "currency", number.first
    )
    is_small_word = number.is_spelled and number.value < SMALLEST_WORD  # 我兩頰 is no age
    return not is_money and not is_small_word and 1 < number.value < 100


def _to_group(reading: Reading, number: Number) -> Optional[str]:
    unit = reading.find_starting("age_unit", number.behind)
    if unit and unit.value == "months":
        return "infant"
    if number.value < FIRST_CHILD_YEAR:
        return "infant"
    if number.value < FIRST_TEEN_YEAR:
        return "child"
    return "teen" if number.value < ADULT_YEAR else None
