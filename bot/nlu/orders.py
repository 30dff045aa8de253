"""Order numbers as customers write them: "#10023", "order 10023", 訂單編號 DW-10023, 30288這筆."""

import re
import unicodedata
from dataclasses import dataclass
from typing import FrozenSet, Optional

from bot.nlu.reading import Reading

ORDER_ID = "order_id"
ORDER_WORD, NO_ORDER = "order_word", "none"
SHORTEST_WITH_WORD = 3
SHORTEST_POINTED_AT = 4
SHORTEST_IN_CONTEXT = 5
SHORTEST_WITH_LETTERS = 4
SHORTEST_ALONE = 6
NEAR = 8
BOUNDS = frozenset(("max", "min"))
COUNTERS = frozenset("號号番")  # "30288號" numbers an order as well as a room
ROUND, ROUND_WITH_WORD = 1_000, 100  # "12000" is money rather than an order

_CANDIDATE = re.compile(
    r"(?<![a-z0-9.,])(#?)\s?"
    r"((?:[a-z]{1,6}[-_]?){0,2}\d(?:[\d\-_]{0,24}\d)?(?:[-_][a-z]{1,2}\d{0,4})?)(?![a-z0-9%]|\.\d)"
)
_RANGE = re.compile(r"(\d{1,5})[-_](\d{1,5})")
_NO_PREFIX = re.compile(
    r"(?:spf|pa|vitamin|vit|nt|ntd|twd|usd|us|rm|rs|thb|jpy)[-_]?\d|(?:b|q|coq)[-_]?\d\d?$"
)


@dataclass(frozen=True)
class OrderId:
    """An order number and the tokens it covers."""

    value: str
    first: int
    behind: int


def find_order_id(
    reading: Reading, expecting: Optional[str] = None, taken: FrozenSet[int] = frozenset()
) -> Optional[OrderId]:
    """The first number in the message that reads as an order's, outside the tokens `taken`."""
    for match in _CANDIDATE.finditer(reading.folded.text):
        found = _to_order_id(reading, match)
        if (
            found
            and taken.isdisjoint(range(found.first, found.behind))
            and _is_order_id(reading, found, match, expecting)
        ):
            return found
    return None


def _to_order_id(reading: Reading, match: "re.Match[str]") -> Optional[OrderId]:
    start, end = (reading.folded.origins[position] for position in match.span(2))
    first = behind = reading.find_token_at(start)
    while behind < len(reading.tokens) and reading.tokens[behind].start < end:
        behind += 1
    if first == behind:
        return None
    written = unicodedata.normalize("NFKC", reading.text[start:end])
    return OrderId(written.strip(), first, behind)


def _is_order_id(
    reading: Reading, found: OrderId, match: "re.Match[str]", expecting: Optional[str]
) -> bool:
    written: str = match.group(2)
    digits: int = sum(character.isdigit() for character in written)
    if _is_something_else(reading, found, written):
        return False
    word = _find_order_word(reading, found)
    if match.group(1) or expecting == ORDER_ID or word:
        return digits >= SHORTEST_WITH_WORD and word != NO_ORDER
    if written[0].isalpha():
        return digits >= SHORTEST_WITH_LETTERS
    if reading.find_starting("order_after", found.behind):
        return digits >= SHORTEST_POINTED_AT
    if _is_alone(reading, found):
        return digits >= SHORTEST_ALONE and not _RANGE.fullmatch(written)
    return digits >= SHORTEST_IN_CONTEXT and not _may_be_money(reading, written)


def _is_something_else(reading: Reading, found: OrderId, written: str) -> bool:
    """A price, a quantity, SPF 50, a postcode."""
    counter = reading.tokens[found.behind].text if found.behind < len(reading.tokens) else ""
    if _NO_PREFIX.match(written) or reading.is_priced(found.first, found.behind):
        return True
    if counter not in COUNTERS and reading.find_starting("measure_after", found.behind):
        return True
    bound = reading.find_starting("bound_after", found.behind)
    if bound is not None and bound.value in BOUNDS:
        return True
    return any(
        reading.find_ending(section, found.first) for section in ("bound_before", "own_price")
    )


def _may_be_money(reading: Reading, written: str) -> bool:
    """Round, or less so in a message that speaks of money; "500-800" is a range."""
    if not written.isdigit():
        return _RANGE.fullmatch(written) is not None
    step = ROUND_WITH_WORD if reading.has("budget_word") else ROUND
    return int(written) % step == 0


def _is_alone(reading: Reading, found: OrderId) -> bool:
    return found.first == 0 and found.behind == len(reading.tokens)


def _find_order_word(reading: Reading, found: OrderId) -> Optional[str]:
    """What the nearest word before says: an order's number, or none of an order.

    In 超商取貨 預算500 the budget is nearer.
    """
    near = reading.between(ORDER_WORD, max(0, found.first - NEAR), found.first)
    if not near or reading.between("budget_word", near[-1].behind, found.first):
        return None
    return near[-1].value
