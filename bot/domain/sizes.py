"""How much is in a pack, read from the words on it."""

import re
import unicodedata
from dataclasses import dataclass

_ML_OF_OUNCE = 29.57
_MOST_ML = 5_000
_NUMBER = r"(?<![\d.,])(\d{1,5}(?:[.,]\d{1,3})?|[.,]\d{1,3})"
# Best known first. A gram of skin care takes about a millilitre; an ounce is the fluid one.
_UNITS = (
    (1.0, r"(?:ml|mls|millilit(?:er|re)s?|cc|毫升|公撮)"),
    (1000.0, r"(?:l|lit(?:er|re)s?|公升)"),
    (1.0, r"(?:g|gr|gm|grams?|公克|克)"),
    (_ML_OF_OUNCE, r"(?:fl\.?\s*)?(?:oz|ounces?|盎司)"),
)
_AMOUNTS = tuple(
    (ml, re.compile(rf"{_NUMBER}\s*{unit}(?!(?!x\s*\d)[a-z])(?:\s*[x*]\s*(\d{{1,2}})(?!\d))?"))
    for ml, unit in _UNITS
)
_TIMES = re.compile(r"(?<![\d.])(\d{1,2})\s*[x*]\s*[\d.]")
# "1.7 / 50": ounces and millilitres without their units.
_BARE_PAIR = re.compile(rf"^{_NUMBER}\s*\.?/\s*(\d{{1,4}}(?:\.\d+)?)$")
_COUNT = r"(?<![\d.x])(?<!x )(\d{1,3})\s*(?:x\s*)?(?:[a-z-]+\s+){0,2}?"
_PIECES = tuple(
    re.compile(_COUNT + unit)
    for unit in (
        r"(?:treatments?|applications?|uses)\b",
        r"(?:pairs?\b|對)",
        r"(?:(?:pad|mask|wipe|sheet|patch|capsule|vial|ampoule|packette?|cloth)(?:e?s)?\b|[片入顆粒包枚])",
    )
)


@dataclass(frozen=True, slots=True)
class Size:
    """What a pack holds; None where the words do not say.

    Attributes:
        ml: millilitres of the whole pack; a gram counts as one.
        pieces: pads, sheet masks, pairs of patches: what one use takes one of.
    """

    ml: float | None = None
    pieces: int | None = None


def parse_size(text: str | None) -> Size:
    """Read "1.7 oz / 50 mL", "30ml", "2 x 15 g", "60 Pads", "50 毫升", "1.7 / 50"."""
    plain = unicodedata.normalize("NFKC", text or "").lower().replace("×", "x")
    return Size(_find_ml(plain), _find_pieces(plain))


def _find_ml(text: str) -> float | None:
    for ml, pattern in _AMOUNTS:
        found = pattern.search(text)
        if found:
            return _sound(_number(found[1]) * ml * _times(text, found))
    pair = _BARE_PAIR.match(text.strip())
    if pair:
        ounces, ml = _number(pair[1]), float(pair[2])
        return _sound(ml) if abs(ounces * _ML_OF_OUNCE - ml) <= ml * 0.2 else None
    return None


def _times(text: str, found: re.Match[str]) -> int:
    if found[2]:
        return int(found[2])
    times = _TIMES.search(text, 0, found.end())
    return int(times[1]) if times else 1


def _sound(ml: float) -> float | None:
    return round(ml, 2) if 0 < ml <= _MOST_ML else None


def _number(text: str) -> float:
    """A comma before three digits parts thousands, any other is a decimal point."""
    if re.fullmatch(r"[1-9]\d{0,2},\d{3}", text):
        return float(text.replace(",", ""))
    return float(text.replace(",", "."))


def _find_pieces(text: str) -> int | None:
    for pattern in _PIECES:
        found = pattern.search(text)
        if found and int(found[1]) > 0:
            return int(found[1])
    return None
