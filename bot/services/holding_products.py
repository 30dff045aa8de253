"""Products that hold an ingredient, to be shown beside what is told of it."""

from collections.abc import Sequence

from bot.domain.ports import Catalogue
from bot.domain.products import Product
from bot.domain.turns import TurnContext
from bot.services.ingredient_warnings import CAREFUL
from bot.services.product_finder import one_of_each_family

_OFFERED = 2


def find_holding(
    catalogue: Catalogue, names: Sequence[str], context: TurnContext
) -> Sequence[Product]:
    """Products in stock with a named one as key ingredient; none where care is asked."""
    if CAREFUL.intersection(context.profile.condition) or context.profile.avoid:
        return ()
    holding = [
        product for product in catalogue.all() if product.is_in_stock() and _is_key(product, names)
    ]
    holding.sort(key=lambda product: _place(product, names))
    return one_of_each_family(holding)[:_OFFERED]


def _is_key(product: Product, names: Sequence[str]) -> bool:
    return _place(product, names) < len(product.key_ingredients)


def _place(product: Product, names: Sequence[str]) -> int:
    """Where the first of the names stands among the key ingredients; behind them if nowhere."""
    key = [name.casefold() for name in product.key_ingredients]
    return min((key.index(name) for name in names if name in key), default=len(key))
