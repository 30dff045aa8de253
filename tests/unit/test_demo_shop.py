"""The demo shop keeps its promises: lawful copy, sound facts, and something for everyone."""

import json
import re
from collections import defaultdict
from datetime import datetime, timedelta
from itertools import pairwise
from pathlib import Path
from statistics import median
from typing import Any

import pytest

from bot.demo.customers import read_customers
from bot.demo.orders import OrderRow, read_orders
from bot.domain.orders import OrderStatus
from bot.domain.tags import CONCERNS, PRODUCT_TYPES, SKIN_TYPES

DEMO = Path(__file__).parents[2] / "data" / "demo"
Record = dict[str, Any]
LINES = (DEMO / "catalogue.jsonl").read_text(encoding="utf-8").splitlines()
CATALOGUE: list[Record] = [json.loads(line) for line in LINES]
SERUMS = [record for record in CATALOGUE if record["product_type"] == "serum"]
ORDERS = read_orders(DEMO / "orders.csv")
CUSTOMERS = read_customers(DEMO / "customers.jsonl")
FIELDS = {
    "id", "family", "name", "brand", "product_type", "size", "size_ml", "price", "stock",
    "days_of_supply", "skin_types", "unsuitable_skin_types", "concerns", "key_ingredients",
    "ingredients", "description", "how_to_use", "url",
}  # fmt: skip

# What cosmetics may not say (Taiwan's Cosmetic Hygiene and Safety Act, article 10, and the 2019
# standards for labelling and advertising; in the US such words make a product a drug).
UNLAWFUL_EN = re.compile(
    r"\b(treat(s|ed|ing|ment|ments)?|cures?|cured|heal(s|ed|ing)?|repair(s|ed|ing)?|remed(y|ies)"
    r"|anti-?inflammat\w*|inflammat\w*|antibacterial|antiseptic|disinfect\w*|detox\w*|regenerat\w*"
    r"|eliminat\w*|eradicat\w*|clinical(ly)?|medical|medicine|medicated|prescription|whiten\w*"
    r"|revers(e|es|ing)|permanent(ly)?|guarantee\w*|eczema|rosacea|dermatitis|psoriasis|infection"
    r"|cells?|cellular|acne|collagen production|anti-?ag(e|ing)|miracle|instant(ly)?|scars?)\b",
    re.IGNORECASE,
)
UNLAWFUL_ZH = re.compile(
    "治療|治癒|療效|醫療|醫美|處方|藥|消炎|抗炎|發炎|抑菌|殺菌|抗菌|消毒|修復|再生|細胞|活化|"
    "疤|祛痘|抗痘|青春痘|抗敏|過敏|排毒|根除|根治|濕疹|酒糟|皮膚炎|永久|美白|淡斑|除斑|消除|"
    "微血管|血液循環|增生|免疫|逆轉|回春|保證|奇蹟|換膚|瞬效|瘦臉"
)


def ids_of(records: list[Record]) -> list[str]:
    return [record["id"] for record in records]


def ingredients_of(record: Record) -> list[str]:
    return re.split(r",\s+", record["ingredients"])


def copy_of(record: Record, language: str) -> str:
    return " ".join(record[part][language] for part in ("name", "description", "how_to_use"))


every_product = pytest.mark.parametrize("record", CATALOGUE, ids=ids_of(CATALOGUE))


def test_there_are_enough_products_of_every_kind() -> None:
    count = {kind: sum(r["product_type"] == kind for r in CATALOGUE) for kind in PRODUCT_TYPES}
    assert len(CATALOGUE) >= 66
    assert count["serum"] >= 40
    assert min(count.values()) >= 2
    assert any(record["stock"] == 0 for record in CATALOGUE)


def test_every_product_has_its_own_id_and_address() -> None:
    assert len(set(ids_of(CATALOGUE))) == len(CATALOGUE)
    assert all(record["url"] == f"/demo/products/{record['id']}" for record in CATALOGUE)


@every_product
def test_a_product_has_every_field_in_both_languages(record: Record) -> None:
    assert record.keys() == FIELDS
    for part in ("name", "description", "how_to_use"):
        assert set(record[part]) == {"en", "zh"}
        assert re.search(r"[\u4e00-\u9fff]", record[part]["zh"])
        assert not re.search(r"[\u4e00-\u9fff]", record[part]["en"])
    assert 2 <= len(re.findall(r"[.:?!](?:\s|$)", record["description"]["en"])) <= 5


