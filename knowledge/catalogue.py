"""The catalogue in memory: one snapshot at a time, fresh facts for what is offered."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from bot.domain.languages import Language
from bot.domain.products import Product
from bot.domain.suitability import Groups
from knowledge.ingredients import IngredientTable
from knowledge.names import NameMatcher, family_of

if TYPE_CHECKING:
    from knowledge.columns import Columns

LoadProducts = Callable[[], Awaitable[Sequence[Product]]]
FindProduct = Callable[[str], Awaitable[Product | None]]


class Snapshot:
    """One state of the catalogue and what is derived from it; read-only."""

    def __init__(
        self,
        products: Sequence[Product],
        table: IngredientTable,
        former: "Snapshot | None" = None,
    ) -> None:
        """Take the products, and the state before, of which the columns use what still holds."""
        self._former_columns = former.__dict__.get("columns") if former else None
        self.products = tuple(products)
        self.by_id = {product.id: product for product in self.products}
        self.families = {product.id: family_of(product) for product in self.products}
        # Customers say a name as the shop lists it, whatever part of it may not be shown.
        listed = [product.listed or product for product in self.products]
        self.names = NameMatcher(listed, table.active_words())
        self.groups: Groups = table.groups(
            name.lower()
            for product in self.products
            for name in (*(product.ingredients or ()), *product.key_ingredients)
        )

    @cached_property
    def columns(self) -> "Columns":
        """The products' facts as columns, made when they are first asked for."""
        from knowledge.columns import Columns  # numpy, which the web process does not need

        columns = Columns(self.products, self.families, self._former_columns)
        self._former_columns = None
        return columns


class ShopCatalogue:
    """The domain's `Catalogue`; empty until the first `refresh`."""

    def __init__(self, load: LoadProducts, find: FindProduct, table: IngredientTable) -> None:
        self._load = load
        self._find = find
        self._table = table
        self._snapshot = Snapshot((), table)

    @property
    def snapshot(self) -> Snapshot:
        """The current state; keep it in hand where several looks must agree."""
        return self._snapshot

    async def refresh(self) -> Snapshot:
        """Load all products and use them from now on; gives back the new state."""
        products = await self._load()
        snapshot = await asyncio.to_thread(Snapshot, products, self._table, self._snapshot)
        self._snapshot = snapshot
        return snapshot

    async def find(self, product_id: str) -> Product | None:
        """One product with stock and price read fresh."""
        return await self._find(product_id)

    def all(self) -> Sequence[Product]:
        """Every product of the current snapshot."""
        return self._snapshot.products

    def match_names(
        self,
        text: str,
        language: Language,  # noqa: ARG002  # the port's; customers mix languages
    ) -> Sequence[Product]:
        """The products whose name is meant in the text, best first; empty when none is named.

        Names count in every language they have.
        """
        snapshot = self._snapshot
        return [snapshot.by_id[product.id] for product in snapshot.names.match(text)]
