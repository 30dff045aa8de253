"""A number as money: its currency, and whether it is what a product costs."""

from dataclasses import dataclass
from typing import Optional

from bot.nlu.numbers import Number
from bot.nlu.reading import TAGS, Reading

STEPS = 6
NEAR_BEFORE, NEAR_AFTER, NEAR_PRICE = 10, 5, 6
POINTERS = frozenset(("the", "this", "that", "your", "ur", "my", "那", "這", "その", "この"))
SMALLEST_ODD, ROUND_STEP = 100, 50


@dataclass(frozen=True)
class Amount:
    """A number as money: tokens with its currency, the currency's code or None."""

    number: Number
    first: int
    behind: int
    currency: Optional[str]


def to_amount(reading: Reading, number: Number) -> Amount:
    """The number with the currency written before or behind it; "$" is TWD in Chinese."""
    first, behind, currency = number.first, number.behind, None
    before = reading.find_ending("currency", first)
    if before:
        first, currency = before.first, before.value
    elif first and reading.tokens[first - 1].text == "$":
        first, currency = first - 1, "TWD" if reading.is_chinese else "USD"
    after = reading.find_starting("currency", behind)
    if after:
        behind, currency = after.behind, after.value if before is None else currency
    elif behind < len(reading.tokens) and reading.tokens[behind].text == "$":
        behind, currency = behind + 1, currency or ("TWD" if reading.is_chinese else "USD")
    return Amount(number, first, behind, currency or _find_later_currency(reading, behind))


def _find_later_currency(reading: Reading, behind: int) -> Optional[str]:
    """USD in "30ish usd", "20 to 30, usd"; TWD in 500到800之間 台幣."""
    for _ in range(STEPS):
        after = reading.find_starting("currency", behind)
        if after:
            return after.value
        bound = reading.find_starting("bound_after", behind)
        step = bound or reading.find_starting("currency_link", behind)
        if step is None or step.value == "range":
            return None
        behind = step.behind
    return None


def has_budget_word(reading: Reading, first: int, behind: int) -> bool:
    """Whether "budget", "spend" or the like stands near the tokens."""
    return bool(reading.between("budget_word", max(0, first - NEAR_BEFORE), behind + NEAR_AFTER))


def is_own_price(reading: Reading, amount: Amount) -> bool:
    """As in "it costs $30", "paid 500", "$5 off", 滿千免運."""
    behind = amount.behind
    filler = reading.find_starting("bound_filler", behind)
    places = (behind, filler.behind if filler else behind)
    if reading.find_starting("own_price", behind) or any(
        reading.find_starting("own_price_after", place) for place in places
    ):
        return True
    if _is_price_tag(reading, amount):
        return True
    start = max(0, amount.first - NEAR_PRICE)
    prices = reading.between("own_price", start, amount.first)
    return bool(prices) and not reading.between("budget_word", start, amount.first)


def _is_price_tag(reading: Reading, amount: Amount) -> bool:
    """As in "the $38 eye cream", 2980円の美容液: it tells which product is meant.

    A round sum without "the" may be what the customer wants to spend: 3000円の美容液ある?
    """
    link = reading.find_starting("price_link", amount.behind)
    product = reading.find_starting(TAGS, link.behind if link else amount.behind)
    if product is None or not any(tag == "product_type" for tag, _ in product.meanings):
        return False
    if amount.currency is None or reading.find_ending("bound_before", amount.first):
        return False
    if has_budget_word(reading, amount.first, amount.behind):
        return False
    pointed = amount.first and reading.tokens[amount.first - 1].text in POINTERS
    return bool(pointed) or _is_odd(amount.number.value)


def _is_odd(value: float) -> bool:
    """19.99, 590, 2980: shops ask that, nobody sets it as a limit."""
    return value != round(value) or (value >= SMALLEST_ODD and value % ROUND_STEP != 0)
