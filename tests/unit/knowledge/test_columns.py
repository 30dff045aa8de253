"""The whole catalogue judged at once says what the domain says of each product one by one."""

import asyncio
from dataclasses import replace
from decimal import Decimal

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.errors import InputError
from bot.domain.fit import Knowledge, score_of, wanted_in
from bot.domain.languages import Language
from bot.domain.money import Budget, Price
from bot.domain.products import Product
from bot.domain.profiles import Profile
from bot.domain.recommendations import Hit, Wish
from bot.domain.seasons import Season, season_fit
from bot.domain.suitability import HardRules
from bot.domain.tags import AGE_GROUPS, CONCERNS, CONDITIONS, SKIN_TYPES
from bot.domain.variety import Scored, varied
from knowledge.catalogue import ShopCatalogue, Snapshot
from knowledge.columns import Columns, best_places
from knowledge.recommender import MAX_EXCLUDED, ProductRecommender
from knowledge.scoring import Scoring

RATES = {"TWD": Decimal(1), "USD": Decimal("31.7"), "JPY": Decimal("0.21")}
NAMES = (
    "aqua", "glycerin", "niacinamide", "retinol", "retinyl palmitate", "parfum", "limonene",
    "alcohol denat.", "alcohol", "cetyl alcohol", "salicylic acid", "glycolic acid", "lactic acid",
    "ascorbic acid", "ascorbyl glucoside", "sodium hyaluronate", "ceramide np", "menthol",
    "hydroquinone", "benzoyl peroxide", "lavandula angustifolia oil", "Panthenol", "two\nlines",
    "azelaic acid", "tocopherol", "bakuchiol", "squalane", "unheard of extract",
)  # fmt: skip
AVOIDED = ("fragrance", "alcohol", "retinol", "acid", "aha", "ceramide", "oil", "silicone", "np")
WANTED = ("niacinamide", "ascorbic acid", "ascorbyl glucoside", "retinol", "hyaluronic acid", "x")
TITLES = (
    "Calm Serum", "Retinol Night Oil", "Plant Retinol Cream", "A醇精華", "Cleanser", "Peel Pads",
    "Water Gel", "Rich Barrier Balm",
)  # fmt: skip
WORDS = ("", "something for my skin", "a gift set", "a face roller", "美容儀")


def some(values, most: int):
    return st.lists(st.sampled_from(sorted(values)), max_size=most, unique=True).map(tuple)


amounts = st.integers(1, 60).map(lambda tens: Decimal(tens * 10) / 4)
prices = st.builds(Price, amounts, st.sampled_from(sorted(RATES)))


@st.composite
def products(draw, number: int) -> Product:
    return Product(
        id=f"p{number * 7919 % 97:02d}",
        names={Language.EN: draw(st.sampled_from(TITLES))},
        prices=draw(st.lists(prices, min_size=1, max_size=2).map(tuple)),
        brand=draw(st.sampled_from(("A", "B", "C", "D", "E"))),
        product_type=draw(st.sampled_from(("serum", "cleanser", "exfoliant", None))),
        descriptions=draw(st.sampled_from(({}, {Language.EN: "With retinal."}))),
        ingredients=draw(st.none() | some(NAMES, 8)),
        key_ingredients=draw(some(NAMES, 2)),
        skin_types=draw(some(SKIN_TYPES, 3)),
        unsuitable_skin_types=draw(some(SKIN_TYPES, 1)),
        concerns=draw(some(CONCERNS[:4], 2)),
        highlights=draw(some(("retinol alternative", "with retinal", "clean"), 1)),
        stock=draw(st.sampled_from((None, 0, 3))),
        kind=draw(st.sampled_from(("single", "single", "single", "set", "tool"))),
        is_mini=draw(st.booleans()),
    )


@st.composite
def catalogues(draw) -> tuple[Product, ...]:
    count = draw(st.integers(0, 40))
    return tuple(draw(products(number)) for number in range(count))


budgets = st.none() | st.builds(
    Budget, st.none() | amounts, st.none() | amounts, st.none() | st.sampled_from(sorted(RATES))
)
profiles = st.builds(
    Profile,
    skin_type=some(SKIN_TYPES, 2),
    concern=some(CONCERNS[:5], 3),
    avoid=some(AVOIDED, 2),
    condition=some(CONDITIONS, 2),
    product_type=some(("serum", "exfoliant", "toner"), 2),
    budget=budgets,
)
wishes = st.builds(
    Wish,
    profile=profiles,
    ingredients=some(WANTED, 3),
    text=st.sampled_from(WORDS),
    currency=st.sampled_from(sorted(RATES)),
    limit=st.integers(1, 6),
    exclude=st.lists(st.sampled_from(("p00", "p62", "gone")), max_size=2).map(tuple),
    age_group=st.sampled_from((None, None, None, None, *AGE_GROUPS)),
    stung=st.frozensets(st.sampled_from(("p00", "p53", "gone")), max_size=2),
    at_home=st.frozensets(st.sampled_from(("p00", "p62", "gone")), max_size=2),
)


