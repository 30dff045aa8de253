"""Amounts that a text tells, each with what it counts: "4 to 8 weeks", "twice", 「每週兩次」.

Two texts tell the same amounts where they yield the same pairs, however these are written: in
digits, in words, in Chinese numerals. What is read of other languages is their digits.
"""

import re
import unicodedata
from collections.abc import Iterator
from decimal import Decimal

# A value and what it counts: a unit's name, the letters it is written to ("q" of Q10), or "".
Quantity = tuple[Decimal, str]

_UNITS = {
    "percent": "%|percent|per cent|percentage points?|趴",
    "week": "weeks?|wks?|個星期|個禮拜|星期|禮拜|週|周",
    "month": "months?|個月|月",
    "day": "days?|天|日",
    "night": "nights?|evenings?|晚|夜",
    "year": "years?|yrs?|年|歲",
    "hour": "hours?|hrs?|個小時|小時|個鐘頭|鐘頭",
    "minute": "minutes?|mins?|分鐘",
    "second": "seconds?|secs?|秒鐘?",
    "times": "times|次|回",
    "fold": "fold|倍",
    "money": "nt\\$|usd|twd|dollars?|元|塊錢?",
    "ml": "ml|millilit(?:re|er)s?|毫升",
    "gram": "grams?|g|公克|克",
    "nm": "nm|nanomet(?:re|er)s?|奈米",
    "drop": "drops?|滴",
    "finger": "fingers?|指",
    "layer": "layers?|層",
    "step": "steps?|步",
    "kind": "kinds?|種",
    "part": "成",
}
_ONES = """
    zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen
    sixteen seventeen eighteen nineteen
""".split()  # noqa: SIM905 - a list of words reads as words
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_WORDS: dict[str, Decimal | int] = {
    **{word: value for value, word in enumerate(_ONES)},
    **{word: 20 + 10 * place for place, word in enumerate(_TENS)},
    **{
        f"{ten}-{one}": 20 + 10 * place + value
        for place, ten in enumerate(_TENS)
        for value, one in enumerate(_ONES[1:10], 1)
    },
    "hundred": 100,
    "thousand": 1000,
    "dozen": 12,
    "couple": 2,
    "double": 2,
    "triple": 3,
    "half": Decimal("0.5"),
    "quarter": Decimal("0.25"),
}
_ALONE = {"once": 1, "twice": 2, "thrice": 3}
_CHINESE = dict(zip("零〇一二兩三四五六七八九", (0, 0, 1, 2, 2, 3, 4, 5, 6, 7, 8, 9), strict=True))
_PLACES = {"十": 10, "百": 100, "千": 1000, "萬": 10_000}


def _spelt(ways: str) -> str:
    """The pattern of a unit; a Latin spelling ends where the word ends."""
    return "|".join(f"(?:{way})(?![a-z])" if way[0].isascii() else way for way in ways.split("|"))


_NUMBER = re.compile(
    r"(?P<digits>\d+(?:,\d{3})+(?!\d)|\d+(?:\.\d+)?)"
    r"|\b(?P<word>" + "|".join(sorted((*_WORDS, *_ALONE), key=len, reverse=True)) + r")\b"
    r"|(?P<chinese>[零〇一二兩三四五六七八九十百千萬半]+)"
)
_UNIT = re.compile(
    r"[ \t-]*(?:(?:of )?an? )?(?:"
    + "|".join(f"(?P<{name}>{_spelt(way)})" for name, way in _UNITS.items())
    + ")"
)
_LETTERS_BEFORE = re.compile(r"([a-z]+)-?$|\b(spf|ph)(?: of)? $")
_RANGE = re.compile(r"\s*(?:[-–—~〜至到或、/,]|to|or|and)\s*")
_PERCENT_BEFORE = re.compile(r"百分之$")
_MONEY_BEFORE = re.compile(r"(?:nt\$|us\$|\$|€|£|¥)\s*$")


def find_quantities(text: str) -> frozenset[Quantity]:
    """Every amount of a text.

    A Chinese numeral or "one" that counts no known unit is a word like any other ("一起", "one of
    them"), not an amount.
    """
    plain = unicodedata.normalize("NFKC", text).lower().replace("twenty ", "twenty-")
    found = list(_NUMBER.finditer(plain))
    units = [_unit_of(match, plain) for match in found]
    for place in range(len(found) - 2, -1, -1):
        between = plain[found[place].end() : found[place + 1].start()]
        if not units[place] and _RANGE.fullmatch(between):
            units[place] = units[place + 1]
    return frozenset(_counted(found, units))


def _counted(found: list[re.Match[str]], units: list[str]) -> Iterator[Quantity]:
    for match, unit in zip(found, units, strict=True):
        is_word = match["chinese"] or match["word"] in (
            "one",
            "half",
            "second",
            "double",
            "quarter",
        )
        if unit or not is_word:
            yield _value_of(match), unit


def _unit_of(match: re.Match[str], text: str) -> str:
    word = match["word"] or ""
    if word in _ALONE:
        return "times"
    before = text[: match.start()]
    if _PERCENT_BEFORE.search(before):
        return "percent"
    if _MONEY_BEFORE.search(before):
        return "money"
    letters = _LETTERS_BEFORE.search(before) if match["digits"] else None
    if letters:
        return letters[1] or letters[2]
    unit = _UNIT.match(text, match.end())
    return unit.lastgroup or "" if unit else ""


def _value_of(match: re.Match[str]) -> Decimal:
    if match["digits"]:
        return Decimal(match["digits"].replace(",", ""))
    if match["word"]:
        word = match["word"]
        return Decimal(_ALONE.get(word) or _WORDS[word])
    return _from_chinese(match["chinese"])


def _from_chinese(numeral: str) -> Decimal:
    """As "二十八" is 28, "兩" 2 and "半" a half."""
    total, digit = Decimal(0), Decimal(0)
    for character in numeral:
        if character == "半":
            total += Decimal("0.5")
        elif character in _PLACES:
            total += (digit or Decimal(1)) * _PLACES[character]
            digit = Decimal(0)
        else:
            digit = Decimal(_CHINESE[character])
    return total + digit
