"""What one shopper told of products and has at home, put into a wish as the engine does."""

from collections.abc import Collection
from dataclasses import dataclass, replace

from bot.domain.families import family_of
from bot.domain.histories import History
from bot.domain.languages import Language
from bot.domain.ports import Catalogue, ShopperHistories
from bot.domain.products import Product
from bot.domain.recommendations import Wish


@dataclass(frozen=True, slots=True)
class OwnHistory:
    """Looks the shopper's history up; without records a wish stands for itself."""

    catalogue: Catalogue
    histories: ShopperHistories | None = None

    async def of(self, wish: Wish) -> History:
        """The history of whom a wish is for."""
        return await self.histories.history(wish) if self.histories else History()

    async def applied(self, wish: Wish) -> Wish:
        """The wish with what stung before and what is at home, every size of it."""
        history = await self.of(wish)
        return replace(
            wish,
            stung=wish.stung | self.every_size(history.stung),
            at_home=wish.at_home | self.every_size(history.at_home),
        )

    async def with_reactions(self, wish: Wish) -> Wish:
        """The wish with what stung before: what is at home may well suit."""
        return replace(await self.applied(wish), at_home=frozenset())

    def every_size(self, product_ids: Collection[str]) -> frozenset[str]:
        """The products with all their sizes."""
        if not product_ids:
            return frozenset()
        products = self.catalogue.all()
        families = {_family(item) for item in products if item.id in product_ids}
        return frozenset(item.id for item in products if _family(item) in families)


def _family(product: Product) -> str:
    told = product.family or family_of(product.brand, product.name(Language.EN))
    return told or product.id
