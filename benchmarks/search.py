"""Search and recommendation on the real catalogue, beside the dense search alone."""

import asyncio
import time
from pathlib import Path

from benchmarks.catalogue_shop import CatalogueShop, open_catalogue_shop
from benchmarks.requests import REQUESTS, Request
from benchmarks.scratch import scratch_server
from benchmarks.table import Row, percentile
from bot.adapters.scratch_databases import create_scratch_database
from bot.domain.profiles import Profile
from bot.domain.recommendations import Wish
from knowledge.embeddings import build_embedder
from knowledge.index_files import open_current

_LIMIT = 5
_THOUSAND = 1000


def search_rows(file: Path, rounds: int) -> list[Row]:
    """Import the catalogue into a scratch database, ask every request `rounds` times."""
    with scratch_server() as (folder, url):
        return asyncio.run(_rows(file, create_scratch_database(url), folder / "var", rounds))


async def _rows(file: Path, url: str, folder: Path, rounds: int) -> list[Row]:
    async with open_catalogue_shop(file, url, folder) as shop:
        search, dense, recommend = await _measure(shop, folder, rounds)
    products = f"{len(shop.base.catalogue.all()):,} products, {len(REQUESTS)} requests"
    return [
        Row("import of the catalogue", shop.import_seconds, "s", remark=products),
        Row("indexing it from nothing", shop.index_seconds, "s", remark="embedder's load included"),
        Row(
            "search p50",
            percentile(search, 50) * _THOUSAND,
            "ms",
            percentile(dense, 50) * _THOUSAND,
            f"{products}; peer: the same encoder and FAISS index, without words",
        ),
        Row("recommend p50", percentile(recommend, 50) * _THOUSAND, "ms", remark=products),
    ]


async def _measure(
    shop: CatalogueShop, folder: Path, rounds: int
) -> tuple[list[float], list[float], list[float]]:
    """Seconds of search, dense search and recommendation, in turns."""
    embedder, index = build_embedder(), open_current(folder / "index")
    search: list[float] = []
    dense: list[float] = []
    recommend: list[float] = []
    for number in range(rounds + 1):  # the first one warms up
        for request in REQUESTS:
            began = time.perf_counter()
            await shop.knowledge.search.search(request.text, request.language, _LIMIT)
            searched = time.perf_counter()
            index.nearest(embedder.embed_query(request.text), _LIMIT)
            compared = time.perf_counter()
            await shop.knowledge.recommender.recommend(to_wish(request))
            if number:
                search.append(searched - began)
                dense.append(compared - searched)
                recommend.append(time.perf_counter() - compared)
    return search, dense, recommend


def to_wish(request: Request, limit: int = 3) -> Wish:
    """The request as the recommender takes it."""
    profile = Profile(
        skin_type=request.skin_type,
        concern=request.concern,
        avoid=request.avoid,
        condition=request.condition,
        product_type=request.product_type,
        budget=request.budget,
    )
    return Wish(
        profile,
        language=request.language,
        ingredients=request.ingredient,
        text=request.text,
        currency=(request.budget and request.budget.currency) or "USD",
        limit=limit,
    )
