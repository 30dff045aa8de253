"""The shop's products: finding, recommending, and what customers buy together."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from bot.domain.circumstances import Circumstances
from bot.domain.histories import History
from bot.domain.languages import Language
from bot.domain.products import Product
from bot.domain.recommendations import Hit, Recommendation, Wish


class Catalogue(Protocol):
    """The shop's products."""

    async def find(self, product_id: str) -> Product | None:
        """One product with stock and price read fresh."""

    def match_names(self, text: str, language: Language) -> Sequence[Product]:
        """The products whose name is meant in the text, best first; empty when none is named."""

    def all(self) -> Sequence[Product]:
        """Every product of the current snapshot."""


class ProductSearch(Protocol):
    """Search by meaning over the catalogue's passages."""

    async def search(
        self,
        text: str,
        language: Language | None = None,
        limit: int = 5,
        among: Collection[str] | None = None,
    ) -> Sequence[Hit]:
        """The products whose passages are nearest to the text, best first.

        Only products whose id is in `among` where that is given.
        """


class Surroundings(Protocol):
    """What bears on a wish beside its words."""

    async def of(self, wish: Wish) -> Circumstances:
        """Season, the shopper's own history, and what other customers tell."""


class ShopperHistories(Protocol):
    """What shoppers told of products and have at home."""

    async def history(self, wish: Wish) -> History:
        """The history of whom a wish is for; empty for somebody unknown."""


class Recommender(Protocol):
    """The recommendation engine."""

    async def recommend(self, wish: Wish, *, with_excluded: bool = False) -> Recommendation:
        """Products that pass every hard rule, best first.

        What the rules left out is told where nothing passes, or where it is asked for: looking for
        the nearest of it takes as long as half of the rest.
        """

    async def find_cheaper(self, wish: Wish, shown: Sequence[Product]) -> Product | None:
        """Of the kinds of what is shown, what fits best of all that costs less than each.

        Single products in full size; rules, text and tie-breakers do not count, so that it can be
        told what keeps it from being offered. None where nothing costs less.
        """


class Companions(Protocol):
    """What customers buy and like together, learnt from the shop's own orders and feedback.

    Keys are families (the sizes of one product together, as the catalogue's snapshot names them);
    what a mapping leaves out counts 0.
    """

    @property
    def popularity(self) -> Mapping[str, float]:
        """Family → how much it is bought, in (0, 1], 1 for the most bought; read-only.

        Empty until a shop has enough customers. The same object until something new is learnt.
        """

    async def scores_for(
        self, customer_id: str | None, product_ids: Collection[str] = ()
    ) -> Mapping[str, float]:
        """Family → how well it goes with what the customer has and with these products, in (0, 1].

        What they have already is left out, and what they disliked is no evidence. Empty where too
        little is known: no purchases, or too few customers to learn from. A look at the customer's
        orders and microseconds besides.
        """


@dataclass(frozen=True, slots=True)
class Taste:
    """What one customer has, as product ids.

    Attributes:
        bought: and kept: cancelled and returned orders are not in it; or liked, as they told us.
        disliked: what did not do for them, as they told us.
    """

    bought: frozenset[str] = frozenset()
    disliked: frozenset[str] = frozenset()


class Tastes(Protocol):
    """The customers' tastes, from orders and feedback."""

    async def of_customer(self, customer_id: str) -> Taste:
        """One customer's; empty where they have bought nothing."""

    async def of_all(self) -> Sequence[Taste]:
        """Everybody's who has any, without saying whose."""
