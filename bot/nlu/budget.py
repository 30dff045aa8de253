"""What a customer wants to spend: bounds, ranges, currency; a product's own price is no budget."""

from dataclasses import dataclass
from typing import Dict, List, Optional, Sequence, Tuple, Union

from bot.nlu.amounts import Amount, has_budget_word, is_own_price, to_amount
from bot.nlu.numbers import Number, to_plain
from bot.nlu.reading import Reading, Span

BUDGET = "budget"
AROUND = 0.2  # "around 1000" is 800 to 1200 (the taxonomy's ± 20 %)
SMALLEST_BARE = 5
SMALLEST_BARE_MINIMUM = 100  # "over 40" is an age as often as a price
SMALLEST_SPELLED = 10
STEPS = 6
NEAR_NEGATION = 5
PRIORITY = ("max", "min", "around")
JOINERS_AFTER_BETWEEN = frozenset(("and", "跟", "和", "與", "或", "or", "と", "กับ", "か"))
REPLACED = frozenset(("without", "is_not"))
NEGATIONS = frozenset(("without", "is_not", "avoid", "may_not"))

BudgetValue = Dict[str, Union[float, str, None]]


@dataclass(frozen=True)
class Budget:
    """The taxonomy's object, how sure its context makes it, and its tokens."""

    value: BudgetValue
    certainty: int
    first: int
    behind: int


def find_budget(
    reading: Reading, numbers: Sequence[Number], expecting: Optional[str]
) -> Optional[Budget]:
    """The best-supported budget of the message; None where no number is one."""
    amounts = [to_amount(reading, number) for number in numbers if number.value > 0]
    usable = [amount for amount in amounts if not _is_no_money(reading, amount)]
    found: List[Budget] = []
    position = 0
    while position < len(usable):
        budget, used = _read_range(reading, usable, position)
        if budget is None:
            budget, used = _read_single(reading, usable[position], expecting), 1
        if budget:
            found.append(budget)
        position += used
    return _merge_bounds(found)


def _is_no_money(reading: Reading, amount: Amount) -> bool:
    return _is_measure(reading, amount) or _is_replaced(reading, amount)


def _is_replaced(reading: Reading, amount: Amount) -> bool:
    """As 3000 in 不是3000是300, "not 3000 but 300"."""
    cue = reading.find_ending("negation_before", amount.first)
    bound = reading.find_ending("bound_before", amount.first)
    return cue is not None and cue.value in REPLACED and bound is None


def _is_measure(reading: Reading, amount: Amount) -> bool:
    """A quantity, a percentage, an age, SPF 50; "10%" even beside a currency."""
    if amount.currency is not None:
        return False
    if reading.find_ending("measure_before", amount.first) or reading.find_ending(
        "age_before", amount.first
    ):
        return reading.find_ending("bound_before", amount.first) is None
    measure = reading.find_starting("measure_after", amount.behind)
    bound = reading.find_starting("bound_after", amount.behind)
    return measure is not None and (bound is None or bound.behind < measure.behind)


def _read_range(
    reading: Reading, amounts: Sequence[Amount], position: int
) -> Tuple[Optional[Budget], int]:
    if position + 1 >= len(amounts):
        return None, 0
    low, high = amounts[position : position + 2]
    joiner = _find_joiner(reading, low, high)
    if joiner is None or is_own_price(reading, low):
        return None, 0
    values = sorted((_to_scale(low.number, high.number), high.number.value))
    currency = high.currency or low.currency
    if currency is None and (values[0] < SMALLEST_BARE or _is_small_spelled(low.number)):
        return None, 0
    certainty = 2 + _count_context(reading, low.first, high.behind)
    value: BudgetValue = {
        "min": to_plain(values[0]),
        "max": to_plain(values[1]),
        "currency": currency,
    }
    return Budget(value, certainty, low.first, high.behind), 2


def _find_joiner(reading: Reading, low: Amount, high: Amount) -> Optional[Span]:
    joiner = _find_joining_span(reading, low.behind)
    if joiner is None or not joiner.behind <= high.first <= joiner.behind + 1:
        return None
    text = "".join(token.text for token in reading.tokens[joiner.first : joiner.behind])
    needs_between = text in JOINERS_AFTER_BETWEEN
    between = _find_bound(reading, low, "bound_before", "range")
    return joiner if between or not needs_between else None


def _find_joining_span(reading: Reading, first: int) -> Optional[Span]:
    span = reading.find_starting("bound_after", first)
    return span if span is not None and span.value == "range" else None


def _to_scale(low: Number, high: Number) -> float:
    """Reads "1-2k" as 1,000 to 2,000."""
    scaled = low.value * high.scale
    return scaled if low.scale == 1 and high.scale > 1 and scaled <= high.value else low.value