@every_product
def test_a_product_is_tagged_with_the_taxonomys_values_only(record: Record) -> None:
    assert record["product_type"] in PRODUCT_TYPES
    assert record["concerns"]
    assert set(record["concerns"]) <= set(CONCERNS)
    assert record["skin_types"]
    assert set(record["skin_types"]) <= set(SKIN_TYPES)
    assert set(record["unsuitable_skin_types"]) <= set(SKIN_TYPES) - set(record["skin_types"])


@every_product
def test_a_product_costs_about_the_same_in_both_currencies(record: Record) -> None:
    assert record["price"].keys() == {"TWD", "USD"}
    assert 30.5 <= record["price"]["TWD"] / record["price"]["USD"] <= 33.5
    assert 250 <= record["price"]["TWD"] <= 3800


@every_product
def test_a_products_days_of_supply_follow_from_its_size(record: Record) -> None:
    """Millilitres a day: a serum takes half to one, what is poured more, an eye cream less."""
    a_day = record["size_ml"] / record["days_of_supply"]
    low, high = {
        "serum": (0.25, 1.05), "eye_cream": (0.15, 0.3), "oil": (0.25, 0.5),
        "moisturizer": (0.8, 1.4), "sunscreen": (1.0, 1.4), "mask": (0.9, 4.6),
    }.get(record["product_type"], (0.8, 3.2))  # fmt: skip
    assert low <= a_day <= high


@every_product
def test_a_products_ingredients_parse_as_a_list(record: Record) -> None:
    ingredients = ingredients_of(record)
    assert all(item == item.strip() and item for item in ingredients)
    assert len(set(ingredients)) == len(ingredients)
    assert set(record["key_ingredients"]) <= set(ingredients)
    assert 1 <= len(record["key_ingredients"]) <= 4


@every_product
def test_a_products_copy_makes_no_medical_claim(record: Record) -> None:
    assert not UNLAWFUL_EN.search(copy_of(record, "en"))
    assert not UNLAWFUL_ZH.search(copy_of(record, "zh"))


@every_product
def test_a_retinoid_says_who_must_not_use_it(record: Record) -> None:
    has_retinoid = re.search(r"\bretin(ol|al|yl)|retinoate", record["ingredients"], re.IGNORECASE)
    warns = "pregnancy" in record["how_to_use"]["en"] and "孕期" in record["how_to_use"]["zh"]
    assert bool(has_retinoid) == warns


@every_product
def test_copy_that_says_unscented_or_alcohol_free_is_true(record: Record) -> None:
    words, contents = copy_of(record, "en").lower(), record["ingredients"].lower()
    if re.search(r"fragrance-free|unscented|scent-free|no scent|no fragrance|no perfume", words):
        assert not re.search(r"parfum|linalool|limonene|citronellol|geraniol", contents)
    if "no alcohol" in words:
        assert "alcohol denat" not in contents


def price_per_ml(record: Record) -> float:
    return record["price"]["TWD"] / record["size_ml"]


def test_the_sizes_of_a_family_differ_only_in_what_size_changes() -> None:
    families: dict[str, list[Record]] = defaultdict(list)
    for record in CATALOGUE:
        families[record["family"]].append(record)
    changing = {"id", "url", "size", "size_ml", "price", "stock", "days_of_supply"}
    for sizes in families.values():
        assert len({json.dumps({k: r[k] for k in FIELDS - changing}) for r in sizes}) == 1
        for small, large in pairwise(sorted(sizes, key=lambda record: record["size_ml"])):
            assert small["price"]["TWD"] < large["price"]["TWD"]
            assert small["days_of_supply"] < large["days_of_supply"]
            assert (
                small["price"]["TWD"] / small["size_ml"] > large["price"]["TWD"] / large["size_ml"]
            )
    assert sum(len(sizes) > 1 for sizes in families.values()) >= 8


@pytest.mark.parametrize("skin_type", ["oily", "dry", "sensitive"])
@pytest.mark.parametrize("concern", CONCERNS)
def test_hard_filters_still_leave_a_serum_for(concern: str, skin_type: str) -> None:
    """In stock, under NT$1,200, and free of fragrance, alcohol and retinoids at once."""
    harsh = re.compile(r"parfum|linalool|limonene|alcohol denat|retin", re.IGNORECASE)
    assert any(
        concern in record["concerns"]
        and skin_type in record["skin_types"]
        and record["stock"] > 0
        and record["price"]["TWD"] < 1200
        and not harsh.search(record["ingredients"])
        for record in SERUMS
    )


