"""Order numbers as customers write them: "#10023", "order 10023", 訂單編號 DW-10023."""

import re
import unicodedata
from dataclasses import dataclass
from typing import List, Optional

from bot.nlu.reading import Reading

ORDER_ID = "order_id"
SHORTEST_WITH_WORD = 3
SHORTEST_IN_CONTEXT = 5
SHORTEST_WITH_LETTERS = 4
SHORTEST_ALONE = 6
NEAR = 8

_CANDIDATE = re.compile(
    r"(?<![a-z0-9.,])(#?)\s?([a-z]{0,6}[-_]?\d(?:[\d\-_]{0,24}\d)?)(?![a-z0-9%])"
)
_DATE = re.compile(r"(?:19|20)\d\d-\d{1,2}-\d{1,2}|\d{1,2}-\d{1,2}")
_NO_PREFIX = re.compile(r"(?:spf|pa|vitamin|vit|b|q|coq|nt|usd|rm|rs)[-_]?\d")


@dataclass(frozen=True)
class OrderId:
    """An order number and the tokens it covers."""

    value: str
    first: int
    behind: int


def find_order_id(reading: Reading, expecting: Optional[str] = None) -> Optional[OrderId]:
    """The first number in the message that reads as an order's."""
    for match in _CANDIDATE.finditer(reading.folded.text):
        found = _to_order_id(reading, match)
        if found and _is_order_id(reading, found, match, expecting):
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
    digits = sum(character.isdigit() for character in match.group(2))
    if _is_something_else(reading, found, match.group(2)):
        return False
    if match.group(1) or expecting == ORDER_ID:
        return digits >= SHORTEST_WITH_WORD
    if match.group(2)[0].isalpha():
        return digits >= SHORTEST_WITH_LETTERS
    if _is_near_order_word(reading, found):
        return digits >= SHORTEST_WITH_WORD
    if reading.has("order_word"):
        return digits >= SHORTEST_IN_CONTEXT
    return digits >= SHORTEST_ALONE and found.first == 0 and found.behind == len(reading.tokens)


def _is_something_else(reading: Reading, found: OrderId, written: str) -> bool:
    if (
        _DATE.fullmatch(written)
        or _NO_PREFIX.match(written)
        or (written.startswith("09") and len(written) > 9)
    ):
        return True
    sections: List[str] = ["measure_after", "currency"]
    if any(reading.find_starting(section, found.behind) for section in sections):
        return True
    before = reading.tokens[found.first - 1].text if found.first else ""
    is_price = before == "$" or reading.find_ending("currency", found.first)
    return bool(is_price) or reading.find_ending("bound_before", found.first) is not None


def _is_near_order_word(reading: Reading, found: OrderId) -> bool:
    return bool(reading.between("order_word", max(0, found.first - NEAR), found.first))