def _read_single(reading: Reading, amount: Amount, expecting: Optional[str]) -> Optional[Budget]:
    bounds = {name: _find_bound_near(reading, amount, name) for name in PRIORITY}
    bound = next((name for name in PRIORITY if bounds[name]), None)
    if is_own_price(reading, amount) or not _is_plausible(reading, amount, bound, expecting):
        return None
    context = _count_context(reading, amount.first, amount.behind)
    certainty = (2 if bound else 0) + (amount.currency is not None) + context
    certainty += int(expecting == BUDGET or _is_alone(reading, amount))
    certainty += 2 * (amount.number.low is not None)
    if not certainty:
        return None
    if bound == "min" and _is_negated(reading, bounds["min"]):
        bound = "max"
    return Budget(_to_value(amount, bound), certainty, amount.first, amount.behind)


def _to_value(amount: Amount, bound: Optional[str]) -> BudgetValue:
    value = to_plain(amount.number.value)
    if amount.number.low is not None and bound in (None, "around"):
        return {"min": to_plain(amount.number.low), "max": value, "currency": amount.currency}
    if bound == "min":
        return {"min": value, "max": None, "currency": amount.currency}
    if bound == "around":
        low, high = to_plain(value * (1 - AROUND)), to_plain(value * (1 + AROUND))
        return {"min": low, "max": high, "currency": amount.currency}
    return {"min": None, "max": value, "currency": amount.currency}


def _is_plausible(
    reading: Reading, amount: Amount, bound: Optional[str], expecting: Optional[str]
) -> bool:
    if _is_small_spelled(amount.number) and expecting != BUDGET:
        return False  # 一塊 is a patch of skin as often as a coin
    if amount.currency or expecting == BUDGET or _is_alone(reading, amount):
        return True
    if amount.number.value < SMALLEST_BARE:
        return False
    if amount.number.value < SMALLEST_BARE_MINIMUM and _may_be_age(amount, bound):
        return has_budget_word(reading, amount.first, amount.behind)
    return True


def _may_be_age(amount: Amount, bound: Optional[str]) -> bool:
    """As in "over 40", "fifty-ish"."""
    return bound == "min" or (bound == "around" and amount.number.is_spelled)


def _is_small_spelled(number: Number) -> bool:
    return number.is_spelled and number.value < SMALLEST_SPELLED


def _is_alone(reading: Reading, amount: Amount) -> bool:
    """The message is nothing but the number, with marks and fillers at most."""
    around = len(reading.tokens) - (amount.behind - amount.first)
    if around > STEPS or _is_small_spelled(amount.number):
        return False
    outside = [*range(amount.first), *range(amount.behind, len(reading.tokens))]
    return all(reading.tokens[index].kind == "mark" for index in outside)


def _find_bound_near(reading: Reading, amount: Amount, name: str) -> Optional[Span]:
    return _find_bound(reading, amount, "bound_before", name) or _find_bound(
        reading, amount, "bound_after", name
    )


def _find_bound(reading: Reading, amount: Amount, section: str, name: str) -> Optional[Span]:
    """Walks over fillers from the amount to a bound of that name."""
    backwards = section == "bound_before"
    place = amount.first if backwards else amount.behind
    find = reading.find_ending if backwards else reading.find_starting
    for _ in range(STEPS):
        span = find(section, place)
        if span and span.value == name:
            return span
        step = span or find("bound_filler", place)
        if step is None:
            return None
        place = step.first if backwards else step.behind
    return None


def _is_negated(reading: Reading, bound: Optional[Span]) -> bool:
    """In "I can't spend more than 40" what is negated is a maximum."""
    if bound is None:
        return False
    near = reading.between("negation_before", bound.first - NEAR_NEGATION, bound.first + 1)
    return any(span.value in NEGATIONS for span in near)


def _count_context(reading: Reading, first: int, behind: int) -> int:
    return 3 if has_budget_word(reading, first, behind) else 0


def _merge_bounds(found: Sequence[Budget]) -> Optional[Budget]:
    """The surest; "500以上1000以下" is one budget of two bounds."""
    if not found:
        return None
    best = max(found, key=lambda budget: (budget.certainty, -budget.first))
    for other in found:
        missing = "max" if best.value["max"] is None else "min"
        if (
            best.value[missing] is None
            and other.value[missing] is not None
            and _is_open(other, missing)
        ):
            value = {**best.value, missing: other.value[missing]}
            if _is_ordered(value):
                return Budget(
                    value,
                    best.certainty,
                    min(best.first, other.first),
                    max(best.behind, other.behind),
                )
    return best


def _is_open(budget: Budget, bound: str) -> bool:
    opposite = "min" if bound == "max" else "max"
    return budget.value[opposite] is None


def _is_ordered(value: BudgetValue) -> bool:
    low, high = value["min"], value["max"]
    return isinstance(low, (int, float)) and isinstance(high, (int, float)) and low < high
