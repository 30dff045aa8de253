"""Made-up shoppers: every kind of fact in every mix, the same ones for the same seed."""

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from decimal import Decimal

from bot.domain.feedback import FeedbackKind, ProductFeedback
from bot.domain.languages import Language
from bot.domain.money import Budget
from bot.domain.orders import Order, OrderLine, OrderStatus
from bot.domain.products import Product
from bot.domain.profiles import Profile
from bot.domain.recommendations import Wish
from bot.domain.tags import AGE_GROUPS, CONCERNS, CONDITIONS, PRODUCT_TYPES, SKIN_TYPES

AVOIDED = (
    "fragrance", "alcohol", "retinol", "salicylic acid", "niacinamide", "ascorbic acid",
    "glycolic acid", "silicone", "paraben", "benzoyl peroxide", "hyaluronic acid", "limonene",
)  # fmt: skip
WANTED = ("niacinamide", "ascorbic acid", "ceramide", "hyaluronic acid", "peptide", "panthenol")
_LANGUAGES = (Language.EN, Language.ZH, Language.JA, Language.TH)
_LOWEST, _HIGHEST = Decimal("0.5"), Decimal("1.6")  # of a product's price, for a budget
_TOLD = (
    (FeedbackKind.IRRITATION, -0.8), (FeedbackKind.BREAKOUT, -0.6), (FeedbackKind.LOVE, 0.9),
    (FeedbackKind.RESULT, 0.7), (FeedbackKind.NO_EFFECT, -0.4), (FeedbackKind.TEXTURE, -0.5),
    (FeedbackKind.LOVE, 0.8), (FeedbackKind.IRRITATION, 0.6),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class ProfileCase:
    """One made-up shopper on one day; `wish.customer_id` is the shopper."""

    wish: Wish
    now: datetime
    feedback: tuple[ProductFeedback, ...] = ()
    orders: tuple[Order, ...] = ()


def make_cases(
    products: Sequence[Product],
    rates: Mapping[str, Decimal],
    count: int,
    first_day: datetime,
    seed: int = 1,
) -> list[ProfileCase]:
    """Shoppers in number order; each kind of fact takes turns, so that none is missed.

    Args:
        products: what budgets and histories are drawn from.
        rates: the currencies budgets are in.
        count: how many.
        first_day: a month later for each next shopper.
        seed: another one makes others.
    """
    return [
        _make_case(number, products, sorted(rates), rates, first_day, seed)
        for number in range(count)
    ]


def _make_case(
    number: int,
    products: Sequence[Product],
    currencies: Sequence[str],
    rates: Mapping[str, Decimal],
    first_day: datetime,
    seed: int,
) -> ProfileCase:
    chance = random.Random(f"{seed}-{number}")  # noqa: S311  # made-up shoppers, no secrets
    now = first_day + timedelta(days=30 * (number % 12) + number % 28)
    currency = currencies[number % len(currencies)]
    profile = replace(
        _skin(chance, number),
        condition=_some(chance, CONDITIONS, number, 0.4),
        avoid=_some(chance, AVOIDED, number, 0.4),
        product_type=_some(chance, PRODUCT_TYPES, number, 0.5),
    )
    if chance.random() < 0.5:
        profile = replace(
            profile, budget=_budget(chance, _asked(products, profile), currency, rates)
        )
    wish = Wish(
        profile=profile,
        language=_LANGUAGES[number % len(_LANGUAGES)],
        ingredients=_some(chance, WANTED, number, 0.15)[:1],
        currency=currency if profile.budget else currencies[0],
        customer_id=f"case-{number}",
        age_group=chance.choice(AGE_GROUPS) if chance.random() < 0.15 else None,
    )
    has_history = chance.random() < 0.6
    known = _likely(chance, products, wish) if has_history else ()
    return ProfileCase(
        wish=wish,
        now=now,
        feedback=tuple(_feedback(chance, known, now)),
        orders=tuple(_orders(chance, known, now, number)),
    )


def _skin(chance: random.Random, number: int) -> Profile:
    skin_type = [SKIN_TYPES[number % len(SKIN_TYPES)]] if chance.random() < 0.85 else []
    if chance.random() < 0.25:
        skin_type.append("sensitive")
    first = CONCERNS[number % len(CONCERNS)]
    concern = [first, *chance.sample(CONCERNS, chance.randint(0, 2))]
    if chance.random() < 0.1:
        concern = []
    return Profile(tuple(dict.fromkeys(skin_type)), tuple(dict.fromkeys(concern)))


def _some(
    chance: random.Random, values: Sequence[str], number: int, share: float
) -> tuple[str, ...]:
    """Now and then the value whose turn it is, at times with a second one."""
    if chance.random() >= share:
        return ()
    second = [chance.choice(values)] if chance.random() < 0.25 else []
    return tuple(dict.fromkeys((values[number % len(values)], *second)))


def _asked(products: Sequence[Product], profile: Profile) -> Sequence[Product]:
    kinds = profile.product_type
    return [item for item in products if not kinds or item.product_type in kinds] or products


def _budget(
    chance: random.Random, products: Sequence[Product], currency: str, rates: Mapping[str, Decimal]
) -> Budget:
    """About what a product of the kind costs, in a currency of its own; at times from-to."""
    price = chance.choice(products).price_in(currency, rates).amount
    share = _LOWEST + (_HIGHEST - _LOWEST) * Decimal(str(round(chance.random(), 2)))
    most = (price * share).quantize(Decimal("0.01"))
    least = (most * Decimal("0.6")).quantize(Decimal("0.01")) if chance.random() < 0.3 else None
    said = currency if chance.random() < 0.8 else None  # None: the one prices are shown in
    return Budget(least, most, said)


def _likely(chance: random.Random, products: Sequence[Product], wish: Wish) -> Sequence[Product]:
    """A few products, mostly such as would be offered."""
    concerns = set(wish.profile.concern)
    near = [item for item in _asked(products, wish.profile) if concerns & set(item.concerns)]
    return [chance.choice(near if near and chance.random() < 0.8 else products) for _ in range(4)]


def _feedback(
    chance: random.Random, known: Sequence[Product], now: datetime
) -> Sequence[ProductFeedback]:
    told = []
    for product in known[:3]:
        kind, sentiment = chance.choice(_TOLD)
        at = now - timedelta(days=chance.randint(1, 200))
        told.append(ProductFeedback(product.id, sentiment, kind, at))
    return sorted(told, key=lambda item: item.at, reverse=True)


def _orders(
    chance: random.Random, known: Sequence[Product], now: datetime, number: int
) -> Sequence[Order]:
    statuses = (OrderStatus.DELIVERED, OrderStatus.DELIVERED, OrderStatus.RETURNED)
    return [
        Order(
            id=f"{number}-{place}",
            customer_id=f"case-{number}",
            ordered_at=now - timedelta(days=chance.choice((2, 10, 40, 90, 300))),
            status=chance.choice(statuses),
            lines=(OrderLine("x", chance.choice((1, 1, 2)), product.id),),
        )
        for place, product in enumerate(known[1:])
    ]