class SomeSearch:
    """Finds what it was told, with what it was told, among what is allowed."""

    def __init__(self, scores):
        self.scores = scores

    async def search(self, text, language=None, limit=5, among=None):
        allowed = self.scores if among is None else set(among)
        return [Hit(id_, score, "") for id_, score in self.scores.items() if id_ in allowed]


def plainly(products, wish, table, scores):
    """Products, exclusions and nearest price by asking the domain of every product in turn."""
    snapshot = Snapshot(products, table)
    rules = HardRules(wish, snapshot.groups, RATES)
    known = Knowledge(table.evidence(), snapshot.groups)
    not_again = {snapshot.families.get(id_) for id_ in wish.exclude}
    asked = [p for p in products if snapshot.families[p.id] not in not_again]
    why = {p.id: rules.why_excluded(p) for p in asked}
    passed = [p for p in asked if why[p.id] is None]
    passed = [p for p in passed if wanted_in(p, wish, snapshot.groups)] or passed
    near = [p for p in asked if why[p.id] not in {None, "kind", "product_type"}]
    far = [p for p in asked if why[p.id] in {"kind", "product_type"}]
    currency = (wish.profile.budget and wish.profile.budget.currency) or wish.currency

    def ranked(among):
        texts = {}
        for p in among if wish.text else ():
            family = snapshot.families[p.id]
            texts[family] = max(texts.get(family, 0.0), scores.get(p.id, 0.0))
        judged = [
            (
                -score_of(
                    p, wish, known, p.price_in(currency, RATES),
                    texts.get(snapshot.families[p.id], 0.0),
                ),
                p.id,
            )
            for p in among
        ]  # fmt: skip
        return sorted(judged)

    best: dict[str, Scored] = {}
    for score, id_ in ranked(passed):
        best.setdefault(snapshot.families[id_], Scored(snapshot.by_id[id_], -score))
    excluded = [id_ for _, id_ in ranked(near)] + sorted(p.id for p in far)
    dear = [p.price_in(wish.currency, RATES) for p in near if why[p.id] == "budget"]
    return (
        [item.product.id for item in varied(best.values())][: wish.limit],
        [(id_, why[id_]) for id_ in excluded[:MAX_EXCLUDED]],
        min((price.amount for price in dear), default=None),
    )


def recommended(products, wish, table, scores, rates=RATES):
    by_id = {product.id: product for product in products}

    async def load():
        return products

    async def find(product_id):
        return by_id.get(product_id)

    async def ask():
        catalogue = ShopCatalogue(load, find, table)
        await catalogue.refresh()
        engine = ProductRecommender(catalogue, SomeSearch(scores), table, rates)
        return await engine.recommend(wish, with_excluded=True)

    return asyncio.run(ask())


@settings(max_examples=80, deadline=None)
@given(catalogue=catalogues(), wish=wishes, data=st.data())
def test_all_at_once_gives_what_one_by_one_gives(table, catalogue, wish, data):
    """The same products in the same order, the same nearest misses with the same rules."""
    ids = [product.id for product in catalogue]
    scores = data.draw(
        st.dictionaries(st.sampled_from(ids), st.sampled_from((0.1, 0.5, 1.0)), max_size=5)
        if ids
        else st.just({})
    )
    found = recommended(catalogue, wish, table, scores)
    offered, excluded, cheapest = plainly(catalogue, wish, table, scores)
    assert [choice.product.id for choice in found.products] == offered
    assert [(left.product_id, left.why) for left in found.excluded] == excluded
    assert (found.nearest_price and found.nearest_price.amount) == cheapest


@settings(max_examples=25, deadline=None)
@given(catalogue=catalogues(), wish=wishes)
def test_scores_of_all_at_once_are_the_domains(table, catalogue, wish):
    """Also where the shortlist ends, so that what follows it is in the domain's order too.

    Of the shortlist they are the domain's to the last digit: it is not asked again there.
    """
    snapshot = Snapshot(catalogue, table)
    known = Knowledge(table.evidence(), snapshot.groups)
    scoring = Scoring(snapshot.columns, wish, known, RATES)
    budget = wish.profile.budget
    currency = (budget and budget.currency) or wish.currency
    rows = np.array([row for row in range(len(catalogue)) if row % 3], np.int64)
    likeness = snapshot.columns.similarities({"p00": 0.25}, rows)
    expected = [
        score_of(catalogue[row], wish, known, catalogue[row].price_in(currency, RATES), float(near))
        for row, near in zip(rows, likeness, strict=True)
    ]
    assert scoring.exact_scores(rows, likeness).tolist() == expected
    assert scoring.scores(rows, likeness) == pytest.approx(expected, abs=1e-12)


@settings(max_examples=25, deadline=None)
@given(catalogue=catalogues())
def test_seasons_are_the_domains_also_of_what_changed_since(table, catalogue):
    columns = Snapshot(catalogue, table).columns
    changed = [replace(product, highlights=("rich balm",)) for product in catalogue]
    for product in (*catalogue, *changed):
        for season in Season:
            assert columns.season_fit(product, season) == season_fit(product, season)


