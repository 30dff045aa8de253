"""Products of a shop's catalogue as facts; every name is in the taxonomy's canonical values."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from bot.domain.languages import Language
from bot.domain.money import Price


@dataclass(frozen=True, slots=True)
class Product:
    """One thing the shop sells, in one size.

    Attributes:
        id: the shop's own id.
        names: name per language; at least one.
        product_type: taxonomy value, or None for what is not skincare of a known type.
        prices: at least one price; the first is the catalogue's own currency.
        ingredients: INCI names in lower case, in label order; None when unknown.
        skin_types: what the product declares to suit; empty when it says nothing.
        unsuitable_skin_types: what it declares not to suit: a hard filter.
        kind: "single", "set" (several products), "tool" or "other" (eaten or drunk); sets and
            tools are not recommended where one product is asked for, others never.
        is_mini: a trial or travel size of another listing.
        family: id shared by the sizes of one product, or None.
        stock: pieces; None when the shop does not say (treated as in stock).
        days_of_supply: how long one piece lasts in daily use, or None when unknown.
        listed: the product as the shop lists it, where some of its copy may not be shown
            (`bot.domain.claims.product_copy`); for matching names and for hard rules, never shown.
    """

    id: str
    names: Mapping[Language, str]
    prices: tuple[Price, ...]
    brand: str | None = None
    product_type: str | None = None
    size: str | None = None
    size_ml: float | None = None
    ingredients: tuple[str, ...] | None = None
    key_ingredients: tuple[str, ...] = ()
    skin_types: tuple[str, ...] = ()
    unsuitable_skin_types: tuple[str, ...] = ()
    concerns: tuple[str, ...] = ()
    highlights: tuple[str, ...] = ()
    descriptions: Mapping[Language, str] = field(default_factory=dict)
    how_to_use: Mapping[Language, str] = field(default_factory=dict)
    stock: int | None = None
    days_of_supply: int | None = None
    url: str | None = None
    kind: str = "single"
    is_mini: bool = False
    family: str | None = None
    listed: "Product | None" = None

    def name(self, language: Language) -> str:
        """The name in a language, else in English, else any."""
        return in_language(self.names, language)

    def is_in_stock(self) -> bool:
        """Whether it can be bought now; a shop that does not count has it."""
        return self.stock is None or self.stock > 0

    def is_key(self, ingredients: Collection[str]) -> bool:
        """Whether a key ingredient is one of these, or a form of it ("ethyl ascorbic acid")."""
        key = [name.casefold() for name in self.key_ingredients]
        return any(wanted.casefold() in name for wanted in ingredients for name in key)

    def price_in(self, currency: str, rates: Mapping[str, Decimal]) -> Price:
        """The price a shopper sees: the shop's own price in that currency, else converted."""
        for price in self.prices:
            if price.currency == currency:
                return price
        return self.prices[0].in_currency(currency, rates)


def in_language(texts: Mapping[Language, str], language: Language) -> str:
    """The text in a language, else in English, else any; empty where there is none."""
    for choice in (language, Language.EN, *texts):
        if texts.get(choice):
            return texts[choice]
    return ""
