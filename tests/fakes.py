"""Hand-written stand-ins for the domain's ports, and a small shop to talk about."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from actions.registry import Ports
from bot.adapters.shop_file import load_shop_file
from bot.adapters.wording import ResponseFiles
from bot.domain.conversations import PendingQuestion
from bot.domain.education import FoundPassage, IngredientEntry
from bot.domain.feedback import ProductFeedback
from bot.domain.histories import History
from bot.domain.languages import Language
from bot.domain.messages import Channel
from bot.domain.money import Price
from bot.domain.orders import Order, OrderLine, OrderStatus
from bot.domain.ports import IngredientFact, RefillFacts
from bot.domain.products import Product
from bot.domain.profiles import Profile
from bot.domain.recommendations import Excluded, Hit, Reason, Recommendation, Recommended, Wish
from bot.domain.shop import ShopFacts
from bot.domain.suitability import HardRules
from bot.domain.tags import Tags, Understanding
from bot.domain.turns import TurnContext

ROOT = Path(__file__).resolve().parent.parent
NOW = datetime(2026, 11, 21, 2, 0, tzinfo=UTC)  # a Saturday, 10:00 in Taipei: the shop opens

GROUPS: Mapping[str, frozenset[str]] = {
    "fragrance": frozenset({"parfum", "linalool"}),
    "drying_alcohol": frozenset({"alcohol denat."}),
    "retinoid": frozenset({"retinol", "retinal"}),
    "bha": frozenset({"salicylic acid"}),
    "aha": frozenset({"glycolic acid"}),
}


def product(product_id: str, name: str, zh: str, price: int, **facts: Any) -> Product:
    """A serum in stock unless told otherwise."""
    known: dict[str, Any] = {
        "product_type": "serum",
        "ingredients": ("water", "glycerin"),
        "stock": 5,
        "url": f"https://shop.example/{product_id}",
        **facts,
    }
    return Product(
        id=product_id,
        names={Language.EN: name, Language.ZH: zh},
        prices=(Price(Decimal(price), "TWD"),),
        **known,
    )


PRODUCTS = (
    product(
        "tide-15", "Low Tide Niacinamide Serum", "退潮菸鹼醯胺精華", 420,
        size="15 ml", family="tide", skin_types=("oily", "combination"),
        concerns=("oiliness", "pores"), ingredients=("water", "niacinamide", "zinc pca"),
        key_ingredients=("Niacinamide",), days_of_supply=24,
        how_to_use={Language.EN: "Three drops after toner.", Language.ZH: "化妝水後取三滴。"},
    ),
    product(
        "tide-30", "Low Tide Niacinamide Serum", "退潮菸鹼醯胺精華", 690,
        size="30 ml", family="tide", skin_types=("oily", "combination"),
        concerns=("oiliness", "pores"), ingredients=("water", "niacinamide", "zinc pca"),
        key_ingredients=("Niacinamide",), days_of_supply=45,
        how_to_use={Language.EN: "Three drops after toner.", Language.ZH: "化妝水後取三滴。"},
    ),
    product(
        "moss", "Moss Cica Serum", "苔原積雪草精華", 580, size="30 ml", days_of_supply=40,
        skin_types=("sensitive", "dry"), concerns=("redness", "dryness"),
        ingredients=("water", "centella asiatica", "panthenol"),
        key_ingredients=("Centella Asiatica",),
    ),
    product(
        "ember", "Ember Retinol Serum", "餘燼A醇精華", 980, skin_types=("normal", "oily"),
        concerns=("wrinkles", "texture"), ingredients=("water", "retinol", "parfum"),
        key_ingredients=("Retinol",), unsuitable_skin_types=("sensitive",),
    ),
    product(
        "mystery", "Mystery Serum", "神祕精華", 300, skin_types=("dry",), concerns=("dryness",),
        ingredients=None,
    ),
    product(
        "gone", "Gone Sun Cream SPF50", "缺席防曬", 650, product_type="sunscreen", stock=0,
        skin_types=("dry",), concerns=("sun",),
    ),
    product(
        "shade", "Shade Sun Milk SPF50", "綠蔭防曬乳", 520, product_type="sunscreen",
        skin_types=("oily", "sensitive"), concerns=("sun",),
    ),
)  # fmt: skip


class FakeCatalogue:
    """Products in memory; a product is named by any of its names in the text."""

    def __init__(self, products: Sequence[Product] = PRODUCTS) -> None:
        self.products = products

    async def find(self, product_id: str) -> Product | None:
        return next((item for item in self.products if item.id == product_id), None)

    def match_names(self, text: str, language: Language) -> Sequence[Product]:
        return [
            item
            for item in self.products
            if any(name.casefold() in text.casefold() for name in item.names.values())
        ]

    def all(self) -> Sequence[Product]:
        return self.products


class FakeSearch:
    """Finds what it is given, whatever is searched."""

    def __init__(self, *product_ids: str) -> None:
        self.product_ids = product_ids

    async def search(
        self, text: str, language: Language | None = None, limit: int = 5
    ) -> Sequence[Hit]:
        return [Hit(found, 0.9, "") for found in self.product_ids[:limit]]


class FakeRecommender:
    """The domain's hard rules, then the number of matching facts; keeps every wish."""

    def __init__(self, products: Sequence[Product] = PRODUCTS) -> None:
        self.products = products
        self.wishes: list[Wish] = []

    async def recommend(self, wish: Wish, *, with_excluded: bool = False) -> Recommendation:
        self.wishes.append(wish)
        rules = HardRules(wish, GROUPS, {"TWD": Decimal(1), "USD": Decimal(32)})
        reasons = {item.id: rules.why_excluded(item) for item in self.products}
        passing = [
            item
            for item in self.products
            if reasons[item.id] is None and item.id not in wish.exclude
        ]
        ranked = sorted(passing, key=lambda item: -_fit(item, wish))[: wish.limit]
        chosen = tuple(
            Recommended(item, _fit(item, wish), item.prices[0], _reasons(item, wish))
            for item in ranked
        )
        if chosen and not with_excluded:
            return Recommendation(chosen)
        too_dear = [item.prices[0] for item in self.products if reasons[item.id] == "budget"]
        return Recommendation(
            chosen,
            tuple(Excluded(found, why) for found, why in reasons.items() if why),
            min(too_dear, key=lambda price: price.amount, default=None),
        )

    async def find_cheaper(self, wish: Wish, shown: Sequence[Product]) -> Product | None:
        least = min(item.prices[0].amount for item in shown)
        kinds = {item.product_type for item in shown}
        cheaper = [
            item
            for item in self.products
            if item.product_type in kinds and item.prices[0].amount < least
        ]
        return max(cheaper, key=lambda item: _fit(item, wish), default=None)


