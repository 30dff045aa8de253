"""Files of other shops read as products."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.adapters.imports.catalogue import CatalogueReading, read_catalogue
from bot.adapters.imports.columns import to_column_map
from bot.adapters.imports.report import ImportOptions
from bot.domain.errors import InputError
from bot.domain.languages import Language
from bot.domain.products import Product


class SpelledIngredients:
    """An ingredient table of two: a list is parted at its commas, niacinamide is an active."""

    def parse_inci(self, text: str | None) -> tuple[str, ...] | None:
        return tuple(part.strip().lower() for part in text.split(",")) if text else None

    def normalise(self, name: str) -> str:
        return name.lower()

    def concerns(self, name: str) -> Mapping[str, str]:
        return {"pores": "strong"} if name == "niacinamide" else {}


def read(path: Path, content: str, **options: Any) -> CatalogueReading:
    path.write_text(content, encoding="utf-8")
    return read_catalogue(path, ImportOptions(**options), SpelledIngredients())


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "shop.csv"


def only(reading: CatalogueReading) -> Product:
    assert reading.rejected == ()
    (product,) = reading.products
    return product


def reasons(reading: CatalogueReading) -> list[tuple[int, str]]:
    return [(rejection.line, rejection.reason) for rejection in reading.rejected]


def test_a_chinese_header_is_understood(path: Path) -> None:
    header = "商品編號,品名,售價,品牌,商品分類,容量,全成分,適合膚質,庫存,商品描述,使用方式"
    line = 'A1,透亮精華,1280,曦露,精華液,30毫升,"Water, Niacinamide",油性、混合,5,清爽。,早晚使用'
    product = only(read(path, f"{header}\n{line}\n"))
    assert (product.id, product.brand, product.product_type) == ("A1", "曦露", "serum")
    assert str(product.prices[0]) == "NT$1,280"
    assert (product.size, product.size_ml, product.stock) == ("30毫升", 30.0, 5)
    assert product.ingredients == ("water", "niacinamide")
    assert product.key_ingredients == ("niacinamide",)
    assert product.skin_types == ("oily", "combination")
    assert product.names == {Language.ZH: "透亮精華"}
    assert product.how_to_use == {Language.ZH: "早晚使用"}


def test_columns_of_languages_and_currencies_stand_side_by_side(path: Path) -> None:
    content = "name_en,name_zh-TW,price (USD),price_twd\nDew Serum,露精華,12.5,400\n"
    product = only(read(path, content))
    assert product.names == {Language.EN: "Dew Serum", Language.ZH: "露精華"}
    assert [str(price) for price in product.prices] == ["NT$400", "US$12.50"]


def test_other_names_of_columns_are_mapped(path: Path) -> None:
    chosen = to_column_map(["name=Bezeichnung", "price=VK", "size = Inhalt"])
    content = "Bezeichnung;VK;Inhalt\nTau Serum;39,90 €;30 ml\n"
    product = only(read(path, content, columns=chosen))
    assert (str(product.prices[0]), product.size_ml) == ("€39.90", 30.0)


def test_a_mapped_column_replaces_the_one_found_and_keeps_its_currency(path: Path) -> None:
    content = "name,price_usd,sale_price_usd\nDew,10,8\n"
    product = only(read(path, content, columns={"price": "sale_price_usd"}))
    assert [str(price) for price in product.prices] == ["US$8.00"]


@pytest.mark.parametrize(
    ("columns", "sentence"),
    [
        ({"price": "Preis"}, "There is no column 'Preis'; the file has: name, cost"),
        ({"weight": "cost"}, "There is no field 'weight'; the fields are: id, name, price"),
        ({}, "no column for the price: name one with --map price=COLUMN; its columns are: name"),
    ],
)
def test_a_column_that_is_not_there_is_told_with_those_that_are(
    path: Path, columns: dict[str, str], sentence: str
) -> None:
    with pytest.raises(InputError, match=sentence):
        read(path, "name,cost\nDew,3\n", columns=columns)


@pytest.mark.parametrize("pair", ["price", "=x", "price="])
def test_a_pair_that_is_none_is_refused(pair: str) -> None:
    with pytest.raises(InputError, match="field=column"):
        to_column_map([pair])


@pytest.mark.parametrize(
    ("cell", "options", "expected"),
    [
        ("39", {}, "TWD"),
        ("$39", {}, "TWD"),
        ("$39", {"currency": "USD"}, "USD"),
        ("39", {"shop_currency": "THB"}, "THB"),
        ("€39", {"currency": "USD"}, "EUR"),
    ],
)
def test_a_price_is_in_the_currency_said_nearest_to_it(
    path: Path, cell: str, options: dict[str, str], expected: str
) -> None:
    product = only(read(path, f"name,price\nDew,{cell}\n", **options))
    assert product.prices[0].currency == expected


def test_lines_that_cannot_be_taken_are_told_with_number_and_reason(path: Path) -> None:
    content = (
        "id,name,price,currency,stock,url\n"
        "1,Dew,,,,\n"
        "2,,5,,,\n"
        "3,Dew,0,,,\n"
        "4,Dew,NT$5,USD,,\n"
        "5,Dew,5,dollars,,\n"
        "6,Dew,5,,some,\n"
        "7,Dew,5,,,javascript:x\n"
        "8,Dew,5,,,\n"
        "8,Dew,6,,,\n"
    )
    reading = read(path, content)
    assert [product.id for product in reading.products] == ["8"]
    assert reasons(reading) == [
        (2, "no price"),
        (3, "no name"),
        (4, "price: nothing is sold for 0"),
        (5, "price: TWD in the cell, but USD beside it"),
        (6, "currency: 'DOLLARS' is no currency code such as TWD or USD"),
        (7, "stock: 'some' is no whole number"),
        (8, "url: 'javascript:x' is no web address"),
        (10, "id: 8 stands on line 9 already"),
    ]


def test_an_id_is_made_of_name_size_and_brand_and_stays_the_same(path: Path) -> None:
    first = read(path, "name,price,size,brand\nDew,5,30 ml,Fjord\nDew,5,50 ml,Fjord\n")
    again = read(path, "brand,size,name,price\nFjord,30 ml,Dew,7\n")
    assert len({product.id for product in first.products}) == 2
    assert again.products[0].id == first.products[0].id


def test_highlights_tell_skin_types_concerns_and_ingredients(path: Path) -> None:
    highlights = "['Vegan', 'Good for: Pores', 'Best for Oily, Combo, Normal Skin', 'Retinol']"
    content = f'product_name,price_usd,highlights,out_of_stock\nDew Serum,38.0,"{highlights}",1\n'
    product = only(read(path, content))
    assert product.skin_types == ("oily", "combination", "normal")
    assert product.concerns == ("pores",)
    assert product.key_ingredients == ("retinol",)
    assert (product.stock, str(product.prices[0])) == (0, "US$38.00")


def test_what_the_shop_says_itself_is_not_derived(path: Path) -> None:
    content = (
        "name,price,product_type,kind,is_mini,days_of_supply,concerns,unsuitable_skin_types,size\n"
        "Mini Dew Kit for dry skin,5,serum,single,no,9,acne,dry,30 ml\n"
    )
    product = only(read(path, content))
    assert (product.product_type, product.kind, product.is_mini) == ("serum", "single", False)
    assert (product.days_of_supply, product.concerns) == (9, ("acne",))
    assert (product.skin_types, product.unsuitable_skin_types) == ((), ("dry",))


SHOPIFY = (
    "Handle,Title,Body (HTML),Vendor,Type,Tags,Published,Option1 Name,Option1 Value,Option2 Name,"
    "Option2 Value,Variant SKU,Variant Inventory Tracker,Variant Inventory Qty,"
    "Variant Inventory Policy,Variant Price,Image Src,Status\n"
    'dew,Dew Serum,<p>For <b>dry</b> skin.</p>,Fjord,Serum,"vegan, dull skin",true,Size,30 ml,'
    "Scent,Rose,DEW30,shopify,4,deny,38.00,a.png,active\n"
    "dew,,,,,,,,50 ml,,Rose,,shopify,0,continue,58.00,,\n"
    "dew,,,,,,,,,,,,,,,,b.png,\n"
    "fog,Fog Toner,,Fjord,Toner,,true,Title,Default Title,,,,,,deny,20.00,,draft\n"
    "mist,Mist Cream,,Fjord,,,true,Title,Default Title,,,,,,deny,20.00,,active\n"
)


def test_shopifys_variants_are_sizes_of_one_product(path: Path) -> None:
    reading = read(path, SHOPIFY, currency="USD")
    small, large, cream = reading.products
    assert (small.id, small.size_ml, small.stock, small.brand) == ("DEW30", 30.0, 4, "Fjord")
    assert (large.id, large.size_ml, large.stock) == ("dew-50 ml-Rose", 50.0, None)
    assert small.family == large.family == "dew"
    assert small.names == large.names == {Language.EN: "Dew Serum (Rose)"}
    assert small.descriptions == {Language.EN: "For dry skin."}
    assert (small.product_type, small.skin_types) == ("serum", ("dry",))
    assert str(large.prices[0]) == "US$58.00"
    assert (cream.id, cream.product_type, cream.size) == ("mist", "moisturizer", None)
    assert reasons(reading) == [(5, "its status in Shopify is draft: not for sale")]


def test_our_own_json_lines_come_back_as_they_are(path: Path) -> None:
    record = {
        "id": "dew-15ml",
        "family": "dew",
        "name": {"en": "Dew", "zh": "露"},
        "product_type": "serum",
        "size": "15 ml",
        "size_ml": 15,
        "price": {"USD": 12.9, "TWD": 420},
        "stock": 0,
        "days_of_supply": 24,
        "skin_types": ["oily"],
        "unsuitable_skin_types": [],
        "concerns": ["oiliness"],
        "key_ingredients": ["Niacinamide"],
        "ingredients": "Water, Niacinamide",
        "url": "/demo/products/dew-15ml",
    }
    product = only(read(path, json.dumps(record, ensure_ascii=False)))
    assert (product.id, product.family, product.days_of_supply) == ("dew-15ml", "dew", 24)
    assert [str(price) for price in product.prices] == ["NT$420", "US$12.90"]
    assert (product.stock, product.skin_types, product.url) == (
        0,
        ("oily",),
        "/demo/products/dew-15ml",
    )


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=5,
)
fields = st.sampled_from(
    ["id", "name", "price", "currency", "size", "highlights", "category", "stock", "url", "kind",
     "skin_types", "description", "ingredients", "is_mini", "size_ml", "days_of_supply", "family"]
)  # fmt: skip


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.lists(st.dictionaries(fields, json_values), min_size=1, max_size=4))
def test_any_json_lines_are_products_or_rejections(
    path: Path, records: list[dict[str, Any]]
) -> None:
    base = {"name": "Dew", "price": 5}
    lines = [json.dumps(base | record) for record in records]
    try:
        reading = read(path, "\n".join(lines))
    except InputError:
        return
    assert len(reading.products) + len(reading.rejected) == reading.read == len(records)
    assert all(rejection.reason for rejection in reading.rejected)
