"""Search over the demo shop with the real encoder and the real index."""

import threading
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.languages import Language
from knowledge.columns import Chosen, Columns
from knowledge.index import build_index
from knowledge.passages import all_passages
from knowledge.search import HybridSearch, IndexHolder, SearchIndex
from knowledge.tokens import to_tokens


@pytest.fixture(scope="module")
def demo_index(demo_products, embedder, table):
    passages = all_passages(demo_products, table.name_in)
    vectors = embedder.embed_passages([passage.text for passage in passages])
    return SearchIndex(build_index(passages, vectors, embedder.model_id))


@pytest.fixture
def search(demo_index, embedder):
    return HybridSearch(embedder, IndexHolder(demo_index))


@pytest.fixture
def by_id(demo_products):
    return {product.id: product for product in demo_products}


async def first(search, by_id, text, language=None):
    return by_id[(await search.search(text, language, 1))[0].product_id]


@pytest.mark.parametrize(
    ("text", "concern"),
    [
        ("my face gets shiny by noon", "oiliness"),
        ("臉一直出油", "oiliness"),
        ("brown spots on my cheeks", "dark_spots"),
        ("熬夜黑眼圈", "dark_circles"),
        ("毛穴が目立つ", "pores"),
        ("สิวอุดตัน", "acne"),
    ],
)
async def test_a_need_is_found_in_every_language(search, by_id, text, concern):
    assert concern in (await first(search, by_id, text)).concerns


@pytest.mark.parametrize(
    ("text", "product_type"),
    [("sunscreen", "sunscreen"), ("防曬乳", "sunscreen"), ("洗面乳", "cleanser"),
     ("日焼け止め", "sunscreen"), ("sheet mask", "mask")],
)  # fmt: skip
async def test_a_kind_of_product_is_found_in_every_language(search, by_id, text, product_type):
    assert (await first(search, by_id, text)).product_type == product_type


async def test_a_name_is_found_by_its_words(search, by_id):
    found = await first(search, by_id, "undergrowth cica")
    assert found.names[Language.EN] == "Undergrowth 5% Cica Serum"


async def test_scores_fall_and_stay_between_0_and_1(search):
    scores = [hit.score for hit in await search.search("retinol", None, 20)]
    assert scores == sorted(scores, reverse=True)
    assert all(0 <= score <= 1 for score in scores)


async def test_a_product_is_hit_once(search):
    ids = [hit.product_id for hit in await search.search("serum for dry skin", None, 30)]
    assert len(ids) == len(set(ids)) == 30


async def test_the_passage_shown_is_in_the_shoppers_language(search):
    hit = (await search.search("退潮精華", Language.ZH, 1))[0]
    assert any("\u4e00" <= letter <= "\u9fff" for letter in hit.passage)


@pytest.mark.parametrize("text", ["", "   ", "\n\t"])
async def test_an_empty_question_finds_nothing(search, text):
    assert await search.search(text) == []


async def test_before_the_first_index_nothing_is_found(embedder):
    assert await HybridSearch(embedder, IndexHolder()).search("serum") == []


async def test_a_limit_of_none_finds_none(search):
    assert await search.search("serum", None, 0) == []


@given(text=st.text(min_size=1, max_size=3000))
def test_any_text_is_answered(demo_index, embedder, text):
    hits = HybridSearch(embedder, IndexHolder(demo_index)).search_now(text, None, 5)
    assert len(hits) <= 5


async def test_swapping_gives_back_the_former_index_and_is_seen_at_once(demo_index, embedder):
    holder = IndexHolder(demo_index)
    passages = [replace(demo_index.dense.passages[0], product_id="only one")]
    vectors = embedder.embed_passages([passages[0].text])
    small = SearchIndex(build_index(passages, vectors, embedder.model_id))
    assert holder.swap(small) is demo_index
    assert holder.current_id == small.id
    hits = await HybridSearch(embedder, holder).search("serum")
    assert [hit.product_id for hit in hits] == ["only one"]


def test_searches_under_load_never_see_half_a_swap(demo_index, embedder):
    """Every search answers wholly from one index or wholly from the other."""
    passages = [
        replace(passage, product_id=f"new-{passage.product_id}")
        for passage in demo_index.dense.passages
    ]
    vectors = embedder.embed_passages([passage.text for passage in passages])
    other = SearchIndex(build_index(passages, vectors, embedder.model_id))
    holder = IndexHolder(demo_index)
    query = embedder.embed_query("serum for acne")
    mixed, errors, stop = [], [], threading.Event()

    def look():
        while not stop.is_set():
            try:
                hits = holder.current.search(query, "serum for acne", None, 10)
                if len({hit.product_id.startswith("new-") for hit in hits}) != 1:
                    mixed.append(hits)
            except Exception as error:  # whatever it is, the test must show it
                errors.append(error)

    threads = [threading.Thread(target=look) for _ in range(4)]
    for thread in threads:
        thread.start()
    for swap in range(200):
        holder.swap(other if swap % 2 == 0 else demo_index)
    stop.set()
    for thread in threads:
        thread.join()
    assert errors == []
    assert mixed == []


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("The Serums for Oily skin", ["serum", "oily", "skin"]),
        ("菸鹼醯胺", ["菸鹼", "鹼醯", "醯胺"]),
        ("油", ["油"]),
        ("A醇精華", ["a醇", "精華"]),
        ("ＳＰＦ５０", ["spf50"]),
        ("สิว", ["สิว"]),
        ("🙂 !!", []),
    ],
)
def test_words_are_cut_as_their_script_wants(text, tokens):
    assert to_tokens(text) == tokens


async def test_only_products_asked_among_are_found_and_the_best_of_them_first(
    search, demo_products
):
    """Also where none of them would be among the best of all."""
    everything = [hit.product_id for hit in await search.search("retinol serum", None, 500)]
    among = frozenset(product.id for product in demo_products[::7])
    found = [hit.product_id for hit in await search.search("retinol serum", None, 5, among)]
    assert len(found) == 5
    assert set(found) <= among
    chosen = Chosen(
        Columns(demo_products, {p.id: p.id for p in demo_products}),
        np.array([p.id in among for p in demo_products]),
    )
    assert set(chosen) == among
    assert [
        hit.product_id for hit in await search.search("retinol serum", None, 5, chosen)
    ] == found
    assert found[0] == next(product_id for product_id in everything if product_id in among)


async def test_among_no_products_nothing_is_found(search):
    assert await search.search("serum", None, 5, frozenset()) == []