@pytest.mark.parametrize("skin_type", ["oily", "dry", "sensitive"])
def test_a_small_purse_finds_two_serums(skin_type: str) -> None:
    suiting = [
        record
        for record in SERUMS
        if skin_type in record["skin_types"] and record["price"]["TWD"] < 500 and record["stock"]
    ]
    assert len({record["family"] for record in suiting}) >= 2


def test_customers_are_invented_and_told_apart() -> None:
    assert len(CUSTOMERS) >= 300
    for part in ("id", "email", "phone"):
        assert len({getattr(customer, part) for customer in CUSTOMERS}) == len(CUSTOMERS)
    assert all(re.fullmatch(r"[a-z.-]+\d+@example\.(com|org)", c.email) for c in CUSTOMERS)
    assert all(re.fullmatch(r"0900-000-\d{3}", customer.phone) for customer in CUSTOMERS)
    assert {customer.language for customer in CUSTOMERS} == {"en", "zh", "ja", "th"}


def test_orders_are_of_known_customers_and_products() -> None:
    known = {customer.id: customer for customer in CUSTOMERS}
    products = set(ids_of(CATALOGUE))
    for row in ORDERS:
        assert row.product_id in products
        assert (row.email, row.phone) == (
            known[row.customer_id].email,
            known[row.customer_id].phone,
        )
    assert {row.customer_id for row in ORDERS} == known.keys()


def test_order_numbers_have_five_digits_and_rise_with_time() -> None:
    assert all(re.fullmatch(r"\d{5}", row.order_id) for row in ORDERS)
    for earlier, later in pairwise(ORDERS):
        assert (earlier.order_id, earlier.ordered_at) <= (later.order_id, later.ordered_at)
        assert earlier.ordered_at <= later.ordered_at


def test_one_order_is_of_one_customer_one_state_and_names_a_product_once() -> None:
    orders: dict[str, list[OrderRow]] = defaultdict(list)
    for row in ORDERS:
        orders[row.order_id].append(row)
    for rows in orders.values():
        assert len({(r.customer_id, r.ordered_at, r.status, r.tracking_number) for r in rows}) == 1
        assert len({row.product_id for row in rows}) == len(rows)


def test_orders_span_two_years_of_taipei_time_in_every_state() -> None:
    moments = [row.ordered_at for row in ORDERS]
    assert timedelta(days=715) <= max(moments) - min(moments) <= timedelta(days=745)
    assert all(moment.utcoffset() == timedelta(hours=8) for moment in moments)
    assert {row.status for row in ORDERS} == {status.value for status in OrderStatus}


def test_only_what_left_the_shop_has_a_tracking_number() -> None:
    for row in ORDERS:
        has_left = row.status in ("shipped", "delivered", "returned")
        assert bool(row.tracking_number) == bool(row.carrier) == has_left


def repeat_ratios() -> list[float]:
    """Days between two purchases of one product as a share of what the first one supplies."""
    supply = {record["id"]: record["days_of_supply"] for record in CATALOGUE}
    bought: dict[tuple[str, str], list[tuple[datetime, int]]] = defaultdict(list)
    for row in ORDERS:
        if row.status not in ("cancelled", "returned"):
            bought[row.customer_id, row.product_id].append((row.ordered_at, row.quantity))
    return [
        (second[0] - first[0]).days / (supply[product] * first[1])
        for (_, product), purchases in bought.items()
        for first, second in pairwise(purchases)
    ]


def test_people_buy_again_about_when_the_bottle_is_empty() -> None:
    ratios = repeat_ratios()
    assert len(ratios) > 800
    assert 0.7 <= median(ratios) <= 1.3


def test_people_differ_in_pace_and_some_are_late() -> None:
    ratios = repeat_ratios()
    assert sum(ratio < 0.8 for ratio in ratios) > len(ratios) * 0.1
    assert sum(ratio > 1.4 for ratio in ratios) > len(ratios) * 0.05


def test_some_came_once_and_some_stay_for_years() -> None:
    days: dict[str, set[str]] = defaultdict(set)
    for row in ORDERS:
        days[row.customer_id].add(row.order_id)
    counts = [len(orders) for orders in days.values()]
    assert sum(count == 1 for count in counts) > len(counts) * 0.15
    assert sum(count >= 10 for count in counts) > len(counts) * 0.1


def test_demo_files_stay_small() -> None:
    assert (DEMO / "orders.csv").stat().st_size < 600_000
