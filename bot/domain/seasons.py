"""Season and climate: which textures are pleasant when.

Warm humid months ask for light textures and sun protection, cold dry ones for richer care: the
skin's barrier is weaker in low humidity and low temperature (Engebretsen et al., J Eur Acad
Dermatol Venereol 30:223-249, 2016). Which months these are is told by the shop file's `climate`,
else by its time zone; where neither is known, no season counts.
"""

import re
from collections.abc import Mapping
from enum import StrEnum
from functools import lru_cache
from types import MappingProxyType

from bot.domain.products import Product


class Season(StrEnum):
    """What the weather asks of a texture; months between count as neither."""

    SUMMER = "summer"
    WINTER = "winter"


class Climate(StrEnum):
    """Which months are warm and which are cold and dry."""

    TROPICAL = "tropical"
    SUBTROPICAL = "subtropical"
    TEMPERATE = "temperate"
    SOUTHERN = "southern"  # temperate, south of the equator


_MONTHS: Mapping[Climate, Mapping[Season, frozenset[int]]] = {
    Climate.TROPICAL: {Season.SUMMER: frozenset(range(1, 13))},
    Climate.SUBTROPICAL: {
        Season.SUMMER: frozenset(range(5, 10)),
        Season.WINTER: frozenset({12, 1, 2}),
    },
    Climate.TEMPERATE: {
        Season.SUMMER: frozenset({6, 7, 8}),
        Season.WINTER: frozenset({11, 12, 1, 2, 3}),
    },
    Climate.SOUTHERN: {
        Season.SUMMER: frozenset({12, 1, 2}),
        Season.WINTER: frozenset({5, 6, 7, 8, 9}),
    },
}
_ZONES: Mapping[str, Climate] = MappingProxyType(
    {
        **dict.fromkeys(
            ("Asia/Taipei", "Asia/Hong_Kong", "Asia/Macau", "Asia/Chongqing"), Climate.SUBTROPICAL
        ),
        **dict.fromkeys(
            ("Asia/Bangkok", "Asia/Singapore", "Asia/Kuala_Lumpur", "Asia/Manila", "Asia/Jakarta",
             "Asia/Ho_Chi_Minh", "Asia/Phnom_Penh", "Asia/Yangon"),
            Climate.TROPICAL,
        ),
        **dict.fromkeys(
            ("Asia/Tokyo", "Asia/Seoul", "Asia/Shanghai", "America/New_York", "America/Chicago",
             "America/Toronto"),
            Climate.TEMPERATE,
        ),
        **dict.fromkeys(
            ("Australia/Sydney", "Australia/Melbourne", "Pacific/Auckland"), Climate.SOUTHERN
        ),
    }
)  # fmt: skip

_LIGHT = re.compile(
    r"\b(?:gels?|water(?:y|[ -]gel)|fluid|lightweight|light|oil[ -]free|matt(?:e|ifying)|fresh"
    r"|weightless|oil[ -]control\w*)\b|清爽|輕[盈薄乳]|水感|水潤|水狀|凝膠|凝露|控油|"
    "さっぱり|ジェル|軽い|เจล|บางเบา|คุมมัน"
)
_RICH = re.compile(
    r"\b(?:rich|balms?|butter|cream|creamy|nourish\w*|intense(?:ly)?|cocoon\w*)\b"
    r"|滋潤|滋養|乳霜|修護霜|油膏|こってり|濃厚|バーム|クリーム|บาล์ม|เข้มข้น|ครีม"
)
_NOT_RICH = re.compile(r"\bgel[ -]cream\b|\bice cream\b|乳霜前|before cream")


def climate_of(zone: str) -> Climate | None:
    """The climate of a time zone (IANA name), None where we do not know."""
    if zone.startswith("Europe/"):
        return Climate.TEMPERATE
    return _ZONES.get(zone)


def season_in(climate: Climate | None, month: int) -> Season | None:
    """The season of a month from 1 to 12; None between seasons or in a climate unknown."""
    seasons = _MONTHS.get(climate, {}) if climate else {}
    return next((season for season, months in seasons.items() if month in months), None)


def season_fit(product: Product, season: Season) -> float:
    """How well a texture suits a season, in [-1, 1]; 0 where the product tells nothing of it."""
    code = season_code(product, season)
    if code:
        return 1.0
    light, rich = _textures(_told(product))
    against = rich and not light if season is Season.SUMMER else light and not rich
    return -1.0 if against else 0.0


def season_code(product: Product, season: Season) -> str | None:
    """What in a product suits a season, as the code of a reason; None where nothing is told.

    Codes: season_sun and season_light in summer, season_rich and season_barrier in winter.
    """
    if season is Season.SUMMER and product.product_type == "sunscreen":
        return "season_sun"
    light, rich = _textures(_told(product))
    if season is Season.SUMMER:
        return "season_light" if light and not rich else None
    if rich and not light:
        return "season_rich"
    return "season_barrier" if "barrier" in product.concerns else None


def _told(product: Product) -> str:
    texts = (*product.names.values(), *product.highlights, *product.descriptions.values())
    return "\n".join(texts)


@lru_cache(maxsize=20_000)
def _textures(text: str) -> tuple[bool, bool]:
    """Whether a light and whether a rich texture is told of."""
    text = text.lower()
    return bool(_LIGHT.search(text)), bool(_RICH.search(_NOT_RICH.sub(" ", text)))