@settings(max_examples=60, deadline=None)
@given(catalogue=catalogues(), wish=wishes, data=st.data())
def test_the_best_of_what_costs_less_is_that_of_asking_all(table, catalogue, wish, data):
    """Whether or not the rules let it pass; without the shopper's words."""
    ids = [product.id for product in catalogue]
    chosen = data.draw(st.sets(st.sampled_from(ids), min_size=1, max_size=3)) if ids else ()
    shown = [product for product in catalogue if product.id in chosen]
    currency = (wish.profile.budget and wish.profile.budget.currency) or wish.currency
    wish = replace(wish, currency=currency)
    known = Knowledge(table.evidence(), Snapshot(catalogue, table).groups)

    def amount(product):
        return product.price_in(currency, RATES).amount

    cheaper = [
        product
        for product in catalogue
        if product.product_type in {item.product_type for item in shown}
        and product.kind == "single"
        and not product.is_mini
        and amount(product) < min(map(amount, shown))
    ]
    best = max(
        cheaper,
        key=lambda item: score_of(item, wish, known, item.price_in(currency, RATES)),
        default=None,
    )
    assert asyncio.run(found_cheaper(catalogue, table, wish, shown)) == best


async def found_cheaper(catalogue, table, wish, shown):
    async def load():
        return catalogue

    shop = ShopCatalogue(load, None, table)
    await shop.refresh()
    return await ProductRecommender(shop, SomeSearch({}), table, RATES).find_cheaper(wish, shown)


def many(count: int) -> tuple[Product, ...]:
    return tuple(
        Product(
            id=f"p{number:04d}",
            names={Language.EN: f"Serum {number}"},
            prices=(Price(Decimal(number % 50 + 1), "TWD"),),
            product_type="serum" if number % 3 else "toner",
            ingredients=("aqua", NAMES[number % len(NAMES)]),
            skin_types=SKIN_TYPES[: number % 4],
        )
        for number in range(count)
    )


def test_what_passes_is_offered_also_beyond_the_shortlist(table):
    catalogue = many(700)
    wish = Wish(Profile(skin_type=("dry",), avoid=("retinol",)), limit=600)
    offered, _, _ = plainly(catalogue, wish, table, {})
    assert len(offered) > 500
    found = recommended(catalogue, wish, table, {})
    assert [choice.product.id for choice in found.products] == offered


def test_offers_gone_since_the_snapshot_are_replaced_from_beyond_the_shortlist(table):
    catalogue = many(700)
    kept = {product.id: product for product in catalogue[650:]}

    async def load():
        return catalogue

    async def find(product_id):
        return kept.get(product_id)

    async def ask():
        shop = ShopCatalogue(load, find, table)
        await shop.refresh()
        engine = ProductRecommender(shop, SomeSearch({}), table, RATES)
        return await engine.recommend(Wish(Profile(skin_type=("dry",)), limit=3))

    assert {choice.product.id for choice in asyncio.run(ask()).products} <= kept.keys()
    assert len(asyncio.run(ask()).products) == 3


def test_a_price_without_a_rate_is_refused_only_where_it_is_needed(table):
    odd = Product("odd", {Language.EN: "Odd"}, (Price(Decimal(1), "XXX"),), product_type="toner")
    even = Product("even", {Language.EN: "Even"}, (Price(Decimal(1), "TWD"),), product_type="serum")
    wish = Wish(Profile(product_type=("serum",), budget=Budget(max=Decimal(5))))
    assert [c.product.id for c in recommended((odd, even), wish, table, {}).products] == ["even"]
    with pytest.raises(InputError, match="No exchange rate for XXX"):
        recommended((odd, even), Wish(Profile(product_type=("toner",))), table, {})


def test_columns_of_nothing_are_empty(table):
    assert len(Columns((), {})) == 0
    assert recommended((), Wish(Profile(avoid=("retinol",))), table, {}).products == ()


async def test_after_a_change_columns_are_those_of_the_new_state(table):
    """Of what is the same some is taken over from the state before; of what is new nothing."""
    before = list(many(5))
    told = [replace(before[1], names={Language.EN: "Retinol Night Serum"}), *before[2:]]

    async def load():
        return before

    catalogue = ShopCatalogue(load, None, table)
    await catalogue.refresh()
    assert not catalogue.snapshot.columns.names_retinoid.any()
    before[:] = told
    await catalogue.refresh()
    assert catalogue.snapshot.columns.names_retinoid.tolist() == [True, False, False, False]
    before[:] = reversed(told)
    await catalogue.refresh()
    assert catalogue.snapshot.columns.names_retinoid.tolist() == [False, False, False, True]


@given(
    scores=st.lists(st.sampled_from((0.0, 0.5, 1.0)), max_size=30),
    count=st.integers(0, 35),
    data=st.data(),
)
def test_the_best_places_are_those_of_sorting_all(scores, count, data):
    ties = np.array(data.draw(st.permutations(range(len(scores)))), np.int64)
    expected = sorted(range(len(scores)), key=lambda row: (-scores[row], ties[row]))[:count]
    assert best_places(np.array(scores, np.float64), ties, count).tolist() == expected
