"""What a cell says; each function raises ValueError with the reason where it does not say it."""

import ast
import html
import json
import math
import re
from collections.abc import Iterable
from datetime import datetime, tzinfo
from decimal import Decimal
from html.parser import HTMLParser
from typing import Any
from urllib.parse import urlsplit

from bot.domain.amounts import Amount, parse_amount

_YES = frozenset({"1", "1.0", "true", "t", "yes", "y", "x", "是", "有", "✓"})
_NO = frozenset({"0", "0.0", "false", "f", "no", "n", "否", "無", "沒有", "-"})
_NONE_LEFT = frozenset({"sold out", "out of stock", "缺貨", "售完", "完售", "無庫存", "無現貨"})
_SOME_LEFT = frozenset({"in stock", "available", "有貨", "有現貨", "現貨", "充足"})
_NOTHING = frozenset({"nan", "none", "null", "n/a", "na", "-", "--", "無資料"})
_LONGEST_LIST = 200_000
_LARGEST_AMOUNT = 10**9
_FIRST_YEAR = 1990  # no web shop is older
_TAG = re.compile(r"<(?:/?[a-zA-Z][^<>]*|!--.*?--)>", re.DOTALL)
_BLANKS = re.compile(r"[^\S\n]+")
_DATE = re.compile(r"^(\d{4})[/.](\d{1,2})[/.](\d{1,2})(.*)$", re.DOTALL)


def to_text(value: Any) -> str | None:
    """Plain words of a cell, HTML and doubled blanks removed; None where it says nothing."""
    if isinstance(value, list):
        return to_text(", ".join(str(item) for item in value))
    if isinstance(value, dict | bool):
        raise ValueError("is no text")  # noqa: TRY004 (pydantic reads ValueError)
    text = "" if value is None else str(value)
    if _TAG.search(text):
        text = _without_tags(text)
    elif "&" in text:
        text = html.unescape(text)
    lines = (_BLANKS.sub(" ", line).strip() for line in text.splitlines())
    joined = "\n".join(line for line in lines if line)
    return None if joined.lower() in _NOTHING else joined or None


def to_items(value: Any) -> tuple[str, ...]:
    """The items of a list: JSON, Python's or parted by |, ; or commas; each once, in order."""
    items = value if isinstance(value, list) else _split(str(value))
    texts = (to_text(item) for item in items if not isinstance(item, dict | list))
    return tuple(dict.fromkeys(text for text in texts if text))


def to_flag(value: Any) -> bool:
    """A yes or a no."""
    text = str(value).strip().lower()
    if text in _YES | _SOME_LEFT:
        return True
    if text in _NO | _NONE_LEFT:
        return False
    raise ValueError(f"{_shortened(value)} is neither yes nor no")


def to_amount(value: Any) -> Amount:
    """A price with the currency it names, if any; a JSON number is taken as it is."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        return Amount(_to_decimal(value))
    return parse_amount(str(value))


def to_stock(value: Any) -> int | None:
    """Pieces; None for "in stock" without a number. Less than nothing is nothing."""
    text = str(value).strip().lower()
    if text in _SOME_LEFT:
        return None
    return 0 if text in _NONE_LEFT else max(_to_whole(value), 0)


def to_count(value: Any) -> int:
    """A whole number from 1 up."""
    number = _to_whole(value)
    if number < 1:
        raise ValueError(f"{_shortened(value)} is not 1 or more")
    return number


def to_url(value: Any) -> str:
    """An http address, or a path on the shop's own site."""
    text = str(value).strip()
    if re.match(r"^[\w-]+(?:\.[\w-]+)+(?:/|$)", text):
        text = f"https://{text}"
    is_path = text.startswith("/") and not text.startswith("//")
    try:
        address = urlsplit(text)
    except ValueError:
        address = urlsplit("")
    is_web = address.scheme in ("http", "https") and bool(address.netloc)
    if not (is_web or is_path) or re.search(r"\s", text):
        raise ValueError(f"{_shortened(value)} is no web address")
    return text


def to_moment(value: Any, timezone: tzinfo) -> datetime:
    """A moment, year first: "2024-11-11", "2024/11/11 22:40", ISO 8601; aware."""
    text = str(value).strip()
    slashed = _DATE.match(text)
    if slashed:
        year, month, day, rest = slashed.groups()
        text = f"{year}-{int(month):02}-{int(day):02}{rest}"
    try:
        moment = _from_iso(text)
        if moment.year >= _FIRST_YEAR:
            return moment if moment.tzinfo else moment.replace(tzinfo=timezone)
    except (ValueError, OverflowError):
        pass
    raise ValueError(f"{_shortened(value)} is no date: write it as 2026-01-31 or 2026-01-31 18:30")


def _from_iso(text: str) -> datetime:
    """ISO 8601, also with " UTC", a blank before the offset, and hours of one digit."""
    text = re.sub(r"\s+(?:UTC|Z)$", "+00:00", text)
    text = re.sub(r"\s+([+-]\d{2}:?\d{2})$", r"\1", text)
    return datetime.fromisoformat(re.sub(r"([T\s])(\d:)", r"\g<1>0\2", text, count=1))


def _to_whole(value: Any) -> int:
    try:
        number = float(str(value).strip().replace(",", ""))
    except ValueError:
        number = math.nan
    if not math.isfinite(number) or number != int(number) or abs(number) > 10**9:
        raise ValueError(f"{_shortened(value)} is no whole number")
    return int(number)


def _to_decimal(value: float) -> Decimal:
    number = Decimal(str(value))
    if not (number.is_finite() and 0 <= number < _LARGEST_AMOUNT):
        raise ValueError(f"{_shortened(value)} is no price")
    return number


def _split(text: str) -> Iterable[Any]:
    stripped = text.strip()
    if stripped[:1] in "[(" and stripped[-1:] in "])" and len(stripped) < _LONGEST_LIST:
        items = _literal(stripped)
        if items is not None:
            return items
        stripped = stripped.strip("[]")
    for separator in ("|", ";", "；", "\n"):
        if separator in stripped:
            return stripped.split(separator)
    return re.split(r"[,、，]", stripped)


def _literal(text: str) -> list[Any] | None:
    """A list written as JSON or as Python writes it."""
    for read in (json.loads, ast.literal_eval):
        try:
            value = read(text)
        except (ValueError, SyntaxError, RecursionError, MemoryError, TypeError):
            continue
        if isinstance(value, list | tuple):
            return list(value)
    return None


class _Words(HTMLParser):
    """Collects what a reader would see."""

    _UNSEEN = frozenset({"script", "style", "head", "title", "template"})
    _INLINE = frozenset({"a", "b", "i", "em", "strong", "span", "u", "sup", "sub", "small", "font"})

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self._hidden = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
        self._hidden += tag in self._UNSEEN
        self._break(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in self._UNSEEN:
            self._hidden = max(self._hidden - 1, 0)
        self._break(tag)

    def handle_data(self, data: str) -> None:
        if not self._hidden:
            self.parts.append(re.sub(r"\s+", " ", data))

    def _break(self, tag: str) -> None:
        if tag not in self._INLINE:
            self.parts.append("\n")


def _without_tags(text: str) -> str:
    parser = _Words()
    parser.feed(text)
    parser.close()
    return "".join(parser.parts)


def _shortened(value: Any) -> str:
    text = str(value)
    return repr(text if len(text) <= 40 else f"{text[:37]}...")