def _fit(item: Product, wish: Wish) -> float:
    profile = wish.profile
    return float(
        len(set(item.skin_types) & set(profile.skin_type))
        + 2 * len(set(item.concerns) & set(profile.concern))
    )


def _reasons(item: Product, wish: Wish) -> tuple[Reason, ...]:
    found = [
        Reason("concern", {"concern": concern})
        for concern in item.concerns
        if concern in wish.profile.concern
    ]
    return (*found, Reason("budget")) if wish.profile.budget else tuple(found)


@dataclass
class FakeCompanions:
    """Scores and popularity as given, whoever asks; keeps what was asked."""

    scores: Mapping[str, float] = field(default_factory=dict)
    popularity: Mapping[str, float] = field(default_factory=dict)
    asked: list[tuple[str | None, tuple[str, ...]]] = field(default_factory=list)

    async def scores_for(
        self, customer_id: str | None, product_ids: Collection[str] = ()
    ) -> Mapping[str, float]:
        self.asked.append((customer_id, tuple(product_ids)))
        return self.scores if customer_id or product_ids else {}


class FakeIngredients:
    """One ingredient that has no words of its own in data/responses."""

    def find(self, name: str) -> IngredientFact | None:
        if name != "panthenol":
            return None
        return IngredientFact("panthenol", ("humectant",), {Language.ZH: "泛醇"}, ("dryness",))


ORDERS = (
    Order(
        "10023", "C1", datetime(2026, 11, 18, 3, 0, tzinfo=UTC), OrderStatus.SHIPPED,
        (OrderLine("Moss Cica Serum", 1, "moss"),), "Heron Express", "HX1",
        "amy@example.com", "0912-345-678",
    ),
    Order(
        "10011", "C1", datetime(2026, 10, 20, 3, 0, tzinfo=UTC), OrderStatus.DELIVERED,
        (OrderLine("Low Tide Niacinamide Serum", 2, "tide-30"),), None, None,
        "amy@example.com", "0912-345-678",
    ),
    Order("20000", "C2", datetime(2026, 11, 1, tzinfo=UTC), OrderStatus.PROCESSING,
          (OrderLine("Ember Retinol Serum", 1, "ember"),), None, None, "ben@example.com", None),
)  # fmt: skip


