"""Prices as shops write them: with signs, codes and separators of any country."""

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal

# Signs and words that name one currency; the longer ones are looked for first.
_CURRENCY_SIGNS = {
    "NT$": "TWD", "NTD": "TWD", "NT": "TWD", "TWD": "TWD", "新台幣": "TWD", "台幣": "TWD",
    "US$": "USD", "USD": "USD", "美金": "USD", "美元": "USD", "HK$": "HKD", "HKD": "HKD",
    "S$": "SGD", "SGD": "SGD", "A$": "AUD", "AUD": "AUD", "C$": "CAD", "CA$": "CAD", "CAD": "CAD",
    "JP¥": "JPY", "JPY": "JPY", "円": "JPY", "日圓": "JPY", "¥": "JPY", "CNY": "CNY", "RMB": "CNY",
    "€": "EUR", "EUR": "EUR", "£": "GBP", "GBP": "GBP", "฿": "THB", "THB": "THB", "บาท": "THB",
    "₩": "KRW", "KRW": "KRW", "RM": "MYR", "MYR": "MYR", "CHF": "CHF",
}  # fmt: skip
# Signs that several currencies share: the file, the command or the shop says which.
_SHARED_SIGNS = ("$", "元", "塊")
_SIGNS = re.compile(
    "|".join(
        re.escape(sign)
        for sign in sorted((*_CURRENCY_SIGNS, *_SHARED_SIGNS), key=len, reverse=True)
    )
)
_DIGITS = re.compile(r"[0-9]+(?:[., '’\u00a0\u202f][0-9]+)*(?:\.-)?")
_LARGEST = Decimal(10) ** 9


@dataclass(frozen=True, slots=True)
class Amount:
    """A number of money; `currency` is None where the words name none for sure."""

    value: Decimal
    currency: str | None = None


def parse_amount(text: str) -> Amount:
    """Read "NT$1,280", "$39.00", "1.280,00 €", "1 280 元".

    Raises:
        ValueError: it is no single price from 0 up, or can be read in two ways.
    """
    plain = unicodedata.normalize("NFKC", text).strip().upper()
    signs = _SIGNS.findall(plain)
    currencies = {_CURRENCY_SIGNS[sign] for sign in signs if sign in _CURRENCY_SIGNS}
    number = _SIGNS.sub(" ", plain).strip()
    if len(currencies) > 1 or not _DIGITS.fullmatch(number):
        raise ValueError(f"{_shortened(text)} is no price")
    currency = next(iter(currencies), None)
    return Amount(_sound(_to_decimal(number.removesuffix(".-"), currency), text), currency)


def _sound(value: Decimal, text: str) -> Decimal:
    if value >= _LARGEST:
        raise ValueError(f"{_shortened(text)} is no price")
    return value


def _to_decimal(number: str, currency: str | None) -> Decimal:
    separators = re.sub(r"[0-9]", "", number)
    last = separators[-1:]
    if last not in (".", ","):
        return Decimal(re.sub(r"[^0-9]", "", number))
    if _parts_thousands(number, separators, last, currency):
        return Decimal(re.sub(r"[^0-9]", "", number))
    whole, _, fraction = number.rpartition(last)
    return Decimal(f"{re.sub(r'[^0-9]', '', whole)}.{fraction}")


def _parts_thousands(number: str, separators: str, last: str, currency: str | None) -> bool:
    """Whether the last separator parts thousands ("1,280") and not decimals ("12,80")."""
    if set(separators) != {last}:
        return False
    whole, *groups = number.split(last)
    if not all(len(group) == 3 for group in groups) or whole.startswith("0"):
        if len(groups) > 1:
            raise ValueError(f"{number} is no price")
        return False
    if last == "." and len(groups) == 1 and currency not in ("EUR", "IDR", "VND"):
        raise ValueError(f"{number} can be read in two ways: write it without the dot")
    return True


def _shortened(text: str) -> str:
    return repr(text if len(text) <= 40 else f"{text[:37]}...")
