"""Seasons of a climate, and what a shopper's records tell."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest

from bot.domain.feedback import FeedbackKind, ProductFeedback
from bot.domain.histories import history_of
from bot.domain.languages import Language
from bot.domain.money import Price
from bot.domain.orders import Order, OrderLine, OrderStatus
from bot.domain.products import Product
from bot.domain.seasons import Climate, Season, climate_of, season_code, season_fit, season_in

NOW = datetime(2026, 6, 30, 12, tzinfo=UTC)


def a_product(name: str = "Serum", **facts) -> Product:
    return Product(facts.pop("id", "p1"), {Language.EN: name}, (Price(Decimal(1), "TWD"),), **facts)


@pytest.mark.parametrize(
    ("zone", "month", "season"),
    [
        ("Asia/Taipei", 7, Season.SUMMER),
        ("Asia/Taipei", 1, Season.WINTER),
        ("Asia/Taipei", 4, None),
        ("Asia/Bangkok", 1, Season.SUMMER),
        ("Australia/Sydney", 1, Season.SUMMER),
        ("Europe/Berlin", 1, Season.WINTER),
        ("Antarctica/Troll", 1, None),
    ],
)
def test_a_month_has_the_season_of_the_shops_climate(zone, month, season):
    assert season_in(climate_of(zone), month) is season


def test_a_climate_in_the_shop_file_goes_before_the_time_zone():
    assert season_in(Climate.TROPICAL, 1) is Season.SUMMER


@pytest.mark.parametrize(
    ("product", "summer", "winter"),
    [
        (a_product("Water Gel"), 1.0, -1.0),
        (a_product("清爽精華"), 1.0, -1.0),
        (a_product("Rich Balm"), -1.0, 1.0),
        (a_product("滋潤乳霜"), -1.0, 1.0),
        (a_product("Day Fluid", product_type="sunscreen"), 1.0, -1.0),
        (a_product("Drops"), 0.0, 0.0),
        (a_product("Drops", concerns=("barrier",)), 0.0, 1.0),
    ],
)
def test_light_textures_suit_summer_and_rich_ones_winter(product, summer, winter):
    assert season_fit(product, Season.SUMMER) == summer
    assert season_fit(product, Season.WINTER) == winter


def test_what_tells_of_both_or_of_no_texture_gives_no_reason():
    assert season_code(a_product("Light Gel Balm"), Season.SUMMER) is None
    assert season_code(a_product("Drops"), Season.WINTER) is None


def told(product_id: str, kind: FeedbackKind, sentiment: float, days_ago: int = 1):
    return ProductFeedback(product_id, sentiment, kind, NOW - timedelta(days=days_ago))


def bought(product_id: str, days_ago: int, status=OrderStatus.DELIVERED, quantity: int = 1):
    at = NOW - timedelta(days=days_ago)
    return Order(f"o{days_ago}", "c", at, status, (OrderLine("x", quantity, product_id),))


def a_history(feedback=(), orders=(), due=None, supply=30):
    return history_of(feedback, orders, lambda _: supply, due or {}, NOW.date(), UTC)


def test_what_stung_once_counts_for_good_whatever_was_said_later():
    history = a_history(
        [told("p1", FeedbackKind.LOVE, 0.9, 1), told("p1", FeedbackKind.IRRITATION, 0.5, 300)]
    )
    assert history.stung == {"p1"}
    assert history.loved == ()


def test_a_breakout_is_a_reaction_and_no_effect_is_none():
    history = a_history(
        [told("p1", FeedbackKind.BREAKOUT, -0.4), told("p2", FeedbackKind.NO_EFFECT, -0.1)]
    )
    assert history.stung == {"p1"}
    assert "p2" in history.disliked


def test_of_several_words_on_a_product_the_newest_tells_whether_it_is_loved():
    history = a_history(
        [told("p1", FeedbackKind.LOVE, 0.9, 5), told("p1", FeedbackKind.TEXTURE, -0.5, 50)]
    )
    assert history.loved == ("p1",)
    assert history.disliked == frozenset()


@pytest.mark.parametrize(
    ("order", "is_home"),
    [
        (bought("p1", 10), True),
        (bought("p1", 24), True),
        (bought("p1", 25), False),  # five days before it is empty the nudge is due
        (bought("p1", 40, quantity=2), True),
        (bought("p1", 10, OrderStatus.RETURNED), False),
    ],
)
def test_what_is_bought_is_at_home_until_its_refill_is_due(order, is_home):
    assert ("p1" in a_history(orders=[order]).at_home) is is_home


def test_a_refill_that_was_put_off_says_that_there_is_some_left():
    history = a_history(orders=[bought("p1", 28)], due={"p1": date(2026, 7, 14)})
    assert history.at_home == {"p1"}


def test_of_a_product_with_no_known_supply_nobody_says_it_is_at_home():
    assert a_history(orders=[bought("p1", 1)], supply=None).at_home == frozenset()