class FakeOrders:
    """Orders in memory."""

    def __init__(self, orders: Sequence[Order] = ORDERS) -> None:
        self.orders = orders

    async def find(self, order_id: str) -> Order | None:
        return next((order for order in self.orders if order.id == order_id), None)

    async def of_customer(self, customer_id: str, limit: int = 10) -> Sequence[Order]:
        found = [order for order in self.orders if order.customer_id == customer_id]
        return sorted(found, key=lambda order: order.ordered_at, reverse=True)[:limit]


@dataclass
class FakeTries:
    """Failed tries so far."""

    failed: int = 0

    async def in_last_hour(self, conversation_id: str, now: datetime) -> int:
        return self.failed


@dataclass
class FakeLinks:
    """The shop's login page, or none."""

    link: str | None = None

    def link_for(self, conversation_id: str, event_id: str) -> str | None:
        return self.link


@dataclass
class FakeRefills:
    """The next reminder, or none."""

    next: RefillFacts | None = None

    async def find_next(self, conversation_id: str, customer_id: str | None) -> RefillFacts | None:
        return self.next


@cache
def real_shop() -> ShopFacts:
    """The demo shop's own file."""
    return load_shop_file(ROOT / "data" / "demo" / "shop.yml")


@cache
def real_wording() -> ResponseFiles:
    """The words the assistant really says."""
    names = {Language.EN: "Morrowdew", Language.ZH: "曦露研"}
    privacy = dict.fromkeys(Language, "https://shop.example/privacy")
    return ResponseFiles.load(ROOT / "data" / "responses", {"shop": names, "privacy": privacy})


@dataclass(frozen=True)
class Said:
    """What a shopper said, to become a context."""

    text: str = ""
    intent: str = "inform"
    language: Language = Language.EN
    confidence: float = 0.9
    tags: Tags = field(default_factory=Tags)


def context(said: Said, **known: Any) -> TurnContext:
    """A turn in which the message's tags are in the profile already."""
    profile = known.pop("profile", Profile())
    pending = known.pop("pending", None)
    return TurnContext(
        conversation_id="line:U1",
        event_id="line:E1",
        channel=known.pop("channel", Channel.LINE),
        now=known.pop("now", NOW),
        text=said.text,
        understanding=Understanding(said.language, said.intent, said.confidence, said.tags),
        profile=profile.with_tags(said.tags),
        pending=PendingQuestion(*pending) if pending else None,
        **known,
    )


class Trainer:
    """Writes a model and counts how often it was asked."""

    def __init__(self) -> None:
        self.runs = 0

    async def __call__(self, path: Path) -> None:
        self.runs += 1
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"model")


@dataclass
class FakeFeedback:
    """Feedback in memory, with whose it is: (conversation, customer, what was told)."""

    told: list[tuple[str, str | None, ProductFeedback]] = field(default_factory=list)

    async def of_customer(
        self, customer_id: str | None, conversation_id: str | None
    ) -> Sequence[ProductFeedback]:
        found = [
            item
            for where, whose, item in self.told
            if (whose is not None and whose == customer_id)
            or (whose is None and where == conversation_id)
        ]
        return sorted(found, key=lambda item: item.at, reverse=True)


@dataclass
class FakeHistories:
    """One shopper's history, whoever asks."""

    known: History = field(default_factory=History)

    async def history(self, wish: Wish) -> History:
        return self.known


@dataclass
class FakeKnowledge:
    """Entries of the knowledge base by ingredient, and passages found for any question.

    Every fact on an ingredient answers, unless the question holds the word `lacks`.
    """

    entries: Mapping[str, IngredientEntry] = field(default_factory=dict)
    passages: tuple[FoundPassage, ...] = ()
    lacks: str = "unknown"

    async def find(
        self, text: str, language: Language, limit: int = 3, ingredient: str | None = None
    ) -> Sequence[FoundPassage]:
        if self.lacks in text:
            return ()
        if ingredient is None:
            return self.passages[:limit]
        return tuple(self.entries[ingredient].facts.values())[:limit]

    def entry(self, ingredient: str, language: Language) -> IngredientEntry | None:
        return self.entries.get(ingredient)


def fake_ports(**ports: Any) -> Ports:
    """All that the services need of the outside, as fakes; any of them by name."""
    known: dict[str, Any] = {
        "wording": real_wording(), "shop": real_shop(), "catalogue": FakeCatalogue(),
        "search": FakeSearch("moss", "ember"), "recommender": FakeRecommender(),
        "ingredients": FakeIngredients(), "knowledge": FakeKnowledge(),
        "ingredient_groups": lambda: GROUPS,
        "orders": FakeOrders(), "identity_tries": FakeTries(), "identity_links": FakeLinks(),
        "refills": FakeRefills(),
    }  # fmt: skip
    return Ports(**{**known, **ports})
