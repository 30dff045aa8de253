"""How long a pack lasts, where the shop does not say: an estimate from size and kind of product.

The rates are our assumptions of daily face care, in the middle of what shops tell; a shop that
knows better gives `days_of_supply` with its products, and purchases will correct it per customer.
"""

from collections.abc import Mapping

from bot.domain.sizes import Size

# Millilitres a day. A serum: 10 drops, twice. A cream: a pea-sized dab for the face, twice.
# Sunscreen: two fingers' length, once. A toner or an essence: a cotton pad or a palm full, twice.
# A cleanser: a pump, twice. Masks and exfoliants: two to three times a week.
ML_A_DAY: Mapping[str, float] = {
    "serum": 0.65,
    "eye_cream": 0.22,
    "oil": 0.33,
    "moisturizer": 1.0,
    "sunscreen": 1.2,
    "toner": 2.6,
    "essence": 2.0,
    "cleanser": 2.4,
    "exfoliant": 1.6,
    "mask": 1.2,
}
# Pads, sheets, pairs of patches a day.
PIECES_A_DAY: Mapping[str, float] = {
    "serum": 1.0,
    "eye_cream": 2 / 7,
    "moisturizer": 1.0,
    "toner": 1.0,
    "essence": 1.0,
    "cleanser": 1.0,
    "exfoliant": 0.5,
    "mask": 2 / 7,
}
_LONGEST = 730


def estimate_days_of_supply(product_type: str | None, size: Size) -> int | None:
    """Days that one pack lasts in daily use, 1 to 730; None where type or size is unknown."""
    if product_type is None:
        return None
    if size.pieces is not None and product_type in PIECES_A_DAY:
        return _days(size.pieces / PIECES_A_DAY[product_type])
    if size.ml is not None and product_type in ML_A_DAY:
        return _days(size.ml / ML_A_DAY[product_type])
    return None


def _days(days: float) -> int:
    return min(max(round(days), 1), _LONGEST)
